"""Creates the draft of a second meeting from a first one: same texts, locked agenda."""

import datetime as dt
import secrets
from collections.abc import Collection

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meetings.models import AgendaItem, Attachment, Meeting, Resolution
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib.dates import PARIS

SECOND_CALL = 2
_COPIED = ("organisation", "place", "access_notes", "video_url", "convener")


def second_meeting_create(
    *,
    first: Meeting,
    actor: Actor,
    resolutions: Collection[int],
    kind: str,
    reason: str,
    starts_at: dt.datetime,
) -> Meeting:
    """Create the draft that puts these texts of `first` again, with their points and papers.

    Which texts may be put again is for the caller to know. Refused while another second meeting of
    the same first one is prepared or held.
    """
    require(actor, Action.MEETING_PREPARE, first.organisation)
    try:
        with transaction.atomic():
            draft = Meeting.objects.create(
                **{name: getattr(first, name) for name in _COPIED},
                kind=kind,
                title=_title(first, kind, starts_at),
                starts_at=starts_at,
                call_number=SECOND_CALL,
                first_meeting=first,
                second_reason=reason,
                created_by=actor.user,
            )
            _copy_agenda(first, draft, resolutions)
            journal_write(
                organisation=first.organisation_id,
                actor=actor,
                action="meeting.second_call",
                subject=f"meeting:{draft.pk}",
                details={
                    "title": draft.title,
                    "first": first.pk,
                    "first_on": first.day.isoformat(),
                    "reason": reason,
                    "starts_at": starts_at.isoformat(),
                },
            )
    except IntegrityError:
        raise Refused(
            _("La seconde assemblée est déjà préparée. Ouvrez-la depuis la page de la première."),
            code="already_prepared",
        ) from None
    return draft


def _title(first: Meeting, kind: str, starts_at: dt.datetime) -> str:
    """Return the title of the first meeting, or the usual one of the part that is left of it."""
    suffix = _(", seconde convocation")
    usual = f"{Meeting.Kind(kind).label} {starts_at.astimezone(PARIS).year}"
    title = first.title if kind == first.kind else usual
    return f"{title[: 160 - len(suffix)]}{suffix}"


def _copy_agenda(first: Meeting, draft: Meeting, kept: Collection[int]) -> None:
    items = first.items.filter(resolutions__in=kept).distinct().order_by("position", "pk")
    for position, item in enumerate(items.prefetch_related("resolutions", "attachments"), start=1):
        copy = AgendaItem.objects.create(
            meeting=draft,
            position=position,
            kind=item.kind,
            title=item.title,
            notes=item.notes,
            presenter=item.presenter,
            minutes=item.minutes,
        )
        texts = [text for text in item.resolutions.all() if text.pk in kept]
        Resolution.objects.bulk_create(
            Resolution(
                item=copy,
                position=place,
                title=text.title,
                text=text.text,
                majority=text.majority,
                board_supported=text.board_supported,
                repeats=text,
            )
            for place, text in enumerate(texts, start=1)
        )
        for paper in item.attachments.all():
            _copy_paper(paper, copy)


def _copy_paper(paper: Attachment, item: AgendaItem) -> None:
    """Copy the file too: deleting the draft deletes its own files only."""
    copy = Attachment(
        item=item,
        title=paper.title,
        filename=paper.filename,
        size=paper.size,
        pages=paper.pages,
        sha256=paper.sha256,
    )
    with paper.file.open("rb") as file:
        content = ContentFile(file.read())
    copy.file.save(f"{secrets.token_hex(16)}.pdf", content, save=False)
    copy.save(force_insert=True)
