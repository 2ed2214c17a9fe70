"""Builds an assembly of any size straight in the rows, by the thousand.

Import it after `bench.inside`, which sets the product's Django up.
"""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeVar

from demonstration.register import FIRST_NAMES, LAST_NAMES
from mandates.models import Proxy
from meetings.models import (
    AgendaItem,
    Convocation,
    MeansReason,
    Meeting,
    Resolution,
    RollEntry,
)
from organisations.models import (
    College,
    JournalEntry,
    JournalHead,
    Member,
    Message,
    Organisation,
    StatuteProfile,
)
from organisations.rules import chain
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters, usual_for
from tala.lib import clock, tokens
from voting.models import Paper, Poll
from voting.services.poll import poll_create

T = TypeVar("T")
Notices = Literal["mails", "letters", "none"]
BATCH = 2000
COLLEGES = (
    ("equipe", "Bénévoles et salariés", Fraction(40, 100), 2),
    ("particuliers", "Usagers particuliers", Fraction(25, 100), 52),
    ("professionnels", "Usagers professionnels", Fraction(25, 100), 17),
    ("soutiens", "Soutiens", Fraction(10, 100), 29),
)
"""Code, name, weight, and how many members of a hundred."""

TOWNS = (("62800", "Liévin"), ("62300", "Lens"), ("59000", "Lille"), ("62000", "Arras"))


@dataclass(frozen=True)
class Assembly:
    """A cooperative with its meeting."""

    organisation: Organisation
    meeting: Meeting
    resolutions: list[Resolution]


def make_organisation(slug: str = "banc-d-essai") -> Organisation:
    """Create a SCIC SA with its colleges, the usual statutes and the head of its journal."""
    organisation = Organisation.objects.create(
        slug=slug,
        name="Coopérative du banc d’essai",
        legal_form=LegalForm.SCIC_SA.value,
        street="3 place du Bassin",
        postal_code="62800",
        city="Liévin",
        contact_email="bonjour@example.org",
    )
    College.objects.bulk_create(
        College(organisation=organisation, code=code, name=name, weight=weight, position=place)
        for place, (code, name, weight, _share) in enumerate(COLLEGES)
    )
    StatuteProfile.objects.create(
        organisation=organisation,
        version=1,
        valid_from=dt.date(2019, 1, 1),
        parameters=statutes().to_json(),
    )
    JournalHead.objects.create(organisation=organisation, hash=chain.GENESIS)
    return organisation


def statutes() -> StatuteParameters:
    """Return the usual statutes of a SCIC SA with colleges, votes from home allowed."""
    usual = usual_for(LegalForm.SCIC_SA, has_colleges=True)
    return replace(usual, postal_enabled=True, remote_enabled=True, proxies_allowed=True)


def make_members(organisation: Organisation, count: int) -> None:
    """Create `count` members spread over the colleges in their shares."""
    colleges = list(organisation.colleges.order_by("position"))
    shares = [share for *_names, share in COLLEGES]
    hundred: list[College] = []
    for college, share in zip(colleges, shares, strict=True):
        hundred += [college] * share
    rows = (_member(organisation, number, hundred[number % 100]) for number in range(count))
    for batch in _batches(rows):
        Member.objects.bulk_create(batch)


def make_assembly(
    organisation: Organisation,
    *,
    resolutions: int = 30,
    state: Meeting.State = Meeting.State.CONVENED,
    notices: Notices = "letters",
) -> Assembly:
    """Create a meeting that opens in ten days, with its texts; a roll and a poll once convened."""
    now = clock.now()
    meeting = Meeting.objects.create(
        organisation=organisation,
        title="Assemblée générale ordinaire",
        starts_at=now + dt.timedelta(days=10),
        place="Salle des fêtes, Liévin",
        convener="Conseil d’administration",
        state=state,
        statutes=statutes().to_json(),
        statutes_version=1,
        agenda_digest="a" * 64,
        roll_digest="b" * 64,
        convened_at=now - dt.timedelta(days=10),
        remote_closes_at=now + dt.timedelta(days=9),
    )
    texts = _make_agenda(meeting, resolutions)
    if state != Meeting.State.DRAFT:
        poll_create(meeting)
        make_roll(meeting, notices=notices)
    return Assembly(organisation, meeting, texts)


def make_roll(meeting: Meeting, *, notices: Notices = "letters") -> None:
    """Enrol every member with a personal link, opened once already.

    `notices` are by e-mail with their messages sent, by letter, or absent.
    """
    members = meeting.organisation.members.select_related("college").order_by("pk")
    mailed = notices == "mails"
    voices = (_entry(meeting, member, mailed=mailed) for member in members.iterator(BATCH))
    for batch in _batches(voices):
        entries = RollEntry.objects.bulk_create(batch)
        if notices == "letters":
            Convocation.objects.bulk_create(_notice(entry) for entry in entries)
        elif notices == "mails":
            messages = Message.objects.bulk_create(_message(entry) for entry in entries)
            Convocation.objects.bulk_create(map(_notice, entries, messages))


