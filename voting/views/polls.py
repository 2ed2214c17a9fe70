"""The step "vote from home": its window, its turnout, its fingerprint, who has voted."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.policies import Action, can
from organisations.views.access import OrganisationRequest, organisation_page
from voting.models import Poll
from voting.selectors.polls import early_voters, home_turnout
from voting.selectors.session import ballots_of
from voting.selectors.windows import home_vote_closes_at, home_vote_is_open
from voting.views.found import meeting_of

PAGE = 50


@require_safe
@organisation_page(Action.MEETING_VIEW)
def poll_overview(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Show the vote from home; turnout for those who keep the sheet, voters for those who may."""
    meeting = meeting_of(request, meeting_id)
    ballots = ballots_of(meeting)
    poll = ballots[0].poll if ballots else Poll.objects.filter(meeting=meeting).first()
    if poll is None:
        return render(request, "voting/poll_overview.html", {"meeting": meeting, "poll": None})
    rule = ballots[0].typed_rule if ballots else None
    sees_turnout = can(request.actor, Action.ATTENDANCE_VIEW, request.organisation)
    sees_voters = can(request.actor, Action.VOTES_READ, request.organisation)
    turnout = home_turnout(meeting, rule) if sees_turnout else None
    paginator = Paginator(early_voters(poll), PAGE)
    if turnout is not None:
        paginator.count = turnout.voted  # known already: one query less
    context = {
        "meeting": meeting,
        "poll": poll,
        "ballots": ballots,
        "open": home_vote_is_open(meeting),
        "closes_at": home_vote_closes_at(meeting),
        "turnout": turnout,
        "voters": paginator.get_page(request.GET.get("page")) if sees_voters else None,
    }
    return render(request, "voting/poll_overview.html", context)
