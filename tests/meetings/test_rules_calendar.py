"""The legal calendar comes out as the page says, for each form, and its dates hold together."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.calendar import (
    Deadline,
    add_months,
    earliest_meeting,
    earliest_safe_meeting,
    in_time,
    last_sending,
    lateness,
    legal_calendar,
    safe_sending,
)
from meetings.rules.delays import Delay, earliest_end, latest_start
from meetings.rules.holidays import is_working_day
from meetings.rules.kinds import KINDS, MeetingKind
from meetings.rules.messages import DEADLINES, NOTES
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters, defaults_for, usual_for
from tests.rules_tables import table

SATURDAY, AT_18 = date(2026, 6, 20), time(18)

ASSOCIATION = replace(usual_for(LegalForm.ASSOCIATION_1901, False), roll_freeze_days=21)
ASSOCIATION_VOTES = replace(
    ASSOCIATION,
    email_consent_days=15,
    added_resolutions_days=10,
    postal_request_days=6,
    postal_cutoff_days=3,
    electronic_cutoff_hour="12:00",
    notice_days_second=8,
    second_meeting_max_days=30,
)

PROFILES: dict[str, tuple[LegalForm, StatuteParameters]] = {
    "sa": (LegalForm.SA, defaults_for(LegalForm.SA, False)),
    "sarl": (LegalForm.SARL, defaults_for(LegalForm.SARL, False)),
    "scop_sarl": (LegalForm.SCOP_SARL, usual_for(LegalForm.SCOP_SARL, False)),
    "association": (LegalForm.ASSOCIATION_1901, ASSOCIATION),
    "association_votes": (LegalForm.ASSOCIATION_1901, ASSOCIATION_VOTES),
}


def shown(deadline: Deadline) -> str:
    """Write a deadline as the table does."""
    text = f"{deadline.bound} {deadline.on}"
    if deadline.at is not None:
        text += f" {deadline.at:%H:%M}"
    return text if deadline.safe_on is None else f"{text} safe {deadline.safe_on}"


def calendar_of(
    params: StatuteParameters, kind: str = "ordinary", call_number: int = 1
) -> dict[str, Deadline]:
    """Return the calendar of an SA's assembly of 20 June 2026, by code."""
    dates = legal_calendar(params, LegalForm.SA, kind, call_number, SATURDAY, AT_18)
    return {item.code: item for item in dates}


@pytest.mark.parametrize("column", PROFILES)
def test_the_worked_calendar_comes_out_exactly(column: str) -> None:
    form, params = PROFILES[column]
    dates = legal_calendar(params, form, MeetingKind.MIXED, 1, SATURDAY, AT_18)
    told = {row["event"]: row[column] for row in table("calendar.worked") if row[column] != "-"}
    assert {item.code: shown(item) for item in dates} == told


def test_each_date_says_how_it_is_counted() -> None:
    dates = calendar_of(PROFILES["sa"][1], "mixed")
    assert {code: as_counted(item) for code, item in dates.items() if item.delay} == {
        row["event"]: row for row in table("calendar.counted")
    }


def as_counted(deadline: Deadline) -> dict[str, str]:
    """Write how a deadline is counted as the table does."""
    delay = deadline.delay
    assert delay is not None
    return {
        "event": deadline.code,
        "delay": f"{delay.length} {delay.unit}",
        "first day": delay.since,
        "first day counts": "yes" if delay.start_counts else "no",
        "last day counts": "yes" if delay.end_counts else "no",
        "article": deadline.article,
    }


