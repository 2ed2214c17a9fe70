"""The short mails that follow a convocation: a new personal link, a cancellation."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from meetings.models import RollEntry
from meetings.render.convocation import personal_values, reply_to, sender
from meetings.render.invitation import invitation_of
from meetings.render.notice import letterhead, nature
from organisations.models import Message
from tala.lib import mail

LINK_KIND, CANCEL_KIND = "meeting.link", "meeting.cancellation"
"""The kinds of messages these renderers answer for."""


def link_mail(message: Message) -> mail.OutgoingMail:
    """Render the mail that brings a voice its new personal link; `subject_id` is its entry."""
    return _short_mail(message, "new_link", cancels=False)


def cancellation_mail(message: Message) -> mail.OutgoingMail:
    """Render the mail that cancels a meeting, in the member's calendar too."""
    return _short_mail(message, "cancellation", cancels=True)


def _short_mail(message: Message, name: str, *, cancels: bool) -> mail.OutgoingMail:
    entry = RollEntry.objects.select_related("meeting__organisation").get(pk=message.subject_id)
    meeting = entry.meeting
    organisation = meeting.organisation
    with translation.override(settings.LANGUAGE_CODE):
        context: dict[str, object] = {
            "meeting": meeting,
            "organisation": organisation,
            "letterhead": letterhead(organisation),
            "nature": nature(meeting),
            **personal_values(entry),
        }
        event = None
        if cancels:
            event = invitation_of(
                meeting, planned_minutes=0, name=entry.name, email=entry.email, method="CANCEL"
            )
        return mail.OutgoingMail(
            to=message.to_address,
            to_name=message.to_name,
            from_=sender(organisation),
            reply_to=reply_to(organisation),
            subject=render_to_string(f"mail/{name}.subject.txt", context).strip(),
            text=render_to_string(f"mail/{name}.txt", context),
            html=render_to_string(f"mail/{name}.html", context),
            message_id=message.message_id,
            ics=event,
            ics_method="CANCEL",
        )
