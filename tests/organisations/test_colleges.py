"""Categories and colleges: exact, checked against the law, and followed by the members."""

from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from organisations.models import CategoryKind, Organisation
from organisations.refusals import NotAllowed, Refused
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import defaults_for
from organisations.services.colleges import (
    CategoryDraft,
    CollegeDraft,
    categories_set,
    colleges_set,
)
from tests.cast import Cast, make_member, make_organisation, make_profile
from tests.pages import text_of

CATEGORIES = [
    CategoryDraft("", "Salariés", CategoryKind.EMPLOYEE),
    CategoryDraft("", "Usagers", CategoryKind.BENEFICIARY),
    CategoryDraft("", "Soutiens", CategoryKind.OTHER),
]
THIRDS = [
    CollegeDraft("", "Équipe", Fraction(1, 3), frozenset({"salaries"})),
    CollegeDraft("", "Usagers", Fraction(1, 3), frozenset({"usagers"})),
    CollegeDraft("", "Soutiens", Fraction(1, 3), frozenset({"soutiens"})),
]


@pytest.fixture
def fresh(cast: Cast) -> Organisation:
    """A SCIC whose administrator is the cast's, without category nor college."""
    organisation = make_organisation()
    make_profile(
        organisation,
        parameters=defaults_for(LegalForm.SCIC_SA, has_colleges=False).to_json(),
    )
    organisation.roles.create(user=cast.administrator.user, name="administrator")
    return organisation


def set_up(cast: Cast, organisation: Organisation) -> None:
    actor = cast.administrator.actor
    categories_set(actor=actor, organisation=organisation, categories=CATEGORIES)
    colleges_set(actor=actor, organisation=organisation, colleges=THIRDS)


def drafts(organisation: Organisation, **changes: Any) -> list[CollegeDraft]:
    """Return the colleges as they are, with changes by code."""
    return [
        CollegeDraft(
            college.code,
            college.name,
            college.weight,
            frozenset(college.categories.values_list("code", flat=True)),
        )
        for college in organisation.colleges.all()
    ]


def test_three_thirds_make_exactly_one(cast: Cast, fresh: Organisation) -> None:
    set_up(cast, fresh)
    assert [college.weight for college in fresh.colleges.all()] == [Fraction(1, 3)] * 3
    assert fresh.categories.get(code="usagers").college == fresh.colleges.get(code="usagers")


def test_three_times_thirty_three_point_thirty_three_is_refused_with_what_is_missing(
    cast: Cast, fresh: Organisation
) -> None:
    categories_set(actor=cast.administrator.actor, organisation=fresh, categories=CATEGORIES)
    rounded = [CollegeDraft("", d.name, Fraction(3333, 10000), d.categories) for d in THIRDS]
    with pytest.raises(Refused) as refused:
        colleges_set(actor=cast.administrator.actor, organisation=fresh, colleges=rounded)
    sentence = str(refused.value).replace("\u00a0", " ")
    assert "0,01 %" in sentence
    assert "L47 art. 19 octies" in sentence
    assert not fresh.colleges.exists()


def test_every_error_is_told_at_once_with_its_article(cast: Cast, fresh: Organisation) -> None:
    with pytest.raises(Refused) as refused:
        categories_set(
            actor=cast.administrator.actor, organisation=fresh, categories=CATEGORIES[2:]
        )
    assert refused.value.code == "colleges_invalid"
    assert len(refused.value.reasons) == 3
    assert all("L47 art. 19 septies" in str(reason) for reason in refused.value.reasons)
    assert not fresh.categories.exists()


def test_a_doubt_is_kept_and_told(cast: Cast, fresh: Organisation) -> None:
    twins = [*CATEGORIES[:2], CategoryDraft("", "Clients", CategoryKind.BENEFICIARY)]
    findings = categories_set(actor=cast.administrator.actor, organisation=fresh, categories=twins)
    assert [finding.code for finding in findings] == ["ties_too_few"]
    assert fresh.categories.count() == 3


