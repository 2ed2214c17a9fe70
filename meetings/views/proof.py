"""The proof of convocation: progress, the lines of evidence, and what to do when one failed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from meetings.keys import convocation_group, letter_key
from meetings.models import Convocation
from meetings.render.evidence import evidence_headers, evidence_rows
from meetings.selectors.evidence import (
    FILTERS,
    convocation_progress_of,
    evidence,
    evidence_total,
    letter_counts,
)
from meetings.selectors.paging import paginated, searched
from meetings.services import convocations as services
from meetings.views.load import load_convocation, load_meeting
from organisations.models import Job, Message
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.services.outbox import (
    message_retry,
    message_settle_as_sent,
    messages_retry_failed,
)
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from organisations.views.confirm import asked_first
from tala.lib.csvfile import write_csv


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def convocation_progress(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Return the part of the page that follows the sending, for the page that asks again."""
    meeting = load_meeting(request, meeting_id)
    context = {"meeting": meeting, "progress": convocation_progress_of(meeting)}
    return render(request, "meetings/convocation_progress.html", context)


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def convocation_list(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """List the evidence, one line per recipient, by state and by name."""
    meeting = load_meeting(request, meeting_id)
    state, query = request.GET.get("state", ""), request.GET.get("q", "")
    state = state if state in FILTERS else ""
    progress, letters = convocation_progress_of(meeting), letter_counts(meeting)
    total = None if query.strip() else evidence_total(state, progress, letters)
    rows = paginated(searched(evidence(meeting, state=state), query), total)
    context = {
        "meeting": meeting,
        "page": rows.get_page(request.GET.get("page")),
        "progress": progress,
        "letters": letters,
        "state": state,
        "q": query,
    }
    return render(request, "meetings/convocation_list.html", context)


@require_GET
@organisation_page(Action.REGISTER_EXPORT)
def convocation_export(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Download all the evidence as CSV for a spreadsheet."""
    meeting = load_meeting(request, meeting_id)
    rows = evidence(meeting).iterator(chunk_size=2000)
    data = write_csv(evidence_rows(rows), evidence_headers())
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    name = f"preuve-convocation-{meeting.day:%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def convocation_detail(
    request: OrganisationRequest, meeting_id: int, convocation_id: int
) -> HttpResponse:
    """Show one line of evidence whole, with what can be done about it."""
    meeting = load_meeting(request, meeting_id)
    convocation = load_convocation(meeting, convocation_id)
    entry = convocation.entry
    key = letter_key(convocation, entry.link_version)
    context = {
        "meeting": meeting,
        "convocation": convocation,
        "entry": entry,
        "message": convocation.message,
        "letter_job": Job.objects.filter(key=key).first(),
    }
    return render(request, "meetings/convocation_detail.html", context)


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def convocation_retry_all(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Try every failed e-mail again."""
    meeting = load_meeting(request, meeting_id)
    page = ("convocation_list", request.organisation.slug, meeting.pk)
    try:
        count = messages_retry_failed(
            organisation=request.organisation,
            group=convocation_group(meeting),
            actor=request.actor,
        )
    except Refused as refused:
        return say_refusal(request, refused, *page)
    messages.success(
        request,
        ngettext("%(n)s courriel repart.", "%(n)s courriels repartent.", count) % {"n": count},
    )
    return redirect(*page)


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def convocation_retry(
    request: OrganisationRequest, meeting_id: int, convocation_id: int
) -> HttpResponse:
    """Try one e-mail again: failed, or in doubt and known not to have arrived."""
    convocation = load_convocation(load_meeting(request, meeting_id), convocation_id)
    message = _message(convocation)
    return _act(
        request,
        convocation,
        lambda: message_retry(message=message, actor=request.actor),
        _("Le courriel repart."),
    )


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def convocation_settle(
    request: OrganisationRequest, meeting_id: int, convocation_id: int
) -> HttpResponse:
    """Record that an e-mail in doubt did arrive."""
    convocation = load_convocation(load_meeting(request, meeting_id), convocation_id)
    message = _message(convocation)
    return _act(
        request,
        convocation,
        lambda: message_settle_as_sent(message=message, actor=request.actor),
        _("Le courriel est noté comme reçu."),
    )


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def convocation_to_post(
    request: OrganisationRequest, meeting_id: int, convocation_id: int
) -> HttpResponse:
    """Convene by letter a member whose e-mail failed."""
    convocation = load_convocation(load_meeting(request, meeting_id), convocation_id)
    return _act(
        request,
        convocation,
        lambda: services.convocation_to_post(convocation=convocation, actor=request.actor),
        _("La lettre se prépare ; imprimez-la, postez-la, puis notez sa remise à la poste."),
    )


@require_POST
@organisation_page(Action.MEETING_CONVENE)
@asked_first(
    gettext_lazy("Révoquer ce lien ? Le membre ne pourra plus répondre ni voter par internet.")
)
def link_revoke(request: OrganisationRequest, meeting_id: int, convocation_id: int) -> HttpResponse:
    """Close a member's personal link."""
    convocation = load_convocation(load_meeting(request, meeting_id), convocation_id)
    return _act(
        request,
        convocation,
        lambda: services.link_revoke(entry=convocation.entry, actor=request.actor),
        _("Le lien personnel est révoqué : il ne fonctionne plus."),
    )


@require_POST
@organisation_page(Action.MEETING_CONVENE)
@asked_first(gettext_lazy("Remplacer ce lien par un nouveau ? L’ancien cessera de fonctionner."))
def link_renew(request: OrganisationRequest, meeting_id: int, convocation_id: int) -> HttpResponse:
    """Give a member a new personal link; the old one stops working."""
    convocation = load_convocation(load_meeting(request, meeting_id), convocation_id)
    return _act(
        request,
        convocation,
        lambda: services.link_renew(entry=convocation.entry, actor=request.actor),
        _("Un nouveau lien est en route ; l’ancien ne fonctionne plus."),
    )


def _message(convocation: Convocation) -> Message:
    if convocation.message is None:
        raise Http404
    return convocation.message


def _act(
    request: OrganisationRequest,
    convocation: Convocation,
    act: Callable[[], object],
    done: str,
) -> HttpResponse:
    """Do the act of one button, then show the line of evidence again."""
    page = (
        "convocation_detail",
        request.organisation.slug,
        convocation.meeting_id,
        convocation.pk,
    )
    try:
        act()
    except Refused as refused:
        return say_refusal(request, refused, *page)
    messages.success(request, done)
    return redirect(*page)
