"""Who takes the seats: the options above the majority, best first, and what a tie becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from voting.rules.election_file import IN_ORDER, Election
from voting.rules.majority import Bar, Majority, Score
from voting.rules.tally_sheet import OptionSheet


@dataclass(frozen=True, slots=True)
class SeatsWon:
    """The verdict on the seats.

    `verdict` is "elected", "second_round", "rejected" or "blocked"; `reason` a key of the reasons
    of `election_words` where it needs one. `elected` are codes in the order of election, `passing`
    those above the majority, `tied` those that only the tie rule separated.
    """

    verdict: str
    reason: str | None
    elected: tuple[str, ...]
    passing: tuple[str, ...]
    tied: tuple[str, ...] = ()


def passes(sheet: OptionSheet, majority: Majority) -> bool:
    """Say whether an option has votes and reaches the majority; no tie rule applies here."""
    bar = Bar(majority.threshold, inclusive=not majority.strict)
    return sheet.support > 0 and bar.passes(Score(sheet.support, sheet.base))


def ranked(options: Sequence[OptionSheet]) -> tuple[tuple[str, ...], ...]:
    """Return the options by support, best first, equals together in the order of the file."""
    in_order = sorted(options, key=_support, reverse=True)
    return tuple(
        tuple(sheet.code for sheet in equals) for _support_, equals in groupby(in_order, _support)
    )


def seats_won(election: Election, majority: Majority, options: Sequence[OptionSheet]) -> SeatsWon:
    """Fill the seats from the options above the majority, best first.

    Where more pass than there are seats the file says whether the best are elected or a second
    round is held. A tie for the last seats is settled by the tie rule.
    """
    passing = [sheet for sheet in options if passes(sheet, majority)]
    codes = tuple(sheet.code for sheet in passing)
    if len(codes) > election.seats and election.too_many == "second_round":
        return SeatsWon("second_round", "more_than_seats", (), codes)
    sure, tied = _split_at_last_seat(ranked(passing), election.seats)
    if not tied:
        return _settled(election, options, sure, codes)
    if election.tie not in IN_ORDER:
        return SeatsWon("second_round", "tie_second_round", sure, codes, tied)
    if set(tied) - set(election.precedence):
        return SeatsWon("blocked", "precedence_missing", (), codes, tied)
    chosen = sorted(tied, key=election.precedence.index)[: election.seats - len(sure)]
    reason = f"tie_{election.tie}"
    return SeatsWon("elected", reason, (*sure, *chosen), codes, tied)


def _support(sheet: OptionSheet) -> Fraction:
    return sheet.support


def _split_at_last_seat(
    groups: Sequence[tuple[str, ...]], seats: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who is elected for sure and who is tied for the seats that are left."""
    sure: tuple[str, ...] = ()
    for group in groups:
        if len(sure) == seats:
            break
        if len(sure) + len(group) > seats:
            return sure, group
        sure += group
    return sure, ()


def _settled(
    election: Election,
    options: Sequence[OptionSheet],
    elected: tuple[str, ...],
    passing: tuple[str, ...],
) -> SeatsWon:
    """Say what becomes of seats that nobody who passes is left to take."""
    if len(elected) == election.seats:
        return SeatsWon("elected", None, elected, passing)
    left = any(sheet.support > 0 for sheet in options if sheet.code not in passing)
    if election.method == "choice" and left:
        return SeatsWon("second_round", "majority_not_reached", elected, passing)
    if elected:
        return SeatsWon("elected", "seats_vacant", elected, passing)
    empty = not any(sheet.base for sheet in options)
    return SeatsWon("rejected", "no_votes" if empty else "nobody_elected", (), passing)
