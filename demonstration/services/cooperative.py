"""Makes a cooperative through the same services as the web: identity, colleges, register, roles."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from demonstration.people import PEOPLE
from demonstration.register import DemoCollege
from organisations.models import Organisation, RoleName, User
from organisations.policies import Actor
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import QuorumRule, StatuteParameters, usual_for
from organisations.selectors.statutes import latest_profile
from organisations.services.accounts import account_open
from organisations.services.colleges import (
    CategoryDraft,
    CollegeDraft,
    categories_set,
    colleges_set,
)
from organisations.services.organisation import OrganisationFacts, organisation_create
from organisations.services.roles import role_grant
from organisations.services.statutes import statutes_adopt
from tala.lib import clock

FACTS = OrganisationFacts(
    name="Les Ateliers du Bassin",
    legal_form=LegalForm.SCIC_SA,
    street="14 quai du Bassin",
    postal_code="62800",
    city="Liévin",
    contact_email="contact@ateliers-du-bassin.example.org",
    siren="123456782",
    registry_city="Arras",
)
DECISION = "Assemblée générale extraordinaire du 12 mars 2024, articles 14 à 26"


@dataclass(frozen=True)
class Officers:
    """The actors of the demonstration, by what they do."""

    administrator: Actor
    secretary: Actor
    chair: Actor
    board_member: Actor


def cooperative_make(facts: OrganisationFacts, colleges: Sequence[DemoCollege]) -> Organisation:
    """Create the cooperative with its colleges, statutes and officers; its register is empty."""
    administrator = _actor(RoleName.ADMINISTRATOR)
    organisation = organisation_create(actor=administrator, facts=facts)
    _electoral_bodies(organisation, administrator, colleges)
    _statutes(organisation, administrator, has_colleges=bool(colleges))
    for person in PEOPLE:
        if person.role is not None and person.role != RoleName.ADMINISTRATOR:
            role_grant(
                actor=administrator,
                organisation=organisation,
                email=person.email,
                role=person.role,
                name=person.name,
            )
    return organisation


def officers() -> Officers:
    """Return the demonstration's actors, with the roles they hold now."""
    return Officers(
        administrator=_actor(RoleName.ADMINISTRATOR),
        secretary=_actor(RoleName.SECRETARY),
        chair=_actor(RoleName.CHAIR),
        board_member=_actor(RoleName.BOARD_MEMBER),
    )


def _actor(role: RoleName) -> Actor:
    person = next(person for person in PEOPLE if person.role == role)
    user = account_open(email=person.email, name=person.name)
    return Actor.of(User.objects.get(pk=user.pk))


def _electoral_bodies(
    organisation: Organisation, administrator: Actor, colleges: Sequence[DemoCollege]
) -> None:
    categories_set(
        actor=administrator,
        organisation=organisation,
        categories=[
            CategoryDraft(code=code, name=name, kind=kind)
            for college in colleges
            for code, name, kind, _size in college.categories
        ],
    )
    if len(colleges) > 1:
        colleges_set(
            actor=administrator,
            organisation=organisation,
            colleges=[
                CollegeDraft(
                    code=college.code,
                    name=college.name,
                    weight=college.weight,
                    categories=frozenset(code for code, *_rest in college.categories),
                )
                for college in colleges
            ],
        )


def _statutes(organisation: Organisation, administrator: Actor, *, has_colleges: bool) -> None:
    """Adopt usual clauses, a quorum weighted by college, and two proxies at most a holder."""
    last = latest_profile(organisation)
    statutes_adopt(
        actor=administrator,
        organisation=organisation,
        parameters=demo_parameters(LegalForm(organisation.legal_form), has_colleges=has_colleges),
        valid_from=max(dt.date(2024, 3, 12), last.valid_from),
        decision=DECISION,
        after_version=last.version,
    )


def demo_parameters(form: LegalForm, *, has_colleges: bool) -> StatuteParameters:
    """Return the demonstration's statutes: the usual clauses with its own quorum and limits."""
    parameters = usual_for(form, has_colleges)
    base = "weighted" if has_colleges else "raw"
    article = "statuts, art. 21"
    return replace(
        parameters,
        quorum_ordinary_first=QuorumRule(Fraction(1, 5), base, None, None, article),
        quorum_extraordinary_first=QuorumRule(Fraction(1, 4), base, None, None, article),
        proxies_allowed=True,
        proxy_max=2,
        blank_proxy_allowed=True,
        cap_applies_to_blank=False,
        postal_enabled=True,
        remote_enabled=True,
        articles={
            **parameters.articles,
            "proxy_max": "statuts, art. 23",
            "postal_enabled": "statuts, art. 24",
            "remote_enabled": "statuts, art. 24",
        },
    )


def next_meeting_day() -> dt.date:
    """Return the Saturday at least six weeks from today: time enough for every deadline."""
    day = clock.today() + dt.timedelta(days=44)
    return day + dt.timedelta(days=(5 - day.weekday()) % 7)
