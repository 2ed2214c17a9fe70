"""The attendance sheet: one voice, one mode, and the hours."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from meetings.models import AttendanceEvent, Meeting, RollEntry
from meetings.services.attendance import (
    attendance_check_in,
    attendance_check_out,
    attendance_excuse,
    attendance_undo,
    mode_move,
)
from meetings.services.session import session_bureau, session_close, session_open
from organisations.models import JournalEntry
from organisations.policies import Actor
from organisations.refusals import NotAllowed, Refused
from tests.voting.assembly import DAY, Assembly, make_assembly

Mode = RollEntry.Mode


@pytest.fixture
def assembly(db: None) -> Assembly:
    """Ten voices, on the day of the assembly."""
    return make_assembly(10)


@pytest.fixture(autouse=True)
def the_day() -> object:
    """The clock stands at six in the evening on the day of the assembly."""
    with time_machine.travel(DAY, tick=False):
        yield


def modes(entry: RollEntry) -> list[str]:
    """Return what the sheet has noted for a voice, in order."""
    return list(AttendanceEvent.objects.filter(entry=entry).values_list("mode", flat=True))


def test_an_arrival_is_on_the_sheet_with_its_hour(assembly: Assembly) -> None:
    entry = assembly.entry()
    attendance_check_in(entry=entry, actor=assembly.secretary)
    stored = assembly.entry()
    assert (stored.mode, stored.mode_at) == (Mode.PRESENT, DAY)
    assert modes(entry) == ["present"]
    line = JournalEntry.objects.get(action="attendance.check_in")
    assert line.details == {"voice": entry.number, "mode": "present"}


def test_the_second_desk_is_told_that_the_member_is_already_here(assembly: Assembly) -> None:
    first, second = assembly.entry(), assembly.entry()
    attendance_check_in(entry=first, actor=assembly.secretary)
    with pytest.raises(Refused, match="figure déjà parmi les présents, depuis 18") as refused:
        attendance_check_in(entry=second, actor=assembly.chair)
    assert refused.value.code == "mode_conflict"
    assert modes(first) == ["present"]


def test_a_member_moves_between_the_room_and_a_distance(assembly: Assembly) -> None:
    entry = assembly.entry()
    attendance_check_in(entry=entry, actor=assembly.secretary, remote=True)
    attendance_check_in(entry=entry, actor=assembly.secretary)
    assert assembly.entry().mode == Mode.PRESENT
    assert modes(entry) == ["remote", "present"]


def test_a_departure_is_noted_once_and_a_return_brings_the_voice_back(assembly: Assembly) -> None:
    entry = assembly.entry()
    attendance_check_in(entry=entry, actor=assembly.secretary)
    attendance_check_out(entry=entry, actor=assembly.secretary)
    assert assembly.entry().left_at == DAY
    with pytest.raises(Refused, match="départ déjà noté à 18"):
        attendance_check_out(entry=entry, actor=assembly.secretary)
    attendance_check_in(entry=entry, actor=assembly.secretary)
    assert assembly.entry().left_at is None
    assert modes(entry) == ["present", "left", "present"]


def test_who_never_came_cannot_leave(assembly: Assembly) -> None:
    with pytest.raises(Refused, match="n’est pas sur la feuille"):
        attendance_check_out(entry=assembly.entry(), actor=assembly.secretary)


def test_an_excused_member_may_still_come(assembly: Assembly) -> None:
    entry = assembly.entry()
    attendance_excuse(entry=entry, actor=assembly.secretary)
    attendance_check_in(entry=entry, actor=assembly.secretary)
    assert modes(entry) == ["excused", "present"]


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [(Mode.REPRESENTED, "Retirez d’abord ce pouvoir"), (Mode.POSTAL, "R225-85")],
)
def test_a_voice_used_elsewhere_is_not_used_twice(
    assembly: Assembly, mode: Mode, sentence: str
) -> None:
    entry = assembly.entry()
    RollEntry.objects.filter(pk=entry.pk).update(mode=mode)
    for act in (attendance_check_in, attendance_check_out, attendance_excuse, attendance_undo):
        with pytest.raises(Refused, match=sentence):
            act(entry=entry, actor=assembly.secretary)
    assert modes(entry) == []


def test_a_mistaken_line_is_taken_back(assembly: Assembly) -> None:
    entry = assembly.entry()
    attendance_check_in(entry=entry, actor=assembly.secretary)
    attendance_undo(entry=entry, actor=assembly.secretary)
    assert assembly.entry().mode == Mode.NONE
    assert modes(entry) == ["present", "none"]


def test_the_sheet_opens_on_the_day(assembly: Assembly) -> None:
    with time_machine.travel(DAY - dt.timedelta(days=1), tick=False):
        with pytest.raises(Refused, match="samedi 20 juin 2026"):
            attendance_check_in(entry=assembly.entry(), actor=assembly.secretary)
        attendance_excuse(entry=assembly.entry(), actor=assembly.secretary)


def test_the_sheet_is_final_once_the_sitting_is_closed(assembly: Assembly) -> None:
    Meeting.objects.update(state=Meeting.State.CLOSED)
    with pytest.raises(Refused) as refused:
        attendance_check_in(entry=assembly.entry(), actor=assembly.secretary)
    assert refused.value.code == "sheet_closed"


def test_only_secretary_and_chair_keep_the_sheet(assembly: Assembly) -> None:
    with pytest.raises(NotAllowed):
        attendance_check_in(entry=assembly.entry(), actor=Actor.member_link("V1", "Voix"))
    assert assembly.entry().mode == Mode.NONE


def test_mode_move_asks_only_for_the_mode_it_starts_from(assembly: Assembly) -> None:
    entry, link = assembly.entry(), Actor.member_link("V1", "Voix")
    mode_move(entry=entry, actor=link, from_modes=[Mode.NONE], to_mode=Mode.POSTAL)
    assert entry.mode == assembly.entry().mode == Mode.POSTAL
    with pytest.raises(Refused) as refused:
        mode_move(entry=entry, actor=link, from_modes=[Mode.NONE], to_mode=Mode.REPRESENTED)
    assert refused.value.code == "mode_conflict"


def test_the_chair_opens_the_sitting_with_its_bureau(assembly: Assembly) -> None:
    session_open(
        meeting=assembly.meeting, actor=assembly.chair, chair_name=" Ana ", secretary_name="Bo"
    )
    stored = Meeting.objects.get()
    assert (stored.state, stored.opened_at, stored.chair_name) == ("in_session", DAY, "Ana")
    with pytest.raises(Refused, match="déjà ouverte"):
        session_open(
            meeting=assembly.meeting, actor=assembly.chair, chair_name="A", secretary_name="B"
        )
    session_bureau(
        meeting=assembly.meeting, actor=assembly.chair, chair_name="Eva", secretary_name="Bo"
    )
    session_close(meeting=assembly.meeting, actor=assembly.chair)
    assert Meeting.objects.get().closed_at == DAY
    with pytest.raises(Refused, match="n’est pas ouverte"):
        session_close(meeting=assembly.meeting, actor=assembly.chair)
    actions = JournalEntry.objects.order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["session.open", "session.bureau", "session.close"]


def test_a_sitting_needs_a_chair_and_a_secretary(assembly: Assembly) -> None:
    with pytest.raises(Refused, match="R225-101"):
        session_open(
            meeting=assembly.meeting, actor=assembly.chair, chair_name="A", secretary_name=" "
        )
    assert Meeting.objects.get().state == Meeting.State.CONVENED


def test_opening_before_the_day_must_be_confirmed(assembly: Assembly) -> None:
    bureau: dict[str, Any] = {"chair_name": "A", "secretary_name": "B"}
    with time_machine.travel(DAY - dt.timedelta(days=3), tick=False):
        with pytest.raises(Refused, match="samedi 20 juin 2026"):
            session_open(meeting=assembly.meeting, actor=assembly.chair, **bureau)
        assert Meeting.objects.get().state == Meeting.State.CONVENED
        session_open(meeting=assembly.meeting, actor=assembly.chair, early=True, **bureau)
    assert Meeting.objects.get().state == Meeting.State.IN_SESSION


def test_the_secretary_does_not_open_the_sitting(assembly: Assembly) -> None:
    with pytest.raises(NotAllowed, match="Seule la présidence"):
        session_open(
            meeting=assembly.meeting, actor=assembly.secretary, chair_name="A", secretary_name="B"
        )
