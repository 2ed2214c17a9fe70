"""The page on which the office types in postal votes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings.models import Meeting
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page
from voting.forms_postal import PostalVoteForm
from voting.services.postal import postal_vote_record


@organisation_page(Action.PROXIES_RECORD)
def postal_vote(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Record a postal form; a refusal says why and keeps what was typed."""
    meetings = Meeting.objects.select_related("organisation", "poll")
    meeting = get_object_or_404(
        meetings.filter(convened_at__isnull=False), pk=meeting_id, organisation=request.organisation
    )
    form = PostalVoteForm(meeting, request.POST if request.method == "POST" else None)
    if form.is_valid():
        entry = form.cleaned_data["giver"]
        try:
            postal_vote_record(
                entry=entry,
                actor=request.actor,
                answers=form.answers(),
                received_on=form.received(),
            )
        except Refused as refused:
            form.add_error(None, [str(reason) for reason in refused.reasons])
        else:
            messages.success(
                request, _("Vote par correspondance de %(name)s enregistré.") % {"name": entry.name}
            )
            return redirect("postal_vote", request.organisation.slug, meeting.pk)
    return render(request, "voting/postal_vote.html", {"meeting": meeting, "form": form})
