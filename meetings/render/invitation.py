"""The calendar invitation of a meeting: one event per meeting, the same for its whole life."""

import datetime as dt

from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.render.notice import nature
from tala.lib import clock, ical, tokens
from tala.lib.ical import Invitation, Method

_USUAL_LENGTH = dt.timedelta(hours=2)


def invitation_of(
    meeting: Meeting,
    *,
    planned_minutes: int,
    name: str,
    email: str,
    method: Method = "REQUEST",
) -> bytes:
    """Return the invitation sent to one member, or its cancellation.

    It does not carry the personal link: calendars are shared, a voice is not.
    """
    organisation = meeting.organisation
    length = max(_USUAL_LENGTH, dt.timedelta(minutes=planned_minutes))
    return ical.invitation(
        Invitation(
            uid=event_uid(meeting),
            sequence=meeting.sequence,
            stamp=meeting.cancelled_at or meeting.convened_at or clock.now(),
            start=meeting.starts_at,
            end=meeting.starts_at + length,
            summary=_("%(organisation)s : %(nature)s")
            % {
                "organisation": organisation.acronym or organisation.name,
                "nature": nature(meeting),
            },
            organizer_name=organisation.name,
            organizer_email=organisation.contact_email,
            attendee_name=name,
            attendee_email=email,
            location=meeting.place or meeting.video_url,
            url=meeting.video_url,
            description=_(
                "Ordre du jour, textes, pouvoir et vote : par le lien personnel de votre"
                " convocation."
            ),
            method=method,
        )
    )


def event_uid(meeting: Meeting) -> str:
    """Return the UID of the meeting's event: never the same on two installations."""
    return f"reunion-{meeting.pk}-{tokens.derive_token('calendar', str(meeting.pk), 1)[:20]}@tala"
