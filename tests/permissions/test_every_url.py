"""Tries every address as every person of the cast, against a committed table.

A new address without a row in `table.py` fails; so does a view whose own mark differs from its row.
A stranger from another cooperative, a lapsed member and a platform administrator get 404 on every
page of the cooperative; a known person without the role gets 403; one with the role gets in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisations.models import RoleName
from organisations.policies import MEMBER, TABLE, Action
from tests.cast import Cast
from tests.permissions.place import Place
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


def _walk(resolver: URLResolver) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern)
        elif isinstance(pattern, URLPattern):
            view: Any = pattern.callback
            yield Address(
                name=pattern.name or str(pattern.pattern),
                arguments=tuple(pattern.pattern.converters),
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
            status = client.get(url).status_code
            if status == 405:
                status = client.post(url).status_code
            raise _Undo
    except _Undo:
        pass
    return status


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [a for a in INSIDE if a.access in set(Action)], ids=lambda a: a.name
)
def test_organisation_pages(address: Address, cast: Cast, place: Place) -> None:
    action = Action(address.access)
    if action == Action.PLATFORM_ORGANISATIONS:
        assert status_of(cast.platform.client, address, place) < 400
        assert status_of(cast.chair.client, address, place) == 403
        return
    people = cast.everyone()
    for name, role in ROLES.items():
        status = status_of(people[name].client, address, place)
        if action in TABLE[role]:
            assert status not in {403, 404, 500}, f"{name} may do {action}: {status}"
        else:
            assert status == 403, f"{name} may not do {action}: {status}"
    for name in STRANGERS:
        assert status_of(people[name].client, address, place) == 404, name
    assert status_of(Client(), address, place) == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [a for a in INSIDE if a.access == "signed_in"], ids=lambda a: a.name
)
def test_pages_of_any_account(address: Address, cast: Cast, place: Place) -> None:
    assert status_of(Client(), address, place) == 302
    assert status_of(cast.stranger.client, address, place) < 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in INSIDE if a.access == "demo"], ids=lambda a: a.name)
def test_demonstration_doors_are_shut_elsewhere(address: Address, cast: Cast, place: Place) -> None:
    assert status_of(Client(), address, place) == 404
    assert status_of(cast.administrator.client, address, place) == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [a for a in INSIDE if a.access == "member_link"], ids=lambda a: a.name
)
def test_personal_links(address: Address, cast: Cast, place: Place) -> None:
    """The token alone opens the page; a wrong one opens nothing, whoever is signed in."""
    assert status_of(Client(), address, place) not in {302, 403, 404, 410, 500} or (
        address.name in place.may_redirect
    )
    wrong = place.with_wrong_token()
    assert status_of(Client(), address, wrong) in {404, 410}
    assert status_of(cast.administrator.client, address, wrong) in {404, 410}


@pytest.mark.django_db
def test_objects_of_another_cooperative_do_not_exist(cast: Cast, place: Place) -> None:
    """The administrator next door, asking under their own address for our objects, gets 404."""
    for address in INSIDE:
        if address.access not in set(Action) or len(address.arguments) < 2:
            continue
        arguments = {name: place.argument(address.name, name) for name in address.arguments}
        arguments["slug"] = cast.elsewhere.slug
        url = reverse(address.name, kwargs=arguments)
        for client in (cast.stranger.client,):
            status = client.get(url).status_code
            if status == 405:
                status = client.post(url).status_code
            assert status in {403, 404}, address.name