def test_a_category_in_two_colleges_is_refused(cast: Cast, fresh: Organisation) -> None:
    categories_set(actor=cast.administrator.actor, organisation=fresh, categories=CATEGORIES)
    twice = [*THIRDS[:2], CollegeDraft("", "S", Fraction(1, 3), frozenset({"usagers", "soutiens"}))]
    with pytest.raises(Refused, match="vote dans un seul collège"):
        colleges_set(actor=cast.administrator.actor, organisation=fresh, colleges=twice)


def test_the_first_colleges_bring_a_version_of_the_statutes_that_knows_them(
    cast: Cast, fresh: Organisation
) -> None:
    set_up(cast, fresh)
    latest = fresh.profiles.latest("version")
    assert latest.version == 2
    assert latest.typed.has_colleges
    assert latest.typed.college_cap == Fraction(1, 2)
    assert latest.typed.notice_days_first == 15
    assert fresh.profiles.get(version=1).typed.has_colleges is False
    colleges_set(actor=cast.administrator.actor, organisation=fresh, colleges=[])
    assert fresh.profiles.latest("version").typed.has_colleges is False
    assert fresh.profiles.count() == 3


def test_members_follow_their_category_to_its_new_college(cast: Cast, fresh: Organisation) -> None:
    actor = cast.administrator.actor
    categories_set(actor=actor, organisation=fresh, categories=CATEGORIES)
    member = make_member(fresh, category=fresh.categories.get(code="usagers"))
    assert member.college is None
    colleges_set(actor=actor, organisation=fresh, colleges=THIRDS)
    member.refresh_from_db()
    assert member.college == fresh.colleges.get(code="usagers")


def test_a_member_whom_the_register_put_elsewhere_stays_there(cast: Cast) -> None:
    organisation = cast.organisation
    member = organisation.members.get(number="S0004")
    member.college = organisation.colleges.get(code="soutiens")
    member.save()
    swapped = [CollegeDraft(d.code, d.name, d.weight, d.categories) for d in drafts(organisation)]
    names = {d.code: d for d in swapped}
    moved = [
        names["equipe"],
        CollegeDraft(
            "particuliers", "Usagers particuliers", Fraction(25, 100), frozenset({"professionnel"})
        ),
        CollegeDraft(
            "professionnels",
            "Usagers professionnels",
            Fraction(25, 100),
            frozenset({"particulier", "collectivite"}),
        ),
        names["soutiens"],
    ]
    colleges_set(actor=cast.administrator.actor, organisation=organisation, colleges=moved)
    member.refresh_from_db()
    assert member.college.code == "soutiens"
    other = organisation.members.get(number="S0005")
    assert other.college is not None
    assert other.college.code == "professionnels"


def test_a_category_that_still_has_members_is_not_removed(cast: Cast) -> None:
    kept = [
        CategoryDraft(c.code, c.name, c.kind, c.college.code if c.college else None)
        for c in cast.organisation.categories.exclude(code="collectivite")
    ]
    with pytest.raises(Refused, match="a encore 1 membre") as refused:
        categories_set(
            actor=cast.administrator.actor, organisation=cast.organisation, categories=kept
        )
    assert refused.value.code == "category_used"


def test_removing_all_colleges_leaves_members_without_one(cast: Cast) -> None:
    colleges_set(actor=cast.administrator.actor, organisation=cast.organisation, colleges=[])
    assert not cast.organisation.colleges.exists()
    assert not cast.organisation.members.exclude(college=None).exists()


def test_the_same_name_twice_is_refused(cast: Cast, fresh: Organisation) -> None:
    with pytest.raises(Refused, match="écrit deux fois"):
        categories_set(
            actor=cast.administrator.actor,
            organisation=fresh,
            categories=[*CATEGORIES, CategoryDraft("", "SALARIES", CategoryKind.OTHER)],
        )


def test_only_the_administrator_sets_them(cast: Cast) -> None:
    for person in (cast.secretary, cast.chair, cast.auditor, cast.member, cast.stranger):
        with pytest.raises(NotAllowed):
            colleges_set(actor=person.actor, organisation=cast.organisation, colleges=[])


# --- In the browser


def rows(*lines: dict[str, Any], **extra: str) -> dict[str, Any]:
    """Return a posted set of rows."""
    data: dict[str, Any] = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": 0, **extra}
    for number, line in enumerate(lines):
        data |= {f"form-{number}-{name}": value for name, value in line.items()}
    return data


