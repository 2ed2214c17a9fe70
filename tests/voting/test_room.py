"""The votes of the room, counted by hand per college, never exceed the room."""

import pytest

from meetings.models import Meeting, RollEntry
from organisations.models import JournalEntry, RoleName
from organisations.policies import Actor
from organisations.refusals import NotAllowed, Refused
from tests.cast import make_role
from tests.voting.assembly import NO_QUORUM, Assembly, make_assembly
from voting.models import RoomTotal
from voting.services.ballot import ballot_close, ballot_open
from voting.services.declare import ballot_declare
from voting.services.room import RoomCount, room_by_college, room_total_record


@pytest.fixture
def closed(db: None) -> Assembly:
    """Two colleges of five; three and two in the room; one answered by phone; ballot closed."""
    assembly = make_assembly(
        {"a": (5, 50), "b": (5, 50)}, statutes=NO_QUORUM, state=Meeting.State.IN_SESSION
    )
    assembly.arrive("a", 3)
    assembly.arrive("b", 2)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assembly.vote("a", "Y")
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    return assembly


def test_the_room_is_who_is_there_and_has_not_answered(closed: Assembly) -> None:
    assert room_by_college(closed.ballot()) == {"a": 2, "b": 2}


@pytest.mark.django_db
def test_the_room_holds_its_proxies_but_nobody_at_a_distance() -> None:
    assembly = make_assembly(8, statutes=NO_QUORUM, state=Meeting.State.IN_SESSION)
    voices = assembly.colleges[""]
    assembly.arrive(count=1)
    assembly.represent(voices[1], voices[0])
    RollEntry.objects.filter(pk=voices[2].pk).update(mode=RollEntry.Mode.REMOTE)
    assembly.represent(voices[3], voices[2])
    assembly.represent(voices[4], None)
    RollEntry.objects.filter(pk=voices[5].pk).update(mode=RollEntry.Mode.POSTAL)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    assert assembly.ballot().attendance == {"": {"registered": 8, "attending": 6, "room": 2}}


def test_totals_are_kept_by_college_and_can_be_corrected(closed: Assembly) -> None:
    ballot = closed.ballot()
    room_total_record(ballot=ballot, actor=closed.secretary, totals={"a": RoomCount(votes_for=2)})
    corrected = RoomCount(votes_for=1, votes_against=1)
    room_total_record(
        ballot=ballot,
        actor=closed.chair,
        totals={"a": corrected, "b": RoomCount(abstentions=1, blanks=1)},
    )
    rows = RoomTotal.objects.values_list(
        "college_code", "votes_for", "votes_against", "abstentions"
    )
    assert list(rows) == [("a", 1, 1, 0), ("b", 0, 0, 1)]
    assert JournalEntry.objects.filter(action="room_total.record").count() == 2


def test_more_voices_than_the_room_are_refused_with_both_figures(closed: Assembly) -> None:
    totals = {"a": RoomCount(votes_for=1), "b": RoomCount(votes_for=2, nulls=1)}
    with pytest.raises(
        Refused, match=r"Collège b\s: vous indiquez 3 voix, mais .* que 2 sans"
    ) as refused:
        room_total_record(ballot=closed.ballot(), actor=closed.secretary, totals=totals)
    assert refused.value.code == "too_many_voices"
    assert not RoomTotal.objects.exists()


def test_a_departure_after_the_close_does_not_change_the_bound(closed: Assembly) -> None:
    RollEntry.objects.update(left_at=closed.meeting.starts_at)
    room_total_record(
        ballot=closed.ballot(), actor=closed.secretary, totals={"b": RoomCount(votes_for=2)}
    )
    assert RoomTotal.objects.get().votes_for == 2


@pytest.mark.parametrize(
    ("totals", "code"),
    [
        ({"c": RoomCount(votes_for=1)}, "unknown_college"),
        ({"a": RoomCount(votes_for=3, votes_against=-1)}, "negative"),
    ],
)
def test_impossible_totals_are_refused(
    closed: Assembly, totals: dict[str, RoomCount], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        room_total_record(ballot=closed.ballot(), actor=closed.secretary, totals=totals)
    assert refused.value.code == code


def test_an_open_or_a_declared_ballot_takes_no_total(closed: Assembly) -> None:
    ballot_declare(ballot=closed.ballot(), actor=closed.chair)
    with pytest.raises(Refused, match="proclamé") as refused:
        room_total_record(ballot=closed.ballot(), actor=closed.secretary, totals={})
    assert refused.value.code == "already_declared"


@pytest.mark.django_db
def test_a_pending_ballot_takes_no_total() -> None:
    assembly = make_assembly(3, state=Meeting.State.IN_SESSION)
    with pytest.raises(Refused, match="n’est pas clos"):
        room_total_record(ballot=assembly.ballot(), actor=assembly.secretary, totals={})


def test_an_auditor_records_nothing(closed: Assembly) -> None:
    auditor = Actor.of(make_role(closed.meeting.organisation, RoleName.AUDITOR).user)
    with pytest.raises(NotAllowed):
        room_total_record(ballot=closed.ballot(), actor=auditor, totals={})
