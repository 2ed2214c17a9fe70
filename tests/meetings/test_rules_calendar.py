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
    in_time,
    last_sending,
    lateness,
    legal_calendar,
)
from meetings.rules.kinds import KINDS, MeetingKind
from meetings.rules.messages import DEADLINES, NOTES
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters, defaults_for, usual_for
from tests.rules_tables import table

SATURDAY, AT_18 = date(2026, 6, 20), time(18)

PROFILES: dict[str, tuple[LegalForm, StatuteParameters]] = {
    "sa": (LegalForm.SA, defaults_for(LegalForm.SA, False)),
    "sarl": (LegalForm.SARL, defaults_for(LegalForm.SARL, False)),
    "scop_sarl": (LegalForm.SCOP_SARL, usual_for(LegalForm.SCOP_SARL, False)),
    "association": (
        LegalForm.ASSOCIATION_1901,
        replace(usual_for(LegalForm.ASSOCIATION_1901, False), roll_freeze_days=21),
    ),
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
        count_sending_day=row["sending day counts"] == "yes",
        count_meeting_day=row["meeting day counts"] == "yes",
    )
    meeting = date.fromisoformat(row["earliest meeting"])
    assert earliest_meeting(params, 1, date(2026, 6, 5)) == meeting
    assert last_sending(params, "ordinary", 1, meeting) == date(2026, 6, 5)


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


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 60),
    st.booleans(),
    st.booleans(),
)
def test_the_last_sending_meets_in_time_and_one_day_later_does_not(
    meeting: date, days: int, sending_counts: bool, meeting_counts: bool
) -> None:
    params = StatuteParameters(
        notice_days_first=days,
        count_sending_day=sending_counts,
        count_meeting_day=meeting_counts,
    )
    sending = last_sending(params, "ordinary", 1, meeting)
    assert sending is not None
    assert earliest_meeting(params, 1, sending) == meeting
    assert earliest_meeting(params, 1, sending + timedelta(days=1)) > meeting
