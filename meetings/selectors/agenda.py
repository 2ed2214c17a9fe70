"""The agenda as people read it: points and resolutions numbered, papers beside them."""

from dataclasses import dataclass

from meetings.models import AgendaItem, Attachment, Meeting, Resolution


@dataclass(frozen=True)
class NumberedResolution:
    """A resolution and its number, counted over the whole meeting."""

    number: int
    resolution: Resolution


@dataclass(frozen=True)
class AgendaLine:
    """A point of the agenda, its number, its texts and its papers."""

    number: int
    item: AgendaItem
    resolutions: tuple[NumberedResolution, ...]
    attachments: tuple[Attachment, ...]

    @property
    def last_number(self) -> int:
        """The number of the last resolution under this point; 0 without any."""
        return self.resolutions[-1].number if self.resolutions else 0


def agenda(meeting: Meeting) -> list[AgendaLine]:
    """Return the agenda in order, in three queries."""
    items = meeting.items.order_by("position", "pk").prefetch_related("resolutions", "attachments")
    lines = []
    count = 0
    for number, item in enumerate(items, start=1):
        texts = tuple(
            NumberedResolution(count + place, resolution)
            for place, resolution in enumerate(item.resolutions.all(), start=1)
        )
        count += len(texts)
        lines.append(AgendaLine(number, item, texts, tuple(item.attachments.all())))
    return lines
