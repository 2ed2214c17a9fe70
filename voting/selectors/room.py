"""What a member in the sitting waits for: the open ballot, those already proclaimed."""

import hashlib
from dataclasses import dataclass

from meetings.models import Meeting, RollEntry
from voting.models import Ballot
from voting.selectors.session import ballots_of
from voting.selectors.voices import Voice, voices_for_room
from voting.selectors.windows import is_here


@dataclass(frozen=True)
class Room:
    """The sitting seen by one member: its ballots, the open one, the voices still to cast on it."""

    ballots: list[Ballot]
    opened: Ballot | None
    voices: list[Voice]
    state: str


def room_of(entry: RollEntry) -> Room:
    """Return the sitting as one member sees it, in two queries at most."""
    ballots = ballots_of(entry.meeting)
    opened = next((ballot for ballot in ballots if ballot.state == Ballot.State.OPEN), None)
    voices = voices_for_room(entry, opened) if opened is not None and is_here(entry) else []
    return Room(ballots, opened, voices, _digest(entry.meeting.state, ballots))


def room_state(meeting_id: int) -> str:
    """Return a digest that changes whenever the sitting opens, closes or declares something."""
    state = Meeting.objects.values_list("state", flat=True).get(pk=meeting_id)
    return _digest(state, list(Ballot.objects.filter(poll__meeting=meeting_id).only("state")))


def _digest(state: str, ballots: list[Ballot]) -> str:
    text = " ".join([state, *(f"{ballot.pk}:{ballot.state}" for ballot in ballots)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
