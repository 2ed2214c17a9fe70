"""What statutes may not say of the board and its terms: each value against the law of the form."""

from collections.abc import Iterator

from organisations.rules.findings import Finding
from organisations.rules.legal_forms import LegalForm, company_form, is_cooperative, is_scop
from organisations.rules.parameters import StatuteParameters

SA_LEAST, SA_MOST = 3, 18
TERM_YEARS = 6
SCOP_MANAGER_YEARS = 4


def board_findings(params: StatuteParameters, form: LegalForm) -> Iterator[Finding]:
    """Yield the values on the board that the law of `form` refuses or frowns upon."""
    if company_form(form) == "sa":
        yield from _size(params)
    yield from _terms(params, form)
    yield from _seats(params)


def _size(params: StatuteParameters) -> Iterator[Finding]:
    least, most = params.board_min, params.board_max
    if least is not None and least < SA_LEAST:
        yield _beyond("below_law", "C.com L225-17", "board_min", least, SA_LEAST)
    if most is not None and most > SA_MOST:
        yield _beyond("above_law", "C.com L225-17", "board_max", most, SA_MOST)


def _terms(params: StatuteParameters, form: LegalForm) -> Iterator[Finding]:
    years = params.board_term_years
    if years is not None and years > TERM_YEARS:
        if is_cooperative(form):
            yield _beyond("above_law", "L47 art. 6", "board_term_years", years, TERM_YEARS)
        elif form is LegalForm.SA:
            yield _beyond("above_law", "C.com L225-18", "board_term_years", years, TERM_YEARS)
    years = params.manager_term_years
    if is_scop(form) and years is not None and years > SCOP_MANAGER_YEARS:
        article = "L78 art. 16"
        yield _beyond("above_law", article, "manager_term_years", years, SCOP_MANAGER_YEARS)


def _seats(params: StatuteParameters) -> Iterator[Finding]:
    """The seats of the colleges must leave a board of the statutes' size possible."""
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


def _beyond(code: str, article: str, parameter: str, value: int, limit: int) -> Finding:
    figures = {"parameter": parameter, "value": str(value), "limit": str(limit)}
    return Finding("error", code, article, figures)
