"""When a member may vote, from home or in the sitting."""

import datetime as dt

from meetings.models import Meeting, RollEntry
from tala.lib import clock

HERE = (RollEntry.Mode.PRESENT, RollEntry.Mode.REMOTE)


def home_vote_closes_at(meeting: Meeting) -> dt.datetime | None:
    """Return when votes from home stop; None where the statutes allow none."""
    if not (meeting.statutes or {}).get("postal_enabled"):
        return None
    return meeting.remote_closes_at


def home_vote_is_open(meeting: Meeting) -> bool:
    """True while votes from home are taken."""
    closes_at = home_vote_closes_at(meeting)
    return (
        meeting.state == Meeting.State.CONVENED
        and closes_at is not None
        and clock.now() < closes_at
    )


def may_connect(meeting: Meeting) -> bool:
    """True when a member may take part in the open sitting from a distance."""
    statutes = meeting.statutes or {}
    return meeting.state == Meeting.State.IN_SESSION and bool(statutes.get("remote_enabled"))


def is_here(entry: RollEntry) -> bool:
    """True when the voice is in the sitting, in the room or at a distance, and has not left."""
    return entry.mode in HERE and entry.left_at is None
