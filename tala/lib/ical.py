"""Writes calendar files: the invitation that travels with a convocation, and lists of dates."""

import datetime as dt
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

from tala.lib.dates import PARIS

Method = Literal["REQUEST", "CANCEL"]

_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_CONTROL_BUT_LINE_FEED = re.compile("[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]+")
# The rule since 1996, without end; the one icalendar makes from tzdata lists every change to 2038.
_PARIS_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Invitation:
    """What an invitation says; `uid` and the organiser stay the same from REQUEST to CANCEL.

    Instants are aware. `sequence` rises with each change of the event; `stamp` is when this version
    was decided, so that rendering it again gives the same bytes.
    """

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


@dataclass(frozen=True)
class DatedEntry:
    """One date to put in someone's own calendar: a whole day, or from `at` on, hour of Paris.

    The same `uid` with a higher `sequence` replaces what was imported before. With `alarm` the
    calendar rings the day before: at nine for a whole day, at the same hour otherwise.
    """

    uid: str
    sequence: int
    stamp: dt.datetime
    day: dt.date
    at: dt.time | None
    summary: str
    description: str = ""
    url: str = ""
    alarm: bool = False
    cancelled: bool = False


def dated_entries(name: str, entries: Iterable[DatedEntry]) -> bytes:
    """Return the iCalendar file of these dates, to import or to open (RFC 5545).

    `name` is what calendars call the list. CRLF line ends, lines folded at 75 octets; no text can
    add a property. Nothing takes the person's time: a deadline leaves the day free.
    """
    calendar = _calendar()
    calendar.add("x-wr-calname", _one_line(name))
    calendar.add_component(_paris_zone())
    for entry in entries:
        calendar.add_component(_dated(entry))
    data: bytes = calendar.to_ical()
    return data


def invitation(event: Invitation) -> bytes:
    """Return the iCalendar file of one event for one person (RFC 5545 and 5546).

    CRLF line ends, lines folded at 75 octets, hours in Europe/Paris; no text can add a property.
    Raises ValueError for a naive instant.
    """
    if None in {event.stamp.tzinfo, event.start.tzinfo, event.end.tzinfo}:
        raise ValueError("An invitation needs aware instants.")
    calendar = _calendar()
    calendar.add("method", event.method)
    calendar.add_component(_paris_zone())
    calendar.add_component(_component(event))
    data: bytes = calendar.to_ical()
    return data


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//TALA//TALA//FR")
    calendar.add("version", "2.0")
    return calendar


def _dated(entry: DatedEntry) -> Event:
    component = Event()
    component.add("uid", _one_line(entry.uid))
    component.add("sequence", entry.sequence)
    component.add("dtstamp", entry.stamp.astimezone(dt.UTC))
    if entry.at is None:
        component.add("dtstart", entry.day)
        component.add("dtend", entry.day + dt.timedelta(days=1))
    else:
        component.add("dtstart", dt.datetime.combine(entry.day, entry.at, tzinfo=PARIS))
    component.add("summary", _one_line(entry.summary))
    component.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT")
    if url := _one_line(entry.url):
        component.add("url", url)
    if entry.description:
        component.add("description", _CONTROL_BUT_LINE_FEED.sub(" ", entry.description))
    if entry.alarm and not entry.cancelled:
        component.add_component(_alarm(entry))
    return component


def _alarm(entry: DatedEntry) -> Alarm:
    hours_before = 24 if entry.at else 15
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _one_line(entry.summary))
    alarm.add("trigger", dt.timedelta(hours=-hours_before))
    return alarm


def _component(event: Invitation) -> Event:
    cancelled = event.method == "CANCEL"
    component = Event()
    component.add("uid", _one_line(event.uid))
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.stamp.astimezone(dt.UTC))
    component.add("dtstart", event.start.astimezone(PARIS))
    component.add("dtend", event.end.astimezone(PARIS))
    component.add("summary", _one_line(event.summary))
    component.add("organizer", _person(event.organizer_name, event.organizer_email))
    component.add("attendee", _attendee(event))
    component.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    for name in ("location", "url"):
        if value := _one_line(getattr(event, name)):
            component.add(name, value)
    if event.description:
        component.add("description", _CONTROL_BUT_LINE_FEED.sub(" ", event.description))
    return component


def _attendee(event: Invitation) -> vCalAddress:
    person = _person(event.attendee_name, event.attendee_email)
    person.params["CUTYPE"] = vText("INDIVIDUAL")
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    person.params["PARTSTAT"] = vText("NEEDS-ACTION")
    person.params["RSVP"] = vText("FALSE" if event.method == "CANCEL" else "TRUE")
    return person


def _person(name: str, address: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{_CONTROL.sub('', address).replace(' ', '')}")
    if name:
        # A parameter cannot hold a straight quotation mark, however escaped (RFC 5545 3.2).
        person.params["CN"] = vText(_one_line(name).replace('"', "’"))
    return person


@functools.cache
def _paris_zone() -> Timezone:
    zone = Timezone.from_ical(_PARIS_ZONE)
    if not isinstance(zone, Timezone):
        raise TypeError("The time zone of Paris is one component.")
    return zone


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()
