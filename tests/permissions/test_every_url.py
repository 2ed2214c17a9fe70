"""Tries every address as every person of the cast, against a committed table.

A new address without a row in `table.py` fails; so does a view whose own mark differs from its row.
A stranger from another cooperative, a lapsed member and a platform administrator get 404 on every
page of the cooperative; a known person without the role gets 403; one with the role gets in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisations.models import RoleName
from organisations.policies import MEMBER, TABLE, Action
from tests.cast import Cast
from tests.permissions.place import NOT_MADE, Place
from tests.permissions.table import ACCESS

OUTSIDE = ("allauth", "django.views.i18n")
"""Packages that guard their own pages; their addresses are listed in the table as `outside`."""

ROLES = {
    "chair": RoleName.CHAIR,
    "secretary": RoleName.SECRETARY,
    "administrator": RoleName.ADMINISTRATOR,
    "board_member": RoleName.BOARD_MEMBER,
    "auditor": RoleName.AUDITOR,
    "member": MEMBER,
    "proxy_holder": MEMBER,
}
STRANGERS = ("stranger", "lapsed", "platform")


@dataclass(frozen=True)
class Address:
    """One address of the site: its name, its arguments and its view."""

    name: str
    arguments: tuple[str, ...]
    access: str
    package: str


def addresses() -> list[Address]:
    """Return every named address of the URL configuration."""
    return list(_walk(get_resolver()))


def _walk(resolver: URLResolver, before: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        arguments = (*before, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, arguments)
        elif isinstance(pattern, URLPattern):
            view: Any = pattern.callback
            yield Address(
                name=pattern.name or str(pattern.pattern),
                arguments=arguments,
                access=getattr(view, "access", ""),
                package=view.__module__,
            )


INSIDE = [address for address in addresses() if not address.package.startswith(OUTSIDE)]
NAMES = [address.name for address in INSIDE]


def test_every_address_is_classified() -> None:
    """A new page must say who may open it, in its view and in the table."""
    assert {address.name: address.access for address in INSIDE} == ACCESS


def test_addresses_have_distinct_names() -> None:
    assert len(set(NAMES)) == len(NAMES)


class _Undo(Exception):
    """Rolls back whatever a request wrote."""


def status_of(client: Client, address: Address, place: Place) -> int:
    """Return the status of a GET, or of an empty POST where only POST is taken; undo its writes."""
    arguments = {name: place.argument(address.name, name) for name in address.arguments}
    url = reverse(address.name, kwargs=arguments)
    status = 0
    try:
        with transaction.atomic():
            response = client.get(url)
            if response.status_code == 405:
                response = client.post(url, {"confirmed": "1"})
            if getattr(response, "streaming", False):
                b"".join(response)  # reading to the end closes the file
            status = response.status_code
            raise _Undo
    except _Undo:
        pass
    return status


def of_kind(*kinds: str) -> list[Address]:
    """Return the addresses with one of these accesses."""
    return [address for address in INSIDE if address.access in kinds]


@pytest.mark.django_db
def test_every_organisation_page_as_everyone(cast: Cast, place: Place) -> None:
    people = cast.everyone()
    wrong = []
    for address in of_kind(*Action):
        action = Action(address.access)
        for name, role in ROLES.items():
            status = status_of(people[name].client, address, place)
            allowed = action in TABLE[role]
            if status == 404 and allowed and address.name in NOT_MADE:
                continue
            if (status in {403, 404, 500}) if allowed else (status != 403):
                wrong.append((address.name, name, action, "may" if allowed else "may not", status))
        outside = {name: status_of(people[name].client, address, place) for name in STRANGERS}
        wrong += [
            (address.name, name, action, "does not exist for", status)
            for name, status in outside.items()
            if status != 404
        ]
        if (status := status_of(Client(), address, place)) != 302:
            wrong.append((address.name, "anonymous", action, "must sign in", status))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.django_db
def test_pages_of_any_account(cast: Cast, place: Place) -> None:
    for address in of_kind("signed_in"):
        assert status_of(Client(), address, place) == 302, address.name
        assert status_of(cast.stranger.client, address, place) < 400, address.name


@pytest.mark.django_db
def test_demonstration_doors_are_shut_elsewhere(cast: Cast, place: Place) -> None:
    for address in of_kind("demo"):
        for client in (Client(), cast.administrator.client):
            assert status_of(client, address, place) in {404, 405}, address.name


@pytest.mark.django_db
def test_a_personal_link_opens_its_pages_and_a_wrong_one_none(cast: Cast, place: Place) -> None:
    for address in of_kind("member_link"):
        assert status_of(Client(), address, place) not in {403, 404, 410, 500}, address.name
        for client in (Client(), cast.administrator.client):
            assert status_of(client, address, place.with_wrong_token()) in {404, 410}, address.name


@pytest.mark.django_db
def test_a_personal_link_opens_nothing_of_the_cooperative(cast: Cast, place: Place) -> None:
    client = Client()
    client.get(reverse("member_home", args=[place.held["token"]]))
    for address in of_kind(*Action):
        assert status_of(client, address, place) == 302, address.name


@pytest.mark.django_db
def test_objects_of_another_cooperative_do_not_exist(cast: Cast, place: Place) -> None:
    """The administrator next door, asking for our objects under their own address, gets 404."""
    next_door = replace(
        place,
        draft=place.draft | {"slug": cast.elsewhere.slug},
        held=place.held | {"slug": cast.elsewhere.slug},
    )
    for address in of_kind(*Action):
        if any(name.endswith("_id") for name in address.arguments):
            status = status_of(cast.stranger.client, address, next_door)
            assert status in {403, 404}, address.name
