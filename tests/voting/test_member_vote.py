"""A member votes from home, by personal link, on a phone without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from mandates.services.proxies import proxy_give
from meetings.models import Meeting, RollEntry
from organisations.models import JournalEntry
from organisations.policies import Actor
from organisations.render.journal import journal_sentence
from tests.meetings_builder import EVE_EVE, Convened, Link, at, make_convened_meeting
from voting.models import Paper

pytestmark = pytest.mark.django_db
Mode = RollEntry.Mode


@pytest.fixture(autouse=True)
def ten_days_before() -> Iterator[None]:
    cache.clear()
    with at(EVE_EVE):
        yield


@pytest.fixture
def convened() -> Convened:
    return make_convened_meeting()


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page, its CSRF token apart."""
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def review(link: Link, answers: dict[str, str]) -> dict[str, str]:
    """Answer the questions and return what the review page would cast."""
    return hidden(link.post("member_vote_review", answers).content.decode())


def give(giver: Link, holder: Link | None) -> None:
    entry = giver.fresh()
    proxy_give(
        actor=Actor.member_link(entry.number, entry.name),
        giver=entry,
        holder=holder.fresh() if holder else None,
    )


def test_four_actions_from_the_mail_to_the_receipt(convened: Convened) -> None:
    link = convened.link()
    home = link.client.get(link.url("member_home"))  # 1: the link of the mail
    assert link.url("member_vote") in home.content.decode()
    page = link.client.get(link.url("member_vote"))  # 2: vote now
    assert page.content.decode().count("<fieldset") == 3
    assert "checked" not in page.content.decode()
    reviewed = link.post("member_vote_review", {"r0": "Y", "r1": "N", "r2": "A"})  # 3: continue
    assert not Paper.objects.exists()
    done = link.post("member_vote_cast", hidden(reviewed.content.decode()))  # 4: cast
    paper = Paper.objects.get()
    assert paper.choices == "YNA"
    assert paper.receipt in done.content.decode()
    assert link.fresh().mode == Mode.POSTAL


def test_the_review_says_each_answer_before_anything_is_cast(convened: Convened) -> None:
    page = convened.link().post("member_vote_review", {"r0": "Y", "r1": "N", "r2": "A"})
    text = re.sub(r"\s+", " ", page.content.decode())
    assert "<span>1. Résolution 1</span><b>Pour</b>" in text
    assert "<span>2. Résolution 2</span><b>Contre</b>" in text
    assert "<span>3. Résolution 3</span><b>Abstention</b>" in text


def test_an_unanswered_resolution_is_asked_again_and_keeps_the_others(convened: Convened) -> None:
    link = convened.link()
    page = link.post("member_vote_review", {"r0": "Y", "r2": "N"}).content.decode()
    assert 'href="#q2"' in page
    assert 'href="#q1"' not in page
    assert page.count("checked") == 2
    assert page.count('value="B"') == 1, "only the open question offers a blank vote"
    assert link.post("member_vote_cast", hidden(page)).status_code == 200
    assert not Paper.objects.exists()


def test_going_back_to_correct_keeps_what_was_chosen(convened: Convened) -> None:
    link = convened.link()
    fields = review(link, {"r0": "Y", "r1": "N", "r2": "A"})
    page = link.post("member_vote", fields).content.decode()
    chosen = re.findall(r'name="(r\d)" value="(\w)" checked', page)
    assert chosen == [("r0", "Y"), ("r1", "N"), ("r2", "A")]


def test_the_same_form_sent_twice_gives_the_same_receipt(convened: Convened) -> None:
    link = convened.link()
    fields = review(link, {"r0": "Y", "r1": "Y", "r2": "Y"})
    first = link.post("member_vote_cast", fields)
    again = link.post("member_vote_cast", fields)
    paper = Paper.objects.get()
    for answer in (first, again):
        assert answer.redirect_chain[-1][0] == link.url("member_receipt")
        assert paper.receipt in answer.content.decode()
    assert JournalEntry.objects.filter(action="paper.cast").count() == 1


