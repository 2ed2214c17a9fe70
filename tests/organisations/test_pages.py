"""The pages of a cooperative open for who may open them, with few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.cast import Cast

PAGES = {
    "organisation_home": "administrator",
    "organisation_settings": "administrator",
    "organisation_edit": "administrator",
    "categories_edit": "administrator",
    "colleges_edit": "administrator",
    "statutes_edit": "administrator",
    "statutes_history": "member",
    "role_list": "administrator",
    "member_list": "auditor",
    "member_add": "secretary",
    "import_upload": "secretary",
    "journal_list": "chair",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_at_most_ten_queries(cast: Cast, page: str, settings: Settings) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False
    person = cast.everyone()[PAGES[page]]
    url = reverse(page, args=[cast.organisation.slug])
    person.client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = person.client.get(url)
    assert response.status_code == 200, response.content[:500]
    assert len(queries) <= 10, "\n".join(query["sql"][:220] for query in queries)


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_nothing(cast: Cast, page: str) -> None:
    url = reverse(page, args=[cast.organisation.slug])
    assert cast.stranger.client.get(url).status_code == 404
    assert cast.platform.client.get(url).status_code == 404
    assert cast.lapsed.client.get(url).status_code == 404


@pytest.mark.parametrize("page", ["member_list", "journal_list", "role_list", "statutes_edit"])
def test_a_plain_member_is_told_why_a_page_is_closed(cast: Cast, page: str) -> None:
    response = cast.member.client.get(reverse(page, args=[cast.organisation.slug]))
    assert response.status_code == 403


@pytest.mark.parametrize("page", ["member_detail", "member_edit", "member_exit"])
def test_the_pages_of_a_member_open(cast: Cast, page: str) -> None:
    member = cast.organisation.members.get(number="S0008")
    url = reverse(page, args=[cast.organisation.slug, member.pk])
    response = cast.secretary.client.get(url)
    assert response.status_code == 200
    assert "SARL Vandenbroucke &amp; Fils" in response.content.decode()


@pytest.mark.parametrize("page", ["member_detail", "member_edit", "member_exit"])
def test_a_member_of_another_cooperative_is_not_found(cast: Cast, page: str) -> None:
    member = cast.organisation.members.get(number="S0008")
    url = reverse(page, args=[cast.elsewhere.slug, member.pk])
    assert cast.stranger.client.get(url).status_code == 404
