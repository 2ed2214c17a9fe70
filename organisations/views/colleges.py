"""Categories and colleges, each set as one whole."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations.forms.colleges import category_rows, college_rows, filled_rows
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.render.findings import warnings_of
from organisations.rules.findings import Finding
from organisations.rules.legal_forms import LegalForm, is_scic, is_scop
from organisations.services.colleges import categories_set, colleges_set
from organisations.views.access import OrganisationRequest, organisation_page
from organisations.views.guide import guide_of


@organisation_page(Action.ORGANISATION_MANAGE)
def categories_edit(request: OrganisationRequest) -> HttpResponse:
    """Name the categories of members and their link with the cooperative."""
    organisation = request.organisation
    form = LegalForm(organisation.legal_form)
    colleges = list(organisation.colleges.all())
    rows = category_rows(
        data=request.POST or None,
        categories=list(organisation.categories.select_related("college")),
        colleges=colleges,
        form=form,
    )
    reasons: Iterable[object] = ()
    if rows.is_valid():
        try:
            findings = categories_set(
                actor=request.actor,
                organisation=organisation,
                categories=[row.draft() for row in filled_rows(rows)],
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            return _saved(
                request, "categories_edit", _("Les catégories sont enregistrées."), findings
            )
    context = {
        "rows": rows,
        "reasons": reasons,
        "colleges": colleges,
        "scic": is_scic(form),
        "guide": guide_of(request, "categories_edit", organisation),
    }
    return render(request, "organisations/categories_edit.html", context)


@organisation_page(Action.ORGANISATION_MANAGE)
def colleges_edit(request: OrganisationRequest) -> HttpResponse:
    """Name the colleges, their exact weights and the categories that vote in each."""
    organisation = request.organisation
    form = LegalForm(organisation.legal_form)
    categories = list(organisation.categories.all())
    rows = college_rows(
        data=request.POST or None,
        colleges=list(organisation.colleges.all()),
        categories=categories,
    )
    reasons: Iterable[object] = ()
    if rows.is_valid():
        try:
            findings = colleges_set(
                actor=request.actor,
                organisation=organisation,
                colleges=[row.draft() for row in filled_rows(rows)],
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            return _saved(request, "colleges_edit", _("Les collèges sont enregistrés."), findings)
    context = {
        "rows": rows,
        "reasons": reasons,
        "categories": categories,
        "scic": is_scic(form),
        "scop": is_scop(form),
        "guide": guide_of(request, "colleges_edit", organisation),
    }
    return render(request, "organisations/colleges_edit.html", context)


def _saved(
    request: OrganisationRequest, page: str, done: str, findings: Iterable[Finding]
) -> HttpResponse:
    """Say it is done and what the law still has to say; follow the guide, or go to settings."""
    messages.success(request, done)
    for warning in warnings_of(findings):
        messages.warning(request, warning)
    guide = guide_of(request, page, request.organisation)
    if guide is not None:
        return redirect(guide.next_url)
    return redirect("organisation_settings", request.organisation.slug)
