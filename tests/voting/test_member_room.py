"""A member votes in the sitting, by phone."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from meetings.models import AttendanceEvent, Meeting, RollEntry
from organisations.models import JournalEntry
from tests.meetings_builder import EVENING, Convened, Link, at, make_convened_meeting
from voting.models import Ballot, Paper

pytestmark = pytest.mark.django_db
Mode = RollEntry.Mode


@pytest.fixture(autouse=True)
def on_the_evening() -> Iterator[None]:
    cache.clear()
    with at(EVENING):
        yield


@pytest.fixture
def convened() -> Convened:
    """Three texts; the voices 0 and 1 are in the room."""
    convened = make_convened_meeting(statutes={"remote_enabled": True})
    convened.open_session(0, 1)
    return convened


def fields(link: Link, **query: str) -> dict[str, str]:
    """Return the hidden fields of the room's form."""
    page = link.get("member_room", **query).content.decode()
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_without_an_open_ballot_the_page_waits(convened: Convened) -> None:
    page = convened.link().get("member_room").content.decode()
    assert "Aucun scrutin n’est ouvert" in page
    assert 'hx-trigger="every 5s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_a_present_member_votes_and_gets_a_receipt(convened: Convened) -> None:
    convened.open_ballot(2)
    link = convened.link()
    page = link.post("member_room_cast", {**fields(link), "r1": "N"}).content.decode()
    paper = Paper.objects.get()
    assert (paper.choices, paper.channel) == (".N.", "room")
    assert paper.receipt in page
    assert "Vous avez voté sur la résolution 2" in page


def test_each_ballot_fills_its_place_on_one_paper(convened: Convened) -> None:
    link = convened.link()
    for number, letter in ((1, "Y"), (3, "A")):
        convened.open_ballot(number)
        link.post("member_room_cast", {**fields(link), f"r{number - 1}": letter})
        Ballot.objects.update(state=Ballot.State.CLOSED)
    assert Paper.objects.get().choices == "Y.A"


def test_the_same_form_sent_twice_is_one_vote_and_one_receipt(convened: Convened) -> None:
    convened.open_ballot()
    link = convened.link()
    form = {**fields(link), "r0": "Y"}
    pages = [link.post("member_room_cast", form).content.decode() for _ in range(2)]
    paper = Paper.objects.get()
    assert all(f"Reçu\u00a0: {paper.receipt}" in page for page in pages)
    assert JournalEntry.objects.filter(action="paper.cast").count() == 1


def test_a_second_form_is_refused(convened: Convened) -> None:
    convened.open_ballot()
    link = convened.link()
    first, second = fields(link), fields(link)
    link.post("member_room_cast", {**first, "r0": "Y"})
    page = link.post("member_room_cast", {**second, "r0": "N"}).content.decode()
    assert "a déjà voté" in page
    assert Paper.objects.get().choices == "Y.."


def test_an_answer_after_the_close_is_refused_and_says_so(convened: Convened) -> None:
    convened.open_ballot()
    link = convened.link()
    form = {**fields(link), "r0": "Y"}
    Ballot.objects.update(state=Ballot.State.CLOSED)
    assert "n’est pas comptée" in link.post("member_room_cast", form).content.decode()
    assert not Paper.objects.exists()


def test_a_retry_after_the_close_still_gets_its_receipt(convened: Convened) -> None:
    convened.open_ballot()
    link = convened.link()
    form = {**fields(link), "r0": "Y"}
    link.post("member_room_cast", form)
    Ballot.objects.update(state=Ballot.State.CLOSED)
    assert Paper.objects.get().receipt in link.post("member_room_cast", form).content.decode()


def test_who_is_not_on_the_sheet_cannot_vote(convened: Convened) -> None:
    ballot = convened.open_ballot()
    link = convened.link(5)
    assert "pas inscrit·e sur la feuille de présence" in link.get("member_room").content.decode()
    form = {"ballot": str(ballot.pk), "voice": str(link.entry.pk), "key": "k" * 24, "r0": "Y"}
    assert "feuille de présence" in link.post("member_room_cast", form).content.decode()
    assert not Paper.objects.exists()


def test_who_has_left_cannot_vote(convened: Convened) -> None:
    convened.open_ballot()
    link = convened.link()
    form = {**fields(link), "r0": "Y"}
    RollEntry.objects.filter(pk=link.entry.pk).update(left_at=EVENING)
    link.post("member_room_cast", form)
    assert not Paper.objects.exists()


def test_who_voted_from_home_does_not_vote_again(convened: Convened) -> None:
    link = convened.link(5)
    RollEntry.objects.filter(pk=link.entry.pk).update(mode=Mode.POSTAL)
    Paper.objects.create(
        poll=convened.assembly.poll, entry=link.entry, choices="YYY", channel="remote", receipt="A"
    )
    ballot = convened.open_ballot()
    form = {"ballot": str(ballot.pk), "voice": str(link.entry.pk), "key": "k" * 24, "r0": "N"}
    link.post("member_room_cast", form)
    assert Paper.objects.get().choices == "YYY"


