"""Statute parameters: what the law sets, what is open, what is refused, how they are stored."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.rules import clauses
from organisations.rules.defaults import USAGE
from organisations.rules.findings import MESSAGES, PARAMETER_NAMES, Finding, percent, sentence
from organisations.rules.legal_forms import (
    LONG_NAMES,
    SHORT_NAMES,
    LegalForm,
    company_form,
    is_cooperative,
    is_scic,
    is_scop,
)
from organisations.rules.parameters import SINCE_SECOND_FORMAT as SINCE_SECOND
from organisations.rules.statutes import (
    PARAMETERS,
    MajorityRule,
    ParameterError,
    QuorumRule,
    StatuteParameters,
    check,
    defaults_for,
    missing_for,
    usual_for,
)
from tests.rules_tables import table

KINDS = ("ordinary", "extraordinary", "mixed", "board")
EVERY_PROFILE = [(form, colleges) for form in LegalForm for colleges in (False, True)]


def yes(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


def shown(value: object) -> str:
    """Write a parameter as the tables do."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, QuorumRule):
        return "none" if value.threshold is None else str(value.threshold)
    if isinstance(value, MajorityRule):
        return f"{'>' if value.strict else '>='} {value.threshold} {value.base}"
    return str(value)


def quorum_from(cell: str) -> QuorumRule:
    words = cell.split()
    threshold = None if words[0] == "none" else Fraction(words[0])
    base = "weighted" if "weighted" in words else "raw"
    cap = int(words[2]) if "cap" in words else None
    return QuorumRule(threshold, base, None, cap, "statuts")


def majority_from(cell: str) -> MajorityRule:
    sign, threshold, base = cell.split()
    return MajorityRule(Fraction(threshold), sign == ">", base, "statuts")


def parameter_from(name: str, cell: str) -> Any:
    if name.startswith("quorum_"):
        return quorum_from(cell)
    if name.startswith("majority_"):
        return majority_from(cell)
    if cell in {"yes", "no"}:
        return yes(cell)
    if name.startswith("proxy_share"):
        return Fraction(cell)
    return int(cell) if cell.isdigit() else cell


# Legal forms


def test_the_table_of_forms_names_them_all() -> None:
    assert [row["form"] for row in table("legal_forms")] == [form.value for form in LegalForm]


@pytest.mark.parametrize("row", table("legal_forms"), ids=lambda row: row["form"])
def test_a_form_stands_on_its_company_law(row: dict[str, str]) -> None:
    form = LegalForm(row["form"])
    assert company_form(form) == row["company"]
    assert is_scop(form) is yes(row["scop"])
    assert is_scic(form) is yes(row["scic"])
    assert is_cooperative(form) is yes(row["cooperative"])


def test_every_form_has_a_short_and_a_long_name() -> None:
    assert set(SHORT_NAMES) == set(LONG_NAMES) == set(LegalForm)
    assert len(set(LONG_NAMES.values())) == len(LegalForm)


# What the law sets, and what it leaves open


@pytest.mark.parametrize("row", table("statutes.defaults"), ids=lambda row: row["parameter"])
def test_a_new_profile_starts_from_the_law(row: dict[str, str]) -> None:
    for form in ("sa", "sarl", "sas", "association_1901"):
        law = defaults_for(LegalForm(form), has_colleges=False)
        assert shown(getattr(law, row["parameter"])) == row[form], form


def test_the_table_of_defaults_leaves_no_delay_quorum_or_majority_out() -> None:
    told = {row["parameter"] for row in table("statutes.defaults")}
    laws = [defaults_for(form, False) for form in (LegalForm.SA, LegalForm.SARL)]
    ruled = {
        name
        for name in PARAMETERS
        if name.startswith(("quorum_", "majority_")) or name.endswith(("_days", "_months", "_hour"))
        if any(
            isinstance(getattr(law, name), int | str | QuorumRule | MajorityRule) for law in laws
        )
    }
    assert ruled - told == {"safe_margin_days", "quorum_recheck_on_departure"}


@pytest.mark.parametrize(("form", "colleges"), EVERY_PROFILE)
def test_every_value_of_the_law_names_its_article(form: LegalForm, colleges: bool) -> None:
    law, blank = defaults_for(form, colleges), StatuteParameters(has_colleges=colleges)
    changed = [name for name in PARAMETERS if getattr(law, name) != getattr(blank, name)]
    assert changed
    assert [name for name in changed if not law.article(name)] == []


def test_a_scop_lets_members_only_hold_a_twentieth() -> None:
    law = defaults_for(LegalForm.SCOP_SAS, has_colleges=False)
    assert law.proxy_share_of_members == Fraction(1, 20)
    assert law.proxy_holder_must_be_member is True
    assert law.article("proxy_share_of_members") == "L78 art. 14"


