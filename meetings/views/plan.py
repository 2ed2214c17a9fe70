"""The page that computes a legal calendar before any meeting, and the calendar files."""

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.forms import PlanForm
from meetings.models import Meeting
from meetings.render.calendar_file import meeting_calendar_file, plan_calendar_file
from meetings.selectors.calendar import planned_calendar
from meetings.selectors.plan import Asked, Plan, plan_of
from meetings.selectors.statutes import statutes_of
from meetings.views.load import load_meeting
from organisations.policies import Action
from organisations.views.access import OrganisationRequest, organisation_page
from tala.lib import clock

USUAL_HOUR = dt.time(18)


@require_safe
@organisation_page(Action.ORGANISATION_VIEW)
def calendar_plan(request: OrganisationRequest) -> HttpResponse:
    """Ask for a day, then show every legal date it commands; nothing is written."""
    form = _form(request)
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "meetings/calendar_plan.html", {"form": form}, status=status)
    asked = _asked(form)
    plan = plan_of(request.organisation, asked)
    context = {
        "form": form,
        "plan": plan,
        "asked": asked,
        "params": plan.params,
        "version": plan.version,
        "calendar": planned_calendar(plan.deadlines),
        "query": request.GET.urlencode(),
        **_ways_on(request, asked, plan),
    }
    return render(request, "meetings/calendar_plan.html", context)


@require_safe
@organisation_page(Action.ORGANISATION_VIEW)
def calendar_plan_download(request: OrganisationRequest) -> HttpResponse:
    """Give the computed calendar as a file; what cannot be computed goes back to the page."""
    form = _form(request)
    if form.is_bound and form.is_valid():
        asked = _asked(form)
        plan = plan_of(request.organisation, asked)
        if plan.meeting_on is not None:
            content = plan_calendar_file(request.organisation, asked, plan.deadlines)
            return _file(content, plan.meeting_on)
    page = reverse("calendar_plan", args=[request.organisation.slug])
    return redirect(f"{page}?{request.GET.urlencode()}")


@require_safe
@organisation_page(Action.MEETING_VIEW)
def meeting_calendar_download(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Give the calendar of a meeting as a file."""
    meeting = load_meeting(request, meeting_id)
    return _file(meeting_calendar_file(meeting, statutes_of(meeting)), meeting.day)


def _form(request: OrganisationRequest) -> PlanForm:
    initial = {
        "kind": Meeting.Kind.ORDINARY,
        "call": 1,
        "way": PlanForm.MEETING,
        "hour": USUAL_HOUR,
    }
    return PlanForm(request.GET if "day" in request.GET else None, initial=initial)


def _asked(form: PlanForm) -> Asked:
    data = form.cleaned_data
    is_sending = data["way"] == PlanForm.SENDING
    return Asked(
        kind=data["kind"],
        call_number=data["call"],
        hour=data["hour"],
        meeting_on=None if is_sending else data["day"],
        sending_on=data["day"] if is_sending else None,
    )


def _ways_on(request: OrganisationRequest, asked: Asked, plan: Plan) -> dict[str, str]:
    """Return the queries of the pages one may want next; empty where there is none."""
    today, meets_on = clock.today(), plan.meeting_on
    hour = f"{asked.hour:%H:%M}"
    same = {"kind": asked.kind, "call": asked.call_number, "hour": hour}
    creates = (
        meets_on is not None
        and meets_on >= today
        and asked.call_number == 1
        and asked.kind != Meeting.Kind.BOARD
    )
    return {
        "create_query": urlencode({"kind": asked.kind, "day": meets_on, "hour": hour})
        if creates
        else "",
        "possible_query": urlencode({**same, "way": PlanForm.MEETING, "day": plan.possible_on})
        if plan.possible_on
        else "",
        "today_query": urlencode({**same, "way": PlanForm.SENDING, "day": today})
        if plan.late
        else "",
    }


def _file(content: bytes, day: dt.date) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="calendrier-{day:%Y-%m-%d}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
