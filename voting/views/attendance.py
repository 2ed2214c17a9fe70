"""The desk: finds each voice by name or number, and notes what it does in one click."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.models import Meeting, RollEntry
from meetings.services.attendance import (
    attendance_check_in,
    attendance_check_out,
    attendance_excuse,
    attendance_undo,
)
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page
from voting.selectors.session import ballots_of, live_attendance
from voting.selectors.sheet import FILTERS, sheet_lines, sheet_page
from voting.services.arrival import represented_check_in
from voting.views.found import entry_of, meeting_of


@require_safe
@organisation_page(Action.ATTENDANCE_VIEW)
def attendance_page(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Show the sheet, searched and filtered, with the acts each line allows."""
    meeting = meeting_of(request, meeting_id)
    search, part = request.GET.get("q", ""), request.GET.get("part", "")
    page = sheet_page(meeting, search, part, request.GET.get("page", "1"))
    context = {
        "meeting": meeting,
        "search": search,
        "part": part,
        "parts": [(code, name) for code, (name, _condition) in FILTERS.items()],
        "page": page,
        "lines": sheet_lines(page),
        "sheet_open": meeting.state in {Meeting.State.CONVENED, Meeting.State.IN_SESSION},
        "remote_enabled": bool(meeting.statutes and meeting.statutes.get("remote_enabled")),
        "query": request.GET.urlencode(),
        "brief": True,
        "live": live_attendance(meeting, ballots_of(meeting)) if meeting.is_convened else None,
    }
    return render(request, "voting/attendance_page.html", context)


@require_POST
@organisation_page(Action.ATTENDANCE_RECORD)
def attendance_arrive(request: OrganisationRequest, meeting_id: int, entry_id: int) -> HttpResponse:
    """Note an arrival, in the room or at a distance."""
    remote = request.POST.get("remote") == "1"
    return _act(
        request,
        entry_of(request, meeting_id, entry_id),
        lambda entry: attendance_check_in(entry=entry, actor=request.actor, remote=remote),
        _("%(name)s\u00a0: à distance.") if remote else _("%(name)s\u00a0: présent."),
    )


@require_POST
@organisation_page(Action.ATTENDANCE_RECORD)
def attendance_arrive_represented(
    request: OrganisationRequest, meeting_id: int, entry_id: int
) -> HttpResponse:
    """Withdraw the proxy of a member who comes after all, and note the arrival."""
    return _act(
        request,
        entry_of(request, meeting_id, entry_id),
        lambda entry: represented_check_in(entry=entry, actor=request.actor),
        _("%(name)s\u00a0: pouvoir retiré, présent."),
    )


@require_POST
@organisation_page(Action.ATTENDANCE_RECORD)
def attendance_leave(request: OrganisationRequest, meeting_id: int, entry_id: int) -> HttpResponse:
    """Note a departure."""
    return _act(
        request,
        entry_of(request, meeting_id, entry_id),
        lambda entry: attendance_check_out(entry=entry, actor=request.actor),
        _("%(name)s\u00a0: départ noté."),
    )


@require_POST
@organisation_page(Action.ATTENDANCE_RECORD)
def attendance_apologise(
    request: OrganisationRequest, meeting_id: int, entry_id: int
) -> HttpResponse:
    """Note apologies for absence."""
    return _act(
        request,
        entry_of(request, meeting_id, entry_id),
        lambda entry: attendance_excuse(entry=entry, actor=request.actor),
        _("%(name)s\u00a0: excusé."),
    )


@require_POST
@organisation_page(Action.ATTENDANCE_RECORD)
def attendance_take_back(
    request: OrganisationRequest, meeting_id: int, entry_id: int
) -> HttpResponse:
    """Take back a mistaken line."""
    return _act(
        request,
        entry_of(request, meeting_id, entry_id),
        lambda entry: attendance_undo(entry=entry, actor=request.actor),
        _("%(name)s\u00a0: inscription annulée."),
    )


def _act(
    request: OrganisationRequest,
    entry: RollEntry,
    act: Callable[[RollEntry], None],
    done: str,
) -> HttpResponse:
    """Do one act, say what came of it, and go back to the same search."""
    try:
        act(entry)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, done % {"name": entry.name})
    page = reverse("attendance_page", args=[request.organisation.slug, entry.meeting_id])
    query = request.GET.urlencode()
    return redirect(f"{page}?{query}" if query else page)
