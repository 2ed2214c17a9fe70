"""The pages of the letters: their printing, the file, the day they were posted."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from meetings.forms import PostedForm
from meetings.keys import cancel_letters_key, letter_key, letters_key
from meetings.models import Meeting
from meetings.selectors.calendar import days_late
from meetings.selectors.evidence import letter_counts
from meetings.services.convocations import letters_posted as record_posted
from meetings.views.load import load_convocation, load_meeting
from organisations.models import Job
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from tala.lib import clock


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def letters_page(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Follow the printing of the letters, then offer the file and ask when they were posted."""
    return _page(request, load_meeting(request, meeting_id), None)


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def letters_posted(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Record the day the letters were handed to the post."""
    meeting = load_meeting(request, meeting_id)
    form = PostedForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, form)
    page = ("letters_page", request.organisation.slug, meeting.pk)
    posted_on = form.cleaned_data["posted_on"]
    try:
        count = record_posted(meeting=meeting, actor=request.actor, posted_on=posted_on)
    except Refused as refused:
        return say_refusal(request, refused, *page)
    messages.success(
        request,
        ngettext(
            "%(n)s lettre est notée comme remise à la poste.",
            "%(n)s lettres sont notées comme remises à la poste.",
            count,
        )
        % {"n": count},
    )
    late = days_late(meeting, meeting.typed_statutes, posted_on)
    if late:
        messages.warning(
            request,
            ngettext(
                "Elles sont parties %(n)s jour après le dernier jour légal d’envoi.",
                "Elles sont parties %(n)s jours après le dernier jour légal d’envoi.",
                late,
            )
            % {"n": late},
        )
    return redirect(*page)


@require_GET
@organisation_page(Action.LETTERS_PRINT)
def letters_download(request: OrganisationRequest, meeting_id: int) -> FileResponse:
    """Download the letters to print."""
    meeting = load_meeting(request, meeting_id)
    return _file(letters_key(meeting), f"lettres-{meeting.day:%Y-%m-%d}.pdf")


@require_GET
@organisation_page(Action.LETTERS_PRINT)
def letter_download(
    request: OrganisationRequest, meeting_id: int, convocation_id: int
) -> FileResponse:
    """Download the letter printed for one member alone."""
    convocation = load_convocation(load_meeting(request, meeting_id), convocation_id)
    key = letter_key(convocation, convocation.entry.link_version)
    return _file(key, f"lettre-{convocation.entry_id}.pdf")


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def cancel_letters_download(request: OrganisationRequest, meeting_id: int) -> FileResponse:
    """Download the letters that cancel the meeting."""
    meeting = load_meeting(request, meeting_id)
    return _file(cancel_letters_key(meeting), f"annulation-{meeting.day:%Y-%m-%d}.pdf")


def _file(key: str, name: str) -> FileResponse:
    job = get_object_or_404(Job, key=key, state=Job.State.DONE)
    return FileResponse(job.file.open(), as_attachment=True, filename=name)


def _page(request: OrganisationRequest, meeting: Meeting, form: PostedForm | None) -> HttpResponse:
    job = Job.objects.filter(key=letters_key(meeting)).first()
    context = {
        "meeting": meeting,
        "letters": letter_counts(meeting),
        "job": job,
        "busy": job is not None and job.state in {Job.State.QUEUED, Job.State.RUNNING},
        "form": form or PostedForm(initial={"posted_on": clock.today()}),
    }
    status = 422 if form is not None else 200
    return render(request, "meetings/letters_page.html", context, status=status)
