"""Creating a cooperative and keeping its identity card."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organisations.models import JournalEntry, Organisation, RoleName
from organisations.policies import Actor
from organisations.refusals import NotAllowed, Refused
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import defaults_for
from organisations.services.organisation import (
    OrganisationFacts,
    organisation_create,
    organisation_update,
)
from tests.cast import Cast, make_user
from tests.pages import text_of

FACTS = OrganisationFacts(
    name="SCIC L’Œillet d’Or",
    legal_form="scic_sa",
    street="1 rue Basse",
    postal_code="67000",
    city="Strasbourg",
    contact_email="bonjour@oeillet.example",
    siren="552 100 554",
)
TYPED = {
    "name": "SCIC L’Œillet d’Or",
    "legal_form": "scic_sa",
    "street": "1 rue Basse",
    "postal_code": "67000",
    "city": "Strasbourg",
    "siren": "552 100 554",
    "contact_email": "bonjour@oeillet.example",
    "variable_capital": "on",
}


@pytest.fixture
def founder(db: None) -> Client:
    client = Client()
    client.force_login(make_user("founder@example.org", "Rose Dupont"))
    return client


def test_the_creator_becomes_administrator_and_the_law_is_version_one(db: None) -> None:
    user = make_user("founder@example.org", "Rose Dupont")
    organisation = organisation_create(actor=Actor.of(user), facts=FACTS)
    assert organisation.siren == "552100554"
    assert [role.name for role in organisation.roles.filter(user=user)] == [RoleName.ADMINISTRATOR]
    profile = organisation.profiles.get()
    assert profile.version == 1
    assert profile.typed == defaults_for(LegalForm.SCIC_SA, has_colleges=False)
    entry = organisation.journal.get()
    assert (entry.action, entry.actor) == (
        "organisation.create",
        "Rose Dupont <founder@example.org>",
    )


def test_two_cooperatives_of_one_name_have_two_addresses(db: None) -> None:
    slugs = [
        organisation_create(actor=Actor.command("test"), facts=FACTS).slug for _turn in range(3)
    ]
    assert slugs == ["scic-l-oeillet-d-or", "scic-l-oeillet-d-or-2", "scic-l-oeillet-d-or-3"]


def test_a_wrong_siren_is_refused_and_nothing_is_created(db: None) -> None:
    wrong = OrganisationFacts("X", "sas", "1 rue", "75001", "Paris", "x@example.org", siren="1")
    with pytest.raises(Refused) as refused:
        organisation_create(actor=Actor.command("test"), facts=wrong)
    assert refused.value.code == "bad_siren"
    assert not Organisation.objects.exists()


def test_where_creation_is_closed_only_the_platform_creates(cast: Cast, settings: Settings) -> None:
    settings.OPEN_CREATION = False
    with pytest.raises(NotAllowed):
        organisation_create(actor=cast.administrator.actor, facts=FACTS)
    page = cast.administrator.client.get(reverse("organisation_create"))
    assert "La création est fermée" in text_of(page)
    assert organisation_create(actor=cast.platform.actor, facts=FACTS).pk


def test_the_page_creates_and_leads_to_the_categories(founder: Client) -> None:
    response = founder.post(reverse("organisation_create"), TYPED, follow=True)
    organisation = Organisation.objects.get()
    assert response.resolver_match.url_name == "categories_edit"
    assert "Étape 2 sur 5" in text_of(response)
    assert organisation.alsace_moselle is True


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("siren", "552100555", "Ce n’est pas un SIREN"),
        ("rna", "12", "W suivi de neuf chiffres"),
        ("contact_email", "nowhere", "adresse"),
        ("name", "", "obligatoire"),
        ("legal_form", "gaec", "valide"),
    ],
)
def test_a_mistake_is_said_on_its_field(
    founder: Client, field: str, typed: str, sentence: str
) -> None:
    response = founder.post(reverse("organisation_create"), {**TYPED, field: typed})
    assert not Organisation.objects.exists()
    assert field in response.context["form"].errors
    assert sentence in text_of(response)


def test_an_anonymous_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    response = client.get(reverse("organisation_create"))
    assert response.status_code == 302
    assert reverse("account_request_login_code") in response["Location"]


def test_the_card_is_corrected_and_the_journal_names_the_fields(cast: Cast) -> None:
    url = reverse("organisation_edit", args=[cast.organisation.slug])
    typed = {**TYPED, "name": "Les Ateliers réunis", "legal_form": "scic_sa"}
    response = cast.administrator.client.post(url, typed, follow=True)
    assert response.resolver_match.url_name == "organisation_settings"
    assert "Les Ateliers réunis" in text_of(response)
    entry = cast.organisation.journal.get(action="organisation.update")
    assert "name" in entry.details["fields"]
    assert "Les Ateliers réunis" not in str(entry.details)


def test_saving_an_unchanged_card_is_not_an_act(cast: Cast) -> None:
    organisation = cast.organisation
    facts = OrganisationFacts(
        **{name: getattr(organisation, name) for name in OrganisationFacts.__slots__}
    )
    organisation_update(actor=cast.administrator.actor, organisation=organisation, facts=facts)
    assert not JournalEntry.objects.exists()


def test_a_form_that_has_no_colleges_is_refused_while_there_are_some(cast: Cast) -> None:
    organisation = cast.organisation
    values = {name: getattr(organisation, name) for name in OrganisationFacts.__slots__}
    with pytest.raises(Refused, match="SCOP n’a pas de collèges") as refused:
        organisation_update(
            actor=cast.administrator.actor,
            organisation=organisation,
            facts=OrganisationFacts(**{**values, "legal_form": "scop_sa"}),
        )
    assert refused.value.code == "colleges_invalid"


def test_with_one_cooperative_home_goes_straight_there(cast: Cast) -> None:
    response = cast.member.client.get(reverse("home"))
    assert response["Location"] == cast.organisation.get_absolute_url()
    listed = cast.member.client.get(reverse("home"), {"toutes": ""})
    assert "Les Ateliers du Bassin" in text_of(listed)


def test_someone_nobody_knows_is_told_how_to_be_known(founder: Client) -> None:
    page = text_of(founder.get(reverse("home")))
    assert "Aucune coopérative ne vous connaît" in page
    assert reverse("organisation_create") in page


def test_settings_show_what_the_law_finds_amiss(cast: Cast) -> None:
    url = reverse("organisation_settings", args=[cast.organisation.slug])
    cast.organisation.members.filter(category__code="salarie").update(category=None)
    page = text_of(cast.member.client.get(url))
    assert "40 %" in page
    assert "aucun membre" in page or "perd l’un de ses liens" in page
    assert reverse("colleges_edit", args=[cast.organisation.slug]) not in page


def test_the_seat_has_a_whole_postal_code(founder: Client) -> None:
    """A convocation that names a seat nobody can find is worth little."""
    page = founder.post(reverse("organisation_create"), TYPED | {"postal_code": "5930"})
    assert "cinq chiffres" in page.content.decode()
    assert not Organisation.objects.exists()
