"""The pages of the minutes: write, preview, seal, download, and the register."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from documents.forms import MinutesForm
from documents.models import Minutes
from documents.render.minutes import ITEMS, minutes_record_shown
from documents.services.minutes import minutes_preview, minutes_seal, minutes_start, minutes_write
from meetings.models import Meeting
from organisations.models import Job
from organisations.policies import Action, can
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal


def _meeting(request: OrganisationRequest, meeting_id: int) -> Meeting:
    meetings = Meeting.objects.select_related("organisation__journal_head", "minutes")
    return get_object_or_404(meetings, pk=meeting_id, organisation=request.organisation)


def _minutes(request: OrganisationRequest, meeting_id: int) -> Minutes:
    return get_object_or_404(
        Minutes.objects.select_related("meeting", "organisation"),
        meeting_id=meeting_id,
        organisation=request.organisation,
    )


@organisation_page(Action.MINUTES_VIEW)
def minutes_edit(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Write the minutes; for who may not write, show where they stand and the sealed file."""
    meeting = _meeting(request, meeting_id)
    writes = bool(can(request.actor, Action.MINUTES_WRITE, request.organisation))
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    if minutes is None and writes and request.method == "GET":
        try:
            minutes = minutes_start(meeting=meeting, actor=request.actor)
        except Refused as refused:
            return _page(request, meeting, None, None, waiting=str(refused))
    if minutes is None or minutes.state != Minutes.State.DRAFT or not writes:
        return _page(request, meeting, minutes, None)
    prefetch_related_objects([meeting], *ITEMS)
    prefetch_related_objects([minutes], "debates")
    items = list(meeting.items.all())
    if request.method != "POST":
        return _page(request, meeting, minutes, MinutesForm.of(minutes, items))
    form = MinutesForm(request.POST, items=items)
    if not form.is_valid():
        return _page(request, meeting, minutes, form, status=422)
    try:
        minutes_write(
            minutes=minutes,
            actor=request.actor,
            version=form.cleaned_data["version"],
            texts=form.cleaned_data,
            debates=form.debates(),
        )
    except Refused as refused:
        return _keep_text(request, meeting, minutes, form, refused)
    messages.success(request, _("Le projet de procès-verbal est enregistré."))
    return redirect("minutes_edit", request.organisation.slug, meeting.pk)


def _keep_text(
    request: OrganisationRequest,
    meeting: Meeting,
    minutes: Minutes,
    form: MinutesForm,
    refused: Refused,
) -> HttpResponse:
    """Show the refusal above the writer's own text, ready to be saved over the present version."""
    messages.error(request, str(refused))
    minutes.refresh_from_db()
    posted = request.POST.copy()
    posted["version"] = str(minutes.version)
    return _page(
        request, meeting, minutes, MinutesForm(posted, items=form.items), status=409, stale=True
    )


def _page(
    request: OrganisationRequest,
    meeting: Meeting,
    minutes: Minutes | None,
    form: MinutesForm | None,
    *,
    waiting: str = "",
    stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    draft_job = None
    if minutes is not None:
        draft_job = Job.objects.filter(key=f"minutes:{minutes.pk}:draft:{minutes.version}").first()
    readers = {Action.MINUTES_WRITE, Action.JOURNAL_VIEW}
    reads_draft = any(can(request.actor, action, request.organisation) for action in readers)
    record = minutes_record_shown(minutes) if minutes is not None and reads_draft else None
    debates = []
    if form is not None and record is not None:
        debates = [(item, form[f"debate_{item.pk}"]) for item in record["items"]]
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "form": form,
        "debates": debates,
        "waiting": waiting,
        "stale": stale,
        "draft_job": draft_job,
        "record": record,
    }
    return render(request, "documents/minutes_edit.html", context, status=status)


@require_POST
@organisation_page(Action.MINUTES_WRITE)
def minutes_draft(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Have the draft's PDF made; it appears on the page when ready."""
    minutes_preview(minutes=_minutes(request, meeting_id), actor=request.actor)
    messages.success(
        request, _("Le PDF du projet se prépare ; il apparaît ici dès qu’il est prêt.")
    )
    return redirect("minutes_edit", request.organisation.slug, meeting_id)


@require_GET
@organisation_page(Action.MINUTES_WRITE)
def minutes_draft_download(request: OrganisationRequest, meeting_id: int) -> FileResponse:
    """Download the PDF of the present draft."""
    minutes = _minutes(request, meeting_id)
    key = f"minutes:{minutes.pk}:draft:{minutes.version}"
    job = get_object_or_404(Job, key=key, state=Job.State.DONE)
    return FileResponse(
        job.file.open(), as_attachment=True, filename=f"projet-proces-verbal-{meeting_id}.pdf"
    )


@organisation_page(Action.MINUTES_SEAL)
def minutes_seal_page(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Say what sealing means; on confirmation, seal."""
    minutes = _minutes(request, meeting_id)
    if request.method == "POST":
        try:
            minutes_seal(minutes=minutes, actor=request.actor)
        except Refused as refused:
            return say_refusal(
                request, refused, "minutes_edit", request.organisation.slug, meeting_id
            )
        messages.success(request, _("Le procès-verbal est arrêté ; son PDF se prépare."))
        return redirect("minutes_edit", request.organisation.slug, meeting_id)
    return render(
        request,
        "documents/minutes_seal_page.html",
        {"meeting": minutes.meeting, "minutes": minutes},
    )


@require_GET
@organisation_page(Action.MINUTES_VIEW)
def minutes_download(request: OrganisationRequest, meeting_id: int) -> FileResponse:
    """Download the sealed minutes, exactly the bytes whose SHA-256 the register keeps."""
    minutes = _minutes(request, meeting_id)
    if minutes.state != Minutes.State.SEALED:
        raise Http404
    return FileResponse(
        minutes.file.open(), as_attachment=True, filename=f"proces-verbal-{minutes.number}.pdf"
    )


@require_GET
@organisation_page(Action.MINUTES_VIEW)
def minutes_register(request: OrganisationRequest) -> HttpResponse:
    """List the sealed minutes by number: the register of deliberations."""
    sealed = Minutes.objects.filter(
        organisation=request.organisation, number__isnull=False
    ).select_related("meeting")
    page = Paginator(sealed.order_by("-number"), 50).get_page(request.GET.get("page"))
    return render(request, "documents/minutes_register.html", {"page": page})
