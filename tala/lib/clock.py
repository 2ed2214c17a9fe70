"""The one clock: nothing else asks what time it is."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_played: ContextVar[dt.datetime | None] = ContextVar("played_instant", default=None)


def now() -> dt.datetime:
    """Return the present instant, aware, in UTC; inside `played` the instant being played."""
    return _played.get() or timezone.now()  # noqa: TID251 - this is the one adapter


def today() -> dt.date:
    """Return today's date in Paris, where the deadlines of the law are counted."""
    return timezone.localdate(now())


@contextmanager
def played(instant: dt.datetime) -> Iterator[None]:
    """Play a block as if it were `instant` (aware): for `play_assembly` and tests, not for pages.

    Only the current thread's context sees it.
    """
    token = _played.set(instant)
    try:
        yield
    finally:
        _played.reset(token)