def test_a_second_vote_is_refused_with_the_hour_and_the_receipt(convened: Convened) -> None:
    link = convened.link()
    other = review(link, {"r0": "N", "r1": "N", "r2": "N"})
    link.post("member_vote_cast", review(link, {"r0": "Y", "r1": "Y", "r2": "Y"}))
    page = link.post("member_vote_cast", other).content.decode()
    paper = Paper.objects.get()
    assert paper.choices == "YYY"
    assert "a déjà voté" in page
    assert f"reçu {paper.receipt[:4]}…" in page
    assert "mercredi 10 juin 2026" in page


def test_the_same_key_with_other_answers_is_another_vote(convened: Convened) -> None:
    link = convened.link()
    fields = review(link, {"r0": "Y", "r1": "Y", "r2": "Y"})
    link.post("member_vote_cast", fields)
    changed = {**fields, f"v{link.entry.pk}": "NNN"}
    assert "a déjà voté" in link.post("member_vote_cast", changed).content.decode()
    assert Paper.objects.get().choices == "YYY"


def test_a_retry_after_the_closing_hour_still_gets_its_receipt(convened: Convened) -> None:
    link = convened.link()
    fields = review(link, {"r0": "Y", "r1": "Y", "r2": "Y"})
    link.post("member_vote_cast", fields)
    with at(convened.meeting.remote_closes_at):
        page = link.post("member_vote_cast", fields)
    assert Paper.objects.get().receipt in page.content.decode()


def test_a_vote_after_the_closing_hour_is_refused_with_the_article(convened: Convened) -> None:
    link = convened.link()
    fields = review(link, {"r0": "Y", "r1": "Y", "r2": "Y"})
    with at(convened.meeting.remote_closes_at):
        page = link.post("member_vote_cast", fields).content.decode()
        assert "R225-77" in page
        assert link.get("member_vote").url == link.url("member_home")
    assert not Paper.objects.exists()
    assert link.fresh().mode == Mode.NONE


def test_the_vote_from_home_stops_when_the_sitting_opens(convened: Convened) -> None:
    link = convened.link()
    fields = review(link, {"r0": "Y", "r1": "Y", "r2": "Y"})
    Meeting.objects.update(state=Meeting.State.IN_SESSION)
    page = link.post("member_vote_cast", fields).content.decode()
    assert "La séance est ouverte ou levée" in page
    assert not Paper.objects.exists()


def test_statutes_without_postal_vote_offer_none() -> None:
    convened = make_convened_meeting(statutes={"postal_enabled": False})
    link = convened.link()
    assert link.url("member_vote") not in link.get("member_home").content.decode()
    fields = {f"v{link.entry.pk}": "YYY", "key": "k" * 24}
    assert "statuts" in link.post("member_vote_cast", fields).content.decode()
    assert not Paper.objects.exists()


@pytest.mark.parametrize("letters", ["YY", "YYYY", "YY.", "YYX", "", "yyy"])
def test_a_tampered_form_casts_nothing(convened: Convened, letters: str) -> None:
    link = convened.link()
    link.post("member_vote_cast", {f"v{link.entry.pk}": letters, "key": "k" * 24})
    assert not Paper.objects.exists()


def test_nobody_casts_the_voice_of_another(convened: Convened) -> None:
    link, other = convened.link(0), convened.link(1)
    page = link.post("member_vote_cast", {f"v{other.entry.pk}": "YYY", "key": "k" * 24})
    assert "pouvoirs que vous portiez" in page.content.decode()
    assert not Paper.objects.exists()


