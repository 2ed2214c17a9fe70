"""The proxies of a meeting, of one voice, and the choice each would be."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from mandates.models import Proxy
from mandates.rules.proxies import blank_direction
from meetings.models import Meeting, Resolution, RollEntry
from tala.lib.text import fold

ACTIVE = Proxy.State.ACTIVE
_SHOWN = ("meeting_id", "state", "via", "given_at", "withdrawn_at")
_NAMED = ("meeting_id", "name", "number", "college_name")
"""What the list says of a proxy and of its voices: narrow rows are quick to sort."""


def proxies_found(meeting: Meeting, query: str = "") -> QuerySet[Proxy]:
    """Return the meeting's proxies, valid ones first, whose giver or holder matches the query."""
    found = Q()
    for word in fold(query).split():
        voices = RollEntry.objects.filter(meeting=meeting, search_key__contains=word)
        found &= Q(giver__in=voices) | Q(holder__in=voices)
    return (
        Proxy.objects.filter(found, meeting=meeting)
        .select_related("giver", "holder")
        .only(
            *_SHOWN, *(f"giver__{name}" for name in _NAMED), *(f"holder__{name}" for name in _NAMED)
        )
        .order_by("state", "giver__sort_key", "pk")
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


def blank_choices(resolutions: Iterable[Resolution]) -> dict[str, list[Resolution]]:
    """Part the texts by how a blank proxy votes on them: keys `for` and `against`."""
    parted: dict[str, list[Resolution]] = {"for": [], "against": []}
    for resolution in resolutions:
        parted[blank_direction(resolution.board_supported)].append(resolution)
    return parted
