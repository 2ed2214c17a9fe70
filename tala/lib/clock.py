"""The one clock: nothing else asks what time it is."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Return the present instant, aware, in UTC."""
    return timezone.now()  # noqa: TID251 - this is the one adapter


def today() -> dt.date:
    """Return today's date in Paris, where the deadlines of the law are counted."""
    return timezone.localdate()
