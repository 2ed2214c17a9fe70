"""Finds what a page of a meeting is about, inside the organisation and for the actor, or 404."""

from django.shortcuts import get_object_or_404

from meetings.models import AgendaItem, Attachment, Convocation, Meeting, Resolution
from meetings.selectors.visible import visible_meetings
from meetings.services.drafts import frozen
from organisations.views.access import OrganisationRequest


def load_meeting(request: OrganisationRequest, meeting_id: int) -> Meeting:
    """Return a meeting this person may know of."""
    return get_object_or_404(visible_meetings(request.organisation, request.actor), pk=meeting_id)


def load_draft(request: OrganisationRequest, meeting_id: int) -> Meeting:
    """Return a meeting that can still be changed; Refused once it is convened."""
    meeting = load_meeting(request, meeting_id)
    if meeting.state != Meeting.State.DRAFT:
        raise frozen()
    return meeting


def load_item(meeting: Meeting, item_id: int) -> AgendaItem:
    """Return a point of the meeting."""
    item = get_object_or_404(AgendaItem, pk=item_id, meeting=meeting)
    item.meeting = meeting
    return item


def load_resolution(meeting: Meeting, resolution_id: int) -> Resolution:
    """Return a text of the meeting."""
    rows = Resolution.objects.select_related("item")
    resolution = get_object_or_404(rows, pk=resolution_id, item__meeting=meeting)
    resolution.item.meeting = meeting
    return resolution


def load_attachment(meeting: Meeting, attachment_id: int) -> Attachment:
    """Return a paper of the meeting."""
    rows = Attachment.objects.select_related("item")
    attachment = get_object_or_404(rows, pk=attachment_id, item__meeting=meeting)
    attachment.item.meeting = meeting
    return attachment


def load_convocation(meeting: Meeting, convocation_id: int) -> Convocation:
    """Return the line of evidence of one recipient."""
    rows = Convocation.objects.select_related("entry", "message")
    convocation = get_object_or_404(rows, pk=convocation_id, meeting=meeting)
    convocation.meeting = meeting
    convocation.entry.meeting = meeting
    return convocation
