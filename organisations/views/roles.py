"""Who has which role: the list, granting, withdrawing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from organisations.forms import add_refusal
from organisations.forms.roles import RoleForm
from organisations.models import Role, RoleName
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.services.roles import role_grant as grant
from organisations.services.roles import role_withdraw as withdraw
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from organisations.views.confirm import asked_first


@organisation_page(Action.ROLES_MANAGE)
def role_list(request: OrganisationRequest) -> HttpResponse:
    """List the roles; a posted form grants one."""
    organisation = request.organisation
    form = RoleForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            role = grant(
                actor=request.actor,
                organisation=organisation,
                email=data["email"],
                role=RoleName(data["role"]),
                name=data["name"],
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request,
                _("%(person)s a maintenant le rôle : %(role)s.")
                % {"person": role.user, "role": role.get_name_display()},
            )
            return redirect("role_list", organisation.slug)
    roles = organisation.roles.select_related("user").order_by("user__name", "user__email", "name")
    return render(request, "organisations/role_list.html", {"form": form, "roles": roles})


@organisation_page(Action.ROLES_MANAGE)
@require_POST
@asked_first(gettext_lazy("Retirer ce rôle ?"))
def role_withdraw(request: OrganisationRequest, role_id: int) -> HttpResponse:
    """Withdraw one role."""
    role = get_object_or_404(Role, pk=role_id, organisation=request.organisation)
    try:
        withdraw(actor=request.actor, role=role)
    except Refused as refused:
        return say_refusal(request, refused, "role_list", request.organisation.slug)
    messages.success(request, _("Le rôle est retiré."))
    return redirect("role_list", request.organisation.slug)
