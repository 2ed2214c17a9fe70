"""The cockpit of the sitting: who is here, what each college weighs, the one next act."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from meetings.models import Meeting
from meetings.services.session import session_bureau, session_close, session_open
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from tala.lib import clock
from voting.forms import BureauForm
from voting.models import Ballot
from voting.render.result import outcome
from voting.selectors.second_call import second_call_of
from voting.selectors.session import (
    ballots_of,
    lacking_quorums,
    live_attendance,
    next_ballot,
    state_mark,
)
from voting.services.part import part_record_no_quorum
from voting.views.found import meeting_of


@require_safe
@organisation_page(Action.ATTENDANCE_VIEW)
def session_page(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Show the sitting: before it opens, while it is held, once it is closed."""
    meeting = meeting_of(request, meeting_id)
    return render(request, "voting/session_page.html", _context(request, meeting))


@require_safe
@organisation_page(Action.ATTENDANCE_VIEW)
def session_live(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Show the live attendance alone: htmx puts it in the page every few seconds.

    A page that shows an older state of the sitting (`seen`) is told to reload; `brief` leaves the
    bars out.
    """
    meeting = meeting_of(request, meeting_id)
    ballots = ballots_of(meeting)
    live = live_attendance(meeting, ballots)
    if request.GET.get("seen") not in {None, state_mark(meeting, ballots, live)}:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "meeting": meeting,
        "live": live,
        "brief": "brief" in request.GET,
    }
    return render(request, "voting/session_live.html", context)


@require_POST
@organisation_page(Action.SESSION_HOLD)
def session_open_act(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Open the sitting with its bureau."""
    meeting = meeting_of(request, meeting_id)
    form = BureauForm(request.POST, ask_early=True)
    if not form.is_valid():
        context = {**_context(request, meeting), "form": form}
        return render(request, "voting/session_page.html", context, status=422)
    try:
        session_open(meeting=meeting, actor=request.actor, **form.cleaned_data)
    except Refused as refused:
        return _refused(request, meeting, refused)
    messages.success(request, _("La séance est ouverte. Les votes depuis chez soi sont arrêtés."))
    return _back(request, meeting)


@require_POST
@organisation_page(Action.SESSION_HOLD)
def session_bureau_act(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Correct the bureau of the open sitting."""
    meeting = meeting_of(request, meeting_id)
    form = BureauForm(request.POST)
    if not form.is_valid():
        context = {**_context(request, meeting), "form": form}
        return render(request, "voting/session_page.html", context, status=422)
    try:
        session_bureau(meeting=meeting, actor=request.actor, **form.cleaned_data)
    except Refused as refused:
        return _refused(request, meeting, refused)
    messages.success(request, _("Le bureau est corrigé."))
    return _back(request, meeting)


@organisation_page(Action.SESSION_HOLD)
def session_close_page(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Say what closing the sitting means and what was not voted, then close it."""
    meeting = meeting_of(request, meeting_id)
    if request.method != "POST":
        ballots = ballots_of(meeting)
        pending = [row for row in ballots if row.state == Ballot.State.PENDING]
        lacking = lacking_quorums(live_attendance(meeting, ballots))
        context = {"meeting": meeting, "pending": pending, "lacking": lacking}
        return render(request, "voting/session_close_page.html", context)
    try:
        session_close(meeting=meeting, actor=request.actor)
    except Refused as refused:
        return _refused(request, meeting, refused)
    messages.success(request, _("La séance est levée. Le procès-verbal peut être rédigé."))
    return _back(request, meeting)


@require_POST
@organisation_page(Action.SESSION_HOLD)
def part_no_quorum_act(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Record that one part of the meeting lacks its quorum and cannot be voted."""
    meeting = meeting_of(request, meeting_id)
    try:
        aside = part_record_no_quorum(
            meeting=meeting, actor=request.actor, part=request.POST.get("part", "")
        )
    except Refused as refused:
        return _refused(request, meeting, refused)
    messages.success(
        request,
        ngettext(
            "Le quorum non atteint est constaté\u00a0: %(n)s résolution n’est pas mise aux "
            "voix. Le procès-verbal en donnera les chiffres.",
            "Le quorum non atteint est constaté\u00a0: %(n)s résolutions ne sont pas mises aux "
            "voix. Le procès-verbal en donnera les chiffres.",
            aside,
        )
        % {"n": aside},
    )
    return _back(request, meeting)


def _context(request: OrganisationRequest, meeting: Meeting) -> dict[str, Any]:
    ballots = ballots_of(meeting)
    early = clock.today() < meeting.day
    form = BureauForm.of(
        meeting,
        suggested_chair=str(request.user),
        ask_early=early and meeting.state == Meeting.State.CONVENED,
    )
    live = live_attendance(meeting, ballots) if meeting.is_convened else None
    lacking = lacking_quorums(live)
    parts = {quorum.part for quorum in live.quorums if not quorum.met} if live else set()
    following = next_ballot(ballots, parts)
    return {
        "meeting": meeting,
        "early": early,
        "form": form,
        "live": live,
        "lacking": lacking,
        "lacking_parts": parts,
        "next_lacks": following is not None
        and following.state == Ballot.State.PENDING
        and following.typed_rule.part in parts,
        "ballots": [(ballot, outcome(ballot)) for ballot in ballots],
        "next": following,
        "second_call": second_call_of(meeting, ballots),
        "seen": state_mark(meeting, ballots, live),
    }


def _refused(request: OrganisationRequest, meeting: Meeting, refused: Refused) -> HttpResponse:
    return say_refusal(request, refused, "session_page", request.organisation.slug, meeting.pk)


def _back(request: OrganisationRequest, meeting: Meeting) -> HttpResponse:
    return redirect("session_page", request.organisation.slug, meeting.pk)