def test_a_scic_with_colleges_caps_each_at_half_after_redistribution() -> None:
    assert defaults_for(LegalForm.SCIC_SA, has_colleges=True).college_cap == Fraction(1, 2)
    assert defaults_for(LegalForm.SCIC_SA, has_colleges=False).college_cap is None
    assert defaults_for(LegalForm.ASSOCIATION_1901, has_colleges=True).college_cap is None


@pytest.mark.parametrize("row", table("statutes.missing"))
def test_what_is_undecided_is_asked_for_before_convening(row: dict[str, str]) -> None:
    form = LegalForm(row["form"])
    law = defaults_for(form, yes(row["colleges"]))
    assert missing_for(law, form, row["kind"]) == tuple(row["missing"].replace("-", "").split())


@pytest.mark.parametrize(("form", "colleges"), EVERY_PROFILE)
def test_the_usual_clauses_can_convene_anything_and_break_no_law(
    form: LegalForm, colleges: bool
) -> None:
    usual = usual_for(form, colleges)
    assert [missing_for(usual, form, kind) for kind in KINDS] == [()] * 4
    assert check(usual, form) == ()


@pytest.mark.parametrize(("form", "colleges"), EVERY_PROFILE)
def test_the_usual_clauses_never_pass_for_law(form: LegalForm, colleges: bool) -> None:
    law, usual = defaults_for(form, colleges), usual_for(form, colleges)
    added = [name for name in PARAMETERS if getattr(law, name) != getattr(usual, name)]
    assert {usual.article(name) for name in added} <= {USAGE, "modèle de statuts SCOP SARL"}


def test_no_quorum_decided_is_not_a_quorum_undecided() -> None:
    decided = replace(
        usual_for(LegalForm.ASSOCIATION_1901, has_colleges=False),
        quorum_ordinary_first=QuorumRule(None, "raw", None, None, "statuts, art. 12"),
    )
    undecided = replace(decided, quorum_ordinary_first=None)
    form = LegalForm.ASSOCIATION_1901
    assert missing_for(decided, form, "ordinary") == ()
    assert missing_for(undecided, form, "ordinary") == ("quorum_ordinary_first",)


def test_a_quorum_asks_what_happens_on_the_second_call() -> None:
    params = replace(
        usual_for(LegalForm.ASSOCIATION_1901, has_colleges=False),
        quorum_ordinary_first=QuorumRule(Fraction(1, 4), "raw", None, None, "statuts"),
        quorum_ordinary_second=None,
    )
    missing = missing_for(params, LegalForm.ASSOCIATION_1901, "ordinary")
    assert missing == ("notice_days_second", "quorum_ordinary_second")


@pytest.mark.parametrize(
    ("combination", "asked"),
    [
        ("proportional", ()),
        ("majority", ("tie_in_college",)),
        ("college_vote", ("college_majority",)),
        ("double_test", ("min_colleges_for", "min_turnout")),
    ],
)
def test_each_way_to_combine_colleges_asks_its_own_parameters(
    combination: str, asked: tuple[str, ...]
) -> None:
    params = replace(usual_for(LegalForm.SCIC_SAS, True), combination=combination)
    assert missing_for(params, LegalForm.SCIC_SAS, "ordinary") == asked


def test_a_capped_proxy_asks_whether_blank_ones_are_capped_too() -> None:
    usual = replace(usual_for(LegalForm.SAS, False), cap_applies_to_blank=None)
    assert missing_for(usual, LegalForm.SAS, "ordinary") == ()
    capped = replace(usual, proxy_max=2)
    assert missing_for(capped, LegalForm.SAS, "ordinary") == ("cap_applies_to_blank",)


def test_a_delay_of_the_law_cannot_be_emptied() -> None:
    emptied = replace(usual_for(LegalForm.SA, False), email_consent_days=None)
    assert missing_for(emptied, LegalForm.SA, "ordinary") == ("email_consent_days",)
    assert missing_for(emptied, LegalForm.SAS, "ordinary") == ()


def test_an_unknown_kind_of_meeting_is_refused() -> None:
    with pytest.raises(LookupError):
        missing_for(usual_for(LegalForm.SA, False), LegalForm.SA, "picnic")


@pytest.mark.parametrize("kind", ["ordinary", "extraordinary"])
@pytest.mark.parametrize("call_number", [1, 2])
def test_the_rule_of_a_kind_and_call_is_the_parameter_of_that_name(
    kind: str, call_number: int
) -> None:
    sarl = usual_for(LegalForm.SCOP_SARL, False)
    call = {1: "first", 2: "second"}[call_number]
    assert sarl.quorum_rule(kind, call_number) is getattr(sarl, f"quorum_{kind}_{call}")
    assert sarl.majority_rule(kind, call_number) is getattr(sarl, f"majority_{kind}_{call}")


