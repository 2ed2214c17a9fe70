"""Noting by hand what was done for a meeting, and taking it back."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from meetings.services import tasks as services
from meetings.views.load import load_meeting
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def task_note(request: OrganisationRequest, meeting_id: int, task: str) -> HttpResponse:
    """Note a task as done."""
    return _act(request, meeting_id, task, services.task_note)


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def task_unnote(request: OrganisationRequest, meeting_id: int, task: str) -> HttpResponse:
    """Take back the note of a task."""
    return _act(request, meeting_id, task, services.task_unnote)


def _act(
    request: OrganisationRequest, meeting_id: int, task: str, service: Callable[..., None]
) -> HttpResponse:
    meeting = load_meeting(request, meeting_id)
    page = ("meeting_detail", request.organisation.slug, meeting.pk)
    try:
        service(meeting=meeting, actor=request.actor, code=task)
    except Refused as refused:
        return say_refusal(request, refused, *page)
    return redirect(reverse(page[0], args=page[1:]) + "#taches")
