"""The archive of a meeting: every paper it leaves, with its fingerprint."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_GET

from documents.models import Minutes
from documents.render.attendance_sheet import attendance_sheet_pdf
from meetings.models import Meeting
from organisations.models import Job
from organisations.policies import Action
from organisations.views.access import OrganisationRequest, organisation_page
from voting.models import Ballot


@require_GET
@organisation_page(Action.MINUTES_VIEW)
def meeting_archive(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Show what the meeting leaves: proofs, sheet, counts, minutes."""
    meeting = get_object_or_404(Meeting, pk=meeting_id, organisation=request.organisation)
    context = {
        "meeting": meeting,
        "minutes": Minutes.objects.filter(meeting=meeting).first(),
        "letters": Job.objects.filter(key=f"meeting:{meeting.pk}:letters").first(),
        "ballots": Ballot.objects.filter(
            poll__meeting=meeting, state=Ballot.State.DECLARED
        ).select_related("resolution"),
    }
    return render(request, "documents/meeting_archive.html", context)


@require_GET
@organisation_page(Action.ATTENDANCE_VIEW)
def attendance_sheet(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Download the attendance sheet as it stands now, ready to sign."""
    meeting = get_object_or_404(
        Meeting.objects.exclude(state=Meeting.State.DRAFT),
        pk=meeting_id,
        organisation=request.organisation,
    )
    with translation.override("fr"):  # signed and annexed to the French register
        sheet = attendance_sheet_pdf(meeting)
    response = HttpResponse(sheet, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="feuille-de-presence-{meeting.pk}.pdf"'
    return response