@pytest.mark.parametrize("column", PROFILES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("call_number", [1, 2])
def test_the_calendar_is_in_order_and_each_date_has_its_name(
    column: str, kind: MeetingKind, call_number: int
) -> None:
    form, params = PROFILES[column]
    dates = legal_calendar(params, form, kind, call_number, SATURDAY, AT_18)
    assert [item.on for item in dates] == sorted(item.on for item in dates)
    assert {item.code for item in dates} <= set(DEADLINES)
    assert {item.note_code for item in dates if item.note_code} <= set(NOTES)


def test_every_date_of_an_sa_but_the_meeting_names_its_article() -> None:
    dates = calendar_of(PROFILES["sa"][1], "mixed")
    assert [code for code, item in dates.items() if not item.article] == ["meeting"]
    assert dates["last_sending"].article == "C.com R225-69"


def test_only_an_extraordinary_assembly_has_a_latest_second_meeting() -> None:
    params = PROFILES["sa"][1]
    assert "second_latest" not in calendar_of(params, "ordinary")
    assert calendar_of(params, "extraordinary")["second_latest"].on == date(2026, 8, 20)


def test_days_of_the_statutes_bind_any_second_meeting_when_sooner() -> None:
    params = replace(PROFILES["sa"][1], second_meeting_max_days=30)
    assert calendar_of(params, "ordinary")["second_latest"].on == date(2026, 7, 20)
    assert calendar_of(params, "mixed")["second_latest"].on == date(2026, 7, 20)
    later = replace(params, second_meeting_max_days=90)
    assert calendar_of(later, "mixed")["second_latest"].on == date(2026, 8, 20)


def test_a_second_call_has_a_shorter_notice_and_no_new_resolutions() -> None:
    dates = calendar_of(PROFILES["sa"][1], "mixed", call_number=2)
    assert dates["last_sending"].on == date(2026, 6, 10)
    assert not {"added_resolutions", "second_earliest", "second_latest"} & set(dates)


def test_a_second_meeting_announced_in_the_first_notice_needs_no_new_one() -> None:
    params = replace(PROFILES["sa"][1], second_call_in_same_notice=True)
    assert calendar_of(params)["second_earliest"].on == SATURDAY
    apart = replace(params, second_meeting_min_days=7)
    assert calendar_of(apart)["second_earliest"].on == date(2026, 6, 27)


def test_the_least_gap_of_the_statutes_holds_beside_the_notice() -> None:
    params = replace(PROFILES["sa"][1], second_meeting_min_days=20)
    assert calendar_of(params)["second_earliest"].on == date(2026, 7, 10)


def test_a_board_has_its_notice_and_nothing_else() -> None:
    dates = calendar_of(usual_for(LegalForm.SA, False), "board")
    assert list(dates) == ["last_sending", "meeting"]
    assert dates["last_sending"].on == date(2026, 6, 12)


def test_without_a_notice_period_there_is_no_last_day_to_send() -> None:
    sas = defaults_for(LegalForm.SAS, False)
    assert list(calendar_of(sas)) == ["meeting"]
    with pytest.raises(ValueError, match="no notice period"):
        earliest_meeting(sas, 1, SATURDAY)


def test_alsace_moselle_counts_its_own_holidays() -> None:
    params, tuesday = PROFILES["sa"][1], date(2026, 4, 7)
    found = {
        alsace_moselle: next(
            item.on
            for item in legal_calendar(
                params, LegalForm.SA, "ordinary", 1, tuesday, AT_18, alsace_moselle
            )
            if item.code == "written_questions"
        )
        for alsace_moselle in (False, True)
    }
    assert found == {False: date(2026, 3, 31), True: date(2026, 3, 30)}


@pytest.mark.parametrize("row", table("calendar.notice"))
def test_the_notice_counts_the_days_the_statutes_say(row: dict[str, str]) -> None:
    params = replace(
        PROFILES["sa"][1],
        notice_days_first=int(row["days"]),
        notice_in_working_days=row["working days"] == "yes",
        count_sending_day=row["sending day counts"] == "yes",
        count_meeting_day=row["meeting day counts"] == "yes",
    )
    meeting = date.fromisoformat(row["earliest meeting"])
    assert earliest_meeting(params, 1, date(2026, 6, 5)) == meeting
    latest = date.fromisoformat(row["latest sending for it"])
    assert last_sending(params, "ordinary", 1, meeting) == latest


@pytest.mark.parametrize("row", table("calendar.safe"))
def test_a_safe_day_leaves_a_margin_and_the_post_is_open(row: dict[str, str]) -> None:
    params = replace(PROFILES["sa"][1], safe_margin_days=int(row["margin"]))
    last = last_sending(params, "ordinary", 1, date.fromisoformat(row["meeting"]))
    assert last is not None
    assert (str(last), str(safe_sending(params, last))) == (
        row["last sending"],
        row["safe sending"],
    )
    first = earliest_safe_meeting(params, 1, last)
    assert str(first) == row["first safe meeting for the last sending"]


def test_a_notice_in_working_days_jumps_the_holidays_of_the_place() -> None:
    params = replace(PROFILES["sa"][1], notice_days_first=1, notice_in_working_days=True)
    thursday, good_friday, after_easter = date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 7)
    assert earliest_meeting(params, 1, thursday) == good_friday
    assert earliest_meeting(params, 1, thursday, alsace_moselle=True) == after_easter
    assert last_sending(params, "ordinary", 1, good_friday, alsace_moselle=True) == date(2026, 4, 1)


