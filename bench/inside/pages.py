"""Opens the pages of a cooperative of some number of members, one at a time, as it is told.

python -m bench.inside.pages MEMBERS reads commands on its input and answers in JSON, one a line:
`next` brings the meeting to its next phase and gives the phase with the names of its pages, or null
after the last; `open NAME` opens one.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bench.inside import house
from bench.inside.house import House
from bench.inside.visit import visit

OUTSIDE = ("allauth", "django.")
"""Packages with pages of their own."""
DOORS = {"demo"}
"""Doors that are shut outside the demonstration."""
VARIANTS = {
    "member_list": ("?q=lefevre", "?q=s000123", "?q=s", "?college=soutiens", "?etat=exited"),
    "attendance_page": ("?q=lefevre", "?q=s", "?part=postal", "?page=9"),
    "convocation_list": ("?q=lefevre", "?q=s", "?state=sent", "?page=9"),
    "recipients_list": ("?q=lefevre", "?q=s", "?page=9"),
    "proxy_list": ("?q=lefevre", "?page=2"),
    "proxy_give": ("?q=lefevre", "?q=s000123"),
    "votes_read": ("?page=2",),
    "poll_overview": ("?page=2",),
    "journal_list": ("?page=9",),
}
"""Searches (for a name, a number, a letter that everyone has), filters and later pages."""

_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Opened:
    """One page as it was opened."""

    status: int
    content_type: str
    statements: int
    cpu: float
    slowest: tuple[float, str]
    """The statement that took longest: its milliseconds and its text."""


def main(members: int) -> None:
    """Build the cooperative, then obey."""
    logging.getLogger("django.request").setLevel(logging.ERROR)  # an act asked by GET is no news
    call_command("migrate", verbosity=0)
    built = house.build(members)
    cookie = _cookie(built)
    phases = iter(house.PHASES)
    paths: dict[str, str] = {}
    for line in sys.stdin:
        command, _, name = line.rstrip("\n").partition(" ")
        if command == "next":
            phase = next(phases, None)
            paths = _enter(built, phase) if phase else {}
            print(json.dumps({"phase": phase, "pages": list(paths)} if phase else None), flush=True)
        else:
            print(json.dumps(asdict(_open(paths[name], cookie))), flush=True)


def _enter(built: House, phase: str) -> dict[str, str]:
    house.move_to(built, phase)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    first = phase == house.PHASES[0]
    return {
        name: path
        for name, path in _paths(built, with_draft=first)
        if first or "/reunions/" in path or path.startswith("/v/")
    }


def _open(path: str, cookie: str) -> Opened:
    found = visit("GET", path, cookie)
    return Opened(
        found.status,
        found.content_type,
        len(found.statements),
        found.cpu,
        max(found.statements, default=(0.0, "")),
    )


def _cookie(built: House) -> str:
    client = Client()
    client.force_login(built.person)
    return f"sessionid={client.cookies['sessionid'].value}"


def _paths(built: House, *, with_draft: bool) -> Iterator[tuple[str, str]]:
    """Yield (name, path) of every page of our own, with its variants, files left out."""
    for pattern, route in _walk(get_resolver(), ""):
        view = pattern.callback
        if view.__module__.startswith(OUTSIDE) or getattr(view, "access", "") in DOORS:
            continue
        if "." in route.rsplit("/", 1)[-1]:
            continue
        name = pattern.name or route
        places = {"": built.held}
        if with_draft and "meeting_id" in route:
            places["draft: "] = built.draft
        for prefix, values in places.items():
            names = _ARGUMENT.findall(route)
            if not set(names) <= set(values):
                continue
            arguments = {argument: values[argument] for argument in names}
            path = reverse(name, kwargs=arguments)
            for variant in ("", *VARIANTS.get(name, ())):
                yield f"{prefix}{name}{variant}", f"{path}{variant}"


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[URLPattern, str]]:
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield pattern, route


if __name__ == "__main__":
    main(int(sys.argv[1]))
