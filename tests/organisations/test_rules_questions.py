"""The questions on the statutes: each parameter asked once, the pointless ones skipped."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from organisations.rules.answers import (
    OWN_ARTICLE,
    answer_findings,
    answer_of,
    own_article,
    silent_answer,
    typed_answer,
    with_answer,
    with_answers,
)
from organisations.rules.bounds import bounds_of, is_doubtful
from organisations.rules.legal_forms import LegalForm
from organisations.rules.question_texts import SECTION_TITLES, WORDS
from organisations.rules.questions import (
    QUESTIONS,
    SECTIONS,
    Question,
    question,
    question_of,
    questions_for,
)
from organisations.rules.statutes import (
    PARAMETERS,
    MajorityRule,
    QuorumRule,
    StatuteParameters,
    check,
    defaults_for,
    missing_for,
    usual_for,
)

EVERY_FORM = [(form, colleges) for form in LegalForm for colleges in (False, True)]


def ask(code: str) -> Question:
    found = question(code)
    assert found is not None
    return found


def asked(form: LegalForm, **values: Any) -> set[str]:
    params = StatuteParameters(**values)
    return {one.code for one in questions_for(params, form)}


def test_every_parameter_is_asked_in_exactly_one_question() -> None:
    times = Counter(name for one in QUESTIONS for name in one.parameters)
    assert {name: times[name] for name in PARAMETERS} == {
        name: 0 if name == "has_colleges" else 1 for name in PARAMETERS
    }


def test_a_question_asks_three_closely_related_things_at_most() -> None:
    assert {one.code for one in QUESTIONS if not 1 <= len(one.parameters) <= 3} == set()


def test_codes_are_addresses_and_sections_follow_one_another() -> None:
    codes = [one.code for one in QUESTIONS]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("-", "").isascii() for code in codes)
    places = [SECTIONS.index(one.section) for one in QUESTIONS]
    assert places == sorted(places)


def test_every_question_and_section_has_its_words() -> None:
    assert set(WORDS) == {one.code for one in QUESTIONS}
    assert set(SECTION_TITLES) == set(SECTIONS)
    for words in WORDS.values():
        assert words.title.endswith("?")
        assert words.text.endswith(".")
        assert words.where.endswith(".")


def test_the_first_questions_are_those_at_the_head_of_statutes() -> None:
    firsts = list(dict.fromkeys(one.section for one in QUESTIONS))
    assert firsts == list(SECTIONS)


COLLEGES = {one.code for one in QUESTIONS if one.section == "colleges"} | {"sieges-par-college"}
PROXIES = {
    "mandataires",
    "plafond-de-pouvoirs",
    "pouvoirs-en-blanc",
    "effet-du-blanc",
    "pouvoir-deux-seances",
}
SECOND = {one.code for one in QUESTIONS if one.section == "seconde"} | {"departs"}


def test_without_colleges_no_college_is_asked_about() -> None:
    assert asked(LegalForm.SCIC_SA) & COLLEGES == set()
    assert {"calcul-par-colleges", "college-vide", "sieges-par-college"} <= asked(
        LegalForm.SCIC_SA, has_colleges=True
    )


def test_without_proxies_nobody_asks_how_many() -> None:
    assert asked(LegalForm.SAS) >= PROXIES
    assert asked(LegalForm.SAS, proxies_allowed=False) & PROXIES == set()
    assert "effet-du-blanc" not in asked(LegalForm.SAS, blank_proxy_allowed=False)


def test_only_a_sarl_has_a_manager() -> None:
    manager = {"gerance", "majorite-gerance"}
    for form in LegalForm:
        expected = manager if form.value.endswith("sarl") else set()
        assert asked(form) & manager == expected, form


def test_an_association_has_no_capital_to_oppose() -> None:
    assert "sans-lieu" not in asked(LegalForm.ASSOCIATION_1901)
    assert "sans-lieu" in asked(LegalForm.SAS)
    assert "sans-lieu" not in asked(LegalForm.SAS, remote_enabled=False)


def test_without_any_quorum_no_second_call_is_asked_about() -> None:
    none = QuorumRule(None, "raw", None, None, "")
    waived = {"quorum_ordinary_first": none, "quorum_extraordinary_first": none}
    assert asked(LegalForm.SAS) >= SECOND
    assert asked(LegalForm.SAS, **waived) & SECOND == set()
    assert "majorite-ordinaire-seconde" not in asked(LegalForm.SAS, **waived)
    assert "majorite-ordinaire-seconde" in asked(LegalForm.SARL, **waived)


@pytest.mark.parametrize(
    ("combination", "code"),
    [
        ("majority", "partage-college"),
        ("college_vote", "voix-du-college"),
        ("double_test", "double-condition"),
    ],
)
def test_each_way_to_combine_colleges_has_its_own_question(combination: str, code: str) -> None:
    assert code not in asked(LegalForm.SCIC_SA, has_colleges=True)
    assert code in asked(LegalForm.SCIC_SA, has_colleges=True, combination=combination)


def test_the_end_of_weights_is_asked_only_with_headcount() -> None:
    colleges = {"has_colleges": True, "empty_no_member": "lost"}
    assert "fin-des-poids" not in asked(LegalForm.SCIC_SA, **colleges)
    assert "fin-des-poids" in asked(
        LegalForm.SCIC_SA, **(colleges | {"empty_no_attendee": "headcount"})
    )


@pytest.mark.parametrize(("form", "colleges"), EVERY_FORM)
def test_what_blocks_a_meeting_is_always_among_the_questions(
    form: LegalForm, colleges: bool
) -> None:
    law = defaults_for(form, colleges)
    emptied = with_answers(
        law, {one.code: answer_of(StatuteParameters(), one) for one in QUESTIONS}, form
    )
    for params in (law, emptied):
        codes = {one.code for one in questions_for(params, form)}
        for kind in ("ordinary", "extraordinary", "mixed", "board"):
            for name in missing_for(params, form, kind):
                found = question_of(name)
                assert found is not None
                assert found.code in codes, (form, kind, name)


# Answers


@pytest.mark.parametrize(("form", "colleges"), EVERY_FORM)
def test_answering_what_is_already_there_changes_nothing(form: LegalForm, colleges: bool) -> None:
    params = usual_for(form, colleges)
    for one in QUESTIONS:
        values = {name: getattr(params, name) for name in one.parameters}
        answer = typed_answer(one, values, "", params, form)
        assert with_answer(params, answer) == params, one.code
        assert dict(with_answer(params, answer).articles) == dict(params.articles), one.code


def test_silent_statutes_leave_the_law_or_nothing() -> None:
    sa = with_answer(
        replace(defaults_for(LegalForm.SA, False), notice_days_first=30),
        silent_answer(ask("delai"), LegalForm.SA, False),
    )
    assert (sa.notice_days_first, sa.article("notice_days_first")) == (15, "C.com R225-69")
    sas = with_answer(
        replace(StatuteParameters(), notice_days_first=30),
        silent_answer(ask("delai"), LegalForm.SAS, False),
    )
    assert (sas.notice_days_first, sas.article("notice_days_first")) == (None, "")


def test_a_changed_value_takes_the_clause_it_comes_from() -> None:
    law, one = defaults_for(LegalForm.SA, False), ask("delai")
    clause = typed_answer(one, {"notice_days_first": 21}, "art. 18", law, LegalForm.SA)
    assert with_answer(law, clause).article("notice_days_first") == "art. 18"
    unsaid = typed_answer(one, {"notice_days_first": 21}, "", law, LegalForm.SA)
    assert with_answer(law, unsaid).article("notice_days_first") == OWN_ARTICLE
    assert own_article(with_answer(law, clause), one, LegalForm.SA) == "art. 18"
    assert own_article(law, one, LegalForm.SA) == ""


def test_a_majority_carries_its_clause_itself() -> None:
    law, one = defaults_for(LegalForm.SA, False), ask("majorite-extraordinaire")
    rule = MajorityRule(Fraction(3, 4), False, "expressed", "")
    answer = typed_answer(one, {"majority_extraordinary_first": rule}, "art. 22", law, LegalForm.SA)
    adopted = with_answer(law, answer)
    assert adopted.majority_extraordinary_first == replace(rule, article="art. 22")


def test_an_answer_to_a_question_that_no_longer_matters_weighs_nothing() -> None:
    base, form = StatuteParameters(), LegalForm.SAS
    cap = typed_answer(
        ask("plafond-de-pouvoirs"),
        {"proxy_max": 5, "proxy_share_of_members": None},
        "art. 20",
        base,
        form,
    )
    none = typed_answer(ask("pouvoirs"), {"proxies_allowed": False}, "art. 20", base, form)
    answers = {"plafond-de-pouvoirs": cap}
    assert with_answers(base, answers, form).proxy_max == 5
    assert with_answers(base, answers | {"pouvoirs": none}, form).proxy_max is None


def test_the_law_speaks_of_the_answer_at_hand_and_of_no_other() -> None:
    form = LegalForm.SA
    params = replace(defaults_for(form, False), notice_days_first=8, board_min=2)
    assert {one.code for one in check(params, form)} == {"below_law"}
    found = answer_findings(params, ask("delai"), form)
    assert [one.figures["parameter"] for one in found] == ["notice_days_first"]
    assert answer_findings(params, ask("partage"), form) == ()


# What the law allows, told beforehand


@pytest.mark.parametrize("form", LegalForm)
def test_a_bound_told_beforehand_is_the_one_that_refuses(form: LegalForm) -> None:
    for name in PARAMETERS:
        for bound in bounds_of(name, form):
            if isinstance(bound.most, int):
                changed: dict[str, Any] = {name: bound.most + 1}
            elif isinstance(bound.least, int):
                changed = {name: bound.least - 1}
            else:
                continue
            beyond = replace(StatuteParameters(), **changed)
            errors = [one for one in check(beyond, form) if one.level == "error"]
            assert bound.article in {one.article for one in errors}, (name, form)


def test_an_article_to_confirm_is_marked() -> None:
    assert is_doubtful("L47 art. 19 octies")
    assert not is_doubtful("C.com R225-69")
