"""The pages of a meeting before it is convened: list, create, prepare, change, copy, delete."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from meetings.forms import MeetingForm
from meetings.models import Meeting
from meetings.selectors.agenda import agenda
from meetings.selectors.calendar import calendar_of
from meetings.selectors.paging import paginated
from meetings.selectors.readiness import readiness
from meetings.selectors.statutes import parameters_of, profile_of
from meetings.selectors.tasks import noted_codes, tasks_of
from meetings.selectors.visible import visible_meetings
from meetings.services.meeting import (
    meeting_create as create,
)
from meetings.services.meeting import (
    meeting_delete as delete,
)
from meetings.services.meeting import (
    meeting_duplicate as duplicate,
)
from meetings.services.meeting import (
    meeting_update,
)
from meetings.usual_agenda import usual_agenda_name
from meetings.views.load import load_draft, load_meeting
from organisations.policies import Action, can
from organisations.refusals import Refused
from organisations.rules.legal_forms import LegalForm
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from organisations.views.confirm import asked_first


@require_GET
@organisation_page(Action.MEETING_VIEW)
def meeting_list(request: OrganisationRequest) -> HttpResponse:
    """List the meetings this person may know of, newest first."""
    meetings = visible_meetings(request.organisation, request.actor)
    page = paginated(meetings).get_page(request.GET.get("page"))
    return render(request, "meetings/meeting_list.html", {"page": page})


@organisation_page(Action.MEETING_PREPARE)
def meeting_create(request: OrganisationRequest) -> HttpResponse:
    """Create a draft, its agenda comes next; the address may propose a kind, a day, an hour."""
    proposed = {name: request.GET[name] for name in ("kind", "day", "hour") if name in request.GET}
    initial = {"kind": Meeting.Kind.ORDINARY, **proposed}
    form = MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        meeting = create(organisation=request.organisation, actor=request.actor, facts=form.facts())
        return redirect("meeting_detail", request.organisation.slug, meeting.pk)
    return _form_page(request, "meetings/meeting_create.html", form)


@require_GET
@organisation_page(Action.MEETING_VIEW)
def meeting_detail(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Show a meeting: what it will decide, its legal calendar, and what blocks its convocation."""
    meeting = load_meeting(request, meeting_id)
    is_draft = meeting.state == Meeting.State.DRAFT
    profile = profile_of(meeting) if meeting.statutes is None else None
    params = meeting.typed_statutes if meeting.statutes else parameters_of(meeting, profile)
    lines = agenda(meeting)
    found = readiness(meeting, profile.typed if profile else None, lines, None)
    editable = is_draft and bool(can(request.actor, Action.MEETING_PREPARE, request.organisation))
    notes = list(meeting.tasks.all())
    follows = bool(can(request.actor, Action.CONVOCATION_PROOF, request.organisation))
    context = {
        "meeting": meeting,
        "lines": lines,
        "calendar": calendar_of(meeting, params, {note.code for note in notes}),
        "tasks": tasks_of(meeting, params, lines, notes, request.actor) if follows else [],
        "readiness": found if is_draft else None,
        "facts_editable": editable,
        "editable": editable and meeting.first_meeting_id is None,
        "second": meeting.second_meetings.exclude(state=Meeting.State.CANCELLED).first()
        if meeting.state == Meeting.State.CLOSED
        else None,
        "usual_name": _(usual_agenda_name(LegalForm(request.organisation.legal_form))),
        "texts": sum(len(line.resolutions) for line in lines),
    }
    return render(request, "meetings/meeting_detail.html", context)


@require_GET
@organisation_page(Action.MEETING_VIEW)
def meeting_calendar(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Explain every legal date of a meeting: where it comes from and how it is counted."""
    meeting = load_meeting(request, meeting_id)
    profile = profile_of(meeting) if meeting.statutes is None else None
    params = meeting.typed_statutes if meeting.statutes else parameters_of(meeting, profile)
    context = {
        "meeting": meeting,
        "calendar": calendar_of(meeting, params, noted_codes(meeting)),
        "params": params,
        "version": profile.version if profile else meeting.statutes_version,
    }
    return render(request, "meetings/meeting_calendar.html", context)


@organisation_page(Action.MEETING_PREPARE)
def meeting_edit(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Change the facts of a draft."""
    try:
        meeting = load_draft(request, meeting_id)
        form = MeetingForm(
            request.POST or None,
            initial=MeetingForm.initial_of(meeting),
            second_kind=meeting.kind if meeting.first_meeting_id else "",
        )
        if request.method == "POST" and form.is_valid():
            meeting_update(meeting=meeting, actor=request.actor, facts=form.facts())
            return redirect("meeting_detail", request.organisation.slug, meeting.pk)
    except Refused as refused:
        return say_refusal(
            request, refused, "meeting_detail", request.organisation.slug, meeting_id
        )
    return _form_page(request, "meetings/meeting_edit.html", form, meeting)


@organisation_page(Action.MEETING_PREPARE)
def meeting_duplicate(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Start a draft from the agenda of another meeting, at a new date."""
    meeting = load_meeting(request, meeting_id)
    known = MeetingForm.initial_of(meeting)
    initial = {**known, "title": "", "day": None, "convener_decided_on": None}
    form = MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        draft = duplicate(meeting=meeting, actor=request.actor, facts=form.facts())
        messages.success(
            request,
            _("L’ordre du jour est repris. Relisez chaque texte et joignez les pièces de l’année."),
        )
        return redirect("meeting_detail", request.organisation.slug, draft.pk)
    return _form_page(request, "meetings/meeting_duplicate.html", form, meeting)


@require_POST
@organisation_page(Action.MEETING_PREPARE)
@asked_first(gettext_lazy("Supprimer ce projet de réunion, ses textes et ses pièces ?"))
def meeting_delete(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Delete a draft."""
    meeting = load_meeting(request, meeting_id)
    try:
        delete(meeting=meeting, actor=request.actor)
    except Refused as refused:
        return say_refusal(
            request, refused, "meeting_detail", request.organisation.slug, meeting.pk
        )
    messages.success(request, _("Le projet de réunion est supprimé."))
    return redirect("meeting_list", request.organisation.slug)


def _form_page(
    request: OrganisationRequest,
    template: str,
    form: MeetingForm,
    meeting: Meeting | None = None,
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, "meeting": meeting}, status=status)
