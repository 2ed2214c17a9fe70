"""Writes the journal, the append-only chain of acts (selectors.journal verifies it)."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from organisations.models import JournalEntry, JournalHead, Organisation
from organisations.policies import Actor
from organisations.rules import chain
from tala.lib import clock
from tala.lib.prepared import insert_row

# Every act passes here, and hundreds of votes in a second: the SQL is written once.
_TABLE = JournalHead._meta.db_table
_READ_HEAD = f"SELECT id, sequence, hash FROM {_TABLE} WHERE organisation_id = %s"  # noqa: S608  # nosec B608
_MOVE_HEAD = f"UPDATE {_TABLE} SET sequence = %s, hash = %s WHERE id = %s"  # noqa: S608  # nosec B608


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
    if not connection.in_atomic_block:
        raise RuntimeError("journal_write belongs inside the act's transaction")
    organisation_id = organisation if isinstance(organisation, int) else organisation.pk
    head_id, sequence, previous = _hold_head(organisation_id)
    entry = JournalEntry(
        organisation_id=organisation_id,
        sequence=sequence + 1,
        at=clock.now(),
        actor=actor.label[:200],
        action=action,
        subject=subject,
        details=dict(details or {}),
        previous=previous,
    )
    entry.hash = chain.entry_hash(previous, entry.payload())
    insert_row(entry)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_HEAD, [entry.sequence, entry.hash, head_id])
    return entry


def _hold_head(organisation_id: int) -> tuple[int, int, str]:
    """Lock the chain's head, made at the first act; return its key, sequence and hash."""
    locking = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(_READ_HEAD + locking, [organisation_id])
        head: tuple[int, int, str] | None = cursor.fetchone()
    if head is not None:
        return head
    JournalHead.objects.get_or_create(
        organisation_id=organisation_id, defaults={"hash": chain.GENESIS}
    )
    return _hold_head(organisation_id)
