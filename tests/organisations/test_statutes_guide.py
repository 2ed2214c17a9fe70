"""The guide through the statutes: answered, left, resumed by another, read, signed, adopted."""

import datetime as dt
import io
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from organisations.models import Organisation, RoleName, StatutesDraft
from organisations.refusals import NotAllowed, Refused
from organisations.render.statutes_summary import profile_sha256
from organisations.rules.answers import answer_of
from organisations.rules.legal_forms import LegalForm
from organisations.rules.questions import QUESTIONS, Question, question
from organisations.rules.statutes import PARAMETERS, defaults_for
from organisations.selectors.statutes import latest_profile
from organisations.selectors.statutes_draft import draft_state
from organisations.services.statutes import statutes_adopt
from organisations.services.statutes_draft import (
    statutes_draft_adopt,
    statutes_draft_answer,
    statutes_draft_discard,
    statutes_draft_start,
)
from tala.lib import pdf
from tests.cast import Cast, Person, make_organisation, make_profile, make_role, make_user
from tests.pages import text_of

DAY = dt.date(2027, 1, 1)


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(name, args=[cast.organisation.slug, *args])


def second_administrator(cast: Cast) -> Person:
    user = make_user("suite@example.org", "Maud Suite")
    make_role(cast.organisation, RoleName.ADMINISTRATOR, user)
    return Person(user)


def ask(code: str) -> Question:
    found = question(code)
    assert found is not None
    return found