def make_papers(meeting: Meeting, choices: Iterator[str], *, until: int | None = None) -> None:
    """Put one paper per voice in the urn, the first `until` by key (all by default)."""
    poll = Poll.objects.get(meeting=meeting)
    voices = RollEntry.objects.filter(meeting=meeting).order_by("pk")[:until]
    rows = (
        Paper(
            poll=poll,
            entry_id=key,
            cast_by_id=key,
            choices=next(choices),
            channel=Paper.Channel.REMOTE,
            receipt="BENC-HMAR-KING",
        )
        for key in voices.values_list("pk", flat=True)
    )
    for batch in _batches(rows):
        Paper.objects.bulk_create(batch)


def make_proxies(meeting: Meeting, givers: list[int], holders: list[int]) -> None:
    """Give the proxies of these voices (keys) to those holders in turn, every third one blank."""
    rows = (
        Proxy(meeting=meeting, giver_id=giver, holder_id=None if place % 3 == 0 else holder)
        for place, (giver, holder) in enumerate(zip(givers, itertools.cycle(holders), strict=False))
    )
    for batch in _batches(rows):
        Proxy.objects.bulk_create(batch)


def make_journal(organisation: Organisation, count: int) -> None:
    """Chain `count` entries on the organisation's journal, as that many votes would."""
    head = JournalHead.objects.get(organisation=organisation)

    def entries() -> Iterator[JournalEntry]:
        for number in range(count):
            entry = JournalEntry(
                organisation=organisation,
                sequence=head.sequence + 1,
                at=clock.now(),
                actor=f"Membre {number} (lien personnel)",
                action="paper.cast",
                subject="meeting:1",
                details={"voices": [{"voice": f"S{number:06}", "receipt": "BENC-HMAR-KING"}]},
                previous=head.hash,
            )
            entry.hash = chain.entry_hash(entry.previous, entry.payload())
            head.sequence, head.hash = entry.sequence, entry.hash
            yield entry

    for batch in _batches(entries()):
        JournalEntry.objects.bulk_create(batch)
    head.save()


def _make_agenda(meeting: Meeting, resolutions: int) -> list[Resolution]:
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=place,
            kind=AgendaItem.Kind.DECISION,
            title=f"Point {place}",
            notes="Le conseil présente le point, puis l’assemblée en débat.",
        )
        for place in range(1, resolutions // 3 + 1)
    )
    return Resolution.objects.bulk_create(
        Resolution(
            item=items[place * len(items) // resolutions],
            position=place,
            title=f"Résolution {place + 1} : approbation",
            text="L’assemblée générale, après avoir entendu le rapport du conseil, approuve les "
            "comptes de l’exercice tels qu’ils lui sont présentés.",
        )
        for place in range(resolutions)
    )


def _batches(rows: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _member(organisation: Organisation, number: int, college: College) -> Member:
    postal_code, city = TOWNS[number % len(TOWNS)]
    member = Member(
        organisation=organisation,
        number=f"S{number:06}",
        last_name=f"{LAST_NAMES[number % len(LAST_NAMES)]} {number}",
        first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
        email=f"s{number}@example.org",
        street=f"{number % 90} rue des Œillets",
        postal_code=postal_code,
        city=city,
        college=college,
        shares=1 + number % 5,
        paid_cents=10_000,
        admitted_on=dt.date(2020, 3, 1),
        email_consent=Member.Consent.YES,
        email_consent_on=dt.date(2024, 1, 15),
    )
    member.refresh_keys()
    return member


def _entry(meeting: Meeting, member: Member, *, mailed: bool) -> RollEntry:
    college = member.college
    entry = RollEntry(
        meeting=meeting,
        member=member,
        number=member.number,
        name=member.display_name,
        sort_key=member.sort_key,
        search_key=member.search_key,
        address=f"{member.street}\n{member.postal_code} {member.city}",
        shares=member.shares,
        college_code=college.code if college else "",
        college_name=college.name if college else "",
        college_weight=college.weight if college else None,
        means=RollEntry.Means.EMAIL if mailed else RollEntry.Means.POST,
        means_reason=MeansReason.CONSENT if mailed else MeansReason.REFUSED,
        email=member.email,
        link_expires_at=meeting.starts_at + dt.timedelta(days=30),
    )
    entry.link_hash = tokens.token_hash(entry.link_token)
    return entry


def _notice(entry: RollEntry, message: Message | None = None) -> Convocation:
    return Convocation(
        meeting_id=entry.meeting_id,
        entry=entry,
        means=RollEntry.Means.POST if message is None else RollEntry.Means.EMAIL,
        address=entry.address if message is None else entry.email,
        message=message,
        opened_at=entry.meeting.convened_at,
    )


def _message(entry: RollEntry) -> Message:
    key = f"meeting:{entry.meeting_id}:convocation:{entry.pk}"
    return Message(
        organisation_id=entry.meeting.organisation_id,
        key=key,
        kind="meeting.convocation",
        subject_id=entry.pk,
        group=f"meeting:{entry.meeting_id}:convocation",
        to_address=entry.email,
        to_name=entry.name,
        message_id=f"<{entry.pk}.bench@example.org>",
        state=Message.State.SENT,
        sent_at=entry.meeting.convened_at,
        content_hash="0" * 64,
        answer="250 OK",
    )
