"""Dates as people write them, and as papers print them."""

import datetime as dt

import pytest
from django.utils import translation

from tala.lib import dates
from tala.lib.refusals import InputError

SUMMER = dt.datetime(2026, 6, 20, 16, 30, tzinfo=dt.UTC)
WINTER_NIGHT = dt.datetime(2026, 12, 31, 23, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text",
    ["31/12/2025", " 31/12/2025 ", "2025-12-31", "31.12.2025", "31-12-2025", "31/12/2025 00:00",
     "2025-12-31T00:00:00"],
)  # fmt: skip
def test_dates_are_read_as_spreadsheets_write_them(text: str) -> None:
    assert dates.parse_date(text) == dt.date(2025, 12, 31)


@pytest.mark.parametrize("text", ["", "45000", "31/12", "31/12/25", "12 mars", "31/12-2025"])
def test_a_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="31/12/2025"):
        dates.parse_date(text)


@pytest.mark.parametrize("text", ["31/02/2021", "00/01/2021", "12/31/2025", "01/01/0206"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="calendrier"):
        dates.parse_date(text)


def test_french_papers_date_in_words() -> None:
    assert dates.long_date(dt.date(2026, 6, 20)) == "samedi 20 juin 2026"
    assert dates.long_date(dt.date(2026, 7, 1)) == "mercredi 1er juillet 2026"
    assert dates.long_datetime(SUMMER) == "samedi 20 juin 2026 à 18\u00a0h\u00a030"
    assert dates.time_of_day(SUMMER.replace(minute=0)) == "18\u00a0h"
    assert dates.short_date(SUMMER) == "20/06/2026"


def test_the_day_is_the_one_in_paris() -> None:
    assert dates.long_datetime(WINTER_NIGHT) == "vendredi 1er janvier 2027 à 0\u00a0h\u00a005"
    assert dates.short_datetime(WINTER_NIGHT) == "01/01/2027 00:05"


def test_english_pages_date_in_english() -> None:
    with translation.override("en"):
        assert dates.long_datetime(SUMMER) == "Saturday 20 June 2026 at 18:30"
        assert dates.long_date(dt.date(2026, 7, 1)) == "Wednesday 1 July 2026"


def test_an_hour_without_a_zone_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="naive"):
        dates.long_datetime(SUMMER.replace(tzinfo=None))
