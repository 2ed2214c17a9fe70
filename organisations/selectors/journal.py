"""The journal as a chain: read in order, verified link by link."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from organisations.models import JournalEntry, JournalHead, Organisation
from organisations.rules import chain


@dataclass(frozen=True, slots=True)
class ChainState:
    """What a verification found: how many entries stand, and the number of the first broken one."""

    entries: int
    broken: int | None


def chained_entries(organisation: Organisation, last: int) -> Iterator[chain.ChainedEntry]:
    """Yield the entries up to number `last`, in order, as the chain rule reads them."""
    rows = JournalEntry.objects.filter(organisation=organisation, sequence__lte=last)
    for row in rows.order_by("sequence").iterator(chunk_size=2000):
        yield chain.ChainedEntry(
            sequence=row.sequence, previous=row.previous, payload=row.payload(), hash=row.hash
        )


def chain_state(organisation: Organisation) -> ChainState:
    """Verify the whole chain of an organisation against its head, kept apart.

    Acts go on meanwhile: the last number is read before the head, which moves with it in one
    transaction, so an entry beyond the head was put there by other means.
    """
    entries = JournalEntry.objects.filter(organisation=organisation)
    top = entries.aggregate(top=Max("sequence"))["top"] or 0
    head = JournalHead.objects.filter(organisation=organisation).first()
    last, last_hash = (head.sequence, head.hash) if head else (0, chain.GENESIS)
    broken = chain.first_broken(chained_entries(organisation, last), (last, last_hash))
    if broken is None and top > last:
        broken = last + 1
    return ChainState(entries=last, broken=broken)
