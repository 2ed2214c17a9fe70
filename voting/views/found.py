"""Finds the meeting, the ballot or the voice of an address, inside the organisation only."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.models import Meeting, RollEntry
from meetings.selectors.visible import visible_meetings
from organisations.views.access import OrganisationRequest
from voting.models import Ballot


def meeting_of(request: OrganisationRequest, meeting_id: int) -> Meeting:
    """Return the meeting this person may see, or answer 404."""
    return get_object_or_404(visible_meetings(request.organisation, request.actor), pk=meeting_id)


def ballot_of(request: OrganisationRequest, meeting_id: int, ballot_id: int) -> Ballot:
    """Return the ballot of a meeting of this organisation, or answer 404."""
    ballots = Ballot.objects.select_related("resolution__item", "poll__meeting__organisation")
    return get_object_or_404(
        ballots,
        pk=ballot_id,
        poll__meeting=meeting_id,
        poll__meeting__organisation=request.organisation,
    )


def declared_ballot_of(request: OrganisationRequest, meeting_id: int, ballot_id: int) -> Ballot:
    """Return the ballot only once its result is declared; before that it is a 404 for everyone."""
    ballot = ballot_of(request, meeting_id, ballot_id)
    if ballot.state != Ballot.State.DECLARED:
        raise Http404
    return ballot


def entry_of(request: OrganisationRequest, meeting_id: int, entry_id: int) -> RollEntry:
    """Return the voice of a meeting of this organisation, or answer 404."""
    entries = RollEntry.objects.select_related("meeting__organisation")
    return get_object_or_404(
        entries,
        pk=entry_id,
        meeting=meeting_id,
        meeting__organisation=request.organisation,
    )
