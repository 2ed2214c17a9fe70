"""The one button that goes from a first meeting to its second convocation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from tala.lib import dates
from voting.services.second_call import second_call_create
from voting.views.found import meeting_of


@require_POST
@organisation_page(Action.MEETING_PREPARE)
def second_call_act(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Prepare the second meeting, then show it: its date can still be moved."""
    meeting = meeting_of(request, meeting_id)
    try:
        draft = second_call_create(meeting=meeting, actor=request.actor)
    except Refused as refused:
        slug = request.organisation.slug
        return say_refusal(request, refused, "results_overview", slug, meeting.pk)
    messages.success(
        request,
        _(
            "La seconde convocation est préparée pour le %(when)s, première date possible. "
            "Vérifiez la date et le lieu, puis convoquez."
        )
        % {"when": dates.long_datetime(draft.starts_at)},
    )
    return redirect("meeting_detail", request.organisation.slug, draft.pk)
