"""Creates, changes, copies and deletes meetings while they are drafts."""

import datetime as dt
from dataclasses import asdict, dataclass, replace
from functools import partial

from django.db import transaction

from meetings.models import AgendaItem, Attachment, Meeting, Resolution
from meetings.services.drafts import draft_claim
from organisations.models import Organisation
from organisations.policies import Action, Actor
from organisations.refusals import require
from organisations.services.journal import journal_write


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """What a convener decides of a meeting, the agenda apart; `starts_at` is aware."""

    kind: str = Meeting.Kind.ORDINARY
    title: str
    starts_at: dt.datetime
    place: str = ""
    access_notes: str = ""
    video_url: str = ""
    convener: str = ""
    convener_decided_on: dt.date | None = None


def meeting_create(*, organisation: Organisation, actor: Actor, facts: MeetingFacts) -> Meeting:
    """Create a draft with an empty agenda."""
    require(actor, Action.MEETING_PREPARE, organisation)
    with transaction.atomic():
        meeting = Meeting.objects.create(
            organisation=organisation, created_by=actor.user, **asdict(facts)
        )
        _journal(meeting, actor, "meeting.create", **_told(facts))
    return meeting


def meeting_update(*, meeting: Meeting, actor: Actor, facts: MeetingFacts) -> None:
    """Change a draft; refused once convened. A second call keeps the kind its texts make."""
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    if meeting.first_meeting_id is not None:
        facts = replace(facts, kind=meeting.kind)
    with transaction.atomic():
        draft_claim(meeting)
        Meeting.objects.filter(pk=meeting.pk).update(**asdict(facts))
        _journal(meeting, actor, "meeting.update", **_told(facts))
    meeting.refresh_from_db()


def meeting_duplicate(*, meeting: Meeting, actor: Actor, facts: MeetingFacts) -> Meeting:
    """Create a draft with the agenda and the texts of another meeting; papers are not copied.

    Last year's papers would be wrong this year: each has to be joined again.
    """
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        draft = Meeting.objects.create(
            organisation=meeting.organisation, created_by=actor.user, **asdict(facts)
        )
        _copy_agenda(meeting, draft)
        _journal(draft, actor, "meeting.duplicate", source=meeting.pk, **_told(facts))
    return draft


def meeting_delete(*, meeting: Meeting, actor: Actor) -> None:
    """Delete a draft with its agenda and its papers; a convened meeting can only be cancelled."""
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        draft_claim(meeting)
        for paper in Attachment.objects.filter(item__meeting=meeting):
            transaction.on_commit(partial(paper.file.storage.delete, str(paper.file.name)))
        _journal(meeting, actor, "meeting.delete", title=meeting.title)
        Meeting.objects.filter(pk=meeting.pk).delete()


def _copy_agenda(source: Meeting, target: Meeting) -> None:
    for item in source.items.order_by("position", "pk").prefetch_related("resolutions"):
        copy = AgendaItem.objects.create(
            meeting=target,
            position=item.position,
            kind=item.kind,
            title=item.title,
            notes=item.notes,
            presenter=item.presenter,
            minutes=item.minutes,
        )
        Resolution.objects.bulk_create(
            Resolution(
                item=copy,
                position=text.position,
                title=text.title,
                text=text.text,
                majority=text.majority,
                board_supported=text.board_supported,
            )
            for text in item.resolutions.all()
        )


def _told(facts: MeetingFacts) -> dict[str, str]:
    """Return the facts as the journal writes them."""
    decided_on = facts.convener_decided_on
    return {
        "kind": facts.kind,
        "title": facts.title,
        "starts_at": facts.starts_at.isoformat(),
        "place": facts.place,
        "video_url": facts.video_url,
        "convener": facts.convener,
        "convener_decided_on": decided_on.isoformat() if decided_on else "",
    }


def _journal(meeting: Meeting, actor: Actor, action: str, **details: object) -> None:
    journal_write(
        organisation=meeting.organisation_id,
        actor=actor,
        action=action,
        subject=f"meeting:{meeting.pk}",
        details=details,
    )
