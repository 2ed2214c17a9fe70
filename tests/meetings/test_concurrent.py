"""Clicks at the same instant, on both databases: a meeting is convened once and whole."""

from collections import Counter
from collections.abc import Callable

import pytest

from meetings.models import AgendaItem, Convocation, Meeting
from meetings.selectors.digests import agenda_digest
from meetings.services.agenda import ItemFacts, item_add
from meetings.services.convene import meeting_convene
from organisations.models import JournalEntry, Message
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.selectors.journal import chain_state
from tala.lib import clock
from tests.cast import make_cooperative
from tests.concurrency.crowd import at_once
from tests.meetings.scenes import IN_TIME, make_draft

pytestmark = pytest.mark.django_db(transaction=True)
ACTOR = Actor.command("essai")


def outcome(act: Callable[[], object]) -> Callable[[], str]:
    """Return the act, played in time, giving the code of its refusal or `done`."""

    def played() -> str:
        try:
            with clock.played(IN_TIME):
                act()
        except Refused as refused:
            return refused.code
        return "done"

    return played


def fresh() -> Meeting:
    return Meeting.objects.select_related("organisation").get()


def test_eight_clicks_convene_once() -> None:
    make_draft(make_cooperative())
    codes = at_once([outcome(lambda: meeting_convene(meeting=fresh(), actor=ACTOR))] * 8)
    assert Counter(codes) == {"done": 1, "already_convened": 7}
    assert Convocation.objects.count() == 12
    assert Message.objects.count() == 10
    assert JournalEntry.objects.filter(action="meeting.convene").count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_a_point_added_while_convening_is_convened_or_refused(_round: int) -> None:
    """Whatever comes first, what was sent is what is kept."""
    meeting = make_draft(make_cooperative())
    facts = ItemFacts(kind="information", title="De dernière minute")
    acts = [
        outcome(lambda: item_add(meeting=fresh(), actor=ACTOR, facts=facts)),
        outcome(lambda: meeting_convene(meeting=fresh(), actor=ACTOR)),
    ]
    added, convened = at_once(acts)
    assert convened == "done"
    assert AgendaItem.objects.filter(title=facts.title).exists() == (added == "done")
    assert fresh().agenda_digest == agenda_digest(fresh())
    assert chain_state(meeting.organisation).broken is None
