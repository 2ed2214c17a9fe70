"""The page that cancels a convened meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.forms import CancelForm
from meetings.selectors.evidence import convocation_progress_of, letter_counts
from meetings.services.cancel import meeting_cancel as cancel
from meetings.views.load import load_meeting
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal


@organisation_page(Action.MEETING_CONVENE)
def meeting_cancel(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Say what cancelling does and ask why; on confirmation, cancel."""
    meeting = load_meeting(request, meeting_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        page = ("meeting_convene_page", request.organisation.slug, meeting.pk)
        try:
            cancel(meeting=meeting, actor=request.actor, reason=form.cleaned_data["reason"])
        except Refused as refused:
            return say_refusal(request, refused, *page)
        messages.success(request, _("La réunion est annulée. Les membres en sont avertis."))
        return redirect(*page)
    context = {
        "meeting": meeting,
        "form": form,
        "progress": convocation_progress_of(meeting),
        "letters": letter_counts(meeting),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_cancel.html", context, status=status)
