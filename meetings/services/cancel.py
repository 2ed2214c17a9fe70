"""Cancels a meeting that was convened, and tells everyone who was told of it."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meetings.keys import cancel_group, cancel_letters_key, convocation_group
from meetings.models import Convocation, Meeting, RollEntry
from meetings.render.notices import CANCEL_KIND
from organisations.models import Message
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.jobs import job_queue
from organisations.services.journal import journal_write
from organisations.services.outbox import messages_cancel, messages_queue
from tala.lib import clock, mail

BEFORE_CANCEL: list[Callable[[Meeting], None]] = []
"""Guards of the upper apps, which raise Refused when their own rows forbid the cancelling."""


def meeting_cancel(*, meeting: Meeting, actor: Actor, reason: str) -> None:
    """Cancel a convened meeting: e-mails with a calendar CANCEL, letters for the others.

    Notices that have not left are withdrawn and their recipients hear nothing. Refused once the
    sitting is open.
    """
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    if not reason.strip():
        raise Refused(_("Dites aux membres pourquoi la réunion est annulée."), code="no_reason")
    with transaction.atomic():
        moved = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CONVENED).update(
            state=Meeting.State.CANCELLED,
            sequence=F("sequence") + 1,
            cancelled_at=clock.now(),
            cancel_reason=reason.strip(),
        )
        if not moved:
            raise Refused(
                _(
                    "Seule une réunion convoquée, avant l’ouverture de la séance, peut être"
                    " annulée."
                ),
                code="not_cancellable",
            )
        for guard in BEFORE_CANCEL:
            guard(meeting)
        withdrawn = messages_cancel(group=convocation_group(meeting))
        told = _tell(meeting)
        _print(meeting)
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="meeting.cancel",
            subject=f"meeting:{meeting.pk}",
            details={"reason": reason.strip(), "withdrawn": withdrawn, "told_by_email": told},
        )
    meeting.refresh_from_db()


def _tell(meeting: Meeting) -> int:
    """Queue the cancellation for everyone whose notice left or may have left."""
    left = [Message.State.SENDING, Message.State.SENT, Message.State.UNKNOWN]
    entries = RollEntry.objects.filter(
        convocation__message__state__in=left, meeting=meeting
    ).order_by("pk")
    messages = messages_queue(_message(meeting, entry) for entry in entries.iterator())
    return len(messages)


def _message(meeting: Meeting, entry: RollEntry) -> Message:
    key = f"meeting:{meeting.pk}:cancellation:{entry.pk}"
    return Message(
        organisation=meeting.organisation,
        key=key,
        kind=CANCEL_KIND,
        subject_id=entry.pk,
        group=cancel_group(meeting),
        to_address=entry.email,
        to_name=entry.representative or entry.name,
        message_id=mail.message_id(key),
    )


def _print(meeting: Meeting) -> None:
    if Convocation.objects.filter(meeting=meeting, means=RollEntry.Means.POST).exists():
        job_queue(
            organisation=meeting.organisation,
            kind="meeting.cancellation_letters",
            key=cancel_letters_key(meeting),
            subject_id=meeting.pk,
        )
