"""The draft of the permission tests, brought to life by the services, step by step."""

import datetime as dt
from collections.abc import Callable, Iterable

from meetings.models import Meeting, RollEntry
from meetings.services.attendance import attendance_check_in
from meetings.services.convene import meeting_convene
from meetings.services.session import session_open
from organisations.policies import Actor
from organisations.services.jobs import jobs_run
from organisations.services.outbox import messages_send
from tests.permissions.place import Place
from voting.models import Ballot

Show = Callable[[dt.datetime], None]


def draft_of(place: Place) -> Meeting:
    """Return the draft."""
    return Meeting.objects.select_related("organisation").get(pk=place.draft["meeting_id"])


def convene(meeting: Meeting, actor: Actor, it_is: Show) -> list[RollEntry]:
    """Convene it forty days before, come to twelve days before; return the voices with e-mail."""
    it_is(meeting.starts_at - dt.timedelta(days=40))
    meeting_convene(meeting=meeting, actor=actor)
    messages_send()
    jobs_run()
    meeting.refresh_from_db()
    it_is(meeting.starts_at - dt.timedelta(days=12))
    return list(meeting.roll.filter(means="email").order_by("number"))


def open_sitting(meeting: Meeting, actor: Actor, here: Iterable[RollEntry], it_is: Show) -> None:
    """Come to its hour, note these voices present, open it."""
    it_is(meeting.starts_at)
    for voice in here:
        attendance_check_in(entry=voice, actor=actor)
    session_open(meeting=meeting, actor=actor, chair_name="Ana", secretary_name="Boris")


def first_ballot(meeting: Meeting) -> Ballot:
    """Return the first ballot, read afresh."""
    ballots = Ballot.objects.select_related("poll__meeting__organisation")
    return ballots.get(poll__meeting=meeting, position=0)
