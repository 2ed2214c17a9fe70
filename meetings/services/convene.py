"""Convenes a meeting: freezes what is convened, makes the roll, queues the notices. Once."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meetings.keys import convocation_group, letters_key
from meetings.models import Convocation, Meeting, RollEntry, RollExclusion
from meetings.render.convocation import KIND
from meetings.selectors.agenda import agenda
from meetings.selectors.calendar import days_late, remote_closing
from meetings.selectors.digests import agenda_digest, roll_digest, roll_line
from meetings.selectors.readiness import readiness
from meetings.selectors.recipients import (
    EXCLUDED,
    RecipientCount,
    RecipientPlan,
    plan_of,
    planned_members,
    recipient_counts,
)
from meetings.selectors.statutes import profile_of
from organisations.models import Member, Message, StatuteProfile
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.jobs import job_queue
from organisations.services.journal import journal_write
from organisations.services.outbox import messages_queue
from tala.lib import clock, dates, mail, tokens

T = TypeVar("T")

AFTER_CONVENE: list[Callable[[Meeting], None]] = []
"""What the upper apps do inside the transaction of a convocation, in order."""

BATCH = 1000
LINK_LIFE = dt.timedelta(days=30)
"""How long after the meeting a personal link still shows its owner what was decided."""


def meeting_convene(
    *, meeting: Meeting, actor: Actor, revision: int | None = None, late_reason: str = ""
) -> None:
    """Convene a draft: from here its agenda, texts, papers, statutes and roll are frozen.

    `revision` is the one the person has read: refused when the draft changed since. Refused with a
    sentence for each thing that blocks; a notice that leaves after the last lawful day needs a
    `late_reason`, which the journal and the minutes keep. A second call, from another tab or at the
    same instant, is refused: members are convened once.
    """
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    with transaction.atomic():
        _claim(meeting, revision)
        draft = Meeting.objects.select_related("organisation").get(pk=meeting.pk)
        profile = profile_of(draft)
        counts = recipient_counts(draft)
        params = _check(draft, profile, counts, late_reason)
        lines = _enrol(draft)
        late = days_late(draft, params.typed, clock.today())
        _freeze(draft, params, lines, counts, late_reason if late else "")
        if any(row.means == RollEntry.Means.POST for row in counts):
            job_queue(
                organisation=draft.organisation,
                kind="meeting.letters",
                key=letters_key(draft),
                subject_id=draft.pk,
            )
        for follow in AFTER_CONVENE:
            follow(draft)
        _journal(draft, actor, counts, late)
    meeting.refresh_from_db()


def _claim(meeting: Meeting, revision: int | None) -> None:
    rows = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.DRAFT)
    if revision is not None:
        rows = rows.filter(revision=revision)
    if rows.update(revision=F("revision") + 1):
        return
    if Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.DRAFT).exists():
        raise Refused(
            _(
                "La réunion a été modifiée pendant que vous la relisiez. Relisez-la telle qu’elle"
                " est maintenant, puis convoquez."
            ),
            code="stale",
        )
    raise Refused(
        _("Cette réunion est déjà convoquée : les avis ne partent qu’une fois."),
        code="already_convened",
    )


def _check(
    meeting: Meeting,
    profile: StatuteProfile | None,
    counts: list[RecipientCount],
    late_reason: str,
) -> StatuteProfile:
    """Refuse with every blocker; return the statutes, which a meeting that passes has."""
    found = readiness(meeting, profile.typed if profile else None, agenda(meeting), counts)
    if found.blockers or profile is None:
        raise Refused(*[point.text for point in found.blockers], code="blocked")
    if found.late and not late_reason.strip():
        raise Refused(found.late.text, code="late")
    return profile


def _enrol(meeting: Meeting) -> list[bytes]:
    """Write the roll, the exclusions and the notices by the thousand; return the roll's lines."""
    lines: list[bytes] = []
    register = planned_members(meeting).iterator(chunk_size=BATCH)
    for plans in _batches((plan_of(member) for member in register), BATCH):
        RollExclusion.objects.bulk_create(
            RollExclusion(meeting=meeting, member=plan.member, reason=plan.reason)
            for plan in plans
            if plan.means == EXCLUDED
        )
        entries = RollEntry.objects.bulk_create(
            [_entry(meeting, plan) for plan in plans if plan.means != EXCLUDED]
        )
        lines += [roll_line(entry) for entry in entries]
        _announce(meeting, entries)
    return lines


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _entry(meeting: Meeting, plan: RecipientPlan) -> RollEntry:
    member = plan.member
    college = member.college
    entry = RollEntry(
        meeting=meeting,
        member=member,
        number=member.number,
        name=member.display_name,
        sort_key=member.sort_key,
        search_key=member.search_key,
        legal_person=member.kind == Member.Kind.LEGAL,
        representative=member.representative,
        address=postal_address(member),
        shares=member.shares,
        college_code=college.code if college else "",
        college_name=college.name if college else "",
        college_weight=college.weight if college else None,
        means=plan.means,
        means_reason=plan.reason,
        email=member.email,
        link_expires_at=meeting.starts_at + LINK_LIFE,
    )
    entry.link_hash = tokens.token_hash(entry.link_token)
    return entry


