"""Ballots open and close one by one; blank proxies take the direction the law gives them."""

import pytest

from meetings.models import Meeting, RollEntry
from meetings.services.attendance import attendance_check_in, attendance_undo
from meetings.services.session import session_close
from organisations.models import JournalEntry
from organisations.refusals import NotAllowed, Refused
from tests.voting.assembly import NO_QUORUM, Assembly, kept, make_assembly, quorum_of
from voting.models import Ballot, Paper
from voting.services.ballot import ballot_close, ballot_open


@pytest.fixture
def assembly(db: None) -> Assembly:
    """Ten voices, three resolutions, no quorum, sitting open."""
    return make_assembly(10, resolutions=3, statutes=NO_QUORUM, state=Meeting.State.IN_SESSION)


def test_a_ballot_opens_then_closes(assembly: Assembly) -> None:
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assert assembly.ballot().state == Ballot.State.OPEN
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    ballot = assembly.ballot()
    assert ballot.state == Ballot.State.CLOSED
    assert kept(ballot.opened_at) <= kept(ballot.closed_at)
    assert kept(ballot.quorum)["opening"]["heads"] == 0
    actions = JournalEntry.objects.order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["ballot.open", "ballot.close"]


def test_the_same_button_twice_acts_once(assembly: Assembly) -> None:
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    with pytest.raises(Refused, match="déjà ouvert"):
        ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    with pytest.raises(Refused, match="n’est pas ouvert"):
        ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    with pytest.raises(Refused, match="mise aux voix qu’une fois"):
        ballot_open(ballot=assembly.ballot(), actor=assembly.chair)


def test_one_ballot_is_open_at_a_time(assembly: Assembly) -> None:
    ballot_open(ballot=assembly.ballot(2), actor=assembly.chair)
    with pytest.raises(Refused, match="n°\u00a02 est encore ouvert"):
        ballot_open(ballot=assembly.ballot(1), actor=assembly.chair)
    assert assembly.ballot(1).state == Ballot.State.PENDING


@pytest.mark.parametrize("state", [Meeting.State.CONVENED, Meeting.State.CLOSED])
def test_no_ballot_opens_outside_the_sitting(assembly: Assembly, state: Meeting.State) -> None:
    Meeting.objects.update(state=state)
    with pytest.raises(Refused, match="La séance n’est pas ouverte"):
        ballot_open(ballot=assembly.ballot(), actor=assembly.chair)


def test_the_secretary_neither_opens_nor_closes(assembly: Assembly) -> None:
    with pytest.raises(NotAllowed):
        ballot_open(ballot=assembly.ballot(), actor=assembly.secretary)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    with pytest.raises(NotAllowed):
        ballot_close(ballot=assembly.ballot(), actor=assembly.secretary)


@pytest.mark.parametrize(("supported", "letter"), [(True, "Y"), (False, "N")])
@pytest.mark.django_db
def test_blank_proxies_follow_the_board(supported: bool, letter: str) -> None:
    assembly = make_assembly(
        5,
        resolutions=3,
        statutes=NO_QUORUM,
        texts={"board_supported": supported},
        state=Meeting.State.IN_SESSION,
    )
    assembly.represent(assembly.entry(place=0), None)
    assembly.represent(assembly.entry(place=1), assembly.entry(place=2))
    for number in (2, 1):
        ballot_open(ballot=assembly.ballot(number), actor=assembly.chair)
        ballot_close(ballot=assembly.ballot(number), actor=assembly.chair)
    paper = Paper.objects.get()
    assert paper.entry == assembly.entry(place=0)
    assert paper.choices == f"{letter}{letter}."
    assert paper.channel == Paper.Channel.BLANK_PROXY
    details = JournalEntry.objects.filter(action="ballot.close").latest("sequence").details
    assert details == {"resolution": 1, "blank_proxies": 1}


def test_a_withdrawn_blank_proxy_votes_no_more(assembly: Assembly) -> None:
    proxy = assembly.represent(assembly.entry(), None)
    proxy.state = "withdrawn"
    proxy.save()
    RollEntry.objects.filter(pk=proxy.giver_id).update(mode=RollEntry.Mode.NONE)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    assert not Paper.objects.exists()


def test_who_voted_and_left_still_attends_that_ballot(assembly: Assembly) -> None:
    assembly.arrive(count=3)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assembly.vote("", "Y")
    RollEntry.objects.filter(pk=assembly.entry().pk).update(left_at=assembly.meeting.starts_at)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    assert assembly.ballot().attendance == {"": {"registered": 10, "attending": 3, "room": 2}}
    ballot_open(ballot=assembly.ballot(2), actor=assembly.chair)
    ballot_close(ballot=assembly.ballot(2), actor=assembly.chair)
    assert assembly.ballot(2).attendance == {"": {"registered": 10, "attending": 2, "room": 2}}


@pytest.mark.django_db
def test_a_quorum_lost_during_the_vote_is_kept_beside_that_of_the_opening() -> None:
    statutes = quorum_of("1/2")
    assembly = make_assembly(10, statutes=statutes, state=Meeting.State.IN_SESSION)
    assembly.arrive(count=5)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    RollEntry.objects.filter(pk=assembly.entry().pk).update(left_at=assembly.meeting.starts_at)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    frozen = kept(assembly.ballot().quorum)
    assert (frozen["met"], frozen["heads"], frozen["reached"]) == (False, 4, "2/5")
    assert (frozen["opening"]["met"], frozen["opening"]["heads"]) == (True, 5)


@pytest.mark.parametrize("closed", [False, True])
def test_the_sitting_does_not_close_over_a_ballot(assembly: Assembly, closed: bool) -> None:
    ballot_open(ballot=assembly.ballot(2), actor=assembly.chair)
    if closed:
        ballot_close(ballot=assembly.ballot(2), actor=assembly.chair)
    with pytest.raises(Refused, match="résolution n°\u00a02 n’est pas proclamé"):
        session_close(meeting=assembly.meeting, actor=assembly.chair)
    assert Meeting.objects.get().state == Meeting.State.IN_SESSION


def test_an_arrival_is_not_undone_after_a_vote(assembly: Assembly) -> None:
    attendance_check_in(entry=assembly.entry(), actor=assembly.secretary)
    assembly.vote("", "Y")
    with pytest.raises(Refused, match="a déjà voté en séance"):
        attendance_undo(entry=assembly.entry(), actor=assembly.secretary)
    assert assembly.entry().mode == RollEntry.Mode.PRESENT
