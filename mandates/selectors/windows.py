"""Until when a proxy may be given or withdrawn from home."""

import datetime as dt

from meetings.models import Meeting
from tala.lib import clock


def home_closes_at(meeting: Meeting) -> dt.datetime:
    """Return when proxies from home stop: the hour frozen at convocation, else the beginning."""
    return meeting.remote_closes_at or meeting.starts_at


def home_is_open(meeting: Meeting) -> bool:
    """True while proxies are taken from home."""
    return meeting.state == Meeting.State.CONVENED and clock.now() < home_closes_at(meeting)
