"""When a second meeting may be held, and why there is one, in words."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.rules.calendar import earliest_meeting, legal_calendar
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters
from tala.lib import clock, dates


@dataclass(frozen=True)
class SecondDates:
    """The first and last lawful days of a second meeting; None where nothing sets one."""

    earliest: dt.date | None
    latest: dt.date | None


def second_dates(first: Meeting, kind: str) -> SecondDates:
    """Return the days that the statutes of `first` leave to a second meeting of `kind`.

    The second notice leaves today at the earliest, and after the first meeting, unless the first
    notice announced the second meeting.
    """
    params = first.typed_statutes
    found = {
        line.code: line.on
        for line in legal_calendar(
            params,
            LegalForm(first.organisation.legal_form),
            kind,
            1,
            first.day,
            first.hour,
            first.organisation.alsace_moselle,
        )
    }
    earliest = found.get("second_earliest")
    if earliest is not None:
        earliest = max(earliest, _convened_today(first, params))
    return SecondDates(earliest, found.get("second_latest"))


def minimum_day(first: Meeting) -> dt.date:
    """Return the first day that the gap between both meetings leaves, notices apart."""
    gap = first.typed_statutes.second_meeting_min_days or 0
    return first.day + dt.timedelta(days=gap)


def announced_in_first(meeting: Meeting, params: StatuteParameters) -> bool:
    """True for a second meeting that the notice of the first one announced: no new delay runs."""
    return meeting.first_meeting_id is not None and params.second_call_in_same_notice


def carries_proxies(meeting: Meeting) -> bool:
    """True when the proxies given for the first meeting hold for this second one (R225-79)."""
    first = meeting.first_meeting
    return first is not None and first.typed_statutes.proxy_valid_second_call


def carries_votes(meeting: Meeting) -> bool:
    """True when the votes sent before the first meeting hold for this second one (R225-77)."""
    first = meeting.first_meeting
    return first is not None and first.typed_statutes.postal_valid_second_call


def first_sentence(meeting: Meeting) -> str:
    """Return what the notice recalls of the first meeting: its date and why there is a second one.

    C.com R225-70 (the date) and R225-66 (the reason).
    """
    first = meeting.first_meeting
    if first is None:
        return _("sur seconde convocation, la première assemblée n’ayant pas réuni le quorum")
    sentences = {
        Meeting.SecondReason.NO_QUORUM: _(
            "sur seconde convocation, l’assemblée du %(day)s n’ayant pas réuni le quorum"
        ),
        Meeting.SecondReason.MAJORITY: _(
            "sur seconde convocation, les résolutions soumises à l’assemblée du %(day)s n’ayant pas"
            " réuni la majorité de tous les membres"
        ),
        Meeting.SecondReason.BOTH: _(
            "sur seconde convocation, l’assemblée du %(day)s n’ayant pas réuni le quorum, ou la"
            " majorité de tous les membres, sur les résolutions reprises"
        ),
    }
    reason = Meeting.SecondReason(meeting.second_reason or Meeting.SecondReason.NO_QUORUM)
    return sentences[reason] % {"day": dates.long_date(first.day)}


def _convened_today(first: Meeting, params: StatuteParameters) -> dt.date:
    today = clock.today()
    if params.second_call_in_same_notice or params.notice_days_second is None:
        return today
    alsace_moselle = first.organisation.alsace_moselle
    return earliest_meeting(params, 2, today, alsace_moselle=alsace_moselle)