def test_weights_typed_in_every_way_are_kept_exactly(cast: Cast, fresh: Organisation) -> None:
    categories_set(actor=cast.administrator.actor, organisation=fresh, categories=CATEGORIES)
    url = reverse("colleges_edit", args=[fresh.slug])
    response = cast.administrator.client.post(
        url,
        rows(
            {"name": "Équipe", "weight": "1/3", "categories": ["salaries"]},
            {"name": "Usagers", "weight": "33,34 %", "categories": ["usagers"]},
            {"name": "Soutiens", "weight": "33.33", "categories": ["soutiens"]},
            {"name": "", "weight": ""},
        ),
    )
    assert "font" in text_of(response)
    assert not fresh.colleges.exists()
    response = cast.administrator.client.post(
        url,
        rows(
            {"name": "Équipe", "weight": "40", "categories": ["salaries"]},
            {"name": "Usagers", "weight": "40 %", "categories": ["usagers"]},
            {"name": "Soutiens", "weight": "1/5", "categories": ["soutiens"]},
            {"name": "", "weight": ""},
        ),
    )
    assert response.status_code == 302
    assert [college.weight for college in fresh.colleges.all()] == [
        Fraction(2, 5),
        Fraction(2, 5),
        Fraction(1, 5),
    ]


def test_asking_for_more_rows_saves_nothing_and_loses_nothing(
    cast: Cast, fresh: Organisation
) -> None:
    url = reverse("colleges_edit", args=[fresh.slug])
    categories_set(actor=cast.administrator.actor, organisation=fresh, categories=CATEGORIES)
    response = cast.administrator.client.post(
        url, rows({"name": "Équipe", "weight": "1/3", "categories": ["salaries"]}, more="1")
    )
    page = text_of(response)
    assert not fresh.colleges.exists()
    assert 'value="Équipe"' in page
    assert 'value="1/3"' in page
    assert 'value="salaries" checked' in page
    assert len(response.context["rows"].forms) > 3


def test_a_weight_without_name_or_a_name_without_weight_is_said(
    cast: Cast, fresh: Organisation
) -> None:
    categories_set(actor=cast.administrator.actor, organisation=fresh, categories=CATEGORIES)
    page = text_of(
        cast.administrator.client.post(
            reverse("colleges_edit", args=[fresh.slug]),
            rows({"name": "", "weight": "40"}, {"name": "Usagers"}, {"name": "S", "weight": "x"}),
        )
    )
    assert "Donnez un nom à ce collège" in page
    assert "Donnez un poids à ce collège" in page
    assert "Écrivez le poids comme 40" in page
    assert not fresh.colleges.exists()


def test_a_scic_is_sent_to_its_categories_first(cast: Cast, fresh: Organisation) -> None:
    page = text_of(cast.administrator.client.get(reverse("colleges_edit", args=[fresh.slug])))
    assert "Les catégories d’abord" in page


def test_the_page_of_categories_refuses_with_the_article_and_keeps_what_was_typed(
    cast: Cast, fresh: Organisation
) -> None:
    url = reverse("categories_edit", args=[fresh.slug])
    page = text_of(
        cast.administrator.client.post(url, rows({"name": "Amis", "kind": CategoryKind.OTHER}))
    )
    assert "Une SCIC a une catégorie de bénéficiaires" in page
    assert "L47 art. 19 septies" in page
    assert 'value="Amis"' in page


def test_the_guide_leads_from_categories_to_colleges_to_statutes(
    cast: Cast, fresh: Organisation
) -> None:
    client = cast.administrator.client
    url = reverse("categories_edit", args=[fresh.slug]) + "?guide=1"
    lines = [{"name": c.name, "kind": c.kind} for c in CATEGORIES]
    response = client.post(url, rows(*lines), follow=True)
    assert response.resolver_match.url_name == "colleges_edit"
    assert "Étape 3 sur 5" in text_of(response)
    colleges: list[dict[str, Any]] = [
        {"name": c.name, "weight": "1/3", "categories": list(c.categories)} for c in THIRDS
    ]
    url = reverse("colleges_edit", args=[fresh.slug]) + "?guide=1"
    assert (
        client.post(url, rows(*colleges), follow=True).resolver_match.url_name == "statutes_guide"
    )
