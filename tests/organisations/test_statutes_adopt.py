"""Versions of the statutes: adopted, never edited, in force from their date."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from organisations.models import StatuteProfile
from organisations.refusals import NotAllowed, Refused
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters, defaults_for
from organisations.selectors.statutes import latest_profile, profile_in_force
from organisations.services.statutes import statutes_adopt
from tests.cast import Cast, make_organisation, make_profile
from tests.pages import text_of

DAY = dt.date(2026, 6, 1)


def adopt(cast: Cast, parameters: StatuteParameters, **kw: Any) -> StatuteProfile:
    values: dict[str, Any] = {
        "valid_from": DAY,
        "decision": "AGE du 1er juin 2026",
        "after_version": latest_profile(cast.organisation).version,
        **kw,
    }
    return statutes_adopt(
        actor=cast.administrator.actor,
        organisation=cast.organisation,
        parameters=parameters,
        **values,
    )


def current(cast: Cast) -> StatuteParameters:
    return latest_profile(cast.organisation).typed


def test_a_version_is_in_force_from_its_day(cast: Cast) -> None:
    adopt(cast, replace(current(cast), notice_days_first=21))
    notice = [
        profile_in_force(cast.organisation, day).typed.notice_days_first
        for day in (dt.date(1999, 1, 1), DAY - dt.timedelta(days=1), DAY, dt.date(2030, 1, 1))
    ]
    assert notice == [15, 15, 21, 21]


def test_of_two_versions_of_one_day_the_later_holds(cast: Cast) -> None:
    adopt(cast, replace(current(cast), notice_days_first=21))
    adopt(cast, replace(current(cast), notice_days_first=22))
    assert profile_in_force(cast.organisation, DAY).typed.notice_days_first == 22


def test_adopting_leaves_the_version_before_untouched(cast: Cast) -> None:
    before = cast.organisation.profiles.get(version=1).parameters
    adopt(cast, replace(current(cast), proxy_max=2))
    assert cast.organisation.profiles.get(version=1).parameters == before
    entry = cast.organisation.journal.get(action="statutes.adopt")
    assert entry.details["changed"] == ["proxy_max"]
    assert entry.details["decision"] == "AGE du 1er juin 2026"


def test_a_value_against_the_law_is_refused_with_its_article(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"C\.com R225-69") as refused:
        adopt(cast, replace(current(cast), notice_days_first=10))
    assert refused.value.code == "against_law"
    assert cast.organisation.profiles.count() == 1


def test_a_version_that_somebody_else_replaced_is_refused(cast: Cast) -> None:
    adopt(cast, replace(current(cast), proxy_max=2))
    with pytest.raises(Refused) as refused:
        adopt(cast, replace(current(cast), proxy_max=3), after_version=1)
    assert refused.value.code == "version_moved"


def test_a_version_may_not_come_before_the_last(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        adopt(cast, replace(current(cast), proxy_max=2), valid_from=dt.date(2018, 1, 1))
    assert refused.value.code == "before_last_version"


def test_a_version_names_the_decision_behind_it(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        adopt(cast, replace(current(cast), proxy_max=2), decision="  ")
    assert refused.value.code == "decision_missing"


def test_only_secretariat_and_administration_adopt(cast: Cast) -> None:
    for person in (cast.chair, cast.auditor, cast.member):
        with pytest.raises(NotAllowed):
            statutes_adopt(
                actor=person.actor,
                organisation=cast.organisation,
                parameters=current(cast),
                valid_from=DAY,
                decision="x",
                after_version=1,
            )


# --- In the browser


def typed(page: Any) -> dict[str, Any]:
    """Return the form as it stands on the page."""
    form = page.context["form"]
    return {
        name: form[name].value() if form[name].value() is not None else "" for name in form.fields
    }


def test_saving_the_form_as_it_stands_changes_no_value(cast: Cast) -> None:
    url = reverse("statutes_edit", args=[cast.organisation.slug])
    data = typed(cast.administrator.client.get(url))
    response = cast.administrator.client.post(url, {**data, "decision": "Relecture"}, follow=True)
    assert response.resolver_match.url_name == "statutes_history"
    one, two = cast.organisation.profiles.order_by("version")
    assert {k: v for k, v in two.parameters.items() if k != "articles"} == {
        k: v for k, v in one.parameters.items() if k != "articles"
    }
    assert "Aucune valeur ne change" in text_of(response)


def test_fractions_and_articles_are_kept_as_typed(cast: Cast) -> None:
    url = reverse("statutes_edit", args=[cast.organisation.slug])
    data = typed(cast.administrator.client.get(url)) | {
        "quorum_ordinary_first": "1/3",
        "majority_extraordinary_first": "3/4",
        "quorum_ordinary_second": "aucun",
        "proxy_max": "5",
        "proxy_max-article": "Statuts, art. 18",
        "decision": "AGE",
    }
    response = cast.administrator.client.post(url, data, follow=True)
    assert response.resolver_match.url_name == "statutes_history"
    parameters = current(cast)
    assert parameters.quorum_ordinary_first is not None
    assert parameters.quorum_ordinary_first.threshold == Fraction(1, 3)
    assert parameters.quorum_ordinary_second is not None
    assert parameters.quorum_ordinary_second.required is False
    assert parameters.majority_extraordinary_first is not None
    assert parameters.majority_extraordinary_first.threshold == Fraction(3, 4)
    assert parameters.article("proxy_max") == "Statuts, art. 18"
    assert parameters.article("quorum_ordinary_first") == "statuts"
    assert parameters.article("notice_days_first") == "C.com R225-69"


def test_what_the_law_refuses_is_said_on_the_page_and_nothing_is_saved(cast: Cast) -> None:
    url = reverse("statutes_edit", args=[cast.organisation.slug])
    data = typed(cast.administrator.client.get(url)) | {
        "notice_days_first": "8",
        "decision": "AGE",
    }
    page = text_of(cast.administrator.client.post(url, data))
    assert "sous le minimum légal de 15" in page
    assert "C.com R225-69" in page
    assert cast.organisation.profiles.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("quorum_ordinary_first", "beaucoup", "Écrivez une part"),
        ("quorum_ordinary_first", "150 %", "ne dépasse pas 100"),
        ("electronic_cutoff_hour", "25:00", "Écrivez l’heure"),
        ("notice_days_first", "-3", "supérieure ou égale à 0"),
        ("valid_from", "hier", "date valide"),
    ],
)
def test_a_value_that_cannot_be_read_is_said(
    cast: Cast, field: str, value: str, sentence: str
) -> None:
    url = reverse("statutes_edit", args=[cast.organisation.slug])
    data = typed(cast.administrator.client.get(url)) | {field: value, "decision": "AGE"}
    response = cast.administrator.client.post(url, data)
    assert field in response.context["form"].errors
    assert sentence in text_of(response)


def test_usual_clauses_fill_only_what_nobody_decided(cast: Cast) -> None:
    organisation = make_organisation(legal_form=LegalForm.SCIC_SAS.value)
    law = defaults_for(LegalForm.SCIC_SAS, has_colleges=False)
    make_profile(organisation, parameters=replace(law, notice_days_first=30).to_json())
    organisation.roles.create(user=cast.administrator.user, name="administrator")
    url = reverse("statutes_edit", args=[organisation.slug])
    page = cast.administrator.client.get(url)
    assert "restent à décider" in text_of(page)
    proposed = typed(cast.administrator.client.get(url, {"usuel": "1"}))
    assert proposed["notice_days_first"] == 30
    assert proposed["majority_ordinary_first-article"] == "usage"
    response = cast.administrator.client.post(
        url, {**proposed, "decision": "Statuts constitutifs"}, follow=True
    )
    assert response.resolver_match.url_name == "statutes_history"
    saved = latest_profile(organisation).typed
    assert saved.article("majority_ordinary_first") == "usage"
    home = reverse("organisation_home", args=[organisation.slug])
    assert "Compléter les règles" not in text_of(cast.administrator.client.get(home))


def test_the_history_tells_each_version_by_what_it_changed(cast: Cast) -> None:
    adopt(cast, replace(current(cast), notice_days_first=21), valid_from=dt.date(2020, 1, 1))
    adopt(cast, replace(current(cast), notice_days_first=30), valid_from=dt.date(2999, 1, 1))
    url = reverse("statutes_history", args=[cast.organisation.slug])
    page = cast.member.client.get(url)
    newest, middle, first = page.context["versions"]
    assert [(p.before, p.value) for p in newest.parameters] == [("21", "30")]
    assert [(p.before, p.value) for p in middle.parameters] == [("15", "21")]
    assert len(first.parameters) > 20
    assert page.context["in_force"] == middle.profile
    assert text_of(page).count("en vigueur</span>") == 1


def test_two_versions_are_compared_side_by_side(cast: Cast) -> None:
    adopt(cast, replace(current(cast), notice_days_first=21), valid_from=dt.date(2020, 1, 1))
    adopt(cast, replace(current(cast), proxy_max=3), valid_from=dt.date(2999, 1, 1))
    url = reverse("statutes_compare", args=[cast.organisation.slug])
    newest = cast.member.client.get(url)
    assert [(row.old, row.new) for row in newest.context["changed"]] == [("non précisé", "3")]
    both = cast.member.client.get(url, {"de": 1, "a": 3})
    assert {(row.old, row.new) for row in both.context["changed"]} == {
        ("15", "21"),
        ("non précisé", "3"),
    }
    assert "Version 1" in text_of(both)
    for query in ({"de": 99, "a": 1}, {"de": "x"}):
        assert cast.member.client.get(url, query).status_code == 200
