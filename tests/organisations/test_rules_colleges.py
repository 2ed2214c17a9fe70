"""A set of categories and colleges is accepted, warned or refused with the article."""

from collections import defaultdict
from fractions import Fraction

import pytest

from organisations.rules.colleges import (
    CategoryKind,
    CategorySpec,
    CollegeSpec,
    validate_colleges,
)
from organisations.rules.findings import MESSAGES, sentence
from organisations.rules.legal_forms import LegalForm
from tests.rules_tables import table

KINDS = {
    "e": CategoryKind.EMPLOYEE,
    "p": CategoryKind.PRODUCER,
    "b": CategoryKind.BENEFICIARY,
    "c": CategoryKind.PUBLIC_BODY,
    "v": CategoryKind.VOLUNTEER,
    "o": CategoryKind.OTHER,
}

Case = tuple[LegalForm, list[CollegeSpec], list[CategorySpec], dict[str, int] | None]


def case_from(row: dict[str, str]) -> Case:
    """Build the set that a line of the table describes (its letters are said above it)."""
    weights = [] if row["weights"] == "-" else row["weights"].split()
    colleges = [
        CollegeSpec(f"college{number}", f"Collège {number}", Fraction(weight) / 100)
        for number, weight in enumerate(weights)
    ]
    categories = []
    for number, letter in enumerate(row["categories"].split()):
        place = min(number, len(colleges) - 1)
        college = colleges[place].code if colleges and not letter.endswith("x") else None
        categories.append(
            CategorySpec(f"cat{number}", f"Catégorie {number}", KINDS[letter[0]], college)
        )
    members = None
    if row["members"] != "-":
        counts = map(int, row["members"].split())
        members = dict(zip((item.code for item in categories), counts, strict=True))
    return LegalForm(row["form"]), colleges, categories, members


@pytest.mark.parametrize("row", table("colleges.valid"), ids=lambda row: row["case"])
def test_a_set_of_colleges_is_judged_as_the_page_says(row: dict[str, str]) -> None:
    found = [finding.code for finding in validate_colleges(*case_from(row))]
    assert found == row["findings"].replace("-", "").split()


@pytest.mark.parametrize("row", table("colleges.valid"), ids=lambda row: row["case"])
def test_every_finding_has_a_sentence_with_all_its_figures(row: dict[str, str]) -> None:
    for finding in validate_colleges(*case_from(row)):
        assert "%(" not in sentence(finding)


def found(code: str) -> str:
    """Return the sentence of the first case of the table that has this finding."""
    for row in table("colleges.valid"):
        for finding in validate_colleges(*case_from(row)):
            if finding.code == code:
                return sentence(finding)
    raise LookupError(code)


def test_a_college_under_a_tenth_is_refused_with_its_figures() -> None:
    assert found("weight_below") == (
        "Le collège «\u00a0Collège 4\u00a0» pèse 5\u00a0% des voix, sous le minimum de 10\u00a0%."
        " Augmentez son poids ou réunissez-le à un autre collège."
    )


def test_a_sum_that_misses_a_hundredth_says_what_is_missing() -> None:
    assert "font 99,99\u00a0%\u00a0: il manque 0,01\u00a0%" in found("weights_under_one")


def test_only_doubts_are_warnings() -> None:
    levels = {
        finding.code: finding.level
        for row in table("colleges.valid")
        for finding in validate_colleges(*case_from(row))
    }
    assert {code for code, level in levels.items() if level == "warning"} == {
        "ties_too_few",
        "college_without_category",
        "college_without_member",
        "workers_empty",
        "sarl_near",
        "sarl_over",
    }


def test_a_code_used_twice_and_a_college_that_does_not_exist_are_refused() -> None:
    third = Fraction(1, 3)
    colleges = [CollegeSpec(code, code, third) for code in ("a", "b", "b")]
    categories = [
        CategorySpec("x", "Salariés", CategoryKind.EMPLOYEE, "a"),
        CategorySpec("x", "Usagers", CategoryKind.BENEFICIARY, "b"),
        CategorySpec("y", "Soutiens", CategoryKind.OTHER, "z"),
    ]
    findings = validate_colleges(LegalForm.SCIC_SA, colleges, categories)
    assert [item.code for item in findings] == [
        "college_twice",
        "category_twice",
        "category_unknown_college",
    ]


def test_a_tie_lost_by_the_last_beneficiary_is_a_warning() -> None:
    categories = [
        CategorySpec("e", "Salariés", CategoryKind.EMPLOYEE),
        CategorySpec("b", "Usagers", CategoryKind.BENEFICIARY),
        CategorySpec("o", "Soutiens", CategoryKind.OTHER),
    ]
    findings = validate_colleges(LegalForm.SCIC_SA, [], categories, {"e": 3, "o": 8})
    assert [(item.level, item.code) for item in findings] == [("warning", "beneficiaries_empty")]


@pytest.mark.parametrize("code", MESSAGES)
def test_a_sentence_can_be_filled_in_and_spaces_its_percent_signs(code: str) -> None:
    text = MESSAGES[code] % defaultdict(lambda: "figure")
    assert text.count("%") == text.count("\u00a0%")
