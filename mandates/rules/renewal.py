"""Renewal by parts: how many seats are renewed each time, and when for the first time."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

_ROUND = {"floor": floor, "ceil": ceil}


@dataclass(frozen=True, slots=True)
class RenewalGroup:
    """So many seats, first renewed `after_years` years after the first election.

    Who is in which group is drawn, or decided by the assembly at that election.
    """

    seats: int
    after_years: int


def renewal_plan(
    board_size: int, term_years: int, share: Fraction, rounding: str
) -> tuple[RenewalGroup, ...]:
    """Return the groups of a board renewed by `share` each time, as a part of a full term.

    Each group is `share` of what a fair cut leaves, cut ("floor") or raised ("ceil") to a whole
    number: 10 by thirds are 3, 3, 4 or 4, 3, 3. Raises ValueError for a share that is not one over
    a whole number, or that does not divide the term into whole years.
    """
    if share <= 0 or share.numerator != 1:
        raise ValueError(f"{share} is not one over a whole number")
    parts = share.denominator
    if term_years % parts:
        raise ValueError(f"{term_years} years are not {parts} times a whole number of years")
    step = term_years // parts
    sizes = _sizes(board_size, parts, rounding)
    return tuple(RenewalGroup(seats, step * (place + 1)) for place, seats in enumerate(sizes))


def _sizes(board_size: int, parts: int, rounding: str) -> Iterator[int]:
    left = board_size
    for place in range(parts):
        seats = _ROUND[rounding](Fraction(left, parts - place))
        left -= seats
        yield seats
