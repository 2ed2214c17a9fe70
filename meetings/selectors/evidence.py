"""The proof of convocation: how far the notices have got, and one line per recipient."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from meetings.keys import convocation_group
from meetings.models import Convocation, Meeting, RollEntry
from meetings.selectors.recipients import frozen_counts
from organisations.models import Message

WAITING = (Message.State.QUEUED, Message.State.CLAIMED, Message.State.SENDING)
EMAIL = RollEntry.Means.EMAIL
_EMAIL = Q(convocation__means=EMAIL)
_POST = Q(convocation__means=RollEntry.Means.POST)

FILTERS: dict[str, Q] = {
    "waiting": _EMAIL & Q(convocation__message__state__in=WAITING),
    "sent": _EMAIL & Q(convocation__message__state=Message.State.SENT),
    "trouble": _EMAIL
    & Q(convocation__message__state__in=[Message.State.FAILED, Message.State.UNKNOWN]),
    "to_post": _POST & Q(convocation__posted_on=None),
    "posted": _POST & Q(convocation__posted_on__isnull=False),
    "opened": Q(convocation__opened_at__isnull=False),
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
    """Return how far the e-mails that convene the meeting have got.

    What has not been sent is counted; what has is the rest, so that the more is done the less there
    is to count.
    """
    group = convocation_group(meeting)
    convened = sum(row.count for row in frozen_counts(meeting) if row.means == EMAIL)
    counts = _state_counts(group, without_sent=True)
    withdrawn = counts.pop(Message.State.CANCELLED, 0)
    total = convened - withdrawn
    counts[Message.State.SENT] = total - sum(counts.values())
    return _progress(group, total, counts)


def group_progress(group: str) -> Progress:
    """Return how far any group of messages has got; those withdrawn are not counted."""
    counts = _state_counts(group, without_sent=False)
    counts.pop(Message.State.CANCELLED, None)
    return _progress(group, sum(counts.values()), counts)


def _state_counts(group: str, *, without_sent: bool) -> dict[str, int]:
    states = [state for state in Message.State.values if state != Message.State.SENT]
    rows = Message.objects.filter(group=group)
    if without_sent:
        rows = rows.filter(state__in=states)
    return dict(rows.values_list("state").annotate(n=Count("pk")).order_by())


def _progress(group: str, total: int, counts: dict[str, int]) -> Progress:
    sent = Message.objects.filter(group=group, state=Message.State.SENT)
    ends = sent.aggregate(first=Min("sent_at"), last=Max("sent_at"))
    return Progress(
        total=total,
        sent=counts.get(Message.State.SENT, 0),
        waiting=sum(counts.get(state, 0) for state in WAITING),
        failed=counts.get(Message.State.FAILED, 0),
        unknown=counts.get(Message.State.UNKNOWN, 0),
        first_at=ends["first"],
        last_at=ends["last"],
    )


def evidence(meeting: Meeting, *, state: str = "") -> QuerySet[RollEntry]:
    """Return the voices with their evidence, filed by name, narrowed by a key of FILTERS.

    Each comes with its `convocation` and the message of it.
    """
    rows = RollEntry.objects.filter(meeting=meeting)
    if state in FILTERS:
        rows = rows.filter(FILTERS[state])
    return rows.select_related("convocation__message").order_by("sort_key", "pk")


def evidence_total(state: str, progress: Progress, letters: "LetterCounts") -> int | None:
    """Return how long the list narrowed by `state` is, where that is known without counting."""
    return {
        "": progress.total + letters.total,
        "waiting": progress.waiting,
        "sent": progress.sent,
        "trouble": progress.troubled,
        "to_post": letters.to_post,
        "posted": letters.posted,
    }.get(state)


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
    letters = Convocation.objects.filter(meeting=meeting, means=RollEntry.Means.POST)
    counts = letters.aggregate(total=Count("pk"), posted=Count("posted_on"))
    return LetterCounts(**counts)
