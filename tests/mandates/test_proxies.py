"""The office records proxies; the services refuse what the statutes refuse, and say why."""

from collections.abc import Iterator

import pytest

from mandates.models import Proxy
from mandates.services.proxies import proxy_give, proxy_withdraw
from meetings.models import AttendanceEvent, Meeting, RollEntry
from organisations.models import JournalEntry, Message
from organisations.policies import Actor
from organisations.refusals import NotAllowed, Refused
from organisations.services.outbox import RENDERERS
from tests.meetings_builder import EVE_EVE, EVENING, Convened, at, make_convened_meeting

pytestmark = pytest.mark.django_db
Mode = RollEntry.Mode
PAPER = Proxy.Via.PAPER


@pytest.fixture(autouse=True)
def ten_days_before() -> Iterator[None]:
    with at(EVE_EVE):
        yield


@pytest.fixture
def convened() -> Convened:
    return make_convened_meeting(statutes={"proxy_max": 2})


def voice(convened: Convened, place: int) -> RollEntry:
    return convened.link(place).fresh()


def own(entry: RollEntry) -> Actor:
    return Actor.member_link(entry.number, entry.name)


def give(convened: Convened, giver: int, holder: int | None, **options: object) -> Proxy:
    """Give a proxy as the giver's own act."""
    entry = voice(convened, giver)
    return proxy_give(
        actor=own(entry),
        giver=entry,
        holder=None if holder is None else voice(convened, holder),
    )


def refusal(convened: Convened, giver: int, holder: int | None) -> str:
    with pytest.raises(Refused) as refused:
        give(convened, giver, holder)
    return refused.value.code


def test_a_proxy_moves_the_voice_counts_the_seat_and_is_in_the_journal(convened: Convened) -> None:
    give(convened, 0, 1)
    giver, holder = voice(convened, 0), voice(convened, 1)
    assert giver.mode == Mode.REPRESENTED
    assert holder.proxies_held == 1
    assert AttendanceEvent.objects.get().mode == Mode.REPRESENTED
    entry = JournalEntry.objects.get(action="proxy.give")
    assert entry.details == {"voice": giver.number, "holder": holder.number, "via": "online"}


def test_a_blank_proxy_has_no_holder_and_tells_nobody(convened: Convened) -> None:
    give(convened, 0, None)
    assert JournalEntry.objects.get(action="proxy.give").details["holder"] == ""
    assert not Message.objects.exists()


def test_the_cap_of_the_statutes_holds(convened: Convened) -> None:
    give(convened, 0, 9)
    give(convened, 1, 9)
    assert refusal(convened, 2, 9) == "cap_reached"
    assert voice(convened, 2).mode == Mode.NONE
    assert voice(convened, 9).proxies_held == 2


def test_the_votes_of_one_person_are_bounded_too() -> None:
    convened = make_convened_meeting(statutes={"proxy_max": 5, "max_votes_per_person": 2})
    give(convened, 0, 9)
    assert refusal(convened, 1, 9) == "votes_per_person"


def test_blank_proxies_count_together_where_the_statutes_cap_them() -> None:
    """Case W31: with the cap applied to blanks the third is lost."""
    convened = make_convened_meeting(
        statutes={"proxy_max": 2, "cap_applies_to_blank": True, "blank_proxy_allowed": True}
    )
    give(convened, 0, None)
    give(convened, 1, None)
    assert refusal(convened, 2, None) == "cap_reached"


def test_no_voice_travels_twice(convened: Convened) -> None:
    give(convened, 0, 1)
    assert refusal(convened, 1, 2) == "giver_holds_proxies"
    assert refusal(convened, 2, 0) == "holder_represented"


def test_a_voice_is_given_once(convened: Convened) -> None:
    give(convened, 0, 1)
    assert refusal(convened, 0, 2) == "giver_already_represented"


def test_nobody_represents_themselves(convened: Convened) -> None:
    assert refusal(convened, 0, 0) == "holder_is_giver"


def test_who_has_voted_gives_no_proxy(convened: Convened) -> None:
    RollEntry.objects.filter(pk=voice(convened, 0).pk).update(mode=Mode.POSTAL)
    assert refusal(convened, 0, 1) == "giver_already_voted"


def test_statutes_without_proxies_refuse_all(convened: Convened) -> None:
    convened = make_convened_meeting(statutes={"proxies_allowed": False})
    assert refusal(convened, 0, 1) == "proxies_not_allowed"


