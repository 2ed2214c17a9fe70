"""Pages of long lists: a known total is not counted, a search reads its index first."""

from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

from tala.lib.text import fold

AnyModel = TypeVar("AnyModel", bound=Model)

PER_PAGE = 50
FOUND_AT_MOST = 1000
"""A search shows the first so many; who gets more searches again with another word."""


class Found(Sequence[AnyModel]):
    """The rows that a search found, in the order of their list, fetched a page at a time."""

    def __init__(self, rows: QuerySet[AnyModel], keys: list[int]) -> None:
        self._rows = rows
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, part: int) -> AnyModel: ...
    @overload
    def __getitem__(self, part: slice) -> list[AnyModel]: ...
    def __getitem__(self, part: int | slice) -> AnyModel | list[AnyModel]:
        if isinstance(part, int):
            return self._rows.get(pk=self._keys[part])
        keys = self._keys[part]
        by_key = {row.pk: row for row in self._rows.order_by().filter(pk__in=keys)}
        return [by_key[key] for key in keys if key in by_key]

    def __iter__(self) -> Iterator[AnyModel]:
        return iter(self[:])


def paginated(
    rows: "QuerySet[AnyModel] | Sequence[AnyModel]", total: int | None = None
) -> "Paginator[AnyModel]":
    """Return the list in pages; with a `total` it is believed, without one it is counted."""
    pages: Paginator[AnyModel] = Paginator(rows, PER_PAGE)
    if total is not None:
        pages.__dict__["count"] = total  # where the cached property would keep it
    return pages


class InTurn(Sequence[AnyModel]):
    """Lists shown one after the other, each in its order; how long each is, is known."""

    def __init__(self, *parts: tuple[QuerySet[AnyModel], int]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(length for _rows, length in self._parts)

    @overload
    def __getitem__(self, part: int) -> AnyModel: ...
    @overload
    def __getitem__(self, part: slice) -> list[AnyModel]: ...
    def __getitem__(self, part: int | slice) -> AnyModel | list[AnyModel]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        start, stop, _step = part.indices(len(self))
        taken: list[AnyModel] = []
        for rows, length in self._parts:
            if start < min(stop, length):
                taken += rows[max(start, 0) : min(stop, length)]
            start, stop = max(start - length, 0), stop - length
        return taken

    def __iter__(self) -> Iterator[AnyModel]:
        return iter(self[:])


def searched(rows: QuerySet[AnyModel], words: str) -> "QuerySet[AnyModel] | Found[AnyModel]":
    """Return the rows whose `search_key` holds every word, accents and case aside.

    `rows` come in the order of their list. The keys are read first, from an index that finds them;
    only then the few rows of a page.
    """
    wanted = fold(words).split()[:8]
    if not wanted:
        return rows
    for word in wanted:
        rows = rows.filter(search_key__contains=word)
    return found(rows)


def found(rows: QuerySet[AnyModel]) -> Found[AnyModel]:
    """Return the first rows of a search by their keys, in the order of `rows`."""
    return Found(rows, list(rows.values_list("pk", flat=True)[:FOUND_AT_MOST]))
