"""A convened assembly whose members open their personal links, for the tests of their own pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Meeting, RollEntry
from tala.lib.tokens import token_hash
from tests.voting.assembly import DAY, Assembly, make_assembly
from voting.models import Ballot

EVE_EVE = DAY.replace(day=10)
"""Ten days before the assembly: votes and proxies from home are taken."""
EVENING = DAY.replace(minute=30)
"""Half an hour after the assembly began."""


@dataclass
class Link:
    """A member's personal link, and a client that holds nothing else."""

    entry: RollEntry
    client: Client

    def url(self, name: str, *arguments: object) -> str:
        """Return the address of one of the member's pages."""
        return reverse(name, args=[self.entry.link_token, *arguments])

    def get(self, name: str, *arguments: object, **query: str) -> Any:
        """Open one of the member's pages."""
        return self.client.get(self.url(name, *arguments), query)

    def post(self, name: str, data: Mapping[str, Any] | None = None, *, follow: bool = True) -> Any:
        """Send a form to one of the member's pages."""
        return self.client.post(self.url(name), data or {}, follow=follow)

    def fresh(self) -> RollEntry:
        """Return the voice, read afresh, as the pages read it."""
        return RollEntry.objects.select_related("meeting__organisation", "meeting__poll").get(
            pk=self.entry.pk
        )


@dataclass
class Convened:
    """One convened assembly: `link(0)` is the first member's link, in the order of the roll."""

    assembly: Assembly

    @property
    def meeting(self) -> Meeting:
        """The meeting, read afresh."""
        return Meeting.objects.select_related("organisation").get(pk=self.assembly.meeting.pk)

    def link(self, place: int = 0, college: str = "") -> Link:
        """Return the personal link of one voice."""
        return Link(self.assembly.entry(college, place), Client())

    def open_session(self, *present: int) -> None:
        """Open the sitting with these voices in the room, straight in the rows."""
        Meeting.objects.filter(pk=self.meeting.pk).update(state=Meeting.State.IN_SESSION)
        for place in present:
            self.assembly.arrive(count=1, start=place)

    def open_ballot(self, number: int = 1) -> Ballot:
        """Open a ballot, straight in the rows."""
        ballot = self.assembly.ballot(number)
        Ballot.objects.filter(pk=ballot.pk).update(state=Ballot.State.OPEN, opened_at=EVENING)
        return self.assembly.ballot(number)


def make_convened_meeting(
    voices: Mapping[str, tuple[int, Fraction | int]] | int = 10,
    *,
    resolutions: int = 3,
    **options: Any,
) -> Convened:
    """Create a convened assembly whose links open; options are those of `make_assembly`."""
    assembly = make_assembly(voices, resolutions=resolutions, **options)
    entries = list(RollEntry.objects.filter(meeting=assembly.meeting))
    for entry in entries:
        entry.link_hash = token_hash(entry.link_token)
        entry.email = f"{entry.number.lower()}@example.org"
    RollEntry.objects.bulk_update(entries, ["link_hash", "email"], batch_size=200)
    AgendaItem.objects.filter(meeting=assembly.meeting).update(notes="Les comptes sont **joints**.")
    return Convened(assembly)


@contextmanager
def at(moment: Any) -> Iterator[None]:
    """Play a block at this instant, in every thread."""
    with time_machine.travel(moment, tick=True):
        yield