def test_a_board_has_one_call_and_its_own_rules() -> None:
    sa = usual_for(LegalForm.SA, False)
    assert sa.quorum_rule("board", 1) is sa.quorum_board
    assert sa.majority_rule("board", 1) is sa.majority_board
    assert sa.notice_days("board", 1) == sa.notice_days_board == 8


def test_a_mixed_assembly_has_no_rule_of_its_own() -> None:
    with pytest.raises(LookupError):
        usual_for(LegalForm.SA, False).quorum_rule("mixed", 1)


# What statutes may not say


@pytest.mark.parametrize(
    "row", table("statutes.limits"), ids=lambda row: f"{row['form']}-{row['parameter']}"
)
def test_a_value_outside_the_law_is_refused_or_warned(row: dict[str, str]) -> None:
    form = LegalForm(row["form"])
    value = parameter_from(row["parameter"], row["value"])
    params = replace(usual_for(form, has_colleges=False), **{row["parameter"]: value})
    found = [(item.level, item.code, item.article) for item in check(params, form)]
    expected = [] if row["level"] == "-" else [(row["level"], row["code"], row["article"])]
    assert found == expected


def test_a_college_above_its_cap_and_winner_takes_all_are_doubtful() -> None:
    params = replace(
        usual_for(LegalForm.SCIC_SA, True),
        college_cap=None,
        combination="majority",
        tie_in_college="split",
    )
    codes = [item.code for item in check(params, LegalForm.SCIC_SA)]
    assert codes == ["college_cap_loose", "winner_takes_all"]


def test_a_scop_may_give_one_proxy_each_in_place_of_a_share() -> None:
    params = replace(usual_for(LegalForm.SCOP_SA, False), proxy_share_of_members=None, proxy_max=1)
    assert check(params, LegalForm.SCOP_SA) == ()
    assert [item.code for item in check(replace(params, proxy_max=2), LegalForm.SCOP_SA)] == [
        "scop_proxy_cap"
    ]


def test_errors_come_before_warnings() -> None:
    params = replace(
        usual_for(LegalForm.SA, False), blank_proxy_allowed=False, proxies_allowed=False
    )
    assert [item.level for item in check(params, LegalForm.SA)] == ["error", "warning"]


def test_a_refusal_reads_as_a_french_sentence() -> None:
    params = replace(usual_for(LegalForm.SA, False), notice_days_first=14)
    (finding,) = check(params, LegalForm.SA)
    assert sentence(finding) == (
        "«\u00a0Délai de convocation, en jours\u00a0» vaut 14, sous le minimum légal de 15."
        " Augmentez-le."
    )


def test_a_refusal_is_translated_before_it_is_filled_in() -> None:
    seen: list[str] = []

    def translate(text: str) -> str:
        seen.append(text)
        return "%(parameter)s < %(limit)s"

    finding = Finding(
        "error", "below_law", "", {"parameter": "notice_days_first", "value": "1", "limit": "15"}
    )
    assert sentence(finding, translate) == "%(parameter)s < %(limit)s < 15"
    assert seen == [PARAMETER_NAMES["notice_days_first"], MESSAGES["below_law"]]


def test_every_parameter_has_a_french_name() -> None:
    assert set(PARAMETER_NAMES) == set(PARAMETERS)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(1, 10), "10\u00a0%"),
        (Fraction(1, 8), "12,5\u00a0%"),
        (Fraction(9999, 10000), "99,99\u00a0%"),
        (Fraction(1, 2000), "0,05\u00a0%"),
        (Fraction(1, 3), "1/3"),
        (Fraction(0), "0\u00a0%"),
        (Fraction(-1, 8), "-12,5\u00a0%"),
    ],
)
def test_a_share_is_shown_exactly(share: Fraction, text: str) -> None:
    assert percent(share) == text


@given(st.fractions(max_denominator=400))
def test_what_a_share_shows_is_what_it_is(share: Fraction) -> None:
    text = percent(share)
    if text.endswith("%"):
        assert Fraction(text.removesuffix("\u00a0%").replace(",", ".")) / 100 == share
    else:
        assert Fraction(text) == share


# How a profile is stored

shares = st.fractions(0, 1, max_denominator=60)
majorities = st.builds(
    MajorityRule,
    st.fractions(0, Fraction(99, 100), max_denominator=10**17),  # the file holds 18 digits
    st.booleans(),
    st.sampled_from(clauses.MAJORITY_BASES),
    st.text(),
)
quorums = st.builds(
    QuorumRule,
    st.none() | shares,
    st.sampled_from(clauses.QUORUM_BASES),
    st.none(),
    st.none(),
    st.text(),
    st.booleans(),
    st.none() | st.just(Fraction(1, 2)),
)
profiles = st.builds(
    replace,
    st.sampled_from([usual_for(form, colleges) for form, colleges in EVERY_PROFILE]),
    notice_days_first=st.none() | st.integers(0, 10**6),
    quorum_board=st.none() | quorums,
    majority_manager=st.none() | majorities,
    min_turnout=st.none() | shares,
    empty_no_member=st.sampled_from([None, "lost", "headcount", "merge:fondateurs"]),
    articles=st.dictionaries(st.sampled_from(PARAMETERS), st.text()),
)


