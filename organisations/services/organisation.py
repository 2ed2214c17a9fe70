"""Creates an organisation and keeps its identity card."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from organisations.models import Organisation, Role, RoleName, StatuteProfile
from organisations.policies import Action, Actor, can
from organisations.refusals import NotAllowed, Refused, require
from organisations.render.findings import errors_of
from organisations.rules.legal_forms import LegalForm
from organisations.rules.siren import normalise_siren
from organisations.rules.statutes import defaults_for
from organisations.selectors.colleges import (
    categories_with_counts,
    college_findings,
    colleges_with_counts,
)
from organisations.services.journal import journal_write
from organisations.services.turns import take_turn
from tala.lib import clock, text

_ALSACE_MOSELLE = ("57", "67", "68")


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """The identity card of an organisation."""

    name: str
    legal_form: str
    street: str
    postal_code: str
    city: str
    contact_email: str
    acronym: str = ""
    siren: str = ""
    registry_city: str = ""
    rna: str = ""
    variable_capital: bool = True
    alsace_moselle: bool = False


def in_alsace_moselle(postal_code: str) -> bool:
    """Say whether a French postal code lies in the three departments with two more holidays."""
    return postal_code.startswith(_ALSACE_MOSELLE)


def may_create(actor: Actor) -> bool:
    """Say whether this person may create an organisation on this installation."""
    return bool(settings.OPEN_CREATION or can(actor, Action.PLATFORM_ORGANISATIONS))


def organisation_create(*, actor: Actor, facts: OrganisationFacts) -> Organisation:
    """Create an organisation with the law's own parameters as version 1 of its statutes.

    The creator becomes its administrator. Refused when creation is closed on this installation, or
    when the SIREN is not one.
    """
    if not may_create(actor):
        raise NotAllowed(
            _(
                "Sur ce serveur, seule l’administration de la plateforme crée une coopérative."
                " Demandez-la-lui."
            ),
            code="creation_closed",
        )
    values = _checked(facts)
    with transaction.atomic():
        organisation = Organisation.objects.create(slug=_free_slug(facts), **values)
        _first_statutes(organisation)
        if actor.user is not None:
            Role.objects.create(
                organisation=organisation, user=actor.user, name=RoleName.ADMINISTRATOR
            )
        journal_write(
            organisation=organisation,
            actor=actor,
            action="organisation.create",
            subject=f"organisation:{organisation.pk}",
            details={"name": organisation.name, "legal_form": organisation.legal_form},
        )
    return organisation


def organisation_update(
    *, actor: Actor, organisation: Organisation, facts: OrganisationFacts
) -> Organisation:
    """Change the identity card; refused when the colleges do not suit a new legal form."""
    require(actor, Action.ORGANISATION_MANAGE, organisation)
    values = _checked(facts)
    with transaction.atomic():
        take_turn(organisation)
        current = Organisation.objects.get(pk=organisation.pk)
        changed = sorted(name for name, value in values.items() if getattr(current, name) != value)
        if not changed:
            return current
        for name in changed:
            setattr(current, name, values[name])
        if "legal_form" in changed:
            _check_colleges(current)
        current.save(update_fields=changed)
        journal_write(
            organisation=current,
            actor=actor,
            action="organisation.update",
            subject=f"organisation:{current.pk}",
            details={"fields": changed},
        )
    return current


def _checked(facts: OrganisationFacts) -> dict[str, str | bool]:
    values = asdict(facts)
    if facts.siren:
        try:
            values["siren"] = normalise_siren(facts.siren)
        except ValueError:
            raise Refused(
                _(
                    "« %(siren)s » n’est pas un SIREN : neuf chiffres, dont le dernier contrôle les"
                    " autres. Recopiez-le de l’extrait Kbis ou de l’avis de situation."
                )
                % {"siren": facts.siren},
                code="bad_siren",
            ) from None
    return values


def _free_slug(facts: OrganisationFacts) -> str:
    base = slugify(text.fold(facts.name))[:50] or "cooperative"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _first_statutes(organisation: Organisation) -> None:
    parameters = defaults_for(LegalForm(organisation.legal_form), has_colleges=False)
    StatuteProfile.objects.create(
        organisation=organisation,
        version=1,
        valid_from=clock.today(),
        parameters=parameters.to_json(),
        decision=_("Valeurs de la loi, à la création dans TALA"),
    )


def _check_colleges(organisation: Organisation) -> None:
    findings = college_findings(
        organisation, colleges_with_counts(organisation), categories_with_counts(organisation)
    )
    if errors := errors_of(findings):
        raise Refused(*errors, code="colleges_invalid")
