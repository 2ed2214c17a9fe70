"""Pages of long lists: a known total is not counted, a search reads its index first."""

from typing import TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

from tala.lib.text import fold

AnyModel = TypeVar("AnyModel", bound=Model)

PER_PAGE = 50
FOUND_AT_MOST = 2000
"""A search that finds more is walked through in the order of the list instead."""


def paginated(rows: QuerySet[AnyModel], total: int | None = None) -> "Paginator[AnyModel]":
    """Return the list in pages; with a `total` it is believed, without one it is counted."""
    pages = Paginator(rows, PER_PAGE)
    if total is not None:
        pages.__dict__["count"] = total  # where the cached property would keep it
    return pages


def searched(rows: QuerySet[AnyModel], words: str) -> QuerySet[AnyModel]:
    """Return the rows whose `search_key` holds every word, accents and case aside.

    The keys are read first, from an index that holds them; only then the few rows they name.
    """
    wanted = fold(words).split()[:8]
    if not wanted:
        return rows
    for word in wanted:
        rows = rows.filter(search_key__contains=word)
    keys = list(rows.order_by().values_list("pk", flat=True)[: FOUND_AT_MOST + 1])
    if len(keys) > FOUND_AT_MOST:
        return rows
    return rows.filter(pk__in=keys)
