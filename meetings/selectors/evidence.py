"""The proof of convocation: how far the notices have got, and one line per recipient."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from meetings.keys import convocation_group
from meetings.models import Convocation, Meeting, RollEntry
from organisations.models import Message
from tala.lib.text import fold

WAITING = (Message.State.QUEUED, Message.State.CLAIMED, Message.State.SENDING)
_EMAIL = Q(means=RollEntry.Means.EMAIL)
_POST = Q(means=RollEntry.Means.POST)

FILTERS: dict[str, Q] = {
    "waiting": _EMAIL & Q(message__state__in=WAITING),
    "sent": _EMAIL & Q(message__state=Message.State.SENT),
    "trouble": _EMAIL & Q(message__state__in=[Message.State.FAILED, Message.State.UNKNOWN]),
    "to_post": _POST & Q(posted_on=None),
    "posted": _POST & Q(posted_on__isnull=False),
    "opened": Q(opened_at__isnull=False),
}
"""What the list of evidence can be narrowed to."""


@dataclass(frozen=True)
class Progress:
    """How many e-mails of a group are in each state, and when the first and the last left."""

    total: int
    sent: int
    waiting: int
    failed: int
    unknown: int
    first_at: dt.datetime | None
    last_at: dt.datetime | None

    @property
    def busy(self) -> bool:
        """True while something is still to be sent."""
        return self.waiting > 0

    @property
    def troubled(self) -> int:
        """How many need a person: refused, or in doubt."""
        return self.failed + self.unknown


def convocation_progress_of(meeting: Meeting) -> Progress:
    """Return how far the e-mails that convene the meeting have got."""
    return group_progress(convocation_group(meeting))


def group_progress(group: str) -> Progress:
    """Return how far a group of messages has got; those withdrawn are not counted."""
    rows = (
        Message.objects.filter(group=group)
        .exclude(state=Message.State.CANCELLED)
        .values_list("state")
        .annotate(n=Count("pk"), first=Min("sent_at"), last=Max("sent_at"))
        .order_by()
    )
    counts = {state: n for state, n, _first, _last in rows}
    return Progress(
        total=sum(counts.values()),
        sent=counts.get(Message.State.SENT, 0),
        waiting=sum(counts.get(state, 0) for state in WAITING),
        failed=counts.get(Message.State.FAILED, 0),
        unknown=counts.get(Message.State.UNKNOWN, 0),
        first_at=min((first for *_rest, first, _last in rows if first), default=None),
        last_at=max((last for *_rest, last in rows if last), default=None),
    )


def evidence(meeting: Meeting, *, state: str = "", query: str = "") -> QuerySet[Convocation]:
    """Return the lines of evidence, filed by name, narrowed by a key of FILTERS and by name."""
    rows = Convocation.objects.filter(meeting=meeting).select_related("entry", "message")
    if state in FILTERS:
        rows = rows.filter(FILTERS[state])
    for word in fold(query).split():
        rows = rows.filter(entry__search_key__contains=word)
    return rows.order_by("entry__sort_key", "pk")


@dataclass(frozen=True)
class LetterCounts:
    """How many letters there are, and how many were handed to the post."""

    total: int
    posted: int

    @property
    def to_post(self) -> int:
        """How many still lie on the table."""
        return self.total - self.posted


def letter_counts(meeting: Meeting) -> LetterCounts:
    """Count the letters of a meeting."""
    letters = Convocation.objects.filter(_POST, meeting=meeting)
    counts = letters.aggregate(total=Count("pk"), posted=Count("posted_on"))
    return LetterCounts(**counts)
