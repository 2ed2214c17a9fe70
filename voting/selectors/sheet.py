"""The attendance sheet as the desk reads it: found by name, with the acts each line allows."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from mandates.models import Proxy
from meetings.models import Meeting, RollEntry
from meetings.selectors.paging import paginated, searched
from organisations.selectors.remembered import remembered
from tala.lib.text import fold
from voting.selectors.attendance import here

Mode = RollEntry.Mode

FILTERS = {
    "": (_("Toutes les voix"), Q()),
    "ici": (_("Présents et à distance"), here()),
    "partis": (_("Partis"), Q(mode__in=[Mode.PRESENT, Mode.REMOTE], left_at__isnull=False)),
    "representes": (_("Représentés"), Q(mode=Mode.REPRESENTED)),
    "postal": (_("Ont voté avant la séance"), Q(mode=Mode.POSTAL)),
    "excuses": (_("Excusés"), Q(mode=Mode.EXCUSED)),
    "attendus": (_("Sans réponse"), Q(mode=Mode.NONE)),
}
"""Part of the roll -> its name and its condition; the keys are what the address shows."""


@dataclass(frozen=True)
class SheetLine:
    """One voice as the desk sees it."""

    entry: RollEntry
    holder: str
    blank: bool
    voted: bool

    @property
    def gone(self) -> bool:
        """True when the member came and has left."""
        return self.entry.left_at is not None

    @property
    def present(self) -> bool:
        """True when the member is in the room."""
        return self.entry.mode == Mode.PRESENT and not self.gone

    @property
    def remote(self) -> bool:
        """True when the member takes part at a distance."""
        return self.entry.mode == Mode.REMOTE and not self.gone

    @property
    def may_arrive(self) -> bool:
        """True when the arrival can be noted at once."""
        return self.entry.mode in {Mode.NONE, Mode.EXCUSED} or self.gone

    @property
    def may_undo(self) -> bool:
        """True when the line may have been noted by mistake and no vote rests on it."""
        noted = {Mode.PRESENT, Mode.REMOTE, Mode.EXCUSED}
        return self.entry.mode in noted and not self.gone and not self.voted


def sheet_page(meeting: Meeting, search: str, part: str, number: str) -> Page[RollEntry]:
    """Return one page of the roll, filed by name; `search` is by words, without accents or case."""
    part = part if part in FILTERS else ""
    entries = meeting.roll.filter(FILTERS[part][1])
    total = None
    if not fold(search):
        name = f"sheet:{meeting.pk}:{part}"
        total = remembered(meeting.organisation, name, entries.count)
    return paginated(searched(_with_facts(entries), search), total).get_page(number)


def sheet_lines(page: Page[RollEntry]) -> list[SheetLine]:
    """Return the lines of a page; one query with the page itself."""
    return [_line(entry) for entry in page.object_list]


def _with_facts(entries: QuerySet[RollEntry]) -> QuerySet[RollEntry]:
    active = Proxy.objects.filter(giver=OuterRef("pk"), state=Proxy.State.ACTIVE)
    return (
        entries.select_related("paper")
        .annotate(holder_name=Subquery(active.values("holder__name")[:1]))
        .order_by("sort_key", "pk")
    )


def _line(entry: RollEntry) -> SheetLine:
    holder: str = entry.holder_name or ""  # type: ignore[attr-defined]
    return SheetLine(
        entry=entry,
        holder=holder,
        blank=entry.mode == Mode.REPRESENTED and not holder,
        voted=hasattr(entry, "paper"),
    )
