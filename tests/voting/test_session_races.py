"""Acts of the day at the same instant: each happens once, each acknowledged vote is counted."""

from collections.abc import Callable

import pytest

from meetings.models import AttendanceEvent, Meeting, RollEntry
from meetings.services.attendance import attendance_check_in, attendance_undo
from meetings.services.session import session_close, session_open
from organisations.models import JournalEntry
from tala.lib import clock
from tests.voting.assembly import DAY, NO_QUORUM, Assembly, kept, make_assembly
from tests.voting.races import DONE, Race, shared_database, together
from voting.models import Ballot, Paper, RoomTotal
from voting.services.ballot import ballot_close, ballot_open
from voting.services.cast import vote_cast_room, votes_cast_early
from voting.services.declare import ballot_declare
from voting.services.room import RoomCount, room_total_record

__all__ = ["shared_database"]
pytestmark = pytest.mark.usefixtures("shared_database")

ROUNDS = 20
CLIENTS = 6
VOICES = 6


def held(**kw: object) -> Assembly:
    """Return an assembly in session, without quorum, six voices in the room."""
    assembly = make_assembly(
        VOICES,
        statutes=NO_QUORUM,
        state=Meeting.State.IN_SESSION,
        **kw,  # type: ignore[arg-type]
    )
    assembly.arrive()
    return assembly


def each(count: int, act: Callable[[int], object]) -> list[Callable[[], object]]:
    """Return `count` acts, each given its place."""
    return [lambda place=place: act(place) for place in range(count)]  # type: ignore[misc]


def one_done(outcomes: list[str], code: str) -> None:
    """Check that one act was done and all the others refused with this code."""
    assert sorted(outcomes) == sorted([DONE, *[code] * (len(outcomes) - 1)])


def test_two_desks_check_in_one_member_once() -> None:
    assembly = make_assembly(3, state=Meeting.State.IN_SESSION)

    def arrive(_place: int) -> None:
        attendance_check_in(entry=assembly.entry(), actor=assembly.secretary)

    one_done(together(*each(CLIENTS, arrive)), "mode_conflict")
    assert AttendanceEvent.objects.count() == 1
    assert JournalEntry.objects.count() == 1


def test_the_sitting_opens_once() -> None:
    assembly = make_assembly(3)

    def open_session(_place: int) -> None:
        with clock.played(DAY):
            session_open(
                meeting=Meeting.objects.select_related("organisation").get(),
                actor=assembly.chair,
                chair_name="A",
                secretary_name="B",
            )

    one_done(together(*each(CLIENTS, open_session)), "already_open")


def test_a_ballot_opens_closes_and_is_declared_once() -> None:
    assembly = held()
    acts = (
        (ballot_open, "already_open"),
        (ballot_close, "not_open"),
        (ballot_declare, "already_declared"),
    )
    for act, code in acts:

        def play(_place: int, act: Callable[..., None] = act) -> None:
            act(ballot=assembly.ballot(), actor=assembly.chair)

        one_done(together(*each(CLIENTS, play)), code)
    actions = JournalEntry.objects.order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["ballot.open", "ballot.close", "ballot.declare"]


def test_two_ballots_never_open_together() -> None:
    for _round in range(5):
        assembly = held(resolutions=2)
        outcomes = together(
            *each(
                2,
                lambda place, here=assembly: ballot_open(  # type: ignore[misc]
                    ballot=here.ballot(place + 1), actor=here.chair
                ),
            )
        )
        one_done(outcomes, "other_open")


def test_the_sitting_never_closes_over_an_opening_ballot() -> None:
    for _round in range(5):
        assembly = held()
        opened, closed = together(
            lambda here=assembly: ballot_open(ballot=here.ballot(), actor=here.chair),  # type: ignore[misc]
            lambda here=assembly: session_close(meeting=here.meeting, actor=here.chair),  # type: ignore[misc]
        )
        assert (opened, closed) in {(DONE, "ballot_waiting"), ("not_in_session", DONE)}


