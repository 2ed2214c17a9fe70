"""Dates as people write and read them, always in the time of Paris."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tala.lib.refusals import InputError

PARIS = ZoneInfo("Europe/Paris")
NO_BREAK = "\u00a0"

_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})([/.-])(?P<m>\d{1,2})\2(?P<y>\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]0?0[:h]00(:00)?(\.0+)?Z?$")


def parse_date(text: str) -> dt.date:
    """Return the date written as `31/12/2025`, `31.12.2025` or `2025-12-31`.

    A time of midnight, which spreadsheets add, is dropped. Raises InputError for anything else,
    also for a day that no calendar has and for a year before 1800.
    """
    bare = _MIDNIGHT.sub("", text.strip())
    match = _DAY_FIRST.fullmatch(bare) or _YEAR_FIRST.fullmatch(bare)
    if match is None:
        raise InputError(
            _("« %(text)s » n’est pas une date. Écrivez-la comme 31/12/2025.") % {"text": text[:40]}
        )
    try:
        day = dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        day = dt.date.min
    if not 1800 <= day.year <= 2200:
        raise InputError(
            _("« %(text)s » n’existe pas dans le calendrier. Vérifiez le jour, le mois et l’année.")
            % {"text": text[:40]}
        )
    return day


def long_date(day: dt.date) -> str:
    """Return `samedi 20 juin 2026`, `mercredi 1er juillet 2026` or `Saturday 20 June 2026`.

    An aware datetime is read in Paris; a naive one is refused with ValueError.
    """
    day = _paris_day(day)
    number = "1er" if day.day == 1 and _french() else str(day.day)
    return f"{date_format(day, 'l')} {number} {date_format(day, 'F Y')}"


def long_datetime(moment: dt.datetime) -> str:
    """Return `samedi 20 juin 2026 à 18 h 30` in Paris, or `Saturday 20 June 2026 at 18:30`."""
    link = "à" if _french() else "at"
    return f"{long_date(moment)} {link} {time_of_day(moment)}"


def time_of_day(moment: dt.datetime) -> str:
    """Return `18 h`, `18 h 05` (no-break spaces) in Paris, or `18:05` on an English page."""
    local = _in_paris(moment)
    if not _french():
        return f"{local:%H:%M}"
    minutes = f"{NO_BREAK}{local:%M}" if local.minute else ""
    return f"{local.hour}{NO_BREAK}h{minutes}"


def short_date(day: dt.date) -> str:
    """Return `20/06/2026`, day first in both languages; an aware datetime is read in Paris."""
    return f"{_paris_day(day):%d/%m/%Y}"


def short_datetime(moment: dt.datetime) -> str:
    """Return `20/06/2026 18:30` in Paris."""
    return f"{_in_paris(moment):%d/%m/%Y %H:%M}"


def _paris_day(day: dt.date) -> dt.date:
    return _in_paris(day).date() if isinstance(day, dt.datetime) else day


def _in_paris(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("A naive datetime has no hour in Paris; give an aware one.")
    return moment.astimezone(PARIS)


def _french() -> bool:
    return (get_language() or "fr").startswith("fr")
