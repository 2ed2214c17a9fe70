"""Adds, changes and closes memberships, one member at a time."""

import datetime as dt
from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import College, Member, MemberCategory, Organisation
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.rules.register_lines import looks_like_formula
from organisations.rules.siren import normalise_siren
from organisations.services.accounts import account_ids
from organisations.services.journal import journal_write
from organisations.services.turns import take_turn
from tala.lib import clock, dates


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What the register says of one member, beside the dates of admission and exit."""

    number: str
    kind: str
    title: str = ""
    last_name: str = ""
    first_name: str = ""
    company_name: str = ""
    siren: str = ""
    representative: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    category: MemberCategory | None = None
    college: College | None = None
    shares: int = 0
    paid_cents: int = 0
    admitted_on: dt.date | None = None
    email_consent: str = Member.Consent.UNKNOWN
    email_consent_on: dt.date | None = None


def member_add(*, actor: Actor, organisation: Organisation, facts: MemberFacts) -> Member:
    """Add a member to the register; refused when the number is taken or a fact does not hold."""
    require(actor, Action.REGISTER_IMPORT, organisation)
    with transaction.atomic():
        take_turn(organisation)
        member = Member(organisation=organisation)
        _set(member, facts)
        member.save()
        _journal(actor, member, "member.add", {"name": member.display_name})
    return member


def member_update(*, actor: Actor, member: Member, facts: MemberFacts) -> Member:
    """Change what the register says of a member; nothing is written when nothing changes.

    An answer on convening by e-mail is kept with its date: today's when none is given.
    """
    organisation = member.organisation
    require(actor, Action.REGISTER_IMPORT, organisation)
    with transaction.atomic():
        take_turn(organisation)
        current = Member.objects.get(pk=member.pk)
        changed = _set(current, facts)
        if not changed:
            return current
        current.updated_at = clock.now()
        current.save()
        details: dict[str, object] = {"fields": changed}
        if "email_consent" in changed:
            details["email_consent"] = str(current.email_consent)
        _journal(actor, current, "member.update", details)
    return current


def member_exit(*, actor: Actor, member: Member, on: dt.date) -> None:
    """Close a membership on a day; convocations already sent keep their roll."""
    organisation = member.organisation
    require(actor, Action.REGISTER_IMPORT, organisation)
    if member.admitted_on and on < member.admitted_on:
        raise Refused(
            _("La sortie précède l’admission (%(day)s). Corrigez la date.")
            % {"day": dates.short_date(member.admitted_on)},
            code="exit_before_admission",
        )
    with transaction.atomic():
        take_turn(organisation)
        moved = Member.objects.filter(pk=member.pk, exited_on=None).update(
            exited_on=on, updated_at=clock.now()
        )
        if not moved:
            raise Refused(_("Ce membre est déjà sorti."), code="already_exited")
        _journal(actor, member, "member.exit", {"on": on.isoformat()})


def member_return(*, actor: Actor, member: Member) -> None:
    """Cancel an exit recorded by mistake, or readmit: the membership is open again."""
    organisation = member.organisation
    require(actor, Action.REGISTER_IMPORT, organisation)
    with transaction.atomic():
        take_turn(organisation)
        moved = Member.objects.filter(pk=member.pk, exited_on__isnull=False).update(
            exited_on=None, updated_at=clock.now()
        )
        if not moved:
            raise Refused(_("Ce membre n’est pas sorti."), code="not_exited")
        _journal(actor, member, "member.return", {})


def _set(member: Member, facts: MemberFacts) -> list[str]:
    """Put the facts on the row; return the names of the fields that changed."""
    _check(member, facts)
    before = {item.name: getattr(member, item.name) for item in fields(MemberFacts)}
    for item in fields(MemberFacts):
        setattr(member, item.name, getattr(facts, item.name))
    member.email = facts.email.strip().lower()
    _settle_names(member)
    _settle_college(member, before)
    _settle_consent(member, before)
    changed = [name for name, old in before.items() if getattr(member, name) != old]
    if "email" in changed:
        member.user_id = account_ids([member.email]).get(member.email)
    return changed


def _check(member: Member, facts: MemberFacts) -> None:
    others = Member.objects.filter(
        organisation=member.organisation, number__iexact=facts.number.strip()
    ).exclude(pk=member.pk)
    holder = others.first()
    if holder is not None:
        raise Refused(
            _("Le numéro %(number)s est déjà celui de %(name)s. Donnez-en un autre.")
            % {"number": facts.number, "name": holder.display_name},
            code="number_taken",
        )
    for value in (getattr(facts, item.name) for item in fields(MemberFacts)):
        if isinstance(value, str) and looks_like_formula(value):
            raise Refused(
                _("« %(value)s » ressemble à une formule de tableur. Écrivez du texte simple.")
                % {"value": value[:40]},
                code="formula",
            )
    if not (facts.company_name if facts.kind == Member.Kind.LEGAL else facts.last_name).strip():
        raise Refused(
            _("Écrivez la raison sociale d’une personne morale, ou le nom d’une personne."),
            code="name_missing",
        )


def _settle_names(member: Member) -> None:
    """A member is filed under one name: a company's own, or a person's."""
    member.number = member.number.strip()
    if member.kind == Member.Kind.LEGAL:
        member.title = member.last_name = member.first_name = ""
    else:
        member.company_name = ""
    if member.siren:
        try:
            member.siren = normalise_siren(member.siren)
        except ValueError:
            raise Refused(
                _("« %(siren)s » n’est pas un SIREN : neuf chiffres, dont un de contrôle.")
                % {"siren": member.siren},
                code="bad_siren",
            ) from None


def _settle_college(member: Member, before: dict[str, object]) -> None:
    """The college follows the category, unless another was chosen."""
    category = member.category
    if category is not None and (member.college is None or before["category"] != category):
        chosen = member.college is not None and member.college != before["college"]
        member.college = member.college if chosen else category.college


def _settle_consent(member: Member, before: dict[str, object]) -> None:
    if member.email_consent == Member.Consent.UNKNOWN:
        member.email_consent_on = None
    elif member.email_consent != before["email_consent"] and (
        member.email_consent_on in (None, before["email_consent_on"])
    ):
        member.email_consent_on = clock.today()


def _journal(actor: Actor, member: Member, action: str, details: dict[str, object]) -> None:
    journal_write(
        organisation=member.organisation_id,
        actor=actor,
        action=action,
        subject=f"member:{member.pk}",
        details={"number": member.number, **details},
    )
