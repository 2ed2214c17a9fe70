"""What holds for every count, whatever the papers."""

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.oracles.files import dice_of, random_file
from voting.rules.contents import CollegeRule, CountFile
from voting.rules.countfile import parse_count
from voting.rules.majority import Majority
from voting.rules.result import Result
from voting.rules.tally import count

FILES = st.integers(0, 2**32).map(lambda seed: random_file(dice_of(str(seed))))
COLLEGE_FILES = FILES.filter(lambda file: "colleges" in file)
FIGURES = ("verdict", "reason", "support", "base", "share", "swing")


def _figures(result: Result) -> list[object]:
    return [getattr(result, name) for name in FIGURES]


def _counted(file: dict[str, Any]) -> Result:
    return count(parse_count(file))


@given(COLLEGE_FILES)
def test_renaming_the_colleges_changes_nothing(file: dict[str, Any]) -> None:
    names = dict(zip("ABCD", ("zeta", "Beta", "ä", "1"), strict=True))
    renamed = copy.deepcopy(file)
    for college in renamed["colleges"]:
        college["code"] = names[college["code"]]
    for line in renamed["papers"]:
        line["college"] = names[line["college"]]
    for trigger in ("no_member", "no_attendee", "no_expressed"):
        policy, _, target = renamed["weighting"][trigger].partition(":")
        if target:
            renamed["weighting"][trigger] = f"{policy}:{names[target]}"
    assert _figures(_counted(renamed)) == _figures(_counted(file))


@given(COLLEGE_FILES, st.randoms(use_true_random=False))
def test_the_order_of_colleges_and_papers_changes_nothing(file: dict[str, Any], dice: Any) -> None:
    shuffled = copy.deepcopy(file)
    dice.shuffle(shuffled["colleges"])
    dice.shuffle(shuffled["papers"])
    before, after = _counted(file), _counted(shuffled)
    assert _figures(after) == _figures(before)
    assert set(after.colleges) == set(before.colleges)


@given(FILES)
def test_two_identical_papers_equal_one_line_of_count_two(file: dict[str, Any]) -> None:
    unrolled = copy.deepcopy(file)
    unrolled["papers"] = [
        line | {"count": 1} for line in file["papers"] for _ in range(line["count"])
    ]
    assert _counted(unrolled).to_json() == _counted(file).to_json()


@given(COLLEGE_FILES, st.integers(2, 1000))
def test_the_unit_of_the_weights_changes_nothing_but_the_support(
    file: dict[str, Any], unit: int
) -> None:
    scaled = copy.deepcopy(file)
    for college in scaled["colleges"]:
        college["weight"] = str(Fraction(college["weight"]) * unit)
    before, after = _counted(file), _counted(scaled)
    kept = ("verdict", "reason", "share", "swing", "steps")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


@given(COLLEGE_FILES)
def test_effective_weights_never_sum_to_more_than_one(file: dict[str, Any]) -> None:
    parts = [college.effective_weight or Fraction(0) for college in _counted(file).colleges]
    assert all(part >= 0 for part in parts)
    assert sum(parts) <= 1


@given(FILES)
def test_a_share_stays_between_nothing_and_all(file: dict[str, Any]) -> None:
    result = _counted(file)
    if result.verdict == "blocked":
        assert (result.support, result.base, result.share, result.swing) == (None,) * 4
        return
    assert result.support is not None
    assert result.base is not None
    assert result.share is not None
    assert 0 <= result.support <= result.base
    assert 0 <= result.share <= 1
    assert result.share * result.base == result.support


@given(
    st.tuples(*[st.integers(0, 50)] * 5), st.sampled_from(["expressed", "voters"]), st.booleans()
)
def test_a_count_by_heads_is_one_addition_and_one_comparison(
    votes: tuple[int, int, int, int, int], base: str, strict: bool
) -> None:
    choices = ("for", "against", "abstain", "blank", "null")
    result = _counted(
        {
            "format": "tala-count/1",
            "title": "",
            "method": "resolution",
            "majority": {"threshold": "2/3", "strict": strict, "base": base},
            "weighting": {"kind": "heads"},
            "papers": [
                {"choice": choice, "count": papers}
                for choice, papers in zip(choices, votes, strict=True)
            ],
        }
    )
    whole = votes[0] + votes[1] if base == "expressed" else sum(votes)
    adopted = 3 * votes[0] > 2 * whole or (3 * votes[0] == 2 * whole and not strict and whole > 0)
    assert result.verdict == ("adopted" if adopted else "rejected")
    assert tuple(result.counts.by_choice().values()) == votes


@given(FILES, st.integers(0, 3))
def test_one_more_for_never_rejects_what_was_adopted(file: dict[str, Any], place: int) -> None:
    """Where the new voter joins people who already have votes for or against.

    A first vote in an empty college brings its weight back into the total, and may reject.
    """
    more = copy.deepcopy(file)
    line: dict[str, Any] = {"choice": "for"}
    joined: dict[str, Any] = more
    if "colleges" in more:
        joined = more["colleges"][place % len(more["colleges"])]
        line["college"] = joined["code"]
        assume(
            any(
                line["count"] and line["choice"] in ("for", "against")
                for line in file["papers"]
                if line["college"] == joined["code"]
            )
        )
    elif more["weighting"]["kind"] == "weights":
        line["weight"] = "1"
    more["papers"].append(line)
    joined["attending"] += 1
    joined["registered"] += 1
    if _counted(file).verdict == "adopted":
        assert _counted(more).verdict == "adopted"


@pytest.mark.parametrize("combination", ["majority", "college_vote", "double_test"])
def test_a_rule_built_by_hand_without_what_it_needs_is_refused(combination: str) -> None:
    file = CountFile(
        title="",
        method="resolution",
        majority=Majority(Fraction(1, 2), strict=True, base="expressed"),
        kind="colleges",
        papers=(),
        college_rule=CollegeRule(combination),
    )
    with pytest.raises(ValueError, match=f'"{combination}" needs'):
        count(file)


def test_a_ballot_of_many_large_colleges_is_counted_with_its_swing() -> None:
    dice = dice_of("large")
    for combination in ("proportional", "majority", "college_vote", "double_test"):
        codes = [str(number) for number in range(20)]
        file = {
            "format": "tala-count/1",
            "title": "",
            "method": "resolution",
            "majority": {"threshold": "2/3", "strict": True, "base": "expressed"},
            "weighting": {
                "kind": "colleges",
                "combination": combination,
                "tie_in_college": "split",
                "college_majority": {"threshold": "1/2", "strict": True, "base": "expressed"},
                "min_colleges_for": 19,
                "min_turnout": "0",
            },
            "colleges": [
                {"code": code, "weight": str(place + 1), "registered": 9999, "attending": 9999}
                for place, code in enumerate(codes)
            ],
            "papers": [
                {"choice": choice, "count": dice.randrange(1, 4999), "college": code}
                for code in codes
                for choice in ("for", "against")
            ],
        }
        assert _counted(file).swing is not None
