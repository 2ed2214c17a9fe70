"""The legal calendar of a meeting, with each date's lateness in words."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from meetings.rules.calendar import Deadline, Lateness, last_sending, lateness, legal_calendar
from meetings.rules.messages import DEADLINES, NOTES
from meetings.selectors.counting import counted, hour_limit
from meetings.selectors.explanations import EXPLANATIONS
from meetings.selectors.second_call import announced_in_first
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters
from tala.lib import clock, dates

Tone = Literal["", "ok", "warn", "bad"]

OURS = {"last_sending", "documents_available", "meeting"}
"""The dates the cooperative itself must keep; the others are rights of its members that lapse."""


@dataclass(frozen=True)
class CalendarLine:
    """One legal date as the page shows it: name, day, hour, how counted, where it stands today."""

    code: str
    name: str
    when: str
    day: dt.date
    safe: str
    status: str
    tone: Tone
    article: str
    note: str
    explanation: str
    counted: str
    hours: str


def calendar_of(
    meeting: Meeting, params: StatuteParameters, noted: Collection[str] = ()
) -> list[CalendarLine]:
    """Return the legal calendar of the meeting, earliest date first, seen from today in Paris.

    `noted` holds the codes of the dates that someone noted as kept (`models.MeetingTask`).
    """
    today = clock.today()
    return [
        _line(deadline, _standing(meeting, params, deadline, today, noted))
        for deadline in deadlines_of(meeting, params)
    ]


def planned_calendar(deadlines: Iterable[Deadline]) -> list[CalendarLine]:
    """Return the lines of a calendar that no meeting has yet, seen from today in Paris."""
    today = clock.today()
    return [_line(deadline, _where(deadline, today)) for deadline in deadlines]


def deadlines_of(meeting: Meeting, params: StatuteParameters) -> tuple[Deadline, ...]:
    """Return the dates the rules compute for this meeting under these parameters."""
    organisation = meeting.organisation
    lines = legal_calendar(
        params,
        LegalForm(organisation.legal_form),
        meeting.kind,
        meeting.call_number,
        meeting.day,
        meeting.hour,
        organisation.alsace_moselle,
    )
    if announced_in_first(meeting, params):
        return tuple(line for line in lines if line.code != "last_sending")
    return lines


def deadline_of(meeting: Meeting, params: StatuteParameters, code: str) -> Deadline | None:
    """Return one date of the calendar by its code, None where neither law nor statutes set it."""
    return next((item for item in deadlines_of(meeting, params) if item.code == code), None)


def days_late(meeting: Meeting, params: StatuteParameters, sending_on: dt.date) -> int:
    """Return by how many days a notice leaving on `sending_on` is late; 0 when it is in time.

    Never late for a second meeting that the first notice announced.
    """
    if announced_in_first(meeting, params):
        return 0
    limit = last_sending(
        params,
        meeting.kind,
        meeting.call_number,
        meeting.day,
        meeting.organisation.alsace_moselle,
    )
    return 0 if limit is None else max(0, (sending_on - limit).days)


def remote_closing(meeting: Meeting, params: StatuteParameters) -> dt.datetime | None:
    """Return when votes and proxies from home stop, None where nobody may vote from elsewhere.

    The eve at the hour of the law (C.com R225-77 and R225-80: 15:00 in Paris); where neither law
    nor statutes give an hour, the beginning of the meeting.
    """
    if not (params.postal_enabled or params.remote_enabled):
        return None
    cutoff = deadline_of(meeting, params, "electronic_cutoff")
    if cutoff is None or cutoff.at is None:
        return meeting.starts_at
    return dt.datetime.combine(cutoff.on, cutoff.at, tzinfo=dates.PARIS)


def when(deadline: Deadline) -> str:
    """Return the day of a deadline, and its hour where it has one, in words."""
    if deadline.at is None:
        return dates.long_date(deadline.on)
    return dates.long_datetime(dt.datetime.combine(deadline.on, deadline.at, tzinfo=dates.PARIS))


def _line(deadline: Deadline, standing: tuple[str, Tone]) -> CalendarLine:
    status, tone = standing
    return CalendarLine(
        code=deadline.code,
        name=_(DEADLINES[deadline.code]),
        when=when(deadline),
        day=deadline.on,
        safe=dates.long_date(deadline.safe_on) if deadline.safe_on else "",
        status=status,
        tone=tone,
        article=deadline.article,
        note=_(NOTES[deadline.note_code]) if deadline.note_code else "",
        explanation=_(EXPLANATIONS[deadline.code]),
        counted=counted(deadline.delay),
        hours=hour_limit(deadline),
    )


def _standing(
    meeting: Meeting,
    params: StatuteParameters,
    deadline: Deadline,
    today: dt.date,
    noted: Collection[str],
) -> tuple[str, Tone]:
    if deadline.code == "last_sending" and meeting.convened_at is not None:
        sent_on = meeting.convened_at.astimezone(dates.PARIS).date()
        return _sent(days_late(meeting, params, sent_on))
    if deadline.code in noted:
        return _("tenu"), "ok"
    return _where(deadline, today)


def _where(deadline: Deadline, today: dt.date) -> tuple[str, Tone]:
    where = lateness(deadline, today)
    if deadline.bound == "from":
        return (_("ouvert"), "ok") if where.days <= 0 else (remaining(where), "")
    if deadline.code in OURS:
        return _ours(where, deadline.code)
    return (_("clos"), "") if where.state == "past" else (remaining(where), _urgency(where))


def _sent(late: int) -> tuple[str, Tone]:
    if late == 0:
        return _("tenu"), "ok"
    sentence = ngettext(
        "envoyée avec %(n)s jour de retard", "envoyée avec %(n)s jours de retard", late
    )
    return sentence % {"n": late}, "bad"


def _ours(where: Lateness, code: str) -> tuple[str, Tone]:
    if where.state != "past":
        return remaining(where), _urgency(where)
    if code == "meeting":
        return _("passée"), ""
    return overrun(-where.days), "bad"


def overrun(days: int) -> str:
    """Say by how many days a date is past."""
    return ngettext("dépassé de %(n)s jour", "dépassé de %(n)s jours", days) % {"n": days}


def remaining(where: Lateness) -> str:
    """Say how many days are left until a day that is not past."""
    if where.state == "today":
        return _("aujourd’hui")
    if where.days == 1:
        return _("demain")
    return ngettext("il reste %(n)s jour", "il reste %(n)s jours", where.days) % {"n": where.days}


def _urgency(where: Lateness) -> Tone:
    return "warn" if where.state in {"today", "soon"} else ""