@given(profiles)
def test_a_profile_comes_back_from_its_file_as_it_was(params: StatuteParameters) -> None:
    stored = json.dumps(params.to_json())
    assert StatuteParameters.from_json(json.loads(stored)) == params


def test_a_profile_frozen_in_the_first_format_is_read_for_ever() -> None:
    now = usual_for(LegalForm.SCIC_SA, True)
    frozen = {name: value for name, value in now.to_json().items() if name not in SINCE_SECOND}
    frozen["format"] = "tala-statutes/1"
    frozen["articles"] = {
        name: text for name, text in now.articles.items() if name not in SINCE_SECOND
    }
    read = StatuteParameters.from_json(frozen)
    assert read.quorum_ordinary_first == now.quorum_ordinary_first
    assert read.board_min is None
    assert read.min_active_colleges == 3
    with pytest.raises(ParameterError, match="missing"):
        StatuteParameters.from_json(frozen | {"format": "tala-statutes/2"})


def test_fractions_are_stored_as_text() -> None:
    stored = usual_for(LegalForm.SCIC_SA, True).to_json()
    assert stored["format"] == "tala-statutes/2"
    assert stored["college_cap"] == "1/2"
    assert stored["quorum_ordinary_first"] == {
        "threshold": "1/5",
        "base": "raw",
        "floor": None,
        "cap": None,
        "article": "C.com L225-98",
        "strict": False,
        "floor_roll_share": None,
    }


def sound() -> dict[str, object]:
    return usual_for(LegalForm.SCIC_SA, True).to_json()


def nested(name: str, **changes: object) -> dict[str, object]:
    rule = sound()[name]
    assert isinstance(rule, Mapping)
    return {name: {**rule, **changes}}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"notice_days_first": "15"}, "notice_days_first"),
        ({"notice_days_first": True}, "notice_days_first"),
        ({"notice_days_first": 15.0}, "notice_days_first"),
        ({"notice_days_first": -1}, "notice_days_first"),
        ({"proxies_allowed": 1}, "proxies_allowed"),
        ({"college_cap": "0.5"}, "college_cap"),
        ({"college_cap": "1/0"}, "college_cap"),
        ({"college_cap": "3/2"}, "college_cap"),
        ({"college_cap": 0.5}, "college_cap"),
        ({"electronic_cutoff_hour": "24:00"}, "electronic_cutoff_hour"),
        ({"electronic_cutoff_hour": "15h"}, "electronic_cutoff_hour"),
        ({"combination": "average"}, "combination"),
        ({"tie_rule": "lot"}, "tie_rule"),
        ({"empty_no_member": "merge:"}, "empty_no_member"),
        ({"proxy_outside_holders": "spouse"}, "proxy_outside_holders"),
        ({"proxy_outside_holders": ["cousin"]}, "proxy_outside_holders"),
        ({"articles": {"notice": "art. 12"}}, "articles"),
        ({"articles": {"tie_rule": 12}}, "articles"),
        ({"quorum_board": "1/2"}, "quorum_board"),
        (nested("quorum_board", base="heads"), "quorum_board.base"),
        (nested("quorum_board", threshold="5/4"), "quorum_board.threshold"),
        (nested("quorum_board", floor=10, cap=5), "quorum_board.floor"),
        (nested("quorum_board", floor=10, base="weighted"), "quorum_board.base"),
        (nested("quorum_board", floor=10, threshold=None), "quorum_board.threshold"),
        (nested("quorum_board", floor_roll_share="0"), "quorum_board.floor_roll_share"),
        (nested("quorum_board", note="half"), "quorum_board.note"),
        (nested("majority_board", base="present"), "majority_board.base"),
        (nested("majority_board", threshold="1", strict=True), "majority_board.threshold"),
        ({"format": "tala-statutes/9"}, "format"),
        ({"quorum": "1/5"}, "quorum"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_field(
    changes: dict[str, object], field: str
) -> None:
    with pytest.raises(ParameterError) as refused:
        StatuteParameters.from_json({**sound(), **changes})
    assert refused.value.field == field


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_missing_parameter_is_refused_by_its_name(name: str) -> None:
    stored = sound()
    del stored[name]
    with pytest.raises(ParameterError) as refused:
        StatuteParameters.from_json(stored)
    assert refused.value.field == name


def test_every_field_is_stored() -> None:
    assert set(sound()) == {item.name for item in fields(StatuteParameters)} | {"format"}
