"""The register of members: the list, one member, adding, correcting, leaving, exporting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.forms import add_refusal
from organisations.forms.members import ExitForm, MemberForm
from organisations.models import Member
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.selectors.register import NO_COLLEGE, RegisterFilter, State, member_page
from organisations.services import members as services
from organisations.services.register_export import CONTENT_TYPES
from organisations.services.register_export import register_export as export
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from tala.lib import clock

_STATES: tuple[State, ...] = ("active", "exited", "all")


@organisation_page(Action.REGISTER_VIEW)
def member_list(request: OrganisationRequest) -> HttpResponse:
    """Search and filter the register; what is chosen stays in the address."""
    organisation = request.organisation
    wanted = _wanted(request)
    context = {
        "page": member_page(
            organisation, wanted, after=_key(request, "apres"), before=_key(request, "avant")
        ),
        "wanted": wanted,
        "colleges": list(organisation.colleges.all()),
        "categories": list(organisation.categories.all()),
        "no_college": NO_COLLEGE,
    }
    return render(request, "organisations/member_list.html", context)


@organisation_page(Action.REGISTER_VIEW)
def member_detail(request: OrganisationRequest, member_id: int) -> HttpResponse:
    """Show all the register says of one member."""
    return render(
        request, "organisations/member_detail.html", {"member": _member(request, member_id)}
    )


@organisation_page(Action.REGISTER_IMPORT)
def member_add(request: OrganisationRequest) -> HttpResponse:
    """Add one member."""
    initial = {"admitted_on": clock.today(), "shares": 1}
    form = MemberForm(request.POST or None, organisation=request.organisation, initial=initial)
    if form.is_valid():
        try:
            member = services.member_add(
                actor=request.actor, organisation=request.organisation, facts=form.facts()
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request, _("%(member)s est au registre.") % {"member": member.display_name}
            )
            return redirect("member_detail", request.organisation.slug, member.pk)
    return render(request, "organisations/member_add.html", {"form": form})


@organisation_page(Action.REGISTER_IMPORT)
def member_edit(request: OrganisationRequest, member_id: int) -> HttpResponse:
    """Correct what the register says of one member."""
    member = _member(request, member_id)
    form = MemberForm(
        request.POST or None,
        organisation=request.organisation,
        instance=Member.objects.get(pk=member.pk),
    )
    if form.is_valid():
        try:
            services.member_update(actor=request.actor, member=member, facts=form.facts())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("La fiche est enregistrée."))
            return redirect("member_detail", request.organisation.slug, member.pk)
    return render(request, "organisations/member_edit.html", {"form": form, "member": member})


@organisation_page(Action.REGISTER_IMPORT)
def member_exit(request: OrganisationRequest, member_id: int) -> HttpResponse:
    """Record that a member has left."""
    member = _member(request, member_id)
    form = ExitForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        try:
            services.member_exit(actor=request.actor, member=member, on=form.cleaned_data["on"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request,
                _("La sortie de %(member)s est enregistrée.") % {"member": member.display_name},
            )
            return redirect("member_detail", request.organisation.slug, member.pk)
    return render(request, "organisations/member_exit.html", {"form": form, "member": member})


@organisation_page(Action.REGISTER_IMPORT)
@require_POST
def member_return(request: OrganisationRequest, member_id: int) -> HttpResponse:
    """Open a membership again."""
    member = _member(request, member_id)
    slug = request.organisation.slug
    try:
        services.member_return(actor=request.actor, member=member)
    except Refused as refused:
        return say_refusal(request, refused, "member_detail", slug, member.pk)
    messages.success(
        request, _("%(member)s est de nouveau membre.") % {"member": member.display_name}
    )
    return redirect("member_detail", slug, member.pk)


@organisation_page(Action.REGISTER_EXPORT)
@require_POST
def register_export(request: OrganisationRequest, extension: str) -> HttpResponse:
    """Give the filtered register as a file; what leaves is written in the journal."""
    if extension not in CONTENT_TYPES:
        raise Http404
    organisation = request.organisation
    data = export(
        actor=request.actor,
        organisation=organisation,
        wanted=_wanted(request),
        extension=extension,
    )
    name = f"registre-{organisation.slug}-{clock.today():%Y-%m-%d}.{extension}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": str(disposition)}
    return HttpResponse(data, content_type=CONTENT_TYPES[extension], headers=headers)


def _member(request: OrganisationRequest, member_id: int) -> Member:
    members = Member.objects.select_related("category", "college", "user", "organisation")
    return get_object_or_404(members, pk=member_id, organisation=request.organisation)


def _wanted(request: OrganisationRequest) -> RegisterFilter:
    state = request.GET.get("etat", "active")
    return RegisterFilter(
        words=request.GET.get("q", "").strip()[:100],
        college=request.GET.get("college", "")[:40],
        category=request.GET.get("categorie", "")[:40],
        state=state if state in _STATES else "active",
    )


def _key(request: OrganisationRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 18 else None
