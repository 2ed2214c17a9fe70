"""The statute parameters: a new version, and all the versions so far."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations.forms import add_refusal
from organisations.forms.statutes import StatutesForm
from organisations.models import StatuteProfile
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.render.findings import warnings_of
from organisations.render.parameters import parameter_name
from organisations.render.versions import version_views
from organisations.rules.legal_forms import LegalForm
from organisations.rules.questions import QUESTIONS
from organisations.rules.statutes import StatuteParameters, check, usual_for
from organisations.selectors.decisions import decisions_of
from organisations.selectors.statutes import latest_profile, missing_parameters, profile_in_force
from organisations.services.statutes import statutes_adopt
from organisations.views.access import OrganisationRequest, organisation_page
from tala.lib import clock


@organisation_page(Action.STATUTES_WRITE)
def statutes_edit(request: OrganisationRequest) -> HttpResponse:
    """Carry over what the statutes say; `?usuel` proposes usual clauses where they are silent."""
    organisation = request.organisation
    last = latest_profile(organisation)
    missing = missing_parameters(last, organisation)
    form = _form(request, last, missing)
    if form.is_valid():
        try:
            statutes_adopt(
                actor=request.actor,
                organisation=organisation,
                parameters=form.parameters,
                valid_from=form.cleaned_data["valid_from"],
                **form.decided_by(),
                after_version=form.cleaned_data["after_version"],
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return _saved(request, form.parameters)
    context = {
        "form": form,
        "last": last,
        "missing": missing,
        "warnings": warnings_of(check(last.typed, LegalForm(organisation.legal_form))),
        "elsewhere": _elsewhere(form, LegalForm(organisation.legal_form)),
        "usual": "usuel" in request.GET,
    }
    return render(request, "organisations/statutes_edit.html", context)


@organisation_page(Action.ORGANISATION_VIEW)
def statutes_history(request: OrganisationRequest) -> HttpResponse:
    """Show every version: since when, by which decision, what it changed."""
    profiles = list(request.organisation.profiles.order_by("version"))
    today = clock.today()
    decisions = {one.key: one.url for one in decisions_of(request.organisation)}
    context = {
        "versions": version_views(profiles, decisions),
        "in_force": profile_in_force(request.organisation, today),
        "today": today,
    }
    return render(request, "organisations/statutes_history.html", context)


def _form(
    request: OrganisationRequest, last: StatuteProfile, missing: tuple[str, ...]
) -> StatutesForm:
    base = last.typed
    shown = _completed(base, request) if "usuel" in request.GET else base
    return StatutesForm(
        request.POST or None,
        initial={
            "valid_from": max(clock.today(), last.valid_from),
            "after_version": last.version,
            "decision_key": request.GET.get("decision", ""),
        },
        decisions=decisions_of(request.organisation),
        base=base,
        shown=shown,
        colleges=list(request.organisation.colleges.all()),
        missing=missing,
    )


def _elsewhere(form: StatutesForm, legal_form: LegalForm) -> list[tuple[str, str]]:
    """Return the rules that the form does not ask, each with the code of its question."""
    return [
        (parameter_name(name), one.code)
        for one in QUESTIONS
        for name in one.parameters
        if name not in form.fields and one.matters(form.base, legal_form)
    ]


def _completed(base: StatuteParameters, request: OrganisationRequest) -> StatuteParameters:
    """Return the parameters with the usual clause wherever nothing is decided."""
    usual = usual_for(LegalForm(request.organisation.legal_form), base.has_colleges)
    stored, proposed = base.to_json(), usual.to_json()
    gaps = {name: value for name, value in proposed.items() if stored.get(name) is None}
    articles = {
        **{name: usual.article(name) for name in gaps if usual.article(name)},
        **base.articles,
    }
    return StatuteParameters.from_json({**stored, **gaps, "articles": articles})


def _saved(request: OrganisationRequest, parameters: StatuteParameters) -> HttpResponse:
    organisation = request.organisation
    messages.success(request, _("Cette version des statuts est enregistrée."))
    for warning in warnings_of(check(parameters, LegalForm(organisation.legal_form))):
        messages.warning(request, warning)
    return redirect("statutes_history", organisation.slug)
