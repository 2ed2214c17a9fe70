"""The outbox: queues messages in the act's transaction and sends each at most once.

A worker claims a batch by conditional UPDATE, marks each row `sending` just before SMTP and `sent`
just after. Killed before the mark: the row goes back to the queue. Killed between the two: the row
is in doubt, recovery calls it `unknown`, and a human settles it. Nothing is sent twice by itself.
"""

import logging
import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from organisations.models import Message, Organisation
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import claim, clock, failpoint, later, mail

logger = logging.getLogger("tala.outbox")

BATCH = 50
LEASE = timedelta(minutes=2)
"""A claim older than this belongs to a dead worker: SMTP gives up after 30 seconds."""
MAX_ATTEMPTS = 5

Renderer = Callable[[Message], mail.OutgoingMail]
RENDERERS: dict[str, Renderer] = {}
"""Kind -> renderer; each app adds its own in AppConfig.ready."""


def messages_queue(messages: Iterable[Message]) -> list[Message]:
    """Insert the messages in the caller's transaction and wake a worker after its commit.

    A key already queued is an IntegrityError: the act that queues guards itself against repetition.
    """
    rows = Message.objects.bulk_create(messages, batch_size=500)
    later.wake("organisations.send_messages")
    return rows


def messages_send(*, lease: timedelta = LEASE) -> int:
    """Send all that is due and return how many were sent; the worker's one task."""
    messages_recover(lease=lease)
    sent = 0
    with mail.open_connection() as connection:
        while batch := _claim_batch():
            for message in batch:
                sent += _send_one(message, connection)
    return sent


def messages_recover(*, lease: timedelta = LEASE) -> None:
    """Give back what dead workers had claimed; what was in flight becomes `unknown`."""
    stale = clock.now() - lease
    Message.objects.filter(state=Message.State.CLAIMED, claimed_at__lte=stale).update(
        state=Message.State.QUEUED, claim=None
    )
    Message.objects.filter(state=Message.State.SENDING, claimed_at__lte=stale).update(
        state=Message.State.UNKNOWN, claim=None
    )


def messages_recover_all() -> None:
    """Recover without waiting for the lease: right when no other worker lives (embedded start)."""
    messages_recover(lease=timedelta(0))


def _claim_batch() -> list[Message]:
    ticket = uuid.uuid4()
    due = Message.objects.filter(state=Message.State.QUEUED, not_before__lte=clock.now())
    keys = claim.claim_rows(
        due,
        from_state=Message.State.QUEUED,
        to_state=Message.State.CLAIMED,
        limit=BATCH,
        claim_id=ticket,
        now=clock.now(),
    )
    return list(Message.objects.filter(pk__in=keys).order_by("pk"))


def _send_one(message: Message, connection: mail.Connection) -> int:
    mine = Message.objects.filter(pk=message.pk, claim=message.claim)
    try:
        built = mail.build(RENDERERS[message.kind](message))
        digest = mail.content_hash(built)
    except Exception as error:
        logger.exception("message %s cannot be rendered", message.key)
        mine.update(state=Message.State.FAILED, answer=f"{type(error).__name__}: {error}"[:300])
        return 0
    if not mine.filter(state=Message.State.CLAIMED).update(
        state=Message.State.SENDING, claimed_at=clock.now(), content_hash=digest
    ):
        return 0
    failpoint.reach("outbox.before_smtp")
    result = mail.send(built, connection)
    failpoint.reach("outbox.after_smtp")
    _record(message, result)
    return int(result.ok)


def _record(message: Message, result: mail.SendResult) -> None:
    mine = Message.objects.filter(pk=message.pk, claim=message.claim, state=Message.State.SENDING)
    attempts = message.attempts + 1
    answer = f"{result.code} {result.text}".strip()[:300]
    if result.ok:
        mine.update(
            state=Message.State.SENT,
            sent_at=clock.now(),
            attempts=attempts,
            answer=answer,
            claim=None,
        )
    elif result.in_doubt:
        mine.update(state=Message.State.UNKNOWN, attempts=attempts, answer=answer, claim=None)
    elif result.permanent or attempts >= MAX_ATTEMPTS:
        mine.update(state=Message.State.FAILED, attempts=attempts, answer=answer, claim=None)
    else:
        mine.update(
            state=Message.State.QUEUED,
            attempts=attempts,
            answer=answer,
            claim=None,
            not_before=clock.now() + timedelta(seconds=30 * 4**attempts),
        )


def message_retry(*, message: Message, actor: Actor) -> None:
    """Queue a failed message again, or one in doubt that a human knows did not leave."""
    require(actor, Action.MEETING_CONVENE, message.organisation)
    with transaction.atomic():
        moved = Message.objects.filter(
            pk=message.pk, state__in=[Message.State.FAILED, Message.State.UNKNOWN]
        ).update(state=Message.State.QUEUED, not_before=clock.now(), attempts=0, claim=None)
        if not moved:
            raise Refused(_("Ce message n’est ni en échec ni incertain."), code="not_retryable")
        journal_write(
            organisation=message.organisation,
            actor=actor,
            action="message.retry",
            subject=f"message:{message.pk}",
            details={"to": message.to_address},
        )
        later.wake("organisations.send_messages")


def messages_retry_failed(*, organisation: Organisation, group: str, actor: Actor) -> int:
    """Queue again every failed message of a group; return how many. Those in doubt are left."""
    require(actor, Action.MEETING_CONVENE, organisation)
    with transaction.atomic():
        moved = Message.objects.filter(
            organisation=organisation, group=group, state=Message.State.FAILED
        ).update(state=Message.State.QUEUED, not_before=clock.now(), attempts=0, claim=None)
        if not moved:
            raise Refused(_("Aucun message n’est en échec."), code="not_retryable")
        journal_write(
            organisation=organisation,
            actor=actor,
            action="messages.retry",
            subject=group,
            details={"messages": moved},
        )
        later.wake("organisations.send_messages")
    return moved


def messages_cancel(*, group: str) -> int:
    """Withdraw what has not left yet, in the caller's transaction; return how many messages.

    A message that a worker holds at this instant may still leave.
    """
    waiting = [Message.State.QUEUED, Message.State.CLAIMED]
    return Message.objects.filter(group=group, state__in=waiting).update(
        state=Message.State.CANCELLED, claim=None
    )


def message_settle_as_sent(*, message: Message, actor: Actor) -> None:
    """Record that a message in doubt did arrive, as a human has checked."""
    require(actor, Action.MEETING_CONVENE, message.organisation)
    with transaction.atomic():
        moved = Message.objects.filter(pk=message.pk, state=Message.State.UNKNOWN).update(
            state=Message.State.SENT, sent_at=message.claimed_at, answer="constaté reçu"
        )
        if not moved:
            raise Refused(_("Ce message n’est pas incertain."), code="not_unknown")
        journal_write(
            organisation=message.organisation,
            actor=actor,
            action="message.settle",
            subject=f"message:{message.pk}",
            details={"to": message.to_address},
        )


def messages_progress(group: str) -> dict[str, int]:
    """Return how many messages of the group are in each state."""
    rows = (
        Message.objects.filter(group=group).values_list("state").annotate(n=Count("pk")).order_by()
    )
    return dict(rows)
