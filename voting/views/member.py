"""A member's own pages: the meeting, the answer, the calendar, the papers, the receipt."""

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mandates.models import Proxy
from mandates.selectors.proxies import proxy_given_by
from mandates.selectors.windows import home_is_open
from meetings.models import Attachment, Meeting, RollEntry
from meetings.render.invitation import invitation_of
from meetings.selectors.agenda import agenda
from organisations.refusals import Refused
from voting.models import Paper
from voting.render.receipt import receipts_of
from voting.render.standing import standing_of
from voting.selectors.voices import paper_of, voices_for_home, voices_held
from voting.selectors.windows import (
    home_vote_closes_at,
    home_vote_is_open,
    is_here,
    may_connect,
)
from voting.services.presence import attendance_answer, attendance_connect
from voting.views.link_access import MemberRequest, back_to, member_link_page, say_to_member

Mode = RollEntry.Mode


@require_safe
@member_link_page
def member_home(request: MemberRequest) -> HttpResponse:
    """Show the meeting to one member: what, when, where, where their voice stands, what next."""
    entry = request.entry
    meeting = entry.meeting
    proxy = _proxy_given(entry)
    context = {
        "entry": entry,
        "meeting": meeting,
        "token": request.token,
        "proxy": proxy,
        "paper": paper_of(entry),
        "standing": standing_of(entry, proxy, paper_of(entry)),
        "voices": voices_held(entry),
        "home_voices": voices_for_home(entry),
        "agenda": agenda(meeting),
        "vote_closes_at": home_vote_closes_at(meeting),
        "can_vote": home_vote_is_open(meeting),
        "can_proxy": home_is_open(meeting)
        and bool((meeting.statutes or {}).get("proxies_allowed")),
        "can_answer": meeting.state == Meeting.State.CONVENED,
        "free": entry.mode in {Mode.NONE, Mode.EXCUSED},
        "here": is_here(entry),
        "can_connect": may_connect(meeting),
    }
    return render(request, "member/member_home.html", context)


@require_POST
@member_link_page
def member_attend(request: MemberRequest) -> HttpResponse:
    """Note whether the member means to come."""
    answer = request.POST.get("answer", "")
    if answer not in RollEntry.Answer.values:
        answer = RollEntry.Answer.NONE
    try:
        attendance_answer(entry=request.entry, answer=RollEntry.Answer(answer))
    except Refused as refused:
        return say_to_member(request, refused, "member_home")
    messages.success(request, _("Votre réponse est enregistrée. Vous pouvez la changer."))
    return back_to(request, "member_home")


@require_POST
@member_link_page
def member_connect(request: MemberRequest) -> HttpResponse:
    """Put the member on the sheet as taking part from a distance."""
    try:
        attendance_connect(entry=request.entry)
    except Refused as refused:
        return say_to_member(request, refused, "member_home")
    messages.success(request, _("Vous êtes inscrit·e comme participant à distance."))
    return back_to(request, "member_room")


@require_safe
@member_link_page
def member_calendar(request: MemberRequest) -> HttpResponse:
    """Give the meeting as a calendar file, the same event as the one sent by e-mail."""
    entry = request.entry
    planned = sum(line.item.minutes or 0 for line in agenda(entry.meeting))
    content = invitation_of(
        entry.meeting,
        planned_minutes=planned,
        name=entry.name,
        email=entry.email or request.organisation.contact_email,
    )
    headers = {"Content-Disposition": 'attachment; filename="reunion.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
@member_link_page
def member_attachment(request: MemberRequest, attachment_id: int) -> HttpResponseBase:
    """Give one of the meeting's papers as a download."""
    papers = Attachment.objects.filter(item__meeting=request.entry.meeting)
    paper = get_object_or_404(papers, pk=attachment_id)
    return FileResponse(
        paper.file.open("rb"),
        as_attachment=True,
        filename=paper.filename,
        content_type="application/pdf",
    )


@require_safe
@member_link_page
def member_receipt(request: MemberRequest) -> HttpResponse:
    """Show the receipts of what this person cast, and their own recorded answers."""
    entry = request.entry
    papers = (
        Paper.objects.filter(Q(entry=entry) | Q(cast_by=entry))
        .select_related("entry", "cast_by", "poll")
        .order_by("cast_at", "pk")
    )
    context = {
        "entry": entry,
        "meeting": entry.meeting,
        "token": request.token,
        "receipts": receipts_of(entry, papers, agenda(entry.meeting)),
    }
    return render(request, "member/member_receipt.html", context)


def _proxy_given(entry: RollEntry) -> Proxy | None:
    return proxy_given_by(entry) if entry.mode == Mode.REPRESENTED else None