def test_a_delay_in_months_is_not_counted_in_days() -> None:
    months = Delay(2, "months", start_counts=False, end_counts=True)
    with pytest.raises(ValueError, match="months"):
        latest_start(months, SATURDAY)
    with pytest.raises(ValueError, match="months"):
        earliest_end(months, SATURDAY)


def test_a_second_call_of_an_sa_sent_on_the_morrow_meets_ten_days_later() -> None:
    assert earliest_meeting(PROFILES["sa"][1], 2, date(2026, 6, 21)) == date(2026, 7, 1)


@pytest.mark.parametrize("row", table("calendar.in_time"))
def test_what_arrives_at_the_limit_is_in_time(row: dict[str, str]) -> None:
    arrives = datetime.fromisoformat(row["arrives"])
    deadline = calendar_of(PROFILES["sa"][1])[row["deadline"]]
    assert in_time(deadline, arrives.date(), arrives.time()) is (row["in time"] == "yes")


def test_an_hour_from_which_something_opens_is_respected() -> None:
    opening = Deadline("meeting", SATURDAY, AT_18, "from", None, "")
    assert not in_time(opening, SATURDAY, time(17, 59))
    assert in_time(opening, SATURDAY, AT_18)


@pytest.mark.parametrize(
    ("today", "state", "days"),
    [
        (date(2026, 5, 1), "later", 35),
        (date(2026, 5, 28), "later", 8),
        (date(2026, 5, 29), "soon", 7),
        (date(2026, 6, 4), "soon", 1),
        (date(2026, 6, 5), "today", 0),
        (date(2026, 6, 6), "past", -1),
    ],
)
def test_a_date_is_said_late_soon_or_far(today: date, state: str, days: int) -> None:
    seen = lateness(calendar_of(PROFILES["sa"][1])["last_sending"], today)
    assert (seen.state, seen.days) == (state, days)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 6, 20), 2, date(2026, 8, 20)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


DELAYS = st.builds(
    Delay,
    st.integers(1, 40),
    st.sampled_from(["days", "working_days"]),
    st.booleans(),
    st.booleans(),
)


def enough(delay: Delay, start: date, end: date, alsace_moselle: bool) -> bool:
    """Count a delay day by day, as a person would on the wall calendar."""
    between = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    if not delay.start_counts:
        between = between[1:]
    if not delay.end_counts:
        between = between[:-1]
    if delay.unit == "working_days":
        between = [day for day in between if is_working_day(day, alsace_moselle)]
    return len(between) >= delay.length


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), DELAYS, st.booleans())
def test_a_delay_is_whole_on_its_last_start_and_no_longer_on_the_morrow(
    end: date, delay: Delay, alsace_moselle: bool
) -> None:
    start = latest_start(delay, end, alsace_moselle)
    assert enough(delay, start, end, alsace_moselle)
    morrow = start + timedelta(days=1)
    assert morrow > end or not enough(delay, morrow, end, alsace_moselle)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), DELAYS, st.booleans())
def test_a_delay_is_whole_on_its_first_end_and_not_on_the_eve(
    start: date, delay: Delay, alsace_moselle: bool
) -> None:
    end = earliest_end(delay, start, alsace_moselle)
    assert enough(delay, start, end, alsace_moselle)
    eve = end - timedelta(days=1)
    assert eve < start or not enough(delay, start, eve, alsace_moselle)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 30), st.booleans())
def test_the_first_safe_meeting_is_safe_and_the_day_before_is_not(
    sending: date, margin: int, working: bool
) -> None:
    params = replace(PROFILES["sa"][1], safe_margin_days=margin, notice_in_working_days=working)

    def is_safe(meeting: date) -> bool:
        last = last_sending(params, "ordinary", 1, meeting)
        assert last is not None
        return safe_sending(params, last) >= sending

    meeting = earliest_safe_meeting(params, 1, sending)
    assert is_safe(meeting)
    assert not is_safe(meeting - timedelta(days=1))
