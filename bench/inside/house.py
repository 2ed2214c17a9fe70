"""Builds a cooperative in which every page has something to show, at any number of members."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import F

from bench import data
from bench.data import Assembly
from bench.inside.multiply import multiply
from documents.models import Minutes
from meetings.models import Attachment, AttendanceEvent, Meeting, RollEntry
from meetings.services.session import session_close, session_open
from organisations.models import Member, Organisation, Role, RoleName, User
from organisations.policies import Actor
from organisations.services.imports import import_upload
from tala.lib import clock
from voting.models import Ballot
from voting.services.ballot import ballot_close, ballot_open
from voting.services.declare import ballot_declare

SMALL = 600
"""Members built one by one; a larger cooperative is copied from these."""
RESOLUTIONS = 6
PHASES = ("convened", "in session", "closed")
VOTED, REPRESENTED, CAME = 20, 20, 10
"""Of a hundred voices: those that voted from home, gave a proxy, came; half take part."""
Mode = RollEntry.Mode


@dataclass
class House:
    """The cooperative, the person who has every role, and what addresses may name."""

    organisation: Organisation
    person: User
    draft: dict[str, Any] = field(default_factory=dict)
    held: dict[str, Any] = field(default_factory=dict)

    @property
    def meeting(self) -> Meeting:
        """The meeting that is held, read afresh."""
        return Meeting.objects.select_related("organisation").get(pk=self.held["meeting_id"])

    @property
    def actor(self) -> Actor:
        """The person as services know them."""
        return Actor.of(self.person)


def build(members: int) -> House:
    """Create the cooperative with a draft, a meeting of years ago, and one to be held.

    `members` is a multiple of SMALL.
    """
    organisation = data.make_organisation()
    data.make_members(organisation, SMALL)
    data.make_journal(organisation, SMALL)
    house = House(organisation, _person(organisation))
    shared = _shared(house)
    house.draft = shared | _named(
        data.make_assembly(organisation, resolutions=RESOLUTIONS, state=Meeting.State.DRAFT)
    )
    _past(organisation)
    held = data.make_assembly(organisation, resolutions=RESOLUTIONS, notices="mails")
    house.held = shared | _named(held) | _take_part(held)
    if members > SMALL:
        multiply(organisation, held.meeting, members // SMALL)
    return house


def move_to(house: House, phase: str) -> None:
    """Bring the meeting to a phase, one after the other of PHASES."""
    if phase == "in session":
        _arrive(house.meeting)
        session_open(
            meeting=house.meeting,
            actor=house.actor,
            chair_name="Claire Martin",
            secretary_name="Joël Lefèvre",
            early=True,
        )
        ballot_open(ballot=_ballot(house), actor=house.actor)
    elif phase == "closed":
        ballot_close(ballot=_ballot(house), actor=house.actor)
        ballot_declare(ballot=_ballot(house), actor=house.actor)
        session_close(meeting=house.meeting, actor=house.actor)


def _person(organisation: Organisation) -> User:
    user = User.objects.create_user("tous.les.roles@example.org", name="Tous les rôles")
    for role in RoleName:
        Role.objects.create(organisation=organisation, user=user, name=role)
    first = Member.objects.filter(organisation=organisation).order_by("pk")[:1]
    Member.objects.filter(pk__in=list(first.values_list("pk", flat=True))).update(user=user)
    return user


def _shared(house: House) -> dict[str, Any]:
    uploaded = import_upload(
        actor=house.actor,
        organisation=house.organisation,
        filename="registre.csv",
        content=b"Num\xe9ro;Nom;Pr\xe9nom\r\nS000009;Aubry;Zo\xe9\r\n",
    )
    members = house.organisation.members.order_by("sort_key")
    return {
        "slug": house.organisation.slug,
        "role_id": Role.objects.filter(organisation=house.organisation)[0].pk,
        "member_id": members[members.count() // 2].pk,
        "import_id": uploaded.pk,
    }


def _named(assembly: Assembly) -> dict[str, Any]:
    resolution = assembly.resolutions[0]
    attachment = Attachment(
        item=resolution.item, title="Rapport", filename="rapport.pdf", size=4, sha256="0" * 64
    )
    attachment.file.save("rapport.pdf", ContentFile(b"%PDF"), save=False)
    attachment.save()
    return {
        "meeting_id": assembly.meeting.pk,
        "item_id": resolution.item_id,
        "resolution_id": resolution.pk,
        "attachment_id": attachment.pk,
    }


def _past(organisation: Organisation) -> None:
    """A meeting of before whose minutes are in the register."""
    meeting = data.make_assembly(
        organisation, resolutions=RESOLUTIONS, state=Meeting.State.DRAFT
    ).meeting
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.CLOSED, opened_at=clock.now(), closed_at=clock.now()
    )
    Minutes.objects.create(
        organisation=organisation,
        meeting=meeting,
        state=Minutes.State.SEALED,
        number=1,
        sealed_at=clock.now(),
        file="minutes/1.pdf",
        sha256="0" * 64,
        pages=9,
    )


def _take_part(held: Assembly) -> dict[str, Any]:
    roll = RollEntry.objects.filter(meeting=held.meeting).order_by("pk")
    keys = list(roll.values_list("pk", flat=True))
    voted, represented = _of(keys, VOTED), _of(keys, VOTED + REPRESENTED)
    data.make_papers(held.meeting, itertools.cycle(["YNA" * 2, "YYYYYN"]), until=voted)
    roll.filter(pk__lte=keys[voted - 1]).update(mode=Mode.POSTAL, mode_at=clock.now())
    givers, holders = keys[voted:represented], keys[represented : _of(keys, 100 - CAME)]
    data.make_proxies(held.meeting, givers, holders)
    roll.filter(pk__in=givers).update(mode=Mode.REPRESENTED, mode_at=clock.now())
    named = held.meeting.proxies.exclude(holder=None)
    roll.filter(pk__in=named.values("holder")).update(proxies_held=F("proxies_held") + 1)
    ballot = Ballot.objects.get(poll__meeting=held.meeting, position=0)
    voice = roll.get(pk=holders[-1])
    return {
        "entry_id": holders[0],
        "convocation_id": voice.convocation.pk,
        "proxy_id": named[0].pk,
        "ballot_id": ballot.pk,
        "token": voice.link_token,
    }


def _of(keys: list[int], share: int) -> int:
    return len(keys) * share // 100


def _arrive(meeting: Meeting) -> None:
    """Put voices that are still free in the room, with their hour on the sheet."""
    free = RollEntry.objects.filter(meeting=meeting, mode=Mode.NONE).order_by("pk")
    keys = list(free.values_list("pk", flat=True))
    keys = keys[: _of(keys, CAME)]
    now = clock.now()
    RollEntry.objects.filter(pk__in=keys).update(mode=Mode.PRESENT, mode_at=now)
    AttendanceEvent.objects.bulk_create(
        (
            AttendanceEvent(entry_id=key, at=now, mode=Mode.PRESENT, recorded_by="Joël Lefèvre")
            for key in keys
        ),
        batch_size=data.BATCH,
    )


def _ballot(house: House) -> Ballot:
    return Ballot.objects.select_related("poll__meeting__organisation", "resolution").get(
        pk=house.held["ballot_id"]
    )
