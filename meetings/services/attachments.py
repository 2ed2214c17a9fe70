"""Keeps the papers attached to the points of a draft."""

import secrets
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from meetings.models import AgendaItem, Attachment
from meetings.services.drafts import agenda_claim
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib.text import safe_filename
from tala.lib.uploads import check_pdf


def attachment_add(
    *, item: AgendaItem, actor: Actor, title: str, filename: str, data: bytes
) -> Attachment:
    """Keep a PDF with its SHA-256; refused with the reason when its content is not a sound PDF.

    The file lies under a random name; `filename`, cleaned, is only what a download is called.
    """
    meeting = item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    verdict = check_pdf(data, max_bytes=settings.MAX_ATTACHMENT_MB * 1024 * 1024)
    if not verdict.ok:
        raise Refused(verdict.reason, code="bad_file")
    attachment = Attachment(
        item=item,
        title=title,
        filename=safe_filename(filename, fallback="piece.pdf"),
        size=verdict.size,
        pages=verdict.pages,
        sha256=verdict.sha256,
    )
    with transaction.atomic():
        agenda_claim(meeting)
        attachment.file.save(f"{secrets.token_hex(16)}.pdf", ContentFile(data), save=False)
        attachment.save(force_insert=True)
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="attachment.add",
            subject=f"meeting:{meeting.pk}",
            details={"item": item.pk, "title": title, "sha256": verdict.sha256},
        )
    return attachment


def attachment_delete(*, attachment: Attachment, actor: Actor) -> None:
    """Remove a paper from a draft, its file included once the act is committed."""
    meeting = attachment.item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        details = {"title": attachment.title, "sha256": attachment.sha256}
        file = attachment.file
        transaction.on_commit(partial(file.storage.delete, str(file.name)))
        attachment.delete()
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="attachment.delete",
            subject=f"meeting:{meeting.pk}",
            details=details,
        )
