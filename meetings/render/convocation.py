"""The e-mail that convenes a member: one common text per meeting, filled for each recipient."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from meetings.models import Meeting, RollEntry
from meetings.render.invitation import invitation_of
from meetings.render.notice import notice_of
from meetings.render.slots import fill, slot
from organisations.models import Message, Organisation
from tala.lib import figures, mail

KIND, TRIAL_KIND = "meeting.convocation", "meeting.convocation.trial"
"""The kinds of messages these renderers answer for."""

PERSONAL = ("greeting", "identity", "link", "name")
"""What differs from one recipient to the next."""


_PERSONAL_FIELDS = (
    "number", "name", "legal_person", "representative", "college_name", "college_weight",
    "link_version", "member_id", "meeting_id",
)  # fmt: skip
_FROZEN_FIELDS = ("meeting__convened_at", "meeting__agenda_digest", "meeting__roll_digest")
"""What one recipient's mail reads; the meeting's own content is read once for all."""


@dataclass(frozen=True)
class CommonMail:
    """A convocation with a slot for each personal value."""

    meeting: Meeting
    planned_minutes: int
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class FilledMail:
    """A convocation as one person reads it."""

    subject: str
    text: str
    html: str


def convocation_mail(message: Message) -> mail.OutgoingMail:
    """Render the convocation of one voice; `subject_id` is its roll entry.

    The common part is laid out once per process and meeting; a recipient costs one query and one
    substitution.
    """
    rows = RollEntry.objects.select_related("meeting").only(*_PERSONAL_FIELDS, *_FROZEN_FIELDS)
    entry = rows.get(pk=message.subject_id)
    with translation.override(settings.LANGUAGE_CODE):
        common = _common(entry.meeting)
        return _outgoing(message, common, personal_values(entry), entry.name)


def trial_mail(message: Message) -> mail.OutgoingMail:
    """Render a trial of a meeting's convocation, marked as such and without any personal link."""
    meeting = Meeting.objects.select_related("organisation").get(pk=message.subject_id)
    with translation.override(settings.LANGUAGE_CODE):
        values = sample_values(meeting)
        return _outgoing(message, lay_out(meeting, trial=True), values, message.to_name)


def preview_mail(meeting: Meeting) -> FilledMail:
    """Return the convocation as it would leave now, for an imaginary member."""
    with translation.override(settings.LANGUAGE_CODE):
        return _filled(lay_out(meeting), sample_values(meeting))


def personal_values(entry: RollEntry) -> dict[str, str]:
    """Return what the slots hold for one voice."""
    return {
        "name": entry.name,
        "greeting": _("Bonjour %(name)s,") % {"name": entry.representative or entry.name},
        "identity": identity(entry),
        "link": personal_url(entry),
    }


def sample_values(meeting: Meeting) -> dict[str, str]:
    """Return what the slots hold in a preview or a trial: nobody's voice."""
    return {
        "name": _("Camille Exemple"),
        "greeting": _("Bonjour Camille Exemple,"),
        "identity": _("Membre n° 0000, une voix. Exemple : chaque membre reçoit les siens."),
        "link": settings.BASE_URL + meeting.get_absolute_url(),
    }


def identity(entry: RollEntry) -> str:
    """Return who is convened: a legal person's name, then `membership`."""
    if entry.legal_person:
        return f"{entry.name}. {membership(entry)}"
    return membership(entry)


def membership(entry: RollEntry) -> str:
    """Return the number, the college with its weight, and the voices: one per member."""
    number = _("Membre n° %(number)s") % {"number": entry.number}
    if not entry.college_name or entry.college_weight is None:
        return _("%(who)s : une voix.") % {"who": number}
    return _("%(who)s, collège « %(college)s » (%(weight)s des voix) : une voix.") % {
        "who": number,
        "college": entry.college_name,
        "weight": figures.percent(entry.college_weight),
    }


def personal_url(entry: RollEntry) -> str:
    """Return the address of the member's own pages for this meeting."""
    return f"{settings.BASE_URL}{reverse('member_home', args=[entry.link_token])}"


def lay_out(meeting: Meeting, *, trial: bool = False) -> CommonMail:
    """Render the common part of a meeting's convocation, with slots for what is personal."""
    notice = notice_of(meeting)
    context: dict[str, object] = {
        "notice": notice,
        "meeting": meeting,
        "organisation": meeting.organisation,
        "trial": trial,
        **{name: slot(name) for name in PERSONAL},
    }
    return CommonMail(
        meeting=meeting,
        planned_minutes=sum(line.item.minutes or 0 for line in notice.agenda),
        subject=_subject(context),
        text=render_to_string("mail/convocation.txt", context),
        html=render_to_string("mail/convocation.html", context),
    )


def sender(organisation: Organisation) -> str:
    """Return the sender: the cooperative's name on the site's own address."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return mail.formatted_address(organisation.name, address)


def reply_to(organisation: Organisation) -> str:
    """Return whom an answer reaches: the cooperative's contact."""
    return mail.formatted_address(organisation.name, organisation.contact_email)


def _subject(context: dict[str, object]) -> str:
    return render_to_string("mail/convocation.subject.txt", context).strip()


def _common(meeting: Meeting) -> CommonMail:
    """Return the common part, laid out once: what is convened is frozen."""
    frozen = f"{meeting.convened_at} {meeting.agenda_digest} {meeting.roll_digest}"
    return _laid_out_once(meeting.pk, frozen)


@lru_cache(maxsize=8)
def _laid_out_once(meeting_id: int, _frozen: str) -> CommonMail:
    return lay_out(Meeting.objects.select_related("organisation").get(pk=meeting_id))


def _filled(common: CommonMail, values: Mapping[str, str]) -> FilledMail:
    return FilledMail(
        subject=common.subject,
        text=fill(common.text, values),
        html=fill(common.html, {name: escape(value) for name, value in values.items()}),
    )


def _outgoing(
    message: Message, common: CommonMail, values: Mapping[str, str], name: str
) -> mail.OutgoingMail:
    filled = _filled(common, values)
    organisation = common.meeting.organisation
    return mail.OutgoingMail(
        to=message.to_address,
        to_name=message.to_name,
        from_=sender(organisation),
        reply_to=reply_to(organisation),
        subject=filled.subject,
        text=filled.text,
        html=filled.html,
        message_id=message.message_id,
        ics=invitation_of(
            common.meeting,
            planned_minutes=common.planned_minutes,
            name=name,
            email=message.to_address,
        ),
    )
