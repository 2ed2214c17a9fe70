"""French public holidays and working days (C.trav. L3133-1; L3134-13 in Alsace-Moselle)."""

from datetime import date, timedelta

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
_SATURDAY = 5


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (Meeus, Jones and Butcher's arithmetic)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    quarter, quarter_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * quarter - epact - quarter_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int, alsace_moselle: bool = False) -> frozenset[date]:
    """Return the 11 public holidays of `year`, and the 2 more of Alsace-Moselle on request.

    In a year when two of them meet (1 May or 8 May on Ascension) the set is smaller.
    """
    sunday = easter(year)
    days = {date(year, month, day) for month, day in _FIXED}
    days |= {sunday + timedelta(days=after) for after in _AFTER_EASTER}
    if alsace_moselle:
        days |= {sunday - timedelta(days=2), date(year, 12, 26)}
    return frozenset(days)


def is_working_day(day: date, alsace_moselle: bool = False) -> bool:
    """Say whether `day` is a working day: Monday to Friday and no public holiday."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year, alsace_moselle)


def working_day_before(day: date, count: int, alsace_moselle: bool = False) -> date:
    """Return the `count`-th working day before `day`, which itself is not counted."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day, alsace_moselle)
    return day


def working_day_after(day: date, count: int, alsace_moselle: bool = False) -> date:
    """Return the `count`-th working day after `day`, which itself is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, alsace_moselle)
    return day
