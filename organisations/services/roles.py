"""Grants and withdraws the roles of an organisation."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import Organisation, Role, RoleName
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.accounts import account_open
from organisations.services.journal import journal_write
from organisations.services.turns import take_turn


def role_grant(
    *, actor: Actor, organisation: Organisation, email: str, role: RoleName, name: str = ""
) -> Role:
    """Give a role to the person who reads `email`; the account is made when there is none.

    That person signs in by the code sent to the address. A role already held is refused.
    """
    require(actor, Action.ROLES_MANAGE, organisation)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(
            _("« %(email)s » n’est pas une adresse électronique. Écrivez-la comme nom@exemple.fr.")
            % {"email": email},
            code="bad_email",
        ) from None
    with transaction.atomic():
        take_turn(organisation)
        user = account_open(email=address, name=name.strip())
        granted, created = Role.objects.get_or_create(
            organisation=organisation, user=user, name=role
        )
        if not created:
            raise Refused(
                _("%(person)s a déjà ce rôle : %(role)s.")
                % {"person": user, "role": granted.get_name_display()},
                code="role_held",
            )
        journal_write(
            organisation=organisation,
            actor=actor,
            action="role.grant",
            subject=f"user:{user.pk}",
            details={"person": f"{user} <{user.email}>", "role": str(granted.name)},
        )
    return granted


def role_withdraw(*, actor: Actor, role: Role) -> None:
    """Withdraw a role; refused for the last administrator, without whom nobody could grant any."""
    organisation = role.organisation
    require(actor, Action.ROLES_MANAGE, organisation)
    with transaction.atomic():
        take_turn(organisation)
        if role.name == RoleName.ADMINISTRATOR and not _other_administrator(role):
            raise Refused(
                _(
                    "%(person)s est la dernière personne chargée de l’administration : sans elle,"
                    " plus personne ne pourrait donner de rôle. Donnez d’abord ce rôle à quelqu’un"
                    " d’autre."
                )
                % {"person": role.user},
                code="last_administrator",
            )
        deleted, _rows = Role.objects.filter(pk=role.pk).delete()
        if not deleted:
            raise Refused(_("Ce rôle a déjà été retiré."), code="role_gone")
        journal_write(
            organisation=organisation,
            actor=actor,
            action="role.withdraw",
            subject=f"user:{role.user_id}",
            details={"person": f"{role.user} <{role.user.email}>", "role": str(role.name)},
        )


def _other_administrator(role: Role) -> bool:
    others = Role.objects.filter(
        organisation=role.organisation, name=RoleName.ADMINISTRATOR, user__is_active=True
    )
    return others.exclude(pk=role.pk).exists()
