"""What there is to do: the next acts for this person, what is urgent first."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organisations.models import Organisation
from organisations.policies import Actor
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import defaults_for
from organisations.selectors import todo
from organisations.selectors.todo import TodoCard, organisation_todo
from tests.cast import Cast, make_member, make_organisation, make_profile
from tests.pages import text_of

TODAY = dt.date(2026, 5, 26)


@pytest.fixture
def own_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the cards of upper apps."""
    monkeypatch.setattr(todo, "TODO_PROVIDERS", [todo._own_cards])


def titles(organisation: Organisation, actor: Actor) -> list[str]:
    return [card.title for card in organisation_todo(organisation, actor, TODAY)]


@pytest.mark.usefixtures("own_only")
def test_a_new_scic_is_led_step_by_step(cast: Cast) -> None:
    organisation = make_organisation()
    law = defaults_for(LegalForm.SCIC_SA, has_colleges=False)
    make_profile(organisation, parameters=law.to_json())
    organisation.roles.create(user=cast.administrator.user, name="administrator")
    actor = cast.administrator.actor
    assert titles(organisation, actor) == [
        "Décrire les catégories d’associés",
        "Importer le registre des membres",
    ]
    organisation.categories.create(code="a", name="A", kind="other")
    make_member(organisation)
    assert titles(organisation, actor) == ["Fixer les collèges, s’il y en a"]


@pytest.mark.usefixtures("own_only")
def test_a_member_without_college_is_shown_to_who_keeps_the_register(cast: Cast) -> None:
    assert titles(cast.organisation, cast.secretary.actor) == []
    make_member(cast.organisation, college=None)
    (card,) = organisation_todo(cast.organisation, cast.secretary.actor, TODAY)
    assert "1 membre n’a pas de collège" in card.text
    page = cast.secretary.client.get(card.url)
    assert [m.college for m in page.context["page"].members] == [None]
    assert titles(cast.organisation, cast.member.actor) == []
    assert titles(cast.organisation, cast.auditor.actor) == []


@pytest.mark.usefixtures("own_only")
def test_statutes_to_complete_are_counted(cast: Cast) -> None:
    organisation = make_organisation(legal_form=LegalForm.SAS.value)
    law = defaults_for(LegalForm.SAS, has_colleges=False)
    make_profile(organisation, parameters=law.to_json())
    organisation.roles.create(user=cast.administrator.user, name="administrator")
    cards = organisation_todo(organisation, cast.administrator.actor, TODAY)
    assert "règles restent à reporter" in cards[0].text


def test_cards_of_upper_apps_are_sorted_by_urgency_then_date(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def card(title: str, **kw: object) -> TodoCard:
        return TodoCard(title=title, text="", url="/", button="", **kw)  # type: ignore[arg-type]

    given = [
        card("info"),
        card("late", due=dt.date(2026, 6, 9), tone="soon"),
        card("early", due=dt.date(2026, 6, 1), tone="soon"),
        card("now", tone="now"),
    ]
    monkeypatch.setattr(todo, "TODO_PROVIDERS", [lambda *_given: given])
    assert titles(cast.organisation, cast.chair.actor) == ["now", "early", "late", "info"]


@pytest.mark.usefixtures("own_only")
def test_with_nothing_to_do_the_page_says_so(cast: Cast) -> None:
    url = reverse("organisation_home", args=[cast.organisation.slug])
    page = text_of(cast.member.client.get(url))
    assert "Rien n’attend de vous" in page
    assert "membre" in page


def test_the_foot_of_every_page_links_the_source_where_it_is_known(
    client: Client, settings: Settings
) -> None:
    """AGPL, article 13: those who use it online are offered what runs."""
    settings.SOURCE_URL = "https://git.example.org/tala"
    page = client.get(reverse("account_request_login_code"))
    assert 'href="https://git.example.org/tala"' in page.content.decode()
