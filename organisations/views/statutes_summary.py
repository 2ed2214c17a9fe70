"""One version of the statutes, or the draft of the next, on one page and as a PDF to sign."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organisations.models import StatuteProfile
from organisations.policies import Action
from organisations.render.statutes_summary import statutes_summary, summary_pdf
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters
from organisations.selectors.statutes_draft import draft_state
from organisations.views.access import OrganisationRequest, organisation_page
from tala.lib import clock, dates


@require_safe
@organisation_page(Action.ORGANISATION_VIEW)
def statutes_summary_page(request: OrganisationRequest, version: int) -> HttpResponse:
    """Show every rule of one version."""
    profile = _profile(request, version)
    summary = statutes_summary(profile.typed, LegalForm(request.organisation.legal_form))
    context = {"profile": profile, "summary": summary}
    return render(request, "organisations/statutes_summary.html", context)


@require_safe
@organisation_page(Action.ORGANISATION_VIEW)
def statutes_summary_download(request: OrganisationRequest, version: int) -> HttpResponse:
    """Give one version as a PDF."""
    profile = _profile(request, version)
    state = _("Version %(version)d, en vigueur à partir du %(day)s. %(decision)s") % {
        "version": profile.version,
        "day": dates.long_date(profile.valid_from),
        "decision": profile.decision,
    }
    return _pdf(request, profile.typed, state, f"statuts-version-{version}.pdf")


@require_safe
@organisation_page(Action.STATUTES_WRITE)
def statutes_guide_download(request: OrganisationRequest) -> HttpResponse:
    """Give the draft as a PDF, to be read and signed before it is adopted."""
    state = draft_state(request.organisation)
    if state.draft is None:
        return redirect("statutes_guide", request.organisation.slug)
    text = _("Projet de version %(version)d, pas encore adopté.") % {
        "version": state.last.version + 1
    }
    return _pdf(request, state.parameters, text, "statuts-projet.pdf")


def _profile(request: OrganisationRequest, version: int) -> StatuteProfile:
    return get_object_or_404(request.organisation.profiles, version=version)


def _pdf(
    request: OrganisationRequest, params: StatuteParameters, state: str, name: str
) -> HttpResponse:
    organisation = request.organisation
    summary = statutes_summary(params, LegalForm(organisation.legal_form))
    day = dates.long_date(clock.today())
    pdf = summary_pdf(organisation, summary, state=state, day=day)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