def test_a_holder_votes_for_each_voice(convened: Convened) -> None:
    giver, holder = convened.link(7), convened.link(0)
    convened.assembly.represent(giver.entry, holder.entry)
    RollEntry.objects.filter(pk=holder.entry.pk).update(proxies_held=1)
    convened.open_ballot()
    assert "Un vote par voix" in holder.get("member_room").content.decode()
    answers = {f"r0-{holder.entry.pk}": "Y", f"r0-{giver.entry.pk}": "N"}
    ballot = convened.assembly.ballot()
    data = {
        "ballot": str(ballot.pk),
        "way": "apart",
        "key": "k" * 24,
        "voice": [str(holder.entry.pk), str(giver.entry.pk)],
        **answers,
    }
    holder.post("member_room_cast", data)
    assert Paper.objects.get(entry=holder.entry).choices == "Y.."
    paper = Paper.objects.get(entry=giver.entry)
    assert (paper.choices, paper.cast_by) == ("N..", holder.entry)


def test_nobody_votes_for_a_voice_they_do_not_hold(convened: Convened) -> None:
    ballot = convened.open_ballot()
    link, other = convened.link(0), convened.link(1)
    form = {"ballot": str(ballot.pk), "voice": str(other.entry.pk), "key": "k" * 24, "r0": "Y"}
    link.post("member_room_cast", form)
    assert not Paper.objects.exists()


def test_a_ballot_of_another_meeting_takes_no_vote(convened: Convened) -> None:
    elsewhere = make_convened_meeting()
    elsewhere.open_session(0)
    ballot = elsewhere.open_ballot()
    link = convened.link()
    form = {"ballot": str(ballot.pk), "voice": str(link.entry.pk), "key": "k" * 24, "r0": "Y"}
    assert "incomplet" in link.post("member_room_cast", form).content.decode()
    assert not Paper.objects.exists()


def test_without_a_choice_nothing_is_cast(convened: Convened) -> None:
    convened.open_ballot()
    link = convened.link()
    assert "Choisissez une réponse" in link.post("member_room_cast", fields(link)).content.decode()
    assert not Paper.objects.exists()


def test_a_remote_member_says_so_and_votes(convened: Convened) -> None:
    convened.open_ballot()
    link = convened.link(5)
    link.post("member_connect")
    link.post("member_connect")
    assert link.fresh().mode == Mode.REMOTE
    assert AttendanceEvent.objects.filter(entry=link.entry).count() == 1
    link.post("member_room_cast", {**fields(link), "r0": "Y"})
    assert Paper.objects.get().entry == link.entry


def test_a_represented_member_cannot_also_connect(convened: Convened) -> None:
    giver, holder = convened.link(7), convened.link(0)
    convened.assembly.represent(giver.entry, holder.entry)
    assert "a donné un pouvoir" in giver.post("member_connect").content.decode()
    assert giver.fresh().mode == Mode.REPRESENTED


def test_where_statutes_know_no_distance_nobody_connects() -> None:
    convened = make_convened_meeting(statutes={"remote_enabled": False})
    convened.open_session()
    link = convened.link()
    assert link.url("member_connect") not in link.get("member_home").content.decode()
    link.post("member_connect")
    assert link.fresh().mode == Mode.NONE


def test_the_pulse_says_nothing_until_something_moves(convened: Convened) -> None:
    link = convened.link()
    page = link.get("member_room").content.decode()
    seen = re.search(r"seen=(\w+)", page)
    assert seen is not None
    assert link.get("member_room_state", seen=seen[1]).status_code == 204
    convened.open_ballot()
    cache.clear()
    moved = link.get("member_room_state", seen=seen[1])
    assert (moved.status_code, moved.headers["HX-Refresh"]) == (200, "true")
    tag = moved.headers["ETag"]
    unchanged = link.client.get(link.url("member_room_state"), headers={"If-None-Match": tag})
    assert unchanged.status_code == 304


def test_the_pulse_costs_no_query_while_it_is_remembered(
    convened: Convened, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    link = convened.link()
    link.get("member_room_state")
    with django_assert_num_queries(0):
        answer = link.get("member_room_state")
    assert not answer.cookies


def test_the_pulse_of_an_unknown_token_is_nothing(convened: Convened) -> None:
    assert Client().get(reverse("member_room_state", args=["nobody"])).status_code == 404


def test_the_room_costs_few_queries(
    convened: Convened, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    convened.open_ballot()
    link = convened.link()
    with django_assert_max_num_queries(3):
        link.get("member_room")


def test_a_closed_sitting_says_so(convened: Convened) -> None:
    Meeting.objects.update(state=Meeting.State.CLOSED)
    assert "La séance est levée" in convened.link().get("member_room").content.decode()
