"""The invitation as calendars read it."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from tala.lib.ical import DatedEntry, Invitation, dated_entries, invitation

PARIS = ZoneInfo("Europe/Paris")
MEETING = Invitation(
    uid="meeting-12@caudron.example",
    sequence=2,
    stamp=dt.datetime(2026, 5, 20, 8, 0, tzinfo=dt.UTC),
    start=dt.datetime(2026, 6, 20, 18, 0, tzinfo=PARIS),
    end=dt.datetime(2026, 6, 20, 20, 30, tzinfo=PARIS),
    summary="Assemblée générale ordinaire ; comptes, élections",
    organizer_name="SCIC Le Caudron",
    organizer_email="ag@caudron.example",
    attendee_name="Anaïs Cœur",
    attendee_email="anais@example.org",
    location="Salle Jean-Jaurès, 59200 Tourcoing",
    url="https://tala.example/v/abc",
    description="Ordre du jour :\n1. Comptes\n2. Élections\n" + "é" * 200,
)


def only_event(data: bytes) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


def test_calendars_read_who_when_where_and_what() -> None:
    calendar, event = only_event(invitation(MEETING))
    assert calendar["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"]) == (MEETING.uid, 2)
    assert event.decoded("DTSTAMP") == MEETING.stamp
    assert event.decoded("DTSTART") == MEETING.start
    assert event.decoded("DTEND") == MEETING.end
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event["SUMMARY"] == MEETING.summary
    assert event["LOCATION"] == MEETING.location
    assert event["URL"] == MEETING.url
    assert event["DESCRIPTION"] == MEETING.description
    assert event["ORGANIZER"] == "mailto:ag@caudron.example"
    assert event["ATTENDEE"] == "mailto:anais@example.org"
    assert event["ATTENDEE"].params["CN"] == "Anaïs Cœur"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"


@pytest.mark.parametrize(
    ("month", "offset"), [(1, 1), (3, 1), (4, 2), (6, 2), (10, 2), (11, 1), (12, 1)]
)
@pytest.mark.parametrize("year", [2026, 2045])
def test_the_zone_in_the_file_is_that_of_paris_for_ever(year: int, month: int, offset: int) -> None:
    calendar, _event = only_event(invitation(MEETING))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Paris"
    moment = dt.datetime(year, month, 15, 12, 0, tzinfo=zone.to_tz())  # type: ignore[attr-defined]
    assert moment.utcoffset() == dt.timedelta(hours=offset)
    assert moment.utcoffset() == moment.replace(tzinfo=PARIS).utcoffset()


def test_an_utc_hour_is_shown_as_the_hour_of_paris() -> None:
    winter = dt.datetime(2026, 12, 1, 17, 0, tzinfo=dt.UTC)
    data = invitation(replace(MEETING, start=winter, end=winter))
    assert b"DTSTART;TZID=Europe/Paris:20261201T180000" in data


def test_a_cancellation_keeps_the_event_and_says_it_is_off() -> None:
    calendar, event = only_event(invitation(replace(MEETING, method="CANCEL", sequence=3)))
    assert calendar["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (MEETING.uid, 3, "CANCELLED")
    assert event["ORGANIZER"] == "mailto:ag@caudron.example"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_lines_end_in_crlf_and_fold_at_75_octets() -> None:
    data = invitation(MEETING)
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode()  # no letter is cut in two


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize(
    "name",
    ["uid", "summary", "location", "url", "description", "organizer_name", "organizer_email",
     "attendee_name", "attendee_email"],
)  # fmt: skip
def test_no_text_can_add_a_property(name: str, break_: str) -> None:
    evil = f'x";{break_}ATTENDEE:mailto:evil@example.org{break_} {break_}BEGIN:VALARM'
    plain, attacked = (
        Calendar.from_ical(invitation(replace(MEETING, **{name: text})))  # type: ignore[arg-type]
        for text in ("x", evil)
    )
    assert [key for key, _value in attacked.property_items()] == [
        key for key, _value in plain.property_items()
    ]


def test_rendering_again_gives_the_same_bytes() -> None:
    assert invitation(MEETING) == invitation(MEETING)


def test_a_naive_hour_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="aware"):
        invitation(replace(MEETING, start=MEETING.start.replace(tzinfo=None)))


WHOLE_DAY = DatedEntry(
    uid="echeance-1@tala",
    sequence=3,
    stamp=dt.datetime(2026, 5, 20, 8, 0, tzinfo=dt.UTC),
    day=dt.date(2026, 6, 5),
    at=None,
    summary="Dernier jour légal d’envoi",
    description="15 jours\nC.com R225-69",
    alarm=True,
)
AT_AN_HOUR = replace(WHOLE_DAY, uid="echeance-2@tala", at=dt.time(15))


def dated(*entries: DatedEntry) -> list[Event]:
    calendar = Calendar.from_ical(dated_entries("Assemblée", entries))
    assert isinstance(calendar, Calendar)
    assert calendar["X-WR-CALNAME"] == "Assemblée"
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def test_a_date_without_an_hour_takes_its_whole_day_and_leaves_the_person_free() -> None:
    (event,) = dated(WHOLE_DAY)
    assert event.decoded("DTSTART") == dt.date(2026, 6, 5)
    assert event.decoded("DTEND") == dt.date(2026, 6, 6)
    assert (event["TRANSP"], event["SEQUENCE"]) == ("TRANSPARENT", 3)
    assert event["DESCRIPTION"] == WHOLE_DAY.description


def test_a_date_with_an_hour_is_said_in_the_time_of_paris() -> None:
    data = dated_entries("Assemblée", [AT_AN_HOUR])
    assert b"DTSTART;TZID=Europe/Paris:20260605T150000\r\n" in data
    assert b"BEGIN:VTIMEZONE" in data
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


@pytest.mark.parametrize(
    ("entry", "rings_at"),
    [
        (WHOLE_DAY, dt.datetime(2026, 6, 4, 9, tzinfo=PARIS)),
        (AT_AN_HOUR, dt.datetime(2026, 6, 4, 15, tzinfo=PARIS)),
    ],
)
def test_it_rings_the_day_before(entry: DatedEntry, rings_at: dt.datetime) -> None:
    (event,) = dated(entry)
    (alarm,) = event.walk("VALARM")
    begins = dt.datetime.combine(entry.day, entry.at or dt.time(), tzinfo=PARIS)
    assert begins + alarm.decoded("TRIGGER") == rings_at
    assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", entry.summary)


def test_what_is_cancelled_rings_no_more() -> None:
    (event,) = dated(replace(WHOLE_DAY, cancelled=True))
    assert event["STATUS"] == "CANCELLED"
    assert not event.walk("VALARM")


@pytest.mark.parametrize("name", ["uid", "summary", "description", "url"])
def test_no_text_of_a_date_can_add_a_property(name: str) -> None:
    evil = "x\r\nATTENDEE:mailto:evil@example.org\nBEGIN:VALARM"
    (plain,), (attacked,) = (
        dated(replace(WHOLE_DAY, **{name: text}))  # type: ignore[arg-type]
        for text in ("x", evil)
    )
    assert [key for key, _value in attacked.property_items()] == [
        key for key, _value in plain.property_items()
    ]
