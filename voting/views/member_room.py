"""A member votes in the sitting, by phone: the open ballot, and a page that waits for the next."""

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from meetings.models import Meeting
from organisations.refusals import Refused
from voting.models import Ballot
from voting.render.ballot_page import Asked, Field, fields_for, options_for
from voting.render.room import ballot_lines
from voting.selectors.room import Room, room_of, room_state
from voting.selectors.windows import is_here, may_connect
from voting.services.cast import vote_cast_room
from voting.views.answers import APART, new_key, read_answers, read_key, way_of
from voting.views.link_access import (
    MemberRequest,
    back_to,
    member_link_cast,
    member_link_page,
    member_link_pulse,
    say_to_member,
)

STATE_SECONDS = 2


@require_safe
@member_link_page
def member_room(request: MemberRequest) -> HttpResponse:
    """Show the open ballot with a choice per voice, or what the member waits for."""
    entry = request.entry
    room = room_of(entry)
    way = way_of(request.GET, [voice.entry.pk for voice in room.voices])
    context = {
        "entry": entry,
        "meeting": entry.meeting,
        "token": request.token,
        "room": room,
        "way": way,
        "fields": _fields(entry.meeting, room, way),
        "lines": ballot_lines(room.ballots),
        "key": new_key(),
        "here": is_here(entry),
        "can_connect": may_connect(entry.meeting),
    }
    return render(request, "member/member_room.html", context)


@require_safe
@member_link_pulse
def member_room_state(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Tell a waiting page whether the sitting has moved since the state it shows.

    204 while nothing changed, 304 to a client that sends the ETag back, else an order to reload.
    """
    state = cache.get_or_set(f"room:{meeting_id}", lambda: room_state(meeting_id), STATE_SECONDS)
    headers = {"ETag": f'"{state}"', "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    if request.GET.get("seen") == state:
        return HttpResponse(status=204, headers=headers)
    return HttpResponse(headers={**headers, "HX-Refresh": "true"})


@require_POST
@member_link_cast
def member_room_cast(request: MemberRequest) -> HttpResponse:
    """Cast the answers to the open ballot; the same form sent again is the same vote."""
    entry = request.entry
    ballot = _ballot(request)
    key = read_key(request.POST)
    if ballot is None or not key:
        messages.error(request, _("Ce formulaire est incomplet. Rien n’a été déposé."))
        return back_to(request, "member_room")
    voices = sorted({int(text) for text in request.POST.getlist("voice") if text.isdecimal()})
    answers = read_answers(request.POST, voices, [ballot.position])
    if not answers.complete:
        messages.error(request, _("Choisissez une réponse, puis déposez votre vote."))
        return back_to(request, "member_room")
    try:
        papers = vote_cast_room(
            entry=entry, ballot=ballot, choices_by_entry=answers.by_entry, key=key
        )
    except Refused as refused:
        return say_to_member(request, refused, "member_room")
    receipts = ", ".join(paper.receipt for paper in papers)
    messages.success(request, _cast(len(papers)) % {"receipts": receipts})
    return back_to(request, "member_room")


def _fields(meeting: Meeting, room: Room, way: str) -> tuple[Field, ...]:
    if room.opened is None or not room.voices:
        return ()
    asked = Asked(room.voices, {}, apart=way == APART, again=False)
    options = options_for(meeting, room.opened.resolution.majority)
    return fields_for(room.opened.position, asked, options)


def _ballot(request: MemberRequest) -> Ballot | None:
    number = request.POST.get("ballot", "")
    if not number.isdecimal():
        return None
    ballots = Ballot.objects.filter(poll=request.entry.meeting.poll)
    return ballots.filter(pk=int(number)).first()


def _cast(count: int) -> str:
    return ngettext(
        "Votre vote est enregistré. Reçu : %(receipts)s.",
        "Vos votes sont enregistrés. Reçus : %(receipts)s.",
        count,
    )
