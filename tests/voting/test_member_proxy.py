"""A member gives and withdraws a proxy from the personal pages."""

import re
from collections.abc import Iterator

import pytest

from mandates.models import Proxy
from meetings.models import Resolution, RollEntry
from organisations.models import Message
from tests.meetings_builder import EVE_EVE, Convened, Link, at, make_convened_meeting

pytestmark = pytest.mark.django_db
Mode = RollEntry.Mode


@pytest.fixture(autouse=True)
def ten_days_before() -> Iterator[None]:
    with at(EVE_EVE):
        yield


@pytest.fixture
def convened() -> Convened:
    return make_convened_meeting(statutes={"proxy_max": 1, "blank_proxy_allowed": True})


def page(link: Link, **query: str) -> str:
    return re.sub(r"\s+", " ", link.get("proxy_give", **query).content.decode())


def test_a_holder_is_found_by_name_chosen_and_signed(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(3)
    found = page(giver, q="n3 voix")
    assert f'href="?holder={holder.entry.pk}"' in found
    assert "Signer ce pouvoir" in page(giver, holder=str(holder.entry.pk))
    assert not Proxy.objects.exists(), "nothing is signed by looking"
    done = giver.post("proxy_give", {"holder": str(holder.entry.pk)}).content.decode()
    assert "Vous avez donné pouvoir à N3 Voix." in done
    assert giver.fresh().mode == Mode.REPRESENTED
    assert holder.fresh().proxies_held == 1


def test_a_holder_is_found_by_number(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(3)
    assert f'href="?holder={holder.entry.pk}"' in page(giver, q=holder.entry.number.lower())


def test_the_search_never_finds_by_address_nor_shows_one(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(3)
    assert "Personne ne correspond" in page(giver, q="example.org")
    assert "@" not in page(giver, q="voix").replace(
        giver.entry.meeting.organisation.contact_email, ""
    )
    assert holder.entry.email not in page(giver, holder=str(holder.entry.pk))


def test_the_search_does_not_list_the_whole_roll(convened: Convened) -> None:
    giver = convened.link(0)
    assert "Personne ne correspond" in page(giver, q="v")
    assert page(giver, q="voix").count("?holder=") <= 21


def test_nobody_is_offered_to_themselves(convened: Convened) -> None:
    giver = convened.link(0)
    assert f'href="?holder={giver.entry.pk}"' not in page(giver, q="voix")
    assert giver.post("proxy_give", {"holder": str(giver.entry.pk)}).status_code == 404
    assert not Proxy.objects.exists()


def test_a_full_holder_is_shown_with_the_reason(convened: Convened) -> None:
    first, giver, holder = convened.link(0), convened.link(1), convened.link(3)
    first.post("proxy_give", {"holder": str(holder.entry.pk)})
    found = page(giver, q="n3")
    assert f'href="?holder={holder.entry.pk}"' not in found
    assert "porte déjà 1 pouvoirs, pour un maximum de 1" in found
    giver.post("proxy_give", {"holder": str(holder.entry.pk)})
    assert giver.fresh().mode == Mode.NONE


def test_a_blank_proxy_shows_its_legal_effect_before_signing(convened: Convened) -> None:
    last = Resolution.objects.order_by("pk").last()
    assert last is not None
    Resolution.objects.filter(pk=last.pk).update(board_supported=False)
    giver = convened.link(0)
    text = page(giver, holder="blank")
    before, after = text.split("Contre, sur les autres")
    assert "L225-106, III" in before
    assert "<li>Résolution 1</li><li>Résolution 2</li>" in before
    assert "<li>Résolution 3</li>" in after
    giver.post("proxy_give", {"holder": "blank"})
    assert Proxy.objects.get().is_blank
    assert "pouvoir en blanc" in giver.get("member_home").content.decode()


def test_where_statutes_forbid_blank_proxies_none_is_offered() -> None:
    giver = make_convened_meeting(statutes={"blank_proxy_allowed": False}).link(0)
    assert "En blanc" not in page(giver)
    giver.post("proxy_give", {"holder": "blank"})
    assert not Proxy.objects.exists()


def test_who_holds_proxies_reads_why_they_cannot_give_one(convened: Convened) -> None:
    giver, holder, other = convened.link(0), convened.link(1), convened.link(2)
    giver.post("proxy_give", {"holder": str(holder.entry.pk)})
    assert "une voix reçue ne se transmet pas" in page(holder)
    answer = holder.post("proxy_give", {"holder": str(other.entry.pk)}).content.decode()
    assert "ne peut transmettre les voix reçues" in answer
    assert holder.fresh().mode == Mode.NONE


def test_the_holder_is_told_by_mail_and_again_at_the_withdrawal(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(3)
    giver.post("proxy_give", {"holder": str(holder.entry.pk)})
    giver.post("proxy_withdraw")
    sent = Message.objects.order_by("pk").values_list("kind", "to_address")
    assert list(sent) == [
        ("mandates.proxy_given", holder.entry.email),
        ("mandates.proxy_withdrawn", holder.entry.email),
    ]


def test_a_withdrawn_proxy_frees_the_voice_and_the_seat(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(3)
    giver.post("proxy_give", {"holder": str(holder.entry.pk)})
    assert "Retirer mon pouvoir" in giver.get("member_home").content.decode()
    giver.post("proxy_withdraw")
    assert giver.fresh().mode == Mode.NONE
    assert holder.fresh().proxies_held == 0
    assert Proxy.objects.get().state == Proxy.State.WITHDRAWN
    again = giver.post("proxy_withdraw").content.decode()
    assert "pas de pouvoir à retirer" in again


def test_after_the_closing_hour_the_page_names_the_paper_form(convened: Convened) -> None:
    giver, holder = convened.link(0), convened.link(3)
    with at(convened.meeting.remote_closes_at):
        assert "un pouvoir ne se donne plus en ligne" in page(giver)
        answer = giver.post("proxy_give", {"holder": str(holder.entry.pk)}).content.decode()
        assert "R225-80" in answer
    assert not Proxy.objects.exists()


def test_a_holder_of_another_meeting_does_not_exist(convened: Convened) -> None:
    elsewhere = make_convened_meeting().link(0)
    answer = convened.link(0).post("proxy_give", {"holder": str(elsewhere.entry.pk)})
    assert answer.status_code == 404
