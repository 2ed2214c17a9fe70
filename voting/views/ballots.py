"""The acts on one ballot of the sitting: open, close, count the room, declare."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from voting.forms import RoomTotalsForm
from voting.models import Ballot
from voting.render.result import channels
from voting.selectors.papers import ballot_channels
from voting.services.ballot import ballot_close, ballot_open
from voting.services.declare import CastingVote, ballot_declare
from voting.services.room import room_total_record
from voting.views.found import ballot_of

TIED = "casting_vote_needed"
"""The code of the refusal that asks for the chair's casting vote, and its mark in the address."""


@require_POST
@organisation_page(Action.SESSION_HOLD)
def ballot_open_act(request: OrganisationRequest, meeting_id: int, ballot_id: int) -> HttpResponse:
    """Open a ballot to the voices that are here."""
    ballot = ballot_of(request, meeting_id, ballot_id)
    try:
        ballot_open(ballot=ballot, actor=request.actor)
    except Refused as refused:
        return _refused(request, meeting_id, refused)
    messages.success(
        request, _("Le scrutin n°\u00a0%(number)s est ouvert.") % {"number": ballot.number}
    )
    return redirect("session_page", request.organisation.slug, meeting_id)


@require_POST
@organisation_page(Action.SESSION_HOLD)
def ballot_close_act(request: OrganisationRequest, meeting_id: int, ballot_id: int) -> HttpResponse:
    """Close a ballot, then go and count the room."""
    ballot = ballot_of(request, meeting_id, ballot_id)
    try:
        ballot_close(ballot=ballot, actor=request.actor)
    except Refused as refused:
        return _refused(request, meeting_id, refused)
    messages.success(
        request, _("Le scrutin n°\u00a0%(number)s est clos.") % {"number": ballot.number}
    )
    return redirect("ballot_count", request.organisation.slug, meeting_id, ballot_id)


@organisation_page(Action.PAPER_TOTALS_RECORD)
def ballot_count(request: OrganisationRequest, meeting_id: int, ballot_id: int) -> HttpResponse:
    """Show what a closed ballot holds, take the votes of the room, and offer to declare."""
    ballot = ballot_of(request, meeting_id, ballot_id)
    if ballot.state == Ballot.State.DECLARED and request.method != "POST":
        return redirect("result_page", request.organisation.slug, meeting_id, ballot_id)
    form = RoomTotalsForm(ballot, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            room_total_record(ballot=ballot, actor=request.actor, totals=form.totals())
        except Refused as refused:
            form.add_error(None, [str(reason) for reason in refused.reasons])
        else:
            messages.success(request, _("Le décompte de la salle est enregistré."))
            return redirect("ballot_count", request.organisation.slug, meeting_id, ballot_id)
    ballot.channels = ballot_channels(ballot)
    context = {
        "meeting": ballot.poll.meeting,
        "ballot": ballot,
        "tied": TIED in request.GET and ballot.typed_rule.tie == "casting_vote",
        "form": form,
        "channels": channels(ballot),
        "room_left": sum(form.room.values()) - ballot.channels["room_count"],
    }
    status = 422 if form.errors else 200
    return render(request, "voting/ballot_count.html", context, status=status)


@require_POST
@organisation_page(Action.SESSION_HOLD)
def ballot_declare_act(
    request: OrganisationRequest, meeting_id: int, ballot_id: int
) -> HttpResponse:
    """Declare the result, then show it."""
    ballot = ballot_of(request, meeting_id, ballot_id)
    try:
        ballot_declare(
            ballot=ballot,
            actor=request.actor,
            casting_vote=_casting_vote(request.POST.get("casting_vote", "")),
        )
    except Refused as refused:
        slug = request.organisation.slug
        answer = say_refusal(request, refused, "ballot_count", slug, meeting_id, ballot_id)
        if refused.code == TIED:
            return redirect(f"{reverse('ballot_count', args=[slug, meeting_id, ballot_id])}?{TIED}")
        return answer
    return redirect("result_page", request.organisation.slug, meeting_id, ballot_id)


def _casting_vote(posted: str) -> CastingVote | None:
    choices: dict[str, CastingVote] = {"for": "for", "against": "against"}
    return choices.get(posted)


def _refused(request: OrganisationRequest, meeting_id: int, refused: Refused) -> HttpResponse:
    return say_refusal(request, refused, "session_page", request.organisation.slug, meeting_id)
