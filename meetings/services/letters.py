"""The jobs that print letters: what the worker calls."""

import hashlib

from meetings.models import Convocation, MeansReason, Meeting, RollEntry
from meetings.render.letters import cancellation_letters_pdf, letters_pdf


def letters_job(meeting_id: int) -> tuple[str, bytes]:
    """Print the letters of a meeting, filed by name; those of failed e-mails are printed apart."""
    meeting = Meeting.objects.select_related("organisation").get(pk=meeting_id)
    entries = (
        RollEntry.objects.filter(meeting=meeting, means=RollEntry.Means.POST)
        .exclude(means_reason=MeansReason.EMAIL_FAILED)
        .order_by("sort_key", "pk")
    )
    return "lettres.pdf", letters_pdf(meeting, entries.iterator(chunk_size=500))


def letter_job(convocation_id: int) -> tuple[str, bytes]:
    """Print one member's letter and keep its hash as evidence."""
    convocation = Convocation.objects.select_related("meeting__organisation", "entry").get(
        pk=convocation_id
    )
    data = letters_pdf(convocation.meeting, [convocation.entry])
    Convocation.objects.filter(pk=convocation.pk, posted_on=None).update(
        letter_hash=hashlib.sha256(data).hexdigest()
    )
    return "lettre.pdf", data


def cancellation_letters_job(meeting_id: int) -> tuple[str, bytes]:
    """Print the cancellation for everyone convened by letter."""
    meeting = Meeting.objects.select_related("organisation").get(pk=meeting_id)
    entries = RollEntry.objects.filter(meeting=meeting, means=RollEntry.Means.POST).order_by(
        "sort_key", "pk"
    )
    return "annulation.pdf", cancellation_letters_pdf(meeting, entries)
