"""When an office ends: at the close of the assembly on the accounts, held in its last year."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mandates.rules.readings import ARTICLES, USUAL, Readings
from meetings.rules.calendar import add_months

END_ARTICLE = "C.com R225-15"
ACCOUNTS_MONTHS = 6  # C.com L225-100: the assembly on the accounts is held within six months


@dataclass(frozen=True, slots=True)
class Term:
    """An office held since `started_on`, that ends in the year `last_year`."""

    started_on: date
    last_year: int


@dataclass(frozen=True, slots=True)
class TermVerdict:
    """Where a term stands on a day.

    `outcome`: "running"; "ended" by the assembly; "expired", the assembly that should have ended
    it was not held in time. `ends_on` is the day of that assembly where it is known, `latest` the
    last day to hold it.
    """

    outcome: Literal["running", "ended", "expired"]
    ends_on: date | None
    latest: date
    article: str


def term_from(named_on: date, years: int) -> Term:
    """Return the term of whoever is named on `named_on`, by an assembly, for `years` years.

    Raises ValueError for a term of no year.
    """
    if years < 1:
        raise ValueError(f"a term of {years} years")
    return Term(named_on, named_on.year + years)


def replacement_term(
    predecessor: Term, named_on: date, years: int, readings: Readings = USUAL
) -> Term:
    """Return the term of whoever takes a vacant seat on `named_on`, `years` being a full term.

    It ends with the predecessor's, unless the readings give the newcomer a full term of their own.
    """
    if readings.replacement_takes_remainder:
        return Term(named_on, predecessor.last_year)
    return term_from(named_on, years)


def latest_accounts_meeting(year_end: date, extended_to: date | None = None) -> date:
    """Return the last day of the assembly on the accounts of the year closed on `year_end`.

    Six months later (C.com L225-100), or the day the court's president grants (R225-64).
    """
    return extended_to or add_months(year_end, ACCOUNTS_MONTHS)


def term_on(
    term: Term,
    today: date,
    *,
    year_end: date,
    meeting_on: date | None = None,
    extended_to: date | None = None,
    readings: Readings = USUAL,
) -> TermVerdict:
    """Say where a term stands on `today`.

    `year_end` closes the accounts that the last assembly of the term rules on; `meeting_on` is the
    day of that assembly, held or convened, None while there is none. The term ends that day, before
    or after the anniversary. Raises ValueError for an assembly of another year than the last.
    """
    if meeting_on is not None and meeting_on.year != term.last_year:
        raise ValueError(f"the term ends in {term.last_year}, not in {meeting_on.year}")
    latest = latest_accounts_meeting(year_end, extended_to)
    if meeting_on is not None and meeting_on <= today:
        return TermVerdict("ended", meeting_on, latest, END_ARTICLE)
    if today > latest and readings.expires_without_meeting:
        return TermVerdict("expired", meeting_on, latest, ARTICLES["expires_without_meeting"])
    return TermVerdict("running", meeting_on, latest, END_ARTICLE)