def test_a_count_of_the_room_and_the_declaration_come_one_after_the_other() -> None:
    for _round in range(5):
        assembly = held()
        ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
        ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
        recorded, declared = together(
            lambda here=assembly: room_total_record(  # type: ignore[misc]
                ballot=here.ballot(), actor=here.secretary, totals={"": RoomCount(votes_for=5)}
            ),
            lambda here=assembly: ballot_declare(ballot=here.ballot(), actor=here.chair),  # type: ignore[misc]
        )
        assert declared == DONE
        counted = kept(assembly.ballot().result)["counts"]["for"]
        if recorded == DONE:
            assert counted == 5
        else:
            assert (recorded, counted) == ("already_declared", 0)
            assert not RoomTotal.objects.filter(ballot=assembly.ballot()).exists()


def test_every_acknowledged_vote_is_counted_and_every_refused_one_is_not() -> None:
    """Members vote while the chair closes: twenty rounds, more of them first each time."""
    refused = 0
    for round_ in range(ROUNDS):
        assembly, race = held(), Race(early=round_ % VOICES)
        ballot_open(ballot=assembly.ballot(), actor=assembly.chair)

        def vote(place: int, here: Assembly = assembly, race: Race = race) -> None:
            race.run(place, lambda: vote_in_room(here, place))

        def close(here: Assembly = assembly, race: Race = race) -> None:
            race.close(lambda: ballot_close(ballot=here.ballot(), actor=here.chair))

        *votes, closed = together(*each(VOICES, vote), close)
        assert closed == DONE
        assert set(votes) <= {DONE, "closed"}
        ballot_declare(ballot=assembly.ballot(), actor=assembly.chair)
        acknowledged = votes.count(DONE)
        counts = kept(assembly.ballot().result)["counts"]
        assert counts["for"] == acknowledged
        assert Paper.objects.filter(poll=assembly.poll).count() == acknowledged
        assert kept(assembly.ballot().attendance)[""]["room"] == VOICES - acknowledged
        refused += VOICES - acknowledged
    assert refused, "no vote ever came after the close: the race did not happen"


def vote_in_room(assembly: Assembly, place: int) -> None:
    """Vote for, from one member's own link."""
    entry = voter(assembly, place)
    vote_cast_room(
        entry=entry,
        ballot=assembly.ballot(),
        choices_by_entry={entry.pk: "Y"},
        key=f"form-{entry.pk}",
    )


def voter(assembly: Assembly, place: int) -> RollEntry:
    """Return a voice as the page of its member finds it."""
    entries = RollEntry.objects.select_related("meeting__poll", "meeting__organisation")
    return entries.get(pk=assembly.colleges[""][place].pk)


def test_a_vote_from_home_never_slips_past_the_opening_of_the_sitting() -> None:
    for round_ in range(VOICES):
        assembly, race = make_assembly(VOICES, remote_closes_at=DAY), Race(early=round_)

        def vote(place: int, here: Assembly = assembly, race: Race = race) -> None:
            race.run(place, lambda: vote_from_home(here, place))

        def open_session(here: Assembly = assembly, race: Race = race) -> None:
            race.close(
                lambda: session_open(
                    meeting=here.meeting,
                    actor=here.chair,
                    chair_name="A",
                    secretary_name="B",
                    early=True,
                )
            )

        *votes, opened = together(*each(VOICES, vote), open_session)
        assert opened == DONE
        assert set(votes) <= {DONE, "closed"}
        assert Paper.objects.filter(poll=assembly.poll).count() == votes.count(DONE)
        postal = RollEntry.objects.filter(
            meeting=assembly.meeting, mode=RollEntry.Mode.POSTAL
        ).count()
        assert postal == votes.count(DONE)


def vote_from_home(assembly: Assembly, place: int) -> None:
    """Vote against, on the day of the convocation."""
    entry = voter(assembly, place)
    with clock.played(assembly.meeting.convened_at or DAY):
        votes_cast_early(entry=entry, choices_by_entry={entry.pk: "N"}, key=f"form-{entry.pk}")


def test_an_arrival_is_not_undone_under_a_vote() -> None:
    for _round in range(5):
        assembly = held()
        ballot_open(ballot=assembly.ballot(), actor=assembly.chair)

        voted, undone = together(
            lambda here=assembly: vote_in_room(here, 0),  # type: ignore[misc]
            lambda here=assembly: attendance_undo(entry=here.entry(), actor=here.secretary),  # type: ignore[misc]
        )
        assert (voted, undone) in {(DONE, "has_voted"), ("not_here", DONE)}
        assert Paper.objects.filter(poll=assembly.poll).exists() == (voted == DONE)
        assert Ballot.objects.filter(poll=assembly.poll, state=Ballot.State.OPEN).exists()
