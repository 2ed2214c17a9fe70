"""The cast of the tests: one cooperative, its people, and plain builders.

"Les Ateliers du Bassin" is a SCIC SA with four colleges of 40, 25, 25 and 10 %, twelve members, and
one person per role. Tests read as sentences: `cast.secretary.client.get(...)`.
"""

import datetime as dt
import itertools
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client

from organisations.models import (
    CategoryKind,
    College,
    Member,
    MemberCategory,
    Organisation,
    Role,
    RoleName,
    StatuteProfile,
    User,
)
from organisations.policies import Actor
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import usual_for

COLLEGES = (
    ("equipe", "Bénévoles et salariés", Fraction(40, 100)),
    ("particuliers", "Usagers particuliers", Fraction(25, 100)),
    ("professionnels", "Usagers professionnels et collectivités", Fraction(25, 100)),
    ("soutiens", "Soutiens", Fraction(10, 100)),
)
CATEGORIES = (
    ("salarie", "Salarié·e", CategoryKind.EMPLOYEE, "equipe"),
    ("benevole", "Bénévole", CategoryKind.VOLUNTEER, "equipe"),
    ("particulier", "Usager particulier", CategoryKind.BENEFICIARY, "particuliers"),
    ("professionnel", "Usager professionnel", CategoryKind.BENEFICIARY, "professionnels"),
    ("collectivite", "Collectivité", CategoryKind.PUBLIC_BODY, "professionnels"),
    ("soutien", "Soutien", CategoryKind.OTHER, "soutiens"),
)
# Number, category, surname, first name, company; e-mail and consent follow from the number.
MEMBERS = (
    ("S0001", "salarie", "Martin", "Claire", ""),
    ("S0002", "salarie", "Lefèvre", "Joël", ""),
    ("S0003", "benevole", "Szymański", "Raphaël", ""),
    ("S0004", "particulier", "Legoff", "Théo", ""),
    ("S0005", "particulier", "Garçon", "Jean-Noël", ""),
    ("S0006", "particulier", "Nguyễn", "Loïc", ""),
    ("S0007", "particulier", "Hénin", "Karima", ""),
    ("S0008", "professionnel", "", "", "SARL Vandenbroucke & Fils"),
    ("S0009", "professionnel", "", "", "Coopérative Pruvost"),
    ("S0010", "collectivite", "", "", "Ville de Liévin"),
    ("S0011", "soutien", "Carlier", "Gaëlle", ""),
    ("S0012", "soutien", "D’Œuvre", "Anaïs", ""),
)
WITHOUT_EMAIL = {"S0007"}
WITHOUT_CONSENT = {"S0012"}

_numbers = itertools.count(1)


@dataclass
class Person:
    """One of the cast: the account, a signed-in test client, and the member row if there is one."""

    user: User
    member: Member | None = None

    @cached_property
    def client(self) -> Client:
        """A test client signed in as this person."""
        client = Client()
        client.force_login(self.user)
        return client

    @property
    def actor(self) -> Actor:
        """This person as services know them, roles read afresh."""
        return Actor.of(self.user)


