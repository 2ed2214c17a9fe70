"""The door of the members' own pages: a personal link opens one voice, and nothing else.

No account and no session: the token is looked up by its SHA-256, in one query with all that the
pages need. A link that opens nothing says what to do instead.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Convocation, Meeting, RollEntry
from organisations.models import Organisation
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.views.access import say_refusal
from tala.lib import clock, dates
from tala.lib.prepared import PreparedLookup
from tala.lib.tokens import token_hash

P = ParamSpec("P")

ACCESS = "member_link"
PULSE_SECONDS = 60
"""How long a waiting page may go on asking after its link is revoked; it learns no secret."""


class MemberRequest(HttpRequest):
    """A request by personal link: the voice, its cooperative, and who acts."""

    token: str
    entry: RollEntry
    organisation: Organisation
    actor: Actor


VOICE_BY_LINK = PreparedLookup(
    lambda digest: (
        RollEntry.objects.select_related(
            "meeting__organisation", "meeting__poll", "convocation", "paper"
        )
        .filter(link_hash=digest)
        .order_by()
    )
)
"""The voice a link opens, with all that its pages need, in one query."""

VOICE_TO_CAST = PreparedLookup(
    lambda digest: (
        RollEntry.objects.select_related("meeting__poll")
        .only(
            *("meeting", "number", "name", "mode", "mode_at", "left_at", "proxies_held"),
            *("link_expires_at", "link_revoked_at"),
            *("meeting__organisation", "meeting__state", "meeting__starts_at"),
            *("meeting__statutes", "meeting__remote_closes_at"),
            *("meeting__poll__meeting", "meeting__poll__size"),
        )
        .filter(link_hash=digest)
        .order_by()
    )
)
"""The voice a link opens, with what casting a vote needs and no more."""

MemberView = Callable[Concatenate[MemberRequest, P], HttpResponseBase]


def member_link_page(
    view: MemberView[P],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Open a view to whoever holds the personal link in its address, for that voice only.

    The view receives the request with `entry` (meeting, organisation, poll, paper and convocation
    selected with it), `organisation`, `actor` and `token`, then the other arguments. An unknown
    token answers 404, whatever was tried; an expired or revoked one, or one of a cancelled meeting,
    410 with the reason. The first opening is noted on the convocation.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        entry = VOICE_BY_LINK.get(token_hash(token))
        reason = _refusal(entry)
        if entry is None or reason:
            return _refused(request, entry, reason)
        known = _known(request, token, entry)
        known.organisation = entry.meeting.organisation
        _note_opening(entry)
        return view(known, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]", _marked(guarded))


def member_link_cast(
    view: Callable[[MemberRequest], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open a view that casts votes and redirects: the same door, reading only what casting needs.

    The request has no `organisation`; the entry brings meeting and poll, other columns on demand.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        entry = VOICE_TO_CAST.get(token_hash(token))
        reason = _refusal(entry)
        if entry is None or reason:
            return _refused(request, entry, reason)
        return view(_known(request, token, entry))

    return cast("Callable[[HttpRequest, str], HttpResponse]", _marked(guarded))


def member_link_pulse(
    view: Callable[[HttpRequest, int], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open a tiny endpoint, polled by waiting pages, to a personal link; it gets the meeting's key.

    The answer for a token is remembered a minute, so that polling costs no query.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        digest = token_hash(token)
        meeting_id = cache.get_or_set(f"link:{digest}", lambda: _meeting_id(token), PULSE_SECONDS)
        if not meeting_id:
            return HttpResponse(status=404)
        return view(request, meeting_id)

    return cast("Callable[[HttpRequest, str], HttpResponse]", _marked(guarded))


def say_to_member(request: MemberRequest, refused: Refused, to: str) -> HttpResponse:
    """Show why a service refused, then go back to one of the member's pages."""
    return say_refusal(request, refused, to, request.token)


def back_to(request: MemberRequest, name: str) -> HttpResponse:
    """Redirect to one of the member's pages."""
    return HttpResponseRedirect(reverse(name, args=[request.token]))


def _marked(view: object) -> object:
    """Mark the view for the test that tries every address."""
    view.access = ACCESS  # type: ignore[attr-defined]
    return view


def _known(request: HttpRequest, token: str, entry: RollEntry) -> MemberRequest:
    known = cast("MemberRequest", request)
    known.token = token
    known.entry = entry
    known.actor = Actor.member_link(entry.number, entry.name)
    return known


def _refused(request: HttpRequest, entry: RollEntry | None, reason: str) -> HttpResponse:
    if entry is None:
        return render(request, "member/link_refused.html", status=404)
    context = {"organisation": entry.meeting.organisation, "reason": reason}
    return render(request, "member/link_refused.html", context, status=410)


def _meeting_id(token: str) -> int:
    entry = VOICE_TO_CAST.get(token_hash(token))
    return 0 if entry is None or _refusal(entry) else entry.meeting_id


def _refusal(entry: RollEntry | None) -> str:
    """Return why a known link opens nothing any more; empty when it opens."""
    if entry is None:
        return ""
    meeting = entry.meeting
    if meeting.state == Meeting.State.CANCELLED:
        return _("La réunion du %(day)s est annulée.") % {"day": dates.long_date(meeting.day)}
    if entry.link_revoked_at is not None:
        return _("Ce lien a été remplacé ou annulé. Cherchez un message plus récent.")
    if clock.now() >= entry.link_expires_at:
        return _("Ce lien a expiré le %(day)s.") % {"day": dates.long_date(entry.link_expires_at)}
    return ""


def _note_opening(entry: RollEntry) -> None:
    convocation = getattr(entry, "convocation", None)
    if convocation is None or convocation.opened_at is not None:
        return
    unopened = Convocation.objects.filter(pk=convocation.pk, opened_at=None)
    unopened.update(opened_at=clock.now())
