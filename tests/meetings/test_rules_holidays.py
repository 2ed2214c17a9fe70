"""Public holidays and working days are those of the French calendar."""

from datetime import date, timedelta

import holidays as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.holidays import (
    easter,
    is_working_day,
    public_holidays,
    working_day_before,
)
from tests.rules_tables import table

# From 2005 to 2007 the package takes Whit Monday out, as the day of solidarity it then was; TALA
# convenes no meeting in those years.
YEARS = range(2008, 2100)


@pytest.mark.parametrize(("subdivision", "alsace_moselle"), [(None, False), ("57", True)])
def test_the_holidays_are_those_of_the_holidays_package(
    subdivision: str | None, alsace_moselle: bool
) -> None:
    known = reference.country_holidays("FR", subdiv=subdivision, years=YEARS)
    ours = {day for year in YEARS for day in public_holidays(year, alsace_moselle)}
    assert ours == set(known)


def test_a_year_has_eleven_holidays_and_thirteen_in_alsace_moselle() -> None:
    assert len(public_holidays(2026)) == 11
    assert len(public_holidays(2026, alsace_moselle=True)) == 13


def test_ascension_on_the_first_of_may_counts_once() -> None:
    assert len(public_holidays(2008)) == 10


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (1954, date(1954, 4, 18)),
        (1981, date(1981, 4, 19)),
        (2000, date(2000, 4, 23)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_tables_say(year: int, sunday: date) -> None:
    assert easter(year) == sunday


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_its_two_limits(year: int) -> None:
    sunday = easter(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@pytest.mark.parametrize("row", table("holidays.working_days"))
def test_working_days_are_counted_back_from_the_meeting(row: dict[str, str]) -> None:
    meeting = date.fromisoformat(row["meeting"])
    count = int(row["working days before"])
    day = working_day_before(meeting, count, alsace_moselle=row["alsace_moselle"] == "yes")
    assert day == date.fromisoformat(row["is"])


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 15), st.booleans())
def test_as_many_working_days_lie_between_as_were_asked(
    day: date, count: int, alsace_moselle: bool
) -> None:
    found = working_day_before(day, count, alsace_moselle)
    between = [found + timedelta(days=step) for step in range((day - found).days)]
    assert is_working_day(found, alsace_moselle)
    assert sum(is_working_day(each, alsace_moselle) for each in between) == count
