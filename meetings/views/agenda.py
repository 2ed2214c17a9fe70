"""The acts on a draft's agenda: points, resolutions, order."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from meetings.forms import ItemForm, ResolutionForm
from meetings.models import Meeting
from meetings.services import agenda as services
from meetings.services.agenda import Direction
from meetings.views.load import load_draft, load_item, load_meeting, load_resolution
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.rules.legal_forms import LegalForm, company_form
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from organisations.views.confirm import asked_first


@organisation_page(Action.MEETING_PREPARE)
def item_create(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Add a point to the agenda."""
    try:
        meeting = load_draft(request, meeting_id)
        form = ItemForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            item = services.item_add(meeting=meeting, actor=request.actor, facts=form.facts())
            if item.carries_votes:
                messages.success(request, _("Point ajouté. Écrivez maintenant le texte à voter."))
                return redirect("resolution_create", request.organisation.slug, meeting.pk, item.pk)
            return _back(request, meeting_id)
    except Refused as refused:
        return _refuse(request, refused, meeting_id)
    return _form_page(request, "meetings/item_create.html", form, {"meeting": meeting})


@organisation_page(Action.MEETING_PREPARE)
def item_edit(request: OrganisationRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Change a point."""
    try:
        meeting = load_draft(request, meeting_id)
        item = load_item(meeting, item_id)
        form = ItemForm(request.POST or None, initial=ItemForm.initial_of(item))
        if request.method == "POST" and form.is_valid():
            services.item_edit(item=item, actor=request.actor, facts=form.facts())
            return _back(request, meeting_id)
    except Refused as refused:
        return _refuse(request, refused, meeting_id)
    context = {"meeting": meeting, "item": item}
    return _form_page(request, "meetings/item_edit.html", form, context)


@require_POST
@organisation_page(Action.MEETING_PREPARE)
@asked_first(gettext_lazy("Retirer ce point, ses résolutions et ses pièces ?"))
def item_delete(request: OrganisationRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Delete a point with its texts and papers."""
    item = load_item(load_meeting(request, meeting_id), item_id)
    return _act(request, meeting_id, lambda: services.item_delete(item=item, actor=request.actor))


@require_POST
@organisation_page(Action.MEETING_PREPARE)
def item_move(request: OrganisationRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Move a point up or down."""
    item = load_item(load_meeting(request, meeting_id), item_id)
    return _act(
        request,
        meeting_id,
        lambda: services.item_move(item=item, actor=request.actor, direction=_direction(request)),
    )


@require_POST
@organisation_page(Action.MEETING_PREPARE)
def agenda_reorder(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Put the points in the order of the ids sent as `order`, one value each."""
    meeting = load_meeting(request, meeting_id)
    order = [int(key) for key in request.POST.getlist("order") if key.isdecimal()]
    return _act(
        request,
        meeting_id,
        lambda: services.agenda_reorder(meeting=meeting, actor=request.actor, order=order),
    )


@require_POST
@organisation_page(Action.MEETING_PREPARE)
def agenda_fill(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Write the usual agenda into an empty draft."""
    meeting = load_meeting(request, meeting_id)
    return _act(
        request, meeting_id, lambda: services.agenda_fill(meeting=meeting, actor=request.actor)
    )


@organisation_page(Action.MEETING_PREPARE)
def resolution_create(request: OrganisationRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Add a text under a point."""
    try:
        meeting = load_draft(request, meeting_id)
        item = load_item(meeting, item_id)
        form = ResolutionForm(
            request.POST or None,
            kind=meeting.kind,
            has_manager=_has_manager(meeting),
            initial={"board_supported": True},
        )
        if request.method == "POST" and form.is_valid():
            services.resolution_add(item=item, actor=request.actor, facts=form.facts())
            return _back(request, meeting_id)
    except Refused as refused:
        return _refuse(request, refused, meeting_id)
    context = {"meeting": meeting, "item": item}
    return _form_page(request, "meetings/resolution_create.html", form, context)


@organisation_page(Action.MEETING_PREPARE)
def resolution_edit(
    request: OrganisationRequest, meeting_id: int, resolution_id: int
) -> HttpResponse:
    """Change a text."""
    try:
        meeting = load_draft(request, meeting_id)
        resolution = load_resolution(meeting, resolution_id)
        form = ResolutionForm(
            request.POST or None,
            kind=meeting.kind,
            has_manager=_has_manager(meeting),
            initial=ResolutionForm.initial_of(resolution),
        )
        if request.method == "POST" and form.is_valid():
            services.resolution_edit(resolution=resolution, actor=request.actor, facts=form.facts())
            return _back(request, meeting_id)
    except Refused as refused:
        return _refuse(request, refused, meeting_id)
    context = {"meeting": meeting, "item": resolution.item, "resolution": resolution}
    return _form_page(request, "meetings/resolution_edit.html", form, context)


@require_POST
@organisation_page(Action.MEETING_PREPARE)
@asked_first(gettext_lazy("Retirer cette résolution ?"))
def resolution_delete(
    request: OrganisationRequest, meeting_id: int, resolution_id: int
) -> HttpResponse:
    """Delete a text."""
    resolution = load_resolution(load_meeting(request, meeting_id), resolution_id)
    return _act(
        request,
        meeting_id,
        lambda: services.resolution_delete(resolution=resolution, actor=request.actor),
    )


@require_POST
@organisation_page(Action.MEETING_PREPARE)
def resolution_move(
    request: OrganisationRequest, meeting_id: int, resolution_id: int
) -> HttpResponse:
    """Move a text up or down within its point."""
    resolution = load_resolution(load_meeting(request, meeting_id), resolution_id)
    return _act(
        request,
        meeting_id,
        lambda: services.resolution_move(
            resolution=resolution, actor=request.actor, direction=_direction(request)
        ),
    )


def _has_manager(meeting: Meeting) -> bool:
    return company_form(LegalForm(meeting.organisation.legal_form)) == "sarl"


def _direction(request: OrganisationRequest) -> Direction:
    return "up" if request.POST.get("move") == "up" else "down"


def _act(request: OrganisationRequest, meeting_id: int, act: Callable[[], object]) -> HttpResponse:
    """Do an act of one button, then show the agenda again."""
    try:
        act()
    except Refused as refused:
        return _refuse(request, refused, meeting_id)
    return _back(request, meeting_id)


def _back(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    return redirect("meeting_detail", request.organisation.slug, meeting_id)


def _refuse(request: OrganisationRequest, refused: Refused, meeting_id: int) -> HttpResponse:
    return say_refusal(request, refused, "meeting_detail", request.organisation.slug, meeting_id)


def _form_page(
    request: OrganisationRequest, template: str, form: Form, context: Mapping[str, object]
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