def postal_address(member: Member) -> str:
    """Return the lines of a member's address, without the name."""
    lines = (member.street, f"{member.postal_code} {member.city}".strip(), member.country)
    return "\n".join(line for line in lines if line)


def _announce(meeting: Meeting, entries: Sequence[RollEntry]) -> None:
    """Queue the e-mails of these voices and write their lines of evidence."""
    mailed = [entry for entry in entries if entry.means == RollEntry.Means.EMAIL]
    messages = messages_queue([_message(meeting, entry) for entry in mailed])
    notices = [
        Convocation(
            meeting=meeting, entry=entry, means=entry.means, address=entry.email, message=message
        )
        for entry, message in zip(mailed, messages, strict=True)
    ]
    notices += [
        Convocation(meeting=meeting, entry=entry, means=entry.means, address=entry.address)
        for entry in entries
        if entry.means == RollEntry.Means.POST
    ]
    Convocation.objects.bulk_create(notices)


def _message(meeting: Meeting, entry: RollEntry) -> Message:
    key = f"meeting:{meeting.pk}:convocation:{entry.pk}"
    return Message(
        organisation=meeting.organisation,
        key=key,
        kind=KIND,
        subject_id=entry.pk,
        group=convocation_group(meeting),
        to_address=entry.email,
        to_name=entry.representative or entry.name,
        message_id=mail.message_id(key),
    )


def _freeze(
    meeting: Meeting,
    profile: StatuteProfile,
    lines: Iterable[bytes],
    counts: list[RecipientCount],
    late_reason: str,
) -> None:
    frozen = {
        "state": Meeting.State.CONVENED,
        "statutes": profile.parameters,
        "statutes_version": profile.version,
        "agenda_digest": agenda_digest(meeting),
        "roll_digest": roll_digest(lines),
        "recipients": [[row.means, row.reason, row.count] for row in counts],
        "convened_at": clock.now(),
        "late_reason": late_reason.strip(),
        "remote_closes_at": remote_closing(meeting, profile.typed),
    }
    Meeting.objects.filter(pk=meeting.pk).update(**frozen)
    for name, value in frozen.items():
        setattr(meeting, name, value)


def _journal(meeting: Meeting, actor: Actor, counts: list[RecipientCount], late: int) -> None:
    by_means: Counter[str] = Counter()
    for row in counts:
        by_means[row.means] += row.count
    journal_write(
        organisation=meeting.organisation_id,
        actor=actor,
        action="meeting.convene",
        subject=f"meeting:{meeting.pk}",
        details={
            "recipients": dict(by_means),
            "reasons": {row.reason: row.count for row in counts},
            "agenda": meeting.agenda_digest,
            "roll": meeting.roll_digest,
            "statutes_version": meeting.statutes_version,
            "last_sending_days_late": late,
            "late_reason": meeting.late_reason,
            "meeting_on": dates.short_datetime(meeting.starts_at),
        },
    )
