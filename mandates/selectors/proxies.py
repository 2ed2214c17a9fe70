"""The proxies of a meeting, of one voice, and the choice each would be."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from mandates.models import Proxy
from mandates.rules.proxies import blank_direction
from meetings.models import Meeting, Resolution, RollEntry
from meetings.selectors.paging import FOUND_AT_MOST, InTurn, found
from tala.lib.text import fold

ACTIVE = Proxy.State.ACTIVE
_SHOWN = ("meeting_id", "state", "via", "given_at", "withdrawn_at")
_NAMED = ("meeting_id", "name", "number", "college_name")
"""What the list says of a proxy and of its voices: narrow rows are quick to sort."""


def proxies_listed(meeting: Meeting, totals: Mapping[str, int]) -> Sequence[Proxy]:
    """Return the meeting's proxies by name of the giver, valid ones first.

    `totals` are those of `proxy_totals`. Naming the givers' meeting too lets the database walk the
    roll in order and stop at the page.
    """
    rows = _shown(meeting).filter(giver__meeting=meeting).order_by("giver__sort_key", "giver_id")
    return InTurn(
        (rows.filter(state=ACTIVE), totals["named"] + totals["blank"]),
        (rows.exclude(state=ACTIVE), totals["withdrawn"]),
    )


def proxies_found(meeting: Meeting, query: str) -> Sequence[Proxy]:
    """Return the meeting's proxies whose giver or holder matches the query, valid ones first."""
    rows = _shown(meeting)
    for word in fold(query).split()[:8]:
        voices = RollEntry.objects.filter(meeting=meeting, search_key__contains=word).order_by()
        keys = list(voices.values_list("pk", flat=True)[:FOUND_AT_MOST])
        rows = rows.filter(Q(giver__in=keys) | Q(holder__in=keys))
    return found(rows.order_by("state", "giver__sort_key", "pk"))


def _shown(meeting: Meeting) -> QuerySet[Proxy]:
    return (
        Proxy.objects.filter(meeting=meeting)
        .select_related("giver", "holder")
        .only(
            *_SHOWN, *(f"giver__{name}" for name in _NAMED), *(f"holder__{name}" for name in _NAMED)
        )
    )


def proxy_totals(meeting: Meeting) -> dict[str, int]:
    """Return how many proxies are `named`, `blank` and `withdrawn`, in one query."""
    valid = Q(state=ACTIVE)
    return Proxy.objects.filter(meeting=meeting).aggregate(
        named=Count("pk", filter=valid & Q(holder__isnull=False)),
        blank=Count("pk", filter=valid & Q(holder=None)),
        withdrawn=Count("pk", filter=~valid),
    )


def proxy_given_by(entry: RollEntry) -> Proxy | None:
    """Return the valid proxy this voice has given, with its holder."""
    return (
        Proxy.objects.filter(giver=entry, state=ACTIVE)
        .select_related("holder", "giver__meeting__organisation")
        .first()
    )


def givers_to(entry: RollEntry) -> QuerySet[RollEntry]:
    """Return the voices this voice represents, in the order the proxies came."""
    return RollEntry.objects.filter(
        proxies_given__holder=entry, proxies_given__state=ACTIVE
    ).order_by("proxies_given__given_at", "pk")


def blank_choices(
    resolutions: Iterable[Resolution], direction: str | None
) -> dict[str, list[Resolution]]:
    """Part the texts by how a blank proxy votes on them: keys `for`, `against` and `abstain`."""
    parted: dict[str, list[Resolution]] = {"for": [], "against": [], "abstain": []}
    for resolution in resolutions:
        parted[blank_direction(resolution.board_supported, direction)].append(resolution)
    return parted
