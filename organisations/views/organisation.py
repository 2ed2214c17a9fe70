"""My cooperatives, creating one, its home page, its settings and its identity card."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations.forms import add_refusal
from organisations.forms.organisation import OrganisationEditForm, OrganisationForm
from organisations.models import RoleName, User
from organisations.policies import Action, Actor, organisations_of
from organisations.refusals import Refused
from organisations.render.findings import errors_of, warnings_of
from organisations.selectors.colleges import (
    COUNTED,
    categories_with_counts,
    college_findings,
    colleges_with_counts,
)
from organisations.selectors.statutes import missing_parameters, profile_in_force
from organisations.selectors.todo import organisation_todo
from organisations.services.organisation import (
    may_create,
    organisation_update,
)
from organisations.services.organisation import (
    organisation_create as create,
)
from organisations.views.access import OrganisationRequest, organisation_page, signed_in_page
from organisations.views.guide import PAGES, guide_url
from tala.lib import clock, figures


@signed_in_page
def home(request: HttpRequest) -> HttpResponse:
    """List my cooperatives; with exactly one, go there (`?toutes` shows the list all the same)."""
    user = cast("User", request.user)
    organisations = list(organisations_of(user))
    if len(organisations) == 1 and "toutes" not in request.GET:
        return redirect(organisations[0])
    context = {"organisations": organisations, "may_create": may_create(Actor.of(user))}
    return render(request, "organisations/home.html", context)


@signed_in_page
def organisation_create(request: HttpRequest) -> HttpResponse:
    """Create a cooperative, then lead to its categories."""
    user = cast("User", request.user)
    actor = Actor.of(user)
    form = OrganisationForm(request.POST or None, initial={"contact_email": user.email})
    if form.is_valid():
        try:
            organisation = create(actor=actor, facts=form.facts())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("La coopérative est créée. Décrivez-la pas à pas."))
            return redirect(guide_url("categories_edit", organisation))
    context = {"form": form, "may_create": may_create(actor), "total": len(PAGES)}
    return render(request, "organisations/organisation_create.html", context)


@organisation_page(Action.ORGANISATION_VIEW)
def organisation_home(request: OrganisationRequest) -> HttpResponse:
    """Say what there is to do now, by when, for this person."""
    organisation = request.organisation
    context = {
        "cards": organisation_todo(organisation, request.actor, clock.today()),
        "roles": _role_names(request),
    }
    return render(request, "organisations/organisation_home.html", context)


@organisation_page(Action.ORGANISATION_VIEW)
def organisation_settings(request: OrganisationRequest) -> HttpResponse:
    """Show the identity card, categories, colleges and statutes, with what the law has to say."""
    organisation = request.organisation
    profile = profile_in_force(organisation, clock.today())
    colleges = colleges_with_counts(organisation)
    categories = categories_with_counts(organisation)
    findings = college_findings(organisation, colleges, categories)
    context = {
        "categories": [(category, _counted(count)) for category, count in categories],
        "colleges": [(college, _counted(count)) for college, count in colleges],
        "warnings": errors_of(findings) + warnings_of(findings),
        "profile": profile,
        "missing": missing_parameters(profile, organisation),
    }
    return render(request, "organisations/organisation_settings.html", context)


@organisation_page(Action.ORGANISATION_MANAGE)
def organisation_edit(request: OrganisationRequest) -> HttpResponse:
    """Correct the identity card."""
    organisation = request.organisation
    form = OrganisationEditForm(request.POST or None, instance=organisation)
    if form.is_valid():
        try:
            organisation_update(actor=request.actor, organisation=organisation, facts=form.facts())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("La fiche est enregistrée."))
            return redirect("organisation_settings", organisation.slug)
    organisation.refresh_from_db()
    return render(request, "organisations/organisation_edit.html", {"form": form})


def _counted(count: int) -> str:
    if count > COUNTED:
        return _("plus de %(count)s") % {"count": figures.integer(COUNTED)}
    return figures.integer(count)


def _role_names(request: OrganisationRequest) -> list[str]:
    labels = {str(value): str(label) for value, label in RoleName.choices}
    held = request.actor.roles_in(request.organisation)
    return [labels.get(role, _("membre")) for role in sorted(held)]
