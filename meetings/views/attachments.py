"""The papers of a meeting: join one to a draft, read it, remove it."""

from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from meetings.forms import AttachmentForm
from meetings.services.attachments import attachment_add as add
from meetings.services.attachments import attachment_delete as delete
from meetings.views.load import load_attachment, load_draft, load_item, load_meeting
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from organisations.views.confirm import asked_first


@organisation_page(Action.MEETING_PREPARE)
def attachment_add(request: OrganisationRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Join a PDF to a point; a file that is none is refused with the reason, on the form."""
    slug = request.organisation.slug
    try:
        meeting = load_draft(request, meeting_id)
    except Refused as refused:
        return say_refusal(request, refused, "meeting_detail", slug, meeting_id)
    item = load_item(meeting, item_id)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = cast("UploadedFile[bytes]", form.cleaned_data["file"])
        try:
            add(
                item=item,
                actor=request.actor,
                title=form.titled(),
                filename=file.name or "",
                data=file.read(),
            )
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("meeting_detail", slug, meeting_id)
    context = {"form": form, "meeting": meeting, "item": item}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "meetings/attachment_add.html", context, status=status)


@require_GET
@organisation_page(Action.MEETING_VIEW)
def attachment_download(
    request: OrganisationRequest, meeting_id: int, attachment_id: int
) -> FileResponse:
    """Download a paper, always as a file: never shown inside the site."""
    attachment = load_attachment(load_meeting(request, meeting_id), attachment_id)
    response = FileResponse(
        attachment.file.open(),
        as_attachment=True,
        filename=attachment.filename,
        content_type="application/pdf",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@organisation_page(Action.MEETING_PREPARE)
@asked_first(gettext_lazy("Retirer cette pièce ?"))
def attachment_delete(
    request: OrganisationRequest, meeting_id: int, attachment_id: int
) -> HttpResponse:
    """Remove a paper from a draft."""
    slug = request.organisation.slug
    attachment = load_attachment(load_meeting(request, meeting_id), attachment_id)
    try:
        delete(attachment=attachment, actor=request.actor)
    except Refused as refused:
        return say_refusal(request, refused, "meeting_detail", slug, meeting_id)
    return redirect("meeting_detail", slug, meeting_id)
