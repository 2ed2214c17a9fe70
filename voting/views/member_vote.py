"""A member votes from home: the questions, what is about to be cast, and the cast."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.selectors.agenda import agenda
from organisations.refusals import Refused
from voting.render.ballot_page import Asked, ballot_body, body_key, body_of, questions
from voting.render.receipt import recorded_answers
from voting.selectors.voices import Voice, paper_of, voices_for_home
from voting.selectors.windows import home_vote_closes_at, home_vote_is_open
from voting.services.cast import votes_cast_early
from voting.views.answers import (
    ALIKE,
    APART,
    Answers,
    new_key,
    read_answers,
    read_key,
    read_review,
    way_of,
)
from voting.views.common_page import common_page
from voting.views.link_access import (
    MemberRequest,
    back_to,
    member_link_cast,
    member_link_page,
    say_to_member,
)


@require_http_methods(["GET", "HEAD", "POST"])
@member_link_page
def member_vote(request: MemberRequest) -> HttpResponse:
    """Show all resolutions, nothing preselected; a POST comes back from the review to correct."""
    voices = voices_for_home(request.entry)
    if not home_vote_is_open(request.entry.meeting) or not voices:
        return _nothing_to_cast(request)
    if request.method == "POST":
        return _page(request, voices, _corrected(request, voices), again=False)
    return _page(request, voices, Answers(way_of(request.GET, _keys(voices)), {}), again=False)


@require_http_methods(["GET", "HEAD", "POST"])
@member_link_page
def member_vote_review(request: MemberRequest) -> HttpResponse:
    """Show what is about to be cast, with the one-time key; ask again what was left open."""
    voices = voices_for_home(request.entry)
    if request.method != "POST" or not voices:
        return back_to(request, "member_vote")
    answers = read_answers(request.POST, _keys(voices), range(request.entry.meeting.poll.size))
    if not answers.way or not answers.complete:
        return _page(request, voices, answers, again=bool(answers.way))
    lines = agenda(request.entry.meeting)
    context = {
        **_frame(request, voices),
        "way": answers.way,
        "key": new_key(),
        "reviewed": [
            (
                voice,
                answers.by_entry[voice.entry.pk],
                recorded_answers(answers.by_entry[voice.entry.pk], lines),
            )
            for voice in (voices if answers.way == APART else voices[:1])
        ],
        "hidden": [(f"v{key}", text) for key, text in answers.by_entry.items()],
    }
    return render(request, "member/member_vote_review.html", context)


@require_POST
@member_link_cast
def member_vote_cast(request: MemberRequest) -> HttpResponse:
    """Cast what was reviewed; the same form sent again leads to the same receipt."""
    entry = request.entry
    choices = read_review(request.POST)
    key = read_key(request.POST)
    if not key or not choices:
        messages.error(request, _("Ce formulaire est incomplet. Recommencez, rien n’a été déposé."))
        return back_to(request, "member_vote")
    try:
        votes_cast_early(entry=entry, choices_by_entry=choices, key=key)
    except Refused as refused:
        return say_to_member(request, refused, "member_home")
    return back_to(request, "member_receipt")


def _page(
    request: MemberRequest, voices: list[Voice], answers: Answers, *, again: bool
) -> HttpResponse:
    meeting = request.entry.meeting
    context = {**_frame(request, voices), "way": answers.way, "missing": []}
    if not answers.way:
        return render(request, "member/member_vote_way.html", context)
    if answers.way == ALIKE and not answers.by_entry:
        context["body"] = ballot_body(meeting)
        if [voice.own for voice in voices] == [True]:
            key = f"{body_key(meeting)}:{request.entry.college_name}"
            return common_page(request, "member/member_vote.html", context, key)
    else:
        asked = Asked(voices, answers.by_entry, apart=answers.way == APART, again=again)
        context["body"] = body_of(questions(meeting, asked))
        context["missing"] = [place + 1 for place in answers.missing] if again else []
    return render(request, "member/member_vote.html", context)


def _corrected(request: MemberRequest, voices: list[Voice]) -> Answers:
    """Return the answers the review page held, to be changed."""
    size = request.entry.meeting.poll.size
    keys = _keys(voices)
    given = {
        key: text
        for key, text in read_review(request.POST).items()
        if key in keys and len(text) == size
    }
    return Answers(way_of(request.POST, keys), given)


def _keys(voices: list[Voice]) -> list[int]:
    return [voice.entry.pk for voice in voices]


def _frame(request: MemberRequest, voices: list[Voice]) -> dict[str, object]:
    meeting = request.entry.meeting
    return {
        "entry": request.entry,
        "meeting": meeting,
        "poll": meeting.poll,
        "token": request.token,
        "voices": voices,
        "closes_at": home_vote_closes_at(meeting),
    }


def _nothing_to_cast(request: MemberRequest) -> HttpResponse:
    """Send who has no vote to cast here to the page that says why."""
    if paper_of(request.entry) is not None:
        return back_to(request, "member_receipt")
    return back_to(request, "member_home")
