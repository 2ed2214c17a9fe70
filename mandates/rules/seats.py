"""Seats of a board by college: how many each one nominates, and those that stay vacant.

A college puts forward; the assembly as a whole appoints and dismisses (L47 art. 6, C.com L225-18).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from mandates.rules.readings import USUAL, Readings
from organisations.rules.statutes import SeatRule, StatuteParameters


@dataclass(frozen=True, slots=True)
class CollegeSeats:
    """One college after an election: its seats taken, those missing and those too many."""

    college: str
    elected: int
    vacant: int
    over: int


@dataclass(frozen=True, slots=True)
class SeatsVerdict:
    """Whether a board has the members its statutes ask for; nothing is filled by itself.

    `size`: "right", "too_small" or "too_large". `open_seats` are vacant seats that other colleges
    may take, 0 where they stay vacant.
    """

    complete: bool
    total: int
    size: Literal["right", "too_small", "too_large"]
    colleges: tuple[CollegeSeats, ...]
    open_seats: int
    article: str


@dataclass(frozen=True, slots=True)
class Nomination:
    """Whether a college may put one more person forward: "allowed", "no_seat" or "college_full"."""

    allowed: bool
    reason: Literal["allowed", "no_seat", "college_full"]
    article: str


def seat_shares(seats: Mapping[str, int]) -> dict[str, Fraction]:
    """Return the part of the seats that each college has; it need not be its part of the votes."""
    total = sum(seats.values())
    return {college: Fraction(number, total) for college, number in seats.items()}


def seats_verdict(
    params: StatuteParameters, elected: Mapping[str, int], readings: Readings = USUAL
) -> SeatsVerdict:
    """Compare those elected, by nominating college, with the seats and the size of the statutes.

    Raises LookupError for someone of a college without seats.
    """
    rules = {rule.college: rule for rule in params.board_seats}
    unknown = sorted(set(elected) - set(rules))
    if unknown:
        raise LookupError(f"no seats for {', '.join(unknown)}")
    colleges = tuple(_college(rule, elected.get(rule.college, 0)) for rule in rules.values())
    total = sum(elected.values())
    size = _size(params, total)
    vacant = sum(college.vacant for college in colleges)
    complete = size == "right" and not vacant and not any(college.over for college in colleges)
    return SeatsVerdict(
        complete=complete,
        total=total,
        size=size,
        colleges=colleges,
        open_seats=vacant if readings.vacant_seat_open else 0,
        article=params.article("board_seats"),
    )


def may_nominate(params: StatuteParameters, taken: Mapping[str, int], college: str) -> Nomination:
    """Say whether `college` may put one more person forward, given the seats already taken."""
    article = params.article("board_seats")
    rule = next((rule for rule in params.board_seats if rule.college == college), None)
    if rule is None:
        return Nomination(False, "no_seat", article)
    if rule.most is not None and taken.get(college, 0) >= rule.most:
        return Nomination(False, "college_full", article)
    return Nomination(True, "allowed", article)


def _college(rule: SeatRule, elected: int) -> CollegeSeats:
    over = 0 if rule.most is None else max(0, elected - rule.most)
    return CollegeSeats(rule.college, elected, max(0, rule.least - elected), over)


def _size(params: StatuteParameters, total: int) -> Literal["right", "too_small", "too_large"]:
    if params.board_min is not None and total < params.board_min:
        return "too_small"
    if params.board_max is not None and total > params.board_max:
        return "too_large"
    return "right"
