"""The list of one's sessions stays true without a write at every page."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast


@pytest.fixture(autouse=True)
def _nothing_seen_yet() -> None:
    cache.clear()


def test_a_session_is_noted_with_its_browser(cast: Cast) -> None:
    page = reverse("organisation_home", args=[cast.organisation.slug])
    cast.member.client.get(page, HTTP_USER_AGENT="Firefox")
    cast.member.client.get(page, HTTP_USER_AGENT="Un autre")
    assert [row.user_agent for row in UserSession.objects.filter(user=cast.member.user)] == [
        "Un autre"
    ]


def test_the_next_pages_write_nothing(cast: Cast) -> None:
    page = reverse("organisation_home", args=[cast.organisation.slug])
    cast.member.client.get(page)
    with CaptureQueriesContext(connection) as queries:
        cast.member.client.get(page)
    # A union of selects is written between brackets on PostgreSQL.
    assert not [query for query in queries if not query["sql"].lstrip("(").startswith("SELECT")]


def test_a_session_ended_elsewhere_stays_ended(cast: Cast) -> None:
    """What the cache remembers opens nothing: the account has to sign in again."""
    page = reverse("organisation_home", args=[cast.organisation.slug])
    cast.member.client.get(page)
    for session in UserSession.objects.filter(user=cast.member.user):
        session.end()
    assert cast.member.client.get(page).status_code == 302
