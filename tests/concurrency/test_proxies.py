"""Proxies and votes that race for one voice, or for the last seat of one holder."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest

from mandates.models import Proxy
from mandates.services.proxies import proxy_give, proxy_withdraw
from meetings.models import RollEntry
from organisations.policies import Actor
from tests.concurrency.crowd import at_once
from tests.meetings_builder import EVE_EVE, Convened, at, make_convened_meeting
from voting.models import Paper
from voting.services.cast import votes_cast_early

pytestmark = pytest.mark.django_db(transaction=True)
Mode = RollEntry.Mode
ROUNDS = 15


@pytest.fixture(autouse=True)
def ten_days_before() -> Iterator[None]:
    with at(EVE_EVE):
        yield


def giving(convened: Convened, giver: int, holder: int) -> Callable[[], object]:
    """Return the act of giving a proxy, each party read as a page reads it."""
    entry = convened.link(giver).fresh()
    return partial(
        proxy_give,
        actor=Actor.member_link(entry.number, entry.name),
        giver=entry,
        holder=convened.link(holder).fresh(),
    )


def voting(convened: Convened, place: int, *voices: int) -> Callable[[], object]:
    """Return the act of voting from home for these voices (one's own by default)."""
    entry = convened.link(place).fresh()
    keys = [convened.link(voice).entry.pk for voice in voices] or [entry.pk]
    return partial(
        votes_cast_early,
        entry=entry,
        choices_by_entry=dict.fromkeys(keys, "YNA"),
        key=f"form-of-voter-{entry.pk:09}",
    )


def failures(results: Sequence[object]) -> list[str]:
    """Return the codes of the refusals; another error shows as itself."""
    return [str(getattr(r, "code", r)) for r in results if isinstance(r, Exception)]


def test_a_proxy_that_races_a_vote_of_the_same_voice() -> None:
    for _round in range(ROUNDS):
        convened = make_convened_meeting(3)
        results = at_once([giving(convened, 0, 1), voting(convened, 0)])
        entry = convened.link(0).fresh()
        voted = Paper.objects.filter(entry=entry).exists()
        given = Proxy.objects.filter(giver=entry, state=Proxy.State.ACTIVE).exists()
        assert voted != given, "exactly one of the two wins"
        assert entry.mode == (Mode.POSTAL if voted else Mode.REPRESENTED)
        assert len(failures(results)) == 1
        assert failures(results)[0] in {
            "mode_conflict", "giver_already_voted", "proxy_in_force",
        }  # fmt: skip
        assert convened.link(1).fresh().proxies_held == int(given)


def test_three_givers_for_the_last_seat_of_a_holder() -> None:
    for _round in range(ROUNDS):
        convened = make_convened_meeting(5, statutes={"proxy_max": 1})
        results = at_once([giving(convened, place, 4) for place in range(3)])
        assert Proxy.objects.filter(meeting=convened.meeting).count() == 1
        assert convened.link(4).fresh().proxies_held == 1
        assert set(failures(results)) <= {"cap_reached", "holder_busy"}
        assert len(failures(results)) == 2


def test_two_members_who_name_each_other() -> None:
    """A holder is never represented in turn: no voice travels twice."""
    for _round in range(ROUNDS):
        convened = make_convened_meeting(3)
        results = at_once([giving(convened, 0, 1), giving(convened, 1, 0)])
        assert Proxy.objects.filter(meeting=convened.meeting).count() == 1
        assert set(failures(results)) <= {"holder_represented", "giver_holds_proxies"}
        assert len(failures(results)) == 1


def test_two_tabs_give_two_proxies_of_one_voice() -> None:
    for _round in range(ROUNDS):
        convened = make_convened_meeting(4)
        at_once([giving(convened, 0, 1), giving(convened, 0, 2)])
        proxy = Proxy.objects.get(meeting=convened.meeting)
        held = {place: convened.link(place).fresh().proxies_held for place in (1, 2)}
        assert sum(held.values()) == 1
        assert proxy.holder is not None
        assert proxy.holder.proxies_held == 1


def test_a_withdrawal_that_races_the_vote_of_the_holder() -> None:
    for _round in range(ROUNDS):
        convened = make_convened_meeting(3)
        giving(convened, 0, 1)()
        proxy = Proxy.objects.select_related("giver__meeting__organisation", "holder").get(
            meeting=convened.meeting
        )
        giver = proxy.giver
        withdraw: Callable[[], object] = partial(
            proxy_withdraw, actor=Actor.member_link(giver.number, giver.name), proxy=proxy
        )
        results = at_once([withdraw, voting(convened, 1, 0)])
        voted = Paper.objects.filter(entry=giver).exists()
        proxy.refresh_from_db()
        assert voted == (proxy.state == Proxy.State.ACTIVE)
        assert set(failures(results)) <= {"has_voted", "not_holder"}
        assert len(failures(results)) == 1
