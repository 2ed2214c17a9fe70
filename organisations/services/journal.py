"""Writes the journal, the append-only chain of acts (selectors.journal verifies it)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from organisations.models import JournalEntry, JournalHead, Organisation
from organisations.policies import Actor
from organisations.rules import chain
from tala.lib import clock


def journal_write(
    *,
    organisation: Organisation | int,
    actor: Actor,
    action: str,
    subject: str = "",
    details: Mapping[str, Any] | None = None,
) -> JournalEntry:
    """Append one act to the organisation's journal and return the entry.

    Call it last in the act's transaction: the head row stays locked from here to the commit, which
    puts the entries of concurrent acts in one order. `details` hold text, whole numbers, booleans,
    lists and objects; no float, which a database may not keep unchanged. Raises RuntimeError
    outside a transaction, where the act and its trace could part.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal_write belongs inside the act's transaction")
    organisation_id = organisation if isinstance(organisation, int) else organisation.pk
    head = JournalHead.objects.select_for_update().filter(organisation_id=organisation_id).first()
    if head is None:
        head, _created = JournalHead.objects.get_or_create(
            organisation_id=organisation_id, defaults={"hash": chain.GENESIS}
        )
        head = JournalHead.objects.select_for_update().get(pk=head.pk)
    entry = JournalEntry(
        organisation_id=organisation_id,
        sequence=head.sequence + 1,
        at=clock.now(),
        actor=actor.label[:200],
        action=action,
        subject=subject,
        details=dict(details or {}),
        previous=head.hash,
    )
    entry.hash = chain.entry_hash(head.hash, entry.payload())
    entry.save(force_insert=True)
    JournalHead.objects.filter(pk=head.pk).update(sequence=entry.sequence, hash=entry.hash)
    return entry
