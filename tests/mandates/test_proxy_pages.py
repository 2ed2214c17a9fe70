"""The office's pages of proxies: the list, the paper form, the withdrawal."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mandates.models import Proxy
from meetings.models import RollEntry
from organisations.models import User
from tests.meetings_builder import EVE_EVE, Convened, at, make_convened_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ten_days_before() -> Iterator[None]:
    with at(EVE_EVE):
        yield


@pytest.fixture
def convened() -> Convened:
    return make_convened_meeting(14, statutes={"proxy_max": 1, "blank_proxy_allowed": True})


@pytest.fixture
def office(convened: Convened) -> Client:
    """A client signed in as the secretary."""
    client = Client()
    user = convened.assembly.secretary.user
    assert isinstance(user, User)
    client.force_login(user)
    return client


def url(convened: Convened, name: str, *arguments: object) -> str:
    meeting = convened.meeting
    return reverse(name, args=[meeting.organisation.slug, meeting.pk, *arguments])


def record(office: Client, convened: Convened, **fields: str) -> str:
    answer: Any = office.post(url(convened, "proxy_record"), fields, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def number(convened: Convened, place: int) -> str:
    return convened.link(place).entry.number


def test_a_paper_form_is_recorded_by_numbers(office: Client, convened: Convened) -> None:
    page = record(
        office, convened, giver=number(convened, 0), kind="named", holder=number(convened, 1)
    )
    assert "Pouvoir de N0 Voix à N1 Voix enregistré." in page
    assert Proxy.objects.get().via == Proxy.Via.PAPER


def test_a_blank_paper_form_needs_no_name(office: Client, convened: Convened) -> None:
    record(office, convened, giver="n3 voix", kind="blank", holder="")
    proxy = Proxy.objects.get()
    assert proxy.is_blank
    assert proxy.giver.name == "N3 Voix"


def test_a_name_that_fits_several_becomes_a_choice(office: Client, convened: Convened) -> None:
    page = record(office, convened, giver="n1", kind="blank", holder="")
    assert "Plusieurs membres correspondent" in page
    assert f'value="{number(convened, 1)}"' in page
    assert f'value="{number(convened, 10)}"' in page
    assert not Proxy.objects.exists()


def test_a_named_form_without_a_name_is_asked_again(office: Client, convened: Convened) -> None:
    page = record(office, convened, giver=number(convened, 0), kind="named", holder="")
    assert "Écrivez le nom ou le numéro" in page
    assert not Proxy.objects.exists()


def test_an_unknown_name_is_said(office: Client, convened: Convened) -> None:
    assert "n’a de voix à cette réunion" in record(office, convened, giver="zzz", kind="blank")


def test_a_refused_form_says_why_and_keeps_what_was_typed(
    office: Client, convened: Convened
) -> None:
    holder = number(convened, 1)
    record(office, convened, giver=number(convened, 0), kind="named", holder=holder)
    page = record(office, convened, giver=number(convened, 2), kind="named", holder=holder)
    assert "pour un maximum de 1" in page
    assert f'value="{number(convened, 2)}"' in page
    assert Proxy.objects.count() == 1


def test_the_list_is_searched_by_giver_or_holder(office: Client, convened: Convened) -> None:
    record(office, convened, giver=number(convened, 5), kind="named", holder=number(convened, 6))
    for query, found in (("n5", True), ("n6", True), ("n7", False)):
        page = office.get(url(convened, "proxy_list"), {"q": query}).content.decode()
        assert ("N5 Voix" in page) == found
        assert ("Aucun pouvoir ne correspond" in page) != found


def test_the_office_withdraws_a_proxy(office: Client, convened: Convened) -> None:
    record(office, convened, giver=number(convened, 5), kind="blank")
    proxy = Proxy.objects.get()
    page = office.post(
        url(convened, "proxy_record_withdraw", proxy.pk), {"confirmed": "1"}, follow=True
    )
    assert "a de nouveau sa voix" in page.content.decode()
    assert convened.link(5).fresh().mode == RollEntry.Mode.NONE


def test_a_proxy_of_another_meeting_does_not_exist(office: Client, convened: Convened) -> None:
    elsewhere = make_convened_meeting()
    proxy = elsewhere.assembly.represent(elsewhere.link(0).entry, None)
    answer = office.post(url(convened, "proxy_record_withdraw", proxy.pk), {"confirmed": "1"})
    assert answer.status_code == 404


def test_the_list_costs_no_more_with_many_proxies(
    office: Client, convened: Convened, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(10):
        convened.assembly.represent(convened.link(place).entry, convened.link(12).entry)
    address = url(convened, "proxy_list")
    office.get(address)
    with django_assert_max_num_queries(10):
        page = office.get(address)
    assert page.content.decode().count("data-confirm") == 10
