"""Every rule is explained in plain words, and nothing of the statutes is left without them."""

import pytest
from django.urls import reverse

from organisations.render.explained import RULES
from organisations.rules.statutes import PARAMETERS
from tests.cast import Cast
from tests.pages import text_of


def plain(words: object) -> str:
    """Write a text as `text_of` reads it from a page."""
    return str(words).replace("\u00a0", " ").replace("\u202f", " ")


def test_every_parameter_is_explained_somewhere() -> None:
    told = {name for rule in RULES.values() for name in rule.parameters}
    assert told == set(PARAMETERS)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_explained_with_what_the_statutes_say(cast: Cast, code: str) -> None:
    page = cast.member.client.get(reverse("rule_explained", args=[cast.organisation.slug, code]))
    text = text_of(page)
    rule = RULES[code]
    assert plain(rule.question) in text
    assert plain(rule.example) in text
    assert [view.name for view in page.context["parameters"]]


def test_the_list_leads_to_each_rule(cast: Cast) -> None:
    page = cast.member.client.get(reverse("rule_list", args=[cast.organisation.slug]))
    for code in RULES:
        url = reverse("rule_explained", args=[cast.organisation.slug, code])
        assert f'href="{url}"' in page.content.decode()


def test_a_rule_nobody_wrote_is_not_found(cast: Cast) -> None:
    url = reverse("rule_explained", args=[cast.organisation.slug, "inconnue"])
    assert cast.member.client.get(url).status_code == 404


def test_the_values_are_those_of_the_version_asked_for(cast: Cast) -> None:
    url = reverse("rule_explained", args=[cast.organisation.slug, "quorum"])
    for version in ("1", "99", "x", "9" * 30):
        page = cast.member.client.get(url, {"version": version})
        assert page.context["profile"].version == 1
