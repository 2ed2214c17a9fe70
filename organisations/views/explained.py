"""The rules in plain words, each with what these statutes say."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.models import Organisation, StatuteProfile
from organisations.policies import Action
from organisations.render.explained import RULES
from organisations.render.versions import parameter_views
from organisations.selectors.statutes import profile_in_force
from organisations.views.access import OrganisationRequest, organisation_page
from tala.lib import clock


@require_safe
@organisation_page(Action.ORGANISATION_VIEW)
def rule_list(request: OrganisationRequest) -> HttpResponse:
    """List the rules that TALA explains."""
    return render(request, "organisations/rule_list.html", {"rules": RULES})


@require_safe
@organisation_page(Action.ORGANISATION_VIEW)
def rule_explained(request: OrganisationRequest, code: str) -> HttpResponse:
    """Explain one rule, with the values of the statutes in force or of the version asked for."""
    context = explanation(request, request.organisation, code)
    return render(request, "organisations/rule_explained.html", context)


def explanation(request: HttpRequest, organisation: Organisation, code: str) -> dict[str, object]:
    """Return what the explanation of a rule shows; 404 for a rule that does not exist.

    `?version=3` shows the values of that version: those a meeting was convened with.
    """
    if code not in RULES:
        raise Http404(code)
    rule = RULES[code]
    profile = _profile(organisation, request.GET.get("version", ""))
    return {
        "rule": rule,
        "profile": profile,
        "parameters": parameter_views(profile.typed, rule.parameters),
    }


def _profile(organisation: Organisation, version: str) -> StatuteProfile:
    if version.isascii() and version.isdigit() and len(version) < 9:
        asked = organisation.profiles.filter(version=int(version)).first()
        if asked is not None:
            return asked
    return profile_in_force(organisation, clock.today())
