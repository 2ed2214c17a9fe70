"""The legal calendar as a file for the secretary's own calendar: one event per date."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.render.invitation import event_uid
from meetings.rules.calendar import Deadline
from meetings.rules.messages import DEADLINES, NOTES
from meetings.selectors.calendar import OURS, deadlines_of
from meetings.selectors.counting import counted
from meetings.selectors.explanations import EXPLANATIONS
from meetings.selectors.plan import Asked
from organisations.models import Organisation
from organisations.rules.statutes import StatuteParameters
from tala.lib import clock, dates, ical, tokens
from tala.lib.ical import DatedEntry

_RINGING = {*OURS, "roll_frozen"}


def meeting_calendar_file(meeting: Meeting, params: StatuteParameters) -> bytes:
    """Return every date of a meeting; imported again after a change, each event is replaced."""
    uid = event_uid(meeting)
    url = settings.BASE_URL + meeting.get_absolute_url()
    entries = _entries(
        deadlines_of(meeting, params),
        owner=_owner(meeting.organisation),
        uid=uid,
        url=url,
        sequence=meeting.revision,
        cancelled=meeting.state == Meeting.State.CANCELLED,
    )
    return ical.dated_entries(meeting.title, entries)


def plan_calendar_file(
    organisation: Organisation, asked: Asked, deadlines: Iterable[Deadline]
) -> bytes:
    """Return the dates of a calendar without a meeting; asked again, the events are the same."""
    day = next((item.on for item in deadlines if item.code == "meeting"), "")
    subject = f"{organisation.pk}:{asked.kind}:{asked.call_number}:{day}"
    uid = f"projet-{tokens.derive_token('calendar', subject, 1)[:20]}@tala"
    entries = _entries(
        deadlines, owner=_owner(organisation), uid=uid, url="", sequence=0, cancelled=False
    )
    return ical.dated_entries(_("Calendrier d’une assemblée à venir"), entries)


def _owner(organisation: Organisation) -> str:
    return organisation.acronym or organisation.name


def _entries(
    deadlines: Iterable[Deadline],
    *,
    owner: str,
    uid: str,
    url: str,
    sequence: int,
    cancelled: bool,
) -> list[DatedEntry]:
    return [
        DatedEntry(
            uid=f"echeance-{deadline.code}-{uid}",
            sequence=sequence,
            stamp=clock.now(),
            day=deadline.on,
            at=deadline.at,
            summary=_("%(organisation)s : %(name)s")
            % {"organisation": owner, "name": _(DEADLINES[deadline.code])},
            description=_description(deadline),
            url=url,
            alarm=deadline.code in _RINGING,
            cancelled=cancelled,
        )
        for deadline in deadlines
    ]


def _description(deadline: Deadline) -> str:
    lines = [_(EXPLANATIONS[deadline.code])]
    if deadline.safe_on:
        lines.append(_("Date prudente : %(day)s.") % {"day": dates.long_date(deadline.safe_on)})
    if deadline.note_code:
        lines.append(_(NOTES[deadline.note_code]))
    lines += [line for line in (counted(deadline.delay), deadline.article) if line]
    return "\n".join(lines)
