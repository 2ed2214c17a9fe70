"""Votes that come at the same instant: one voice is counted once, and nothing told is lost."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from meetings.models import AttendanceEvent, Meeting, RollEntry
from meetings.services.session import session_open
from organisations.models import JournalEntry
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.selectors.journal import chain_state
from tests.concurrency.crowd import at_once, crowd_size, in_turns
from tests.meetings_builder import EVE_EVE, at, make_convened_meeting
from voting.models import Ballot, Paper
from voting.services.ballot import ballot_close
from voting.services.cast import vote_cast_room

pytestmark = pytest.mark.django_db(transaction=True)
Mode = RollEntry.Mode


@pytest.fixture(autouse=True)
def ten_days_before() -> Iterator[None]:
    with at(EVE_EVE):
        yield


def cast(entry: RollEntry, letters: str, key: str) -> Callable[[], str]:
    """Return the act of sending the reviewed form: it gives the address it leads to."""

    def act() -> str:
        token = entry.link_token
        fields = {f"v{entry.pk}": letters, "key": key}
        answer: Any = Client().post(reverse("member_vote_cast", args=[token]), fields)
        assert answer.status_code == 302, answer.status_code
        return str(answer.url).removeprefix(reverse("member_home", args=[token]))

    return act


def test_two_hundred_posts_of_one_voter_are_one_paper() -> None:
    convened = make_convened_meeting(3)
    entry = convened.link().entry
    same = [cast(entry, "YNA", "the-same-form-sent-again") for _ in range(100)]
    other = [cast(entry, "NNN", f"another-tab-or-device-{place}") for place in range(100)]
    mixed = [act for pair in zip(same, other, strict=True) for act in pair]
    places = in_turns(mixed, 32)
    paper = Paper.objects.get()
    told = [place == "recu/" for place in places]
    mine = told[0::2] if paper.choices == "YNA" else told[1::2]
    assert sum(told) == (100 if paper.choices == "YNA" else 1)
    assert any(mine)
    assert JournalEntry.objects.filter(action="paper.cast").count() == 1
    assert AttendanceEvent.objects.filter(mode=Mode.POSTAL).count() == 1


def test_every_member_votes_at_once_and_all_are_counted() -> None:
    convened = make_convened_meeting(871)
    entries = list(RollEntry.objects.filter(meeting=convened.meeting))
    letters = {entry.pk: "YNA"[place % 3] * 3 for place, entry in enumerate(entries)}
    acts = [cast(entry, letters[entry.pk], f"form-of-voter-{entry.pk:09}") for entry in entries]
    places = in_turns(acts, crowd_size())
    assert [place for place in places if place != "recu/"] == []
    assert dict(Paper.objects.values_list("entry_id", "choices")) == letters
    assert RollEntry.objects.filter(mode=Mode.POSTAL).count() == 871
    assert chain_state(convened.meeting.organisation).broken is None


def test_a_ballot_that_closes_meanwhile_counts_what_it_told_and_nothing_else() -> None:
    """Every answer acknowledged is in the frozen figures, every refused one is not."""
    for _round in range(5):
        convened = make_convened_meeting(24, resolutions=1)
        convened.open_session(*range(24))
        ballot = convened.open_ballot()
        links = [convened.link(place).fresh() for place in range(24)]
        votes: list[Callable[[], object]] = [
            partial(
                vote_cast_room,
                entry=entry,
                ballot=ballot,
                choices_by_entry={entry.pk: "Y"},
                key=f"form-of-voter-{entry.pk:09}",
            )
            for entry in links
        ]
        close: Callable[[], object] = partial(
            ballot_close, ballot=ballot, actor=convened.assembly.chair
        )
        results = at_once([*votes[:8], close, *votes[8:]])
        told = [result for result in results if isinstance(result, list)]
        refused = [result for result in results if isinstance(result, Exception)]
        assert {getattr(error, "code", error) for error in refused} <= {"closed"}
        frozen = Ballot.objects.get(pk=ballot.pk)
        assert frozen.attendance is not None
        assert frozen.attendance[""]["room"] == 24 - len(told)
        assert Paper.objects.filter(poll=ballot.poll).count() == len(told)


def test_the_opening_of_the_sitting_ends_the_votes_from_home_at_one_instant() -> None:
    """What the opening sees in the urn is all there will ever be from home."""
    for _round in range(5):
        convened = make_convened_meeting(24)
        meeting, chair = convened.meeting, convened.assembly.chair

        def opening(meeting: Meeting = meeting, chair: Actor = chair) -> int:
            with transaction.atomic():
                session_open(
                    meeting=meeting, actor=chair, chair_name="A", secretary_name="B", early=True
                )
                return Paper.objects.filter(poll__meeting=meeting).count()

        acts: list[Callable[[], object]] = [
            cast(entry, "YNA", f"form-of-voter-{entry.pk:09}")
            for entry in RollEntry.objects.filter(meeting=meeting)
        ]
        results = at_once([*acts[:8], opening, *acts[8:]])
        seen = results.pop(8)
        told = results.count("recu/")
        assert set(results) <= {"recu/", ""}
        assert seen == told == Paper.objects.filter(poll__meeting=meeting).count()


def test_one_voice_answers_an_open_ballot_once_from_two_phones() -> None:
    for _round in range(10):
        convened = make_convened_meeting(2, resolutions=2)
        convened.open_session(0)
        ballot = convened.open_ballot(2)
        entry = convened.link().fresh()
        results = at_once(
            [
                partial(
                    vote_cast_room,
                    entry=entry,
                    ballot=ballot,
                    choices_by_entry={entry.pk: letter},
                    key=f"the-phone-that-says-{letter}",
                )
                for letter in "YN"
            ]
        )
        refused = [result for result in results if isinstance(result, Exception)]
        assert [error.code for error in refused if isinstance(error, Refused)] == ["already_voted"]
        assert Paper.objects.get(poll=ballot.poll).choices in {".Y", ".N"}
