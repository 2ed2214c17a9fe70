"""What statutes may not say of the seats of a board: the colleges' seats against its size."""

from collections.abc import Iterator

from organisations.rules.findings import Finding
from organisations.rules.parameters import StatuteParameters


def board_findings(params: StatuteParameters) -> Iterator[Finding]:
    """Yield what is wrong with the seats: they must leave a board of the statutes' size possible.

    Its size and terms are numbers of `bounds`, checked with the others.
    """
    if not params.board_seats:
        return
    least = sum(seat.least for seat in params.board_seats)
    if params.board_max is not None and least > params.board_max:
        figures = {"least": str(least), "most": str(params.board_max)}
        yield Finding("error", "seats_over_board", "", figures)
    most = [seat.most for seat in params.board_seats]
    if None in most or params.board_min is None:
        return
    total = sum(number for number in most if number is not None)
    if total < params.board_min:
        figures = {"most": str(total), "least": str(params.board_min)}
        yield Finding("error", "seats_under_board", "", figures)