@dataclass
class Cast:
    """The cooperative and everyone who may or may not act in it."""

    organisation: Organisation
    chair: Person
    secretary: Person
    administrator: Person
    board_member: Person
    auditor: Person
    member: Person
    proxy_holder: Person
    lapsed: Person
    stranger: Person
    platform: Person
    elsewhere: Organisation

    def everyone(self) -> dict[str, Person]:
        """Return each person by name."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Person)}


def make_user(email: str = "", name: str = "", **kw: Any) -> User:
    """Create an account whose e-mail address is verified."""
    email = email or f"personne{next(_numbers)}@example.org"
    user = User.objects.create_user(email, name=name, **kw)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_role(organisation: Organisation, name: RoleName, user: User | None = None) -> Role:
    """Give a role to a user (a new one by default)."""
    return Role.objects.create(organisation=organisation, user=user or make_user(), name=name)


def make_member(organisation: Organisation, **kw: Any) -> Member:
    """Create one member; the college follows the category unless given."""
    member = _member(organisation, **kw)
    member.save()
    return member


def _member(organisation: Organisation, **kw: Any) -> Member:
    number = kw.pop("number", None) or f"T{next(_numbers):05}"
    category = kw.setdefault("category", None)
    kw.setdefault("college", category.college if category else None)
    if kw.get("company_name"):
        kw.setdefault("kind", Member.Kind.LEGAL)
    else:
        kw.setdefault("last_name", "Durand")
        kw.setdefault("first_name", "Camille")
    defaults = {
        "email": f"{number.lower()}@example.org",
        "email_consent": Member.Consent.YES if kw.get("email", "x") else Member.Consent.UNKNOWN,
        "email_consent_on": dt.date(2024, 1, 15) if kw.get("email", "x") else None,
        "street": "12 rue des Œillets",
        "postal_code": "62800",
        "city": "Liévin",
        "shares": 1,
        "paid_cents": 10_000,
        "admitted_on": dt.date(2020, 3, 1),
    }
    return Member(organisation=organisation, number=number, **{**defaults, **kw})


def make_organisation(**kw: Any) -> Organisation:
    """Create a bare organisation: no college, no member, no statutes."""
    defaults = {
        "slug": f"cooperative-{next(_numbers)}",
        "name": "Coopérative d’essai",
        "legal_form": LegalForm.SCIC_SA.value,
        "street": "3 place du Bassin",
        "postal_code": "62800",
        "city": "Liévin",
        "contact_email": "bonjour@example.org",
    }
    return Organisation.objects.create(**{**defaults, **kw})


def make_profile(organisation: Organisation, **kw: Any) -> StatuteProfile:
    """Give the organisation a version of its statutes: the law and the usual clauses."""
    form = LegalForm(organisation.legal_form)
    defaults = {
        "version": organisation.profiles.count() + 1,
        "valid_from": dt.date(2019, 1, 1),
        "parameters": usual_for(form, organisation.colleges.exists()).to_json(),
        "decision": "Assemblée constitutive du 12 décembre 2018",
    }
    return StatuteProfile.objects.create(organisation=organisation, **{**defaults, **kw})


def make_cooperative(**kw: Any) -> Organisation:
    """Create "Les Ateliers du Bassin": colleges, categories, statutes and twelve members.

    Any field of the organisation can be given. No account has a role in it: see `make_cast`.
    """
    organisation = make_organisation(
        **{
            "slug": "ateliers-du-bassin",
            "name": "Les Ateliers du Bassin",
            "acronym": "ADB",
            "siren": "552100554",
            "registry_city": "Arras",
            **kw,
        }
    )
    colleges = _make_colleges(organisation)
    categories = _make_categories(organisation, colleges)
    make_profile(organisation)
    members = [
        _member(
            organisation, **_member_values(row, categories[row[1]], kind=categories[row[1]].kind)
        )
        for row in MEMBERS
    ]
    for member in members:
        member.refresh_keys()
    Member.objects.bulk_create(members)
    return organisation


def _make_colleges(organisation: Organisation) -> dict[str, College]:
    return {
        college.code: college
        for college in College.objects.bulk_create(
            College(organisation=organisation, code=code, name=name, weight=weight, position=place)
            for place, (code, name, weight) in enumerate(COLLEGES)
        )
    }


def _make_categories(
    organisation: Organisation, colleges: dict[str, College]
) -> dict[str, MemberCategory]:
    return {
        category.code: category
        for category in MemberCategory.objects.bulk_create(
            MemberCategory(
                organisation=organisation,
                code=code,
                name=name,
                kind=kind,
                college=colleges[college],
                position=place,
            )
            for place, (code, name, kind, college) in enumerate(CATEGORIES)
        )
    }


def _member_values(
    row: tuple[str, str, str, str, str], category: MemberCategory, kind: str
) -> dict[str, Any]:
    number, _code, last_name, first_name, company = row
    values: dict[str, Any] = {
        "number": number,
        "category": category,
        "last_name": last_name,
        "first_name": first_name,
        "company_name": company,
    }
    if company:
        values |= {"representative": "Étienne Pépin", "shares": 5, "paid_cents": 50_000}
    if kind == CategoryKind.PUBLIC_BODY:
        values |= {"title": "", "representative": "Solène Pruvost, maire"}
    if number in WITHOUT_EMAIL:
        values |= {"email": ""}
    if number in WITHOUT_CONSENT:
        values |= {"email_consent": Member.Consent.NO, "email_consent_on": None}
    return values


def make_cast() -> Cast:
    """Create the cooperative, one person per role, and those who must stay outside."""
    organisation = make_cooperative()
    elsewhere = make_organisation(slug="ailleurs", name="Coop d’ailleurs")
    numbers = dict.fromkeys(("S0001", "S0002", "S0003", "S0004", "S0005"))
    rows = {row.number: row for row in organisation.members.filter(number__in=numbers)}
    lapsed = make_member(
        organisation,
        number="S0013",
        last_name="Vasseur",
        first_name="Odile",
        category=organisation.categories.get(code="soutien"),
        exited_on=dt.date(2024, 6, 30),
    )
    return Cast(
        organisation=organisation,
        chair=_person("Claire Martin", organisation, RoleName.CHAIR, rows["S0001"]),
        secretary=_person("Joël Lefèvre", organisation, RoleName.SECRETARY, rows["S0002"]),
        administrator=_person("Ines Delattre", organisation, RoleName.ADMINISTRATOR),
        board_member=_person(
            "Raphaël Szymański", organisation, RoleName.BOARD_MEMBER, rows["S0003"]
        ),
        auditor=_person("Paul Révision", organisation, RoleName.AUDITOR),
        member=_person("Théo Legoff", organisation, None, rows["S0004"]),
        proxy_holder=_person("Jean-Noël Garçon", organisation, None, rows["S0005"]),
        lapsed=_person("Odile Vasseur", organisation, None, lapsed),
        stranger=_person("Sacha Loin", elsewhere, RoleName.ADMINISTRATOR),
        platform=Person(make_user("plateforme@example.org", "Plateforme", is_superuser=True)),
        elsewhere=elsewhere,
    )


def _person(
    name: str, organisation: Organisation, role: RoleName | None, member: Member | None = None
) -> Person:
    user = make_user(member.email if member else "", name)
    if role is not None:
        make_role(organisation, role, user)
    if member is not None:
        Member.objects.filter(pk=member.pk).update(user=user)
        member.user = user
    return Person(user, member)
