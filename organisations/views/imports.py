"""Importing a register: upload, columns, preview, confirmation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.forms import add_refusal
from organisations.forms.imports import MappingForm, UploadForm
from organisations.models import RegisterImport
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.render.import_lines import KINDS, line_views
from organisations.rules.register_columns import missing_columns
from organisations.selectors.imports import preview_shown, read_import
from organisations.services import imports as services
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from organisations.views.guide import guide_of

PAGE = 50


@organisation_page(Action.REGISTER_IMPORT)
def import_upload(request: OrganisationRequest) -> HttpResponse:
    """Take a file; nothing is written to the register."""
    organisation = request.organisation
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            uploaded = services.import_upload(
                actor=request.actor,
                organisation=organisation,
                filename=file.name,
                content=file.read(),
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return redirect("import_mapping", organisation.slug, uploaded.pk)
    context = {
        "form": form,
        "recent": organisation.imports.filter(state=RegisterImport.State.APPLIED).defer("content")[
            :5
        ],
        "has_categories": organisation.categories.exists(),
        "guide": guide_of(request, "import_upload", organisation),
    }
    return render(request, "organisations/import_upload.html", context)


@organisation_page(Action.REGISTER_IMPORT)
def import_mapping(request: OrganisationRequest, import_id: int) -> HttpResponse:
    """Show what each column was taken for, to be corrected."""
    register_import = _import(request, import_id)
    if register_import.state != RegisterImport.State.PREVIEW:
        return redirect("import_done", request.organisation.slug, import_id)
    table = read_import(register_import)
    form = MappingForm(request.POST or None, table=table, columns=register_import.mapping)
    if form.is_valid():
        try:
            services.import_map(
                actor=request.actor, register_import=register_import, columns=form.columns()
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return redirect("import_preview", request.organisation.slug, import_id)
    context = {"form": form, "register_import": register_import, "lines": len(table.rows)}
    return render(request, "organisations/import_mapping.html", context)


@organisation_page(Action.REGISTER_IMPORT)
def import_preview(request: OrganisationRequest, import_id: int) -> HttpResponse:
    """Show what the file would do, line by line; or what it did, once applied."""
    register_import = _import(request, import_id)
    slug = request.organisation.slug
    if register_import.state != RegisterImport.State.PREVIEW:
        return redirect("import_done", slug, import_id)
    if missing_columns(list(register_import.mapping)):
        return redirect("import_mapping", slug, import_id)
    preview = preview_shown(register_import)
    kind = request.GET.get("voir", "")
    kind = kind if kind in KINDS else ""
    lines = [
        line
        for line in preview.lines
        if not kind or line.kind == kind or (kind == "warning" and line.warned)
    ]
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = {
        "register_import": register_import,
        "counts": preview.counts,
        "total": len(preview.lines),
        "fingerprint": preview.fingerprint,
        "kind": kind,
        "kinds": [(name, label, preview.counts[name]) for name, label in KINDS.items()],
        "page": page,
        "lines": line_views(request.organisation, page.object_list),
        "writes": preview.counts["new"] + preview.counts["changed"],
    }
    return render(request, "organisations/import_preview.html", context)


@organisation_page(Action.REGISTER_IMPORT)
@require_POST
def import_apply(request: OrganisationRequest, import_id: int) -> HttpResponse:
    """Write the confirmed preview to the register, all or nothing."""
    register_import = _import(request, import_id)
    slug = request.organisation.slug
    try:
        services.import_apply(
            actor=request.actor,
            register_import=register_import,
            fingerprint=request.POST.get("fingerprint", ""),
        )
    except Refused as refused:
        return say_refusal(request, refused, "import_preview", slug, import_id)
    messages.success(request, _("Le registre est à jour."))
    return redirect("import_done", slug, import_id)


@organisation_page(Action.REGISTER_IMPORT)
def import_done(request: OrganisationRequest, import_id: int) -> HttpResponse:
    """Say what an import did."""
    register_import = _import(request, import_id)
    if register_import.state == RegisterImport.State.PREVIEW:
        return redirect("import_preview", request.organisation.slug, import_id)
    return render(request, "organisations/import_done.html", {"register_import": register_import})


@organisation_page(Action.REGISTER_IMPORT)
@require_POST
def import_discard(request: OrganisationRequest, import_id: int) -> HttpResponse:
    """Give the import up."""
    slug = request.organisation.slug
    try:
        services.import_discard(actor=request.actor, register_import=_import(request, import_id))
    except Refused as refused:
        return say_refusal(request, refused, "import_preview", slug, import_id)
    messages.success(request, _("L’import est abandonné : rien n’a été écrit."))
    return redirect("member_list", slug)


def _import(request: OrganisationRequest, import_id: int) -> RegisterImport:
    register_import = get_object_or_404(
        RegisterImport, pk=import_id, organisation=request.organisation
    )
    register_import.organisation = request.organisation
    return register_import