def test_same_college_only_where_the_statutes_say_so() -> None:
    """Case W35: refused at registration, with both colleges named."""
    convened = make_convened_meeting(
        {"un": (2, 50), "deux": (2, 30), "trois": (2, 20)},
        statutes={"proxy_same_college_only": True},
    )
    giver, holder = convened.link(0, "un").fresh(), convened.link(0, "deux").fresh()
    RollEntry.objects.filter(pk=giver.pk).update(college_name="Un")
    giver.college_name = "Un"
    with pytest.raises(Refused) as refused:
        proxy_give(actor=own(giver), giver=giver, holder=holder)
    assert refused.value.code == "other_college"
    assert "Un" in str(refused.value)


def test_a_link_disposes_of_its_own_voice_only(convened: Convened) -> None:
    giver, thief = voice(convened, 0), voice(convened, 1)
    with pytest.raises(NotAllowed):
        proxy_give(actor=own(thief), giver=giver, holder=thief)
    with pytest.raises(NotAllowed):
        proxy_give(actor=own(giver), giver=giver, holder=thief, via=PAPER)
    proxy = give(convened, 0, 2)
    with pytest.raises(NotAllowed):
        proxy_withdraw(actor=own(thief), proxy=proxy)
    assert voice(convened, 0).mode == Mode.REPRESENTED


def test_the_office_records_a_paper_form_and_withdraws_it(convened: Convened) -> None:
    proxy = proxy_give(
        actor=convened.assembly.secretary,
        giver=voice(convened, 0),
        holder=voice(convened, 1),
        via=PAPER,
    )
    assert JournalEntry.objects.get(action="proxy.give").details["via"] == "paper"
    proxy_withdraw(actor=convened.assembly.secretary, proxy=proxy)
    assert voice(convened, 0).mode == Mode.NONE
    with pytest.raises(Refused) as refused:
        proxy_withdraw(actor=convened.assembly.secretary, proxy=proxy)
    assert refused.value.code == "already_withdrawn"


def test_a_role_without_the_right_records_nothing(convened: Convened) -> None:
    with pytest.raises(NotAllowed):
        proxy_give(actor=convened.assembly.chair, giver=voice(convened, 0), holder=None, via=PAPER)


def test_paper_forms_are_taken_during_the_sitting_links_are_not(convened: Convened) -> None:
    convened.open_session(0)
    with at(EVENING):
        assert refusal(convened, 2, 3) == "closed"
        proxy_give(
            actor=convened.assembly.secretary,
            giver=voice(convened, 0),
            holder=voice(convened, 1),
            via=PAPER,
        )
    assert voice(convened, 0).mode == Mode.REPRESENTED, "who leaves may be represented from then on"


def test_after_the_sitting_nothing_moves(convened: Convened) -> None:
    Meeting.objects.update(state=Meeting.State.CLOSED)
    with pytest.raises(Refused) as refused:
        proxy_give(
            actor=convened.assembly.secretary, giver=voice(convened, 0), holder=None, via=PAPER
        )
    assert refused.value.code == "closed"


def test_a_seat_freed_by_a_withdrawal_may_be_taken(convened: Convened) -> None:
    first = give(convened, 0, 9)
    give(convened, 1, 9)
    proxy_withdraw(actor=own(first.giver), proxy=first)
    give(convened, 2, 9)
    assert voice(convened, 9).proxies_held == 2


def test_a_holder_of_another_meeting_is_refused(convened: Convened) -> None:
    elsewhere = voice(make_convened_meeting(), 0)
    giver = voice(convened, 0)
    with pytest.raises(Refused) as refused:
        proxy_give(actor=own(giver), giver=giver, holder=elsewhere)
    assert refused.value.code == "other_meeting"


@pytest.mark.parametrize("kind", ["mandates.proxy_given", "mandates.proxy_withdrawn"])
def test_the_mail_names_the_giver_and_the_meeting(convened: Convened, kind: str) -> None:
    proxy = give(convened, 0, 1)
    proxy_withdraw(actor=own(proxy.giver), proxy=proxy)
    message = Message.objects.get(kind=kind)
    mail = RENDERERS[kind](message)
    for part in (mail.text, mail.html):
        assert "N0 Voix" in part
        assert proxy.giver.number in part
        assert "samedi 20 juin 2026" in part
    assert "N0 Voix" in mail.subject
    assert "N1 Voix" in mail.text
    assert mail.to == voice(convened, 1).email
    assert (voice(convened, 1).link_token in mail.text) == (kind == "mandates.proxy_given")
