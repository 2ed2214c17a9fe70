"""Writes the calendar invitation that travels with a convocation."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Method = Literal["REQUEST", "CANCEL"]


@dataclass(frozen=True)
class Invitation:
    """What an invitation says; `uid` and the organiser stay the same from REQUEST to CANCEL."""

    uid: str
    sequence: int
    stamp: dt.datetime
    start: dt.datetime
    end: dt.datetime
    summary: str
    organizer_name: str
    organizer_email: str
    attendee_name: str
    attendee_email: str
    location: str = ""
    url: str = ""
    description: str = ""
    method: Method = "REQUEST"


def invitation(event: Invitation) -> bytes:
    """Return the iCalendar file (RFC 5545 and 5546)."""
    raise NotImplementedError
