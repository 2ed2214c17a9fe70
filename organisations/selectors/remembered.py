"""Counts that a page may show again until somebody acts in the cooperative."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache

from organisations.models import JournalHead, Organisation

T = TypeVar("T")

SECONDS = 600
_MISSING = object()


def remembered(organisation: Organisation, name: str, count: Callable[[], T]) -> T:
    """Return what `count` gives, or gave since the last act of the journal; never None.

    Whatever changes the register, a meeting, the sheet or the urn writes to the journal, so that
    the head of its chain says whether a count still holds. The head is the one the caller selected
    with the organisation, before counting: a count is never older than the head it goes with. For
    pages, and for what a meeting has frozen: an act counts afresh what can change. Without an act
    so far, nothing is kept.
    """
    head: JournalHead | None = getattr(organisation, "journal_head", None)
    if head is None or not head.sequence:
        return count()
    key = f"remembered:{name}:{head.pk}:{head.hash}"
    found = cache.get(key, _MISSING)
    if found is _MISSING:
        found = count()
        cache.set(key, found, SECONDS)
    return cast("T", found)