def test_a_represented_member_is_told_to_withdraw_the_proxy_first(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(1)
    fields = review(giver, {"r0": "Y", "r1": "Y", "r2": "Y"})
    give(giver, holder)
    page = giver.post("member_vote_cast", fields).content.decode()
    assert "Retirez le pouvoir pour voter vous-même" in page
    assert not Paper.objects.exists()
    giver.post("proxy_withdraw")
    giver.post("member_vote_cast", fields)
    assert Paper.objects.get().entry == giver.entry


def test_where_statutes_allow_it_the_vote_cancels_the_proxy() -> None:
    """Case W30: the giver votes early, the holder loses that vote and has room for another."""
    convened = make_convened_meeting(statutes={"mode_change_allowed": True})
    giver, holder = convened.link(0), convened.link(1)
    give(giver, holder)
    giver.post("member_vote_cast", review(giver, {"r0": "Y", "r1": "Y", "r2": "Y"}))
    assert Paper.objects.get().cast_by == giver.entry
    assert giver.fresh().mode == Mode.POSTAL
    assert holder.fresh().proxies_held == 0


def test_a_holder_is_asked_whether_all_voices_vote_alike(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(1)
    give(giver, holder)
    page = holder.get("member_vote").content.decode()
    assert "Le même vote pour les 2 voix" in page
    assert "Un vote par voix" in page
    assert "<fieldset" not in page


def test_a_holder_casts_the_same_vote_for_all_voices(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(1)
    give(giver, holder)
    fields = review(holder, {"way": "alike", "r0": "Y", "r1": "N", "r2": "A"})
    page = holder.post("member_vote_cast", fields).content.decode()
    papers = Paper.objects.order_by("entry_id")
    assert {(paper.entry, paper.choices, paper.cast_by) for paper in papers} == {
        (giver.entry, "YNA", holder.entry),
        (holder.entry, "YNA", holder.entry),
    }
    assert len({paper.receipt for paper in papers}) == 2
    assert all(paper.receipt in page for paper in papers)
    assert giver.fresh().mode == Mode.REPRESENTED


def test_a_holder_casts_one_vote_per_voice(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(1)
    give(giver, holder)
    answers = {f"r{place}-{giver.entry.pk}": "N" for place in range(3)}
    answers |= {f"r{place}-{holder.entry.pk}": "Y" for place in range(3)}
    fields = review(holder, {"way": "apart", **answers})
    holder.post("member_vote_cast", fields)
    assert Paper.objects.get(entry=giver.entry).choices == "NNN"
    assert Paper.objects.get(entry=holder.entry).choices == "YYY"


def test_a_proxy_that_comes_later_is_voted_apart_from_the_vote_already_cast(
    convened: Convened,
) -> None:
    giver, holder = convened.link(0), convened.link(1)
    holder.post("member_vote_cast", review(holder, {"r0": "Y", "r1": "Y", "r2": "Y"}))
    give(giver, holder)
    assert "Des voix attendent votre vote" in holder.get("member_home").content.decode()
    holder.post("member_vote_cast", review(holder, {"r0": "N", "r1": "N", "r2": "N"}))
    assert Paper.objects.get(entry=giver.entry).choices == "NNN"
    assert Paper.objects.get(entry=holder.entry).choices == "YYY"


def test_a_withdrawn_proxy_stops_the_form_already_open(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(1)
    give(giver, holder)
    fields = review(holder, {"way": "alike", "r0": "Y", "r1": "Y", "r2": "Y"})
    giver.post("proxy_withdraw")
    page = holder.post("member_vote_cast", fields).content.decode()
    assert "a été retiré" in page
    assert not Paper.objects.exists(), "not even the holder's own: nothing was confirmed as it is"


def test_a_proxy_that_has_voted_can_no_longer_be_withdrawn(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(1)
    give(giver, holder)
    holder.post(
        "member_vote_cast", review(holder, {"way": "alike", "r0": "Y", "r1": "Y", "r2": "Y"})
    )
    assert "ne peut plus être retiré" in giver.post("proxy_withdraw").content.decode()
    assert giver.fresh().mode == Mode.REPRESENTED


def test_the_receipt_page_shows_the_answers_again(convened: Convened) -> None:
    link = convened.link()
    link.post("member_vote_cast", review(link, {"r0": "Y", "r1": "N", "r2": "A"}))
    page = re.sub(r"\s+", " ", link.get("member_receipt").content.decode())
    assert Paper.objects.get().receipt in page
    assert "<span>2. Résolution 2</span><b>Contre</b>" in page


def test_a_receipt_is_not_shown_to_anybody_else(convened: Convened) -> None:
    link, other = convened.link(0), convened.link(1)
    link.post("member_vote_cast", review(link, {"r0": "Y", "r1": "N", "r2": "A"}))
    assert Paper.objects.get().receipt not in other.get("member_receipt").content.decode()


def test_the_journal_holds_the_receipt_and_never_the_answers(convened: Convened) -> None:
    link = convened.link()
    link.post("member_vote_cast", review(link, {"r0": "Y", "r1": "N", "r2": "A"}))
    entry = JournalEntry.objects.get(action="paper.cast")
    paper = Paper.objects.get()
    assert entry.details == {
        "voices": [{"voice": link.entry.number, "receipt": paper.receipt}],
        "channel": "remote",
    }
    assert "YNA" not in str(entry.payload())
    assert f"{link.entry.number}, reçu {paper.receipt}" in journal_sentence(entry)


def test_the_page_says_that_the_vote_is_named(convened: Convened) -> None:
    assert "Vote nominatif" in convened.link().get("member_vote").content.decode()


def test_the_ballot_page_costs_few_queries_and_no_more_with_thirty_texts(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    convened = make_convened_meeting(resolutions=30)
    first, second = convened.link(0), convened.link(1)
    with django_assert_max_num_queries(4):
        first.get("member_vote")
    with django_assert_max_num_queries(1):
        page = second.get("member_vote")
    assert page.content.decode().count("<fieldset") == 30


def test_a_page_laid_out_for_one_member_says_nothing_of_them_to_the_next() -> None:
    convened = make_convened_meeting({"a": (3, 40), "b": (3, 30), "c": (3, 30)})
    RollEntry.objects.filter(college_code="a").update(college_name="Collège des salariés")
    RollEntry.objects.filter(college_code="b").update(college_name="Collège des usagers")
    links = [convened.link(0, "a"), convened.link(1, "a"), convened.link(0, "b")]
    pages = [link.get("member_vote").content.decode() for link in links]
    for link, page in zip(links, pages, strict=True):
        assert page.count(link.entry.link_token) >= 3, "its own links, form and language switch"
        others = [other.entry for other in links if other is not link]
        for other in others:
            assert other.link_token not in page
            assert other.number not in page
    assert ["Collège des salariés" in page for page in pages] == [True, True, False]
    assert ["Collège des usagers" in page for page in pages] == [False, False, True]


def test_a_page_from_the_cache_carries_a_form_that_works(convened: Convened) -> None:
    convened.link(1).get("member_vote")
    link = Link(convened.link(0).entry, Client(enforce_csrf_checks=True))
    page = link.get("member_vote").content.decode()
    secret = re.search(r'name="csrfmiddlewaretoken" value="(\w{64})"', page)
    assert secret is not None
    answers = {"r0": "Y", "r1": "N", "r2": "A", "csrfmiddlewaretoken": secret[1]}
    assert "Relisez" in link.post("member_vote_review", answers).content.decode()


def test_an_address_with_a_query_is_not_kept_for_others(convened: Convened) -> None:
    convened.link(1).get("member_vote", trap="seen-by-others")
    assert "seen-by-others" not in convened.link(0).get("member_vote").content.decode()


def test_a_message_is_shown_once_and_to_nobody_else(convened: Convened) -> None:
    first = convened.link(0)
    first.post("member_vote_cast", {"key": "short"}, follow=False)
    assert "Ce formulaire est incomplet" in first.get("member_vote").content.decode()
    for link in (first, convened.link(1)):
        assert "Ce formulaire est incomplet" not in link.get("member_vote").content.decode()


def test_casting_costs_seven_statements_and_a_transaction(convened: Convened) -> None:
    """The link, the paper while the window is open, the mode, its hour, three for the journal."""
    first, second = convened.link(0), convened.link(1)
    first.post("member_vote_cast", {f"v{first.entry.pk}": "YYY", "key": "a" * 24})
    with CaptureQueriesContext(connection) as captured:
        second.post(
            "member_vote_cast", {f"v{second.entry.pk}": "YYY", "key": "b" * 24}, follow=False
        )
    statements = [query["sql"].split()[0] for query in captured.captured_queries]
    assert statements == [
        "SELECT", "SAVEPOINT", "INSERT", "UPDATE", "INSERT",
        "SELECT", "INSERT", "UPDATE", "RELEASE",
    ]  # fmt: skip