def typed(page: Any) -> dict[str, Any]:
    """Return the form as it stands on the page."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def answer(
    cast: Cast, code: str, act: str = "next", who: Person | None = None, **values: Any
) -> Any:
    """Answer a question in the browser as it stands but for `values`."""
    client = (who or cast.administrator).client
    page = client.get(url(cast, "statutes_question", code))
    data = typed(page) | {name.replace("__", "-"): value for name, value in values.items()}
    return client.post(url(cast, "statutes_question", code), data | {"act": act})


def draft_parameters(organisation: Organisation) -> Any:
    return draft_state(organisation).parameters


# Answering


def test_the_guide_starts_at_the_first_question(cast: Cast) -> None:
    start = cast.administrator.client.post(url(cast, "statutes_guide_start"))
    assert start.url == url(cast, "statutes_question", "anciennete")
    page = text_of(cast.administrator.client.get(start.url))
    assert "Question 1 sur 56" in page
    assert "Faut-il être membre depuis un certain temps" in page
    assert "Aurora 5R" in page
    assert 'value="1" max="56"' in page


def test_an_answer_leads_to_the_next_question_and_keeps_its_clause(cast: Cast) -> None:
    response = answer(cast, "delai", notice_days_first="21", article="art. 18")
    assert response.url == url(cast, "statutes_question", "decompte")
    params = draft_parameters(cast.organisation)
    assert params.notice_days_first == 21
    assert params.article("notice_days_first") == "art. 18"
    assert latest_profile(cast.organisation).typed.notice_days_first == 15


def test_what_the_law_says_is_on_the_screen(cast: Cast) -> None:
    page = text_of(cast.administrator.client.get(url(cast, "statutes_question", "delai")))
    assert "vos statuts ne peuvent pas aller en deçà" in page
    assert "C.com R225-69" in page
    age = text_of(cast.administrator.client.get(url(cast, "statutes_question", "plafond-college")))
    assert "à faire confirmer" in age


def test_a_value_against_the_law_is_refused_on_its_screen_with_its_article(cast: Cast) -> None:
    page = text_of(answer(cast, "delai", notice_days_first="8", article="art. 18"))
    assert "sous le minimum légal de 15" in page
    assert "C.com R225-69" in page
    assert 'value="8"' in page
    assert 'value="art. 18"' in page
    assert not StatutesDraft.objects.exists()


def test_a_doubtful_value_is_kept_and_said(cast: Cast) -> None:
    page = cast.administrator.client.post(
        url(cast, "statutes_question", "quorum-ordinaire"),
        typed(cast.administrator.client.get(url(cast, "statutes_question", "quorum-ordinaire")))
        | {"quorum_ordinary_first-base": "weighted", "act": "next"},
        follow=True,
    )
    assert "faites confirmer cette clause" in text_of(page)
    rule = draft_parameters(cast.organisation).quorum_ordinary_first
    assert rule.base == "weighted"


def test_silent_statutes_take_the_value_of_the_law(cast: Cast) -> None:
    answer(cast, "delai", notice_days_first="21", article="art. 18")
    answer(cast, "delai", act="silent")
    params = draft_parameters(cast.organisation)
    assert (params.notice_days_first, params.article("notice_days_first")) == (15, "C.com R225-69")


def test_a_quorum_takes_its_floor_its_cap_and_their_limit(cast: Cast) -> None:
    organisation = make_organisation(legal_form=LegalForm.ASSOCIATION_1901.value)
    make_profile(organisation)
    organisation.roles.create(user=cast.administrator.user, name="administrator")
    there = replace(cast, organisation=organisation)
    response = answer(
        there,
        "quorum-ordinaire",
        quorum_ordinary_first="10 %",
        quorum_ordinary_first__floor="10",
        quorum_ordinary_first__cap="100",
        quorum_ordinary_first__share="1/2",
    )
    assert response.status_code == 302
    rule = draft_parameters(organisation).quorum_ordinary_first
    assert (str(rule.threshold), rule.floor, rule.cap) == ("1/10", 10, 100)
    assert str(rule.floor_roll_share) == "1/2"
    wrong = answer(
        there,
        "quorum-ordinaire",
        quorum_ordinary_first__floor="200",
        quorum_ordinary_first__cap="100",
    )
    assert "Ces valeurs ne vont pas ensemble" in text_of(wrong)


def test_seats_lists_and_years_are_typed(cast: Cast) -> None:
    answer(
        cast,
        "sieges-par-college",
        board_seats__equipe__least="1",
        board_seats__equipe__most="3",
    )
    answer(cast, "moyens", notice_means=["email", "letter"])
    answer(cast, "conservation", retention__proxies="toujours", retention__accounts="")
    params = draft_parameters(cast.organisation)
    assert [(one.college, one.least, one.most) for one in params.board_seats] == [("equipe", 1, 3)]
    assert params.notice_means == ("letter", "email")
    kept = {one.record: one.years for one in params.retention}
    assert kept["proxies"] is None
    assert "accounts" not in kept


@pytest.mark.parametrize(
    ("code", "values", "sentence"),
    [
        ("conservation", {"retention__proxies": "longtemps"}, "Écrivez un nombre d’années"),
        ("taille-du-conseil", {"board_min": "12", "board_max": "7"}, "ne vont pas ensemble"),
        ("quorum-ordinaire", {"quorum_ordinary_first": "assez"}, "Écrivez une part"),
        ("delai", {"notice_days_first": "-1"}, "supérieure ou égale à 0"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_kept(
    cast: Cast, code: str, values: dict[str, Any], sentence: str
) -> None:
    assert sentence in text_of(answer(cast, code, **values))
    assert not StatutesDraft.objects.exists()


def test_a_question_that_cannot_matter_says_so(cast: Cast) -> None:
    page = text_of(cast.administrator.client.get(url(cast, "statutes_question", "gerance")))
    assert "cette question ne change rien" in page
    assert "Question" not in page.split("<main")[1].split("<form")[0].replace("question", "")
    missing = cast.administrator.client.get(url(cast, "statutes_question", "inconnue"))
    assert missing.status_code == 404


# Left and resumed


def test_another_administrator_resumes_where_the_first_left(cast: Cast) -> None:
    answer(cast, "anciennete", act="leave")
    answer(cast, "voix-par-personne", act="leave", max_votes_per_person="2")
    other = second_administrator(cast)
    page = other.client.get(url(cast, "statutes_guide"))
    assert page.context["next"].code == "moyens"
    assert "Ines Delattre" in text_of(page)
    assert page.context["done"] == 2
    answer(cast, "moyens", who=other, notice_means=["email"])
    draft = StatutesDraft.objects.get()
    assert draft.started_by == cast.administrator.user
    assert draft.updated_by == other.user
    assert set(draft.answers) == {"anciennete", "voix-par-personne", "moyens"}


def test_of_two_people_at_one_question_the_second_sees_the_first_answer(cast: Cast) -> None:
    other = second_administrator(cast)
    seen = typed(other.client.get(url(cast, "statutes_question", "delai")))
    answer(cast, "delai", notice_days_first="21")
    late = seen | {"notice_days_first": "30", "act": "next"}
    page = other.client.post(url(cast, "statutes_question", "delai"), late, follow=True)
    assert "Ines Delattre" in text_of(page)
    assert "a répondu à cette question entre-temps" in text_of(page)
    assert typed(page)["notice_days_first"] == 21
    assert draft_parameters(cast.organisation).notice_days_first == 21


def test_two_people_at_two_questions_do_not_disturb_each_other(cast: Cast) -> None:
    other = second_administrator(cast)
    seen = typed(other.client.get(url(cast, "statutes_question", "marge")))
    answer(cast, "delai", notice_days_first="21")
    late = seen | {"safe_margin_days": "3", "act": "next"}
    other.client.post(url(cast, "statutes_question", "marge"), late)
    params = draft_parameters(cast.organisation)
    assert (params.notice_days_first, params.safe_margin_days) == (21, 3)


def test_a_version_adopted_meanwhile_shows_under_the_answers(cast: Cast) -> None:
    answer(cast, "delai", notice_days_first="21")
    statutes_adopt(
        actor=cast.administrator.actor,
        organisation=cast.organisation,
        parameters=replace(latest_profile(cast.organisation).typed, proxy_max=4),
        valid_from=DAY,
        decision="AGE",
        after_version=1,
    )
    params = draft_parameters(cast.organisation)
    assert (params.notice_days_first, params.proxy_max) == (21, 4)


def test_abandoned_answers_are_gone_and_the_statutes_stay(cast: Cast) -> None:
    answer(cast, "delai", notice_days_first="21")
    cast.administrator.client.post(url(cast, "statutes_guide_discard"))
    assert not StatutesDraft.objects.exists()
    assert cast.organisation.profiles.count() == 1


# Read, signed, adopted


def test_the_summary_shows_every_rule_and_what_is_blocked(cast: Cast) -> None:
    organisation = make_organisation(legal_form=LegalForm.SCIC_SAS.value)
    law = defaults_for(LegalForm.SCIC_SAS, has_colleges=False)
    make_profile(organisation, parameters=law.to_json())
    organisation.roles.create(user=cast.administrator.user, name="administrator")
    there = replace(cast, organisation=organisation)
    answer(there, "delai", notice_days_first="21", article="art. 18")
    page = cast.administrator.client.get(url(there, "statutes_guide_summary"))
    summary = page.context["summary"]
    named = [row.name for section in summary.sections for row in section.rows]
    assert len(named) + len(summary.pointless) == len(PARAMETERS) - 1
    rows = {row.name: row for section in summary.sections for row in section.rows}
    assert rows["Délai de convocation, en jours"].article == "art. 18"
    ordinary = summary.blocked[0].missing
    assert ("Quorum de l’assemblée ordinaire", "quorum-ordinaire") in ordinary
    assert url(there, "statutes_question", "quorum-ordinaire") in text_of(page)


def test_adopting_writes_the_version_and_closes_the_draft(cast: Cast) -> None:
    answer(cast, "delai", notice_days_first="21", article="art. 18")
    page = cast.administrator.client.get(url(cast, "statutes_guide_summary"))
    data = typed(page) | {"valid_from": "2027-01-01", "decision": "AGE du 12 décembre 2026"}
    response = cast.administrator.client.post(
        url(cast, "statutes_guide_summary"), data, follow=True
    )
    assert response.resolver_match.url_name == "statutes_summary"
    assert not StatutesDraft.objects.exists()
    last = latest_profile(cast.organisation)
    assert (last.version, last.decision) == (2, "AGE du 12 décembre 2026")
    assert last.typed.notice_days_first == 21


def test_answering_every_question_as_it_stands_changes_no_value(cast: Cast) -> None:
    for one in QUESTIONS:
        assert answer(cast, one.code).status_code == 302, one.code
    assert draft_parameters(cast.organisation) == latest_profile(cast.organisation).typed


def test_only_start_discard_and_adoption_are_in_the_journal(cast: Cast) -> None:
    answer(cast, "delai", notice_days_first="21")
    answer(cast, "marge", safe_margin_days="2")
    statutes_draft_discard(actor=cast.administrator.actor, organisation=cast.organisation)
    answer(cast, "delai", notice_days_first="30")
    statutes_draft_adopt(
        actor=cast.administrator.actor,
        organisation=cast.organisation,
        valid_from=DAY,
        decision="AGE",
        after_version=1,
    )
    acts = list(cast.organisation.journal.order_by("sequence").values_list("action", flat=True))
    assert [act for act in acts if act.startswith("statutes")] == [
        "statutes_draft.start",
        "statutes_draft.discard",
        "statutes_draft.start",
        "statutes.adopt",
    ]


def test_nothing_is_adopted_twice_or_over_another_version(cast: Cast) -> None:
    kw: dict[str, Any] = {
        "actor": cast.administrator.actor,
        "organisation": cast.organisation,
        "valid_from": DAY,
        "decision": "AGE",
    }
    with pytest.raises(Refused) as none:
        statutes_draft_adopt(**kw, after_version=1)
    assert none.value.code == "no_draft"
    answer(cast, "delai", notice_days_first="21")
    with pytest.raises(Refused) as moved:
        statutes_draft_adopt(**kw, after_version=7)
    assert moved.value.code == "version_moved"
    assert StatutesDraft.objects.exists()


def test_only_secretariat_and_administration_answer(cast: Cast) -> None:
    one = ask("delai")
    said = answer_of(latest_profile(cast.organisation).typed, one)
    for person in (cast.chair, cast.auditor, cast.member):
        kw: dict[str, Any] = {"actor": person.actor, "organisation": cast.organisation}
        with pytest.raises(NotAllowed):
            statutes_draft_start(**kw)
        with pytest.raises(NotAllowed):
            statutes_draft_answer(**kw, question=one, answer=said, seen=said.mark)
        with pytest.raises(NotAllowed):
            statutes_draft_discard(**kw)
        with pytest.raises(NotAllowed):
            statutes_draft_adopt(**kw, valid_from=DAY, decision="x", after_version=1)


def words_of(data: bytes, folder: Path) -> str:
    """Return the text of a PDF, its spaces plain and its lines joined."""
    path = folder / "resume.pdf"
    path.write_bytes(data)
    command = ["pdftotext", str(path), "-"]
    shown = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    return " ".join(shown.stdout.split())


def test_the_summary_prints_on_one_page_to_sign(cast: Cast, tmp_path: Path) -> None:
    answer(cast, "delai", notice_days_first="21", article="art. 18")
    response = cast.administrator.client.get(url(cast, "statutes_guide_download"))
    assert response["Content-Type"] == "application/pdf"
    info = pdf.pdf_info(response.content)
    assert (info.pages, info.pdfa, info.fonts_embedded) == (1, "3A", True)
    assert info.title == "Règles des statuts\u00a0: Les Ateliers du Bassin"
    text = words_of(response.content, tmp_path)
    assert "Projet de version 2, pas encore adopté." in text
    assert "Délai de convocation, en jours : 21 (art. 18)" in text
    assert text.count("Relu et conforme aux statuts") == 2
    assert profile_sha256(draft_parameters(cast.organisation)) in text


def test_any_version_can_be_read_and_printed_by_a_member(cast: Cast) -> None:
    page = text_of(cast.member.client.get(url(cast, "statutes_summary", 1)))
    assert profile_sha256(latest_profile(cast.organisation).typed) in page
    assert reverse("statutes_question", args=[cast.organisation.slug, "delai"]) not in page
    printed = cast.member.client.get(url(cast, "statutes_summary_download", 1))
    with pikepdf.open(io.BytesIO(printed.content)) as opened:
        assert len(opened.pages) == 1
    assert cast.member.client.get(url(cast, "statutes_summary", 9)).status_code == 404


# Ways in


def test_every_rule_is_on_the_whole_form_or_one_link_away(cast: Cast) -> None:
    page = cast.administrator.client.get(url(cast, "statutes_edit"))
    shown = set(page.context["form"].fields)
    linked = {code for _name, code in page.context["elsewhere"]}
    for one in draft_state(cast.organisation).questions:
        assert set(one.parameters) <= shown or one.code in linked, one.code


def test_what_is_missing_leads_to_its_question(cast: Cast) -> None:
    organisation = cast.organisation
    law = latest_profile(organisation).typed
    organisation.profiles.update(parameters=replace(law, combination=None).to_json())
    home = text_of(
        cast.administrator.client.get(reverse("organisation_home", args=[organisation.slug]))
    )
    assert url(cast, "statutes_question", "calcul-par-colleges") in home
    settings_page = text_of(cast.administrator.client.get(url(cast, "organisation_settings")))
    assert url(cast, "statutes_guide") in settings_page


GUIDE_PAGES = (
    ("statutes_guide", ()),
    ("statutes_question", ("delai",)),
    ("statutes_question", ("sieges-par-college",)),
    ("statutes_guide_summary", ()),
    ("statutes_summary", (1,)),
)


@pytest.mark.parametrize(("name", "args"), GUIDE_PAGES)
def test_a_page_opens_with_at_most_ten_queries(
    cast: Cast, name: str, args: tuple[Any, ...], settings: Settings
) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False
    answer(cast, "delai", notice_days_first="21")
    client = cast.administrator.client
    client.get(url(cast, name, *args))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url(cast, name, *args)).status_code == 200
    assert len(queries) <= 10, "\n".join(query["sql"][:220] for query in queries)
