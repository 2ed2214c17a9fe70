"""What real organisations published of their statutes, entered as profiles through the same rules.

The table of docs/rules.md holds their figures and says for each what the law refuses, what it
doubts and what an ordinary assembly still lacks. The weights of their colleges are checked apart.
"""

from fractions import Fraction
from typing import Any, get_type_hints

import pytest

from organisations.rules.answers import answer_findings, typed_answer, with_answer
from organisations.rules.clauses import MajorityRule, QuorumRule, SeatRule
from organisations.rules.legal_forms import LegalForm
from organisations.rules.questions import QUESTIONS
from organisations.rules.statutes import StatuteParameters, check, defaults_for, missing_for
from tests.rules_tables import table

REAL = table("statutes.real")
SOURCE = "statuts publiés"
_HINTS = get_type_hints(StatuteParameters)


def value_from(name: str, text: str) -> Any:
    """Read a value of the table by what its parameter holds."""
    hint = _HINTS[name]
    if hint == QuorumRule | None:
        return quorum_from(text)
    if hint == MajorityRule | None:
        sign, threshold, base = text.split()
        return MajorityRule(Fraction(threshold), sign == ">", base, SOURCE)
    if hint == Fraction | None:
        return Fraction(text)
    if hint == tuple[SeatRule, ...]:
        return tuple(seats_from(word) for word in text.split())
    if hint == tuple[str, ...]:
        return tuple(text.split())
    if text in {"yes", "no"}:
        return text == "yes"
    return int(text) if text.isdigit() else text


def quorum_from(text: str) -> QuorumRule:
    words = text.split()
    if words == ["none"]:
        return QuorumRule(None, "raw", None, None, SOURCE)
    bounds = dict(zip(words[1::2], words[2::2], strict=True))
    return QuorumRule(
        threshold=Fraction(words[0]),
        base="raw",
        floor=int(bounds["floor"]) if "floor" in bounds else None,
        cap=int(bounds["cap"]) if "cap" in bounds else None,
        article=SOURCE,
        floor_roll_share=Fraction(bounds["roll"]) if "roll" in bounds else None,
    )


def seats_from(word: str) -> SeatRule:
    college, numbers = word.split(":")
    least, most = numbers.split("-")
    return SeatRule(college, int(least), int(most) if most else None)


def facts_of(row: dict[str, str]) -> dict[str, Any]:
    if row["published"] == "-":
        return {}
    pairs = (fact.partition(" ") for fact in row["published"].split("; "))
    return {name: value_from(name, text) for name, _space, text in pairs}


def profile_of(row: dict[str, str]) -> StatuteParameters:
    """Answer, on top of the law, each question on which the organisation published something."""
    form, facts = LegalForm(row["form"]), facts_of(row)
    params = defaults_for(form, row["colleges"] == "yes")
    for question in QUESTIONS:
        if facts.keys() & set(question.parameters):
            values = {name: facts.get(name, getattr(params, name)) for name in question.parameters}
            params = with_answer(params, typed_answer(question, values, SOURCE, params, form))
    return params


def codes(row: dict[str, str], column: str) -> list[str]:
    return [] if row[column] == "-" else row[column].split()


def test_every_organisation_of_the_table_has_its_row() -> None:
    assert [row["id"] for row in REAL] == [f"E{number}" for number in range(1, 28)]


@pytest.mark.parametrize("row", REAL, ids=lambda row: f"{row['id']} {row['organisation']}")
def test_its_figures_can_be_entered_and_the_law_says_what_the_table_says(
    row: dict[str, str],
) -> None:
    form, params = LegalForm(row["form"]), profile_of(row)
    found = check(params, form)
    assert {
        name: value for name, value in facts_of(row).items() if getattr(params, name) != value
    } == {}
    assert sorted(one.code for one in found if one.level == "error") == codes(row, "refused")
    assert sorted(one.code for one in found if one.level == "warning") == codes(row, "doubtful")
    assert list(missing_for(params, form, "ordinary")) == codes(row, "missing")


@pytest.mark.parametrize("row", REAL, ids=lambda row: row["id"])
def test_its_profile_is_stored_and_read_back(row: dict[str, str]) -> None:
    params = profile_of(row)
    assert StatuteParameters.from_json(params.to_json()) == params


@pytest.mark.parametrize("row", table("statutes.real_in_an_sa"), ids=lambda row: row["id"])
def test_what_an_sa_could_not_write_is_refused_at_its_own_question(row: dict[str, str]) -> None:
    """The refusal a secretary would meet: on the screen of the question, not at the end."""
    real = next(one for one in REAL if one["id"] == row["id"])
    form = LegalForm.SCIC_SA if real["colleges"] == "yes" else LegalForm.SA
    params = profile_of(real | {"form": form.value})
    refused = [
        finding.code
        for question in QUESTIONS
        for finding in answer_findings(params, question, form)
        if finding.level == "error"
    ]
    assert sorted(refused) == codes(row, "refused")
