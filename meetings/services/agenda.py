"""Changes the agenda of a draft: its points and the texts put to the vote."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Literal

from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils.translation import gettext as _

from meetings.models import AgendaItem, Meeting, Resolution
from meetings.services.drafts import agenda_claim
from meetings.usual_agenda import usual_agenda
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.rules.legal_forms import LegalForm
from organisations.services.journal import journal_write

Direction = Literal["up", "down"]


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """What is written of a point; `minutes` is its expected length."""

    kind: str
    title: str
    notes: str = ""
    presenter: str = ""
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class ResolutionFacts:
    """What is written of a text put to the vote."""

    title: str
    text: str
    majority: str = Resolution.Majority.ORDINARY
    board_supported: bool = True


def item_add(*, meeting: Meeting, actor: Actor, facts: ItemFacts) -> AgendaItem:
    """Add a point at the end of the agenda."""
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        item = AgendaItem.objects.create(
            meeting=meeting, position=_next_position(meeting.items.all()), **asdict(facts)
        )
        _journal(meeting, actor, "item.add", item=item.pk, **asdict(facts))
    return item


def item_edit(*, item: AgendaItem, actor: Actor, facts: ItemFacts) -> None:
    """Change a point; a point that holds texts must stay one that is voted on."""
    meeting = item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        votes = facts.kind in {AgendaItem.Kind.DECISION, AgendaItem.Kind.ELECTION}
        if not votes and item.resolutions.exists():
            raise Refused(
                _(
                    "Ce point contient des résolutions : il doit rester une décision ou une"
                    " élection. Supprimez d’abord ses résolutions."
                ),
                code="item_has_resolutions",
            )
        AgendaItem.objects.filter(pk=item.pk).update(**asdict(facts))
        _journal(meeting, actor, "item.edit", item=item.pk, **asdict(facts))


def item_delete(*, item: AgendaItem, actor: Actor) -> None:
    """Delete a point with its texts and its papers."""
    meeting = item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        for paper in item.attachments.all():
            transaction.on_commit(partial(paper.file.storage.delete, str(paper.file.name)))
        details = {"item": item.pk, "title": item.title}
        item.delete()
        _renumber(AgendaItem, meeting.items.order_by("position", "pk"))
        _journal(meeting, actor, "item.delete", **details)


def item_move(*, item: AgendaItem, actor: Actor, direction: Direction) -> None:
    """Move a point one place; at the end of the list nothing changes."""
    meeting = item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        order = list(meeting.items.order_by("position", "pk").values_list("pk", flat=True))
        _write_order(AgendaItem, _moved(order, item.pk, direction))
        _journal(meeting, actor, "item.move", item=item.pk, direction=direction)


def agenda_reorder(*, meeting: Meeting, actor: Actor, order: Sequence[int]) -> None:
    """Put the points in the order of these ids; refused unless each point is named once.

    The list comes from a page that may be older than the agenda.
    """
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        present = set(meeting.items.values_list("pk", flat=True))
        if set(order) != present or len(order) != len(present):
            raise Refused(
                _("L’ordre du jour a changé entre-temps. Rechargez la page, puis recommencez."),
                code="stale",
            )
        _write_order(AgendaItem, order)
        _journal(meeting, actor, "agenda.reorder", order=list(order))


def agenda_fill(*, meeting: Meeting, actor: Actor) -> None:
    """Write the usual agenda of the organisation's legal form into an empty draft."""
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        if meeting.items.exists():
            raise Refused(
                _(
                    "L’ordre du jour contient déjà des points : l’ordre du jour type ne les"
                    " remplace pas. Supprimez-les d’abord, ou complétez-les."
                ),
                code="agenda_not_empty",
            )
        usual = usual_agenda(LegalForm(meeting.organisation.legal_form))
        for position, line in enumerate(usual, start=1):
            item = AgendaItem.objects.create(
                meeting=meeting,
                position=position,
                kind=line.kind,
                title=_(line.title),
                notes=_(line.notes) if line.notes else "",
            )
            Resolution.objects.bulk_create(
                Resolution(item=item, position=place, title=_(text.title), text=_(text.text))
                for place, text in enumerate(line.texts, start=1)
            )
        _journal(meeting, actor, "agenda.fill", items=len(usual))


def resolution_add(*, item: AgendaItem, actor: Actor, facts: ResolutionFacts) -> Resolution:
    """Add a text under a point that is voted on."""
    meeting = item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        if not AgendaItem.objects.get(pk=item.pk).carries_votes:
            raise Refused(
                _(
                    "Ce point est une information ou une discussion : rien n’y est voté."
                    " Changez sa nature en décision ou en élection, puis ajoutez la résolution."
                ),
                code="item_without_vote",
            )
        resolution = Resolution.objects.create(
            item=item, position=_next_position(item.resolutions.all()), **asdict(facts)
        )
        _journal(meeting, actor, "resolution.add", resolution=resolution.pk, **asdict(facts))
    return resolution


def resolution_edit(*, resolution: Resolution, actor: Actor, facts: ResolutionFacts) -> None:
    """Change a text put to the vote."""
    meeting = resolution.item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        Resolution.objects.filter(pk=resolution.pk).update(**asdict(facts))
        _journal(meeting, actor, "resolution.edit", resolution=resolution.pk, **asdict(facts))


def resolution_delete(*, resolution: Resolution, actor: Actor) -> None:
    """Delete a text put to the vote."""
    item = resolution.item
    meeting = item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        details = {"resolution": resolution.pk, "title": resolution.title}
        resolution.delete()
        _renumber(Resolution, item.resolutions.order_by("position", "pk"))
        _journal(meeting, actor, "resolution.delete", **details)


def resolution_move(*, resolution: Resolution, actor: Actor, direction: Direction) -> None:
    """Move a text one place within its point."""
    item = resolution.item
    meeting = item.meeting
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        agenda_claim(meeting)
        order = list(item.resolutions.order_by("position", "pk").values_list("pk", flat=True))
        _write_order(Resolution, _moved(order, resolution.pk, direction))
        _journal(meeting, actor, "resolution.move", resolution=resolution.pk, direction=direction)


def _next_position(rows: "QuerySet[AgendaItem] | QuerySet[Resolution]") -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _moved(order: list[int], key: int, direction: Direction) -> list[int]:
    place = order.index(key)
    target = min(max(place + (-1 if direction == "up" else 1), 0), len(order) - 1)
    order.insert(target, order.pop(place))
    return order


def _renumber(model: type[Model], rows: "QuerySet[AgendaItem] | QuerySet[Resolution]") -> None:
    _write_order(model, list(rows.values_list("pk", flat=True)))


def _write_order(model: type[Model], order: Sequence[int]) -> None:
    for position, key in enumerate(order, start=1):
        model._default_manager.filter(pk=key).update(position=position)


def _journal(meeting: Meeting, actor: Actor, action: str, **details: object) -> None:
    journal_write(
        organisation=meeting.organisation_id,
        actor=actor,
        action=action,
        subject=f"meeting:{meeting.pk}",
        details=details,
    )
