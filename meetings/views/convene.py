"""The page that convenes: who receives what, what blocks, previews, confirmation, then progress."""

from collections import Counter

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from meetings.forms import ConveneForm
from meetings.keys import cancel_group, cancel_letters_key
from meetings.models import ExclusionReason, MeansReason, Meeting, RollEntry
from meetings.render.convocation import preview_mail
from meetings.render.letters import sample_letter
from meetings.selectors.agenda import agenda
from meetings.selectors.calendar import calendar_of
from meetings.selectors.evidence import convocation_progress_of, group_progress, letter_counts
from meetings.selectors.paging import paginated, searched
from meetings.selectors.readiness import readiness
from meetings.selectors.recipients import (
    EXCLUDED,
    UNREACHABLE,
    RecipientCount,
    frozen_counts,
    plan_of,
    planned_members,
    recipient_counts_shown,
)
from meetings.selectors.statutes import parameters_of, profile_of, statutes_of
from meetings.selectors.tasks import noted_codes
from meetings.services.convene import meeting_convene as convene
from meetings.services.convocations import convocation_send_trial
from meetings.views.load import load_meeting
from organisations.models import Job
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from tala.lib.csp import policy_text
from tala.lib.pdf import PdfError

MEANS = {
    RollEntry.Means.EMAIL.value: gettext_lazy("Courriel et calendrier"),
    RollEntry.Means.POST.value: gettext_lazy("Lettre"),
    EXCLUDED: gettext_lazy("Sans voix"),
}


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def meeting_convene_page(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Show what convening a draft would do; once convened, how far the notices have got."""
    meeting = load_meeting(request, meeting_id)
    if meeting.convened_at is not None:
        return _convened_page(request, meeting)
    profile = profile_of(meeting)
    params = parameters_of(meeting, profile)
    counts = recipient_counts_shown(meeting, params)
    context = {
        "meeting": meeting,
        "counts": by_means(counts),
        "recipients": sum(row.count for row in counts if row.means != EXCLUDED),
        "readiness": readiness(
            meeting, profile.typed if profile else None, agenda(meeting), counts
        ),
        "calendar": calendar_of(meeting, params, noted_codes(meeting)),
        "form": ConveneForm(initial={"revision": meeting.revision}),
    }
    return render(request, "meetings/meeting_convene_page.html", context)


def _convened_page(request: OrganisationRequest, meeting: Meeting) -> HttpResponse:
    context = {
        "meeting": meeting,
        "counts": by_means(frozen_counts(meeting)),
        "progress": convocation_progress_of(meeting),
        "letters": letter_counts(meeting),
        "calendar": calendar_of(meeting, meeting.typed_statutes, noted_codes(meeting)),
    }
    if meeting.state == Meeting.State.CANCELLED:
        context["cancellation"] = group_progress(cancel_group(meeting))
        context["cancel_job"] = Job.objects.filter(key=cancel_letters_key(meeting)).first()
    return render(request, "meetings/meeting_convened.html", context)


def by_means(counts: list[RecipientCount]) -> list[dict[str, object]]:
    """Return the lines of the table "who receives what": a means, its total, its reasons."""
    totals: Counter[str] = Counter()
    for row in counts:
        totals[row.means] += row.count
    return [
        {
            "means": means,
            "name": name,
            "total": totals[means],
            "rows": [row for row in counts if row.means == means],
        }
        for means, name in MEANS.items()
        if means != EXCLUDED or totals[means]
    ]


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def meeting_convene(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Convene the meeting as it was read."""
    meeting = load_meeting(request, meeting_id)
    page = ("meeting_convene_page", request.organisation.slug, meeting.pk)
    form = ConveneForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Relisez ce qui part, puis cochez la case qui le confirme."))
        return redirect(*page)
    try:
        convene(
            meeting=meeting,
            actor=request.actor,
            revision=form.cleaned_data["revision"],
            late_reason=form.reason(),
        )
    except Refused as refused:
        return say_refusal(request, refused, *page)
    messages.success(request, _("La réunion est convoquée. Les courriels partent maintenant."))
    return redirect(*page)


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def convocation_preview_mail(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Show the e-mail as it would leave: its HTML in a frame, its plain text beside."""
    meeting = load_meeting(request, meeting_id)
    context = {"meeting": meeting, "mail": preview_mail(meeting)}
    response = render(request, "meetings/convocation_preview_mail.html", context)
    policy = {**settings.SECURE_CSP, "frame-src": ["'self'"]}
    response["Content-Security-Policy"] = policy_text(policy)
    return response


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def convocation_preview_body(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Serve the e-mail's own HTML for that frame: its style, but no script and no form."""
    meeting = load_meeting(request, meeting_id)
    response = HttpResponse(preview_mail(meeting).html)
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    return response


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def convocation_preview_letter(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Serve the letter as it would be printed, for an imaginary member."""
    meeting = load_meeting(request, meeting_id)
    try:
        data = sample_letter(meeting)
    except PdfError as error:
        messages.error(request, str(error))
        return redirect("meeting_convene_page", request.organisation.slug, meeting.pk)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="lettre-exemple.pdf"'
    return response


@require_GET
@organisation_page(Action.CONVOCATION_PROOF)
def recipients_list(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """List who would be convened and how, or why not; narrowed by means, reason and name."""
    meeting = load_meeting(request, meeting_id)
    if meeting.convened_at is not None:
        return redirect("convocation_list", request.organisation.slug, meeting.pk)
    params = statutes_of(meeting)
    query = request.GET.get("q", "")
    means, reason = request.GET.get("means", ""), request.GET.get("reason", "")
    members = planned_members(meeting, params)
    if means == "unreachable":
        members = members.filter(UNREACHABLE)
    elif means in MEANS:
        members = members.filter(plan_means=means)
    if reason:
        members = members.filter(plan_reason=reason)
    narrowed = bool(query.strip() or means or reason)
    counts = [] if narrowed else recipient_counts_shown(meeting, params)
    total = None if narrowed else sum(row.count for row in counts)
    page = paginated(searched(members, query), total).get_page(request.GET.get("page"))
    context = {
        "meeting": meeting,
        "page": page,
        "plans": [plan_of(member) for member in page],
        "means": means,
        "reason": reason,
        "q": query,
        "means_choices": [*MEANS.items(), ("unreachable", _("Lettre sans adresse complète"))],
        "reason_choices": [*MeansReason.choices, *ExclusionReason.choices],
    }
    return render(request, "meetings/recipients_list.html", context)


@require_POST
@organisation_page(Action.MEETING_CONVENE)
def convocation_trial(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Send the convocation to the person who asks, marked as a trial."""
    meeting = load_meeting(request, meeting_id)
    page = ("meeting_convene_page", request.organisation.slug, meeting.pk)
    try:
        message = convocation_send_trial(meeting=meeting, actor=request.actor)
    except Refused as refused:
        return say_refusal(request, refused, *page)
    messages.success(request, _("L’essai part vers %(address)s.") % {"address": message.to_address})
    return redirect(*page)
