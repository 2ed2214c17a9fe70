"""What holds for every ballot: names, doubled papers, one more vote for, the sum of the weights.

Where one more vote for may hurt is told in docs/rules.md, section "When one more vote can hurt".
"""

import copy
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandates.rules.capacities import Membership, heads_by_category, roll_entries
from tests.oracles.files import dice_of, random_file
from tests.rules_tables import table
from tests.voting.elections import random_election
from tests.voting.worked import count_file
from voting.rules.countfile import parse_count
from voting.rules.papers import group_papers
from voting.rules.result import ElectionResult, Result
from voting.rules.tally import count

SEEDS = st.integers(0, 2**32).map(str)
TEXTS = SEEDS.map(lambda seed: random_file(dice_of(seed)))
ELECTIONS = SEEDS.map(lambda seed: random_election(dice_of(seed)))
NAMES = {"A": "zeta", "B": "Beta", "C": "ä", "D": "1"}
FEW = settings(max_examples=80, deadline=None)
FIGURES = ("verdict", "reason", "support", "base", "share")


def _counted(file: dict[str, Any]) -> Result:
    return count(parse_count(file))


def _election(file: dict[str, Any]) -> ElectionResult:
    election = _counted(file).election
    assert election is not None
    return election


def _renamed(file: dict[str, Any]) -> dict[str, Any]:
    """Return the election with its options under other names."""
    changed = copy.deepcopy(file)
    changed["options"] = [NAMES[code] for code in file["options"]]
    if "precedence" in file:
        changed["precedence"] = [NAMES[code] for code in file["precedence"]]
    for line in changed["papers"]:
        if isinstance(line["choice"], dict):
            line["choice"] = {NAMES[code]: said for code, said in line["choice"].items()}
        elif isinstance(line["choice"], list):
            line["choice"] = [NAMES[code] for code in line["choice"]]
    return changed


@FEW
@given(ELECTIONS)
def test_renaming_the_options_changes_nothing_but_their_names(file: dict[str, Any]) -> None:
    before, after = _counted(file), _counted(_renamed(file))
    assert [getattr(after, key) for key in FIGURES] == [getattr(before, key) for key in FIGURES]
    (was, now) = (_election(file), _election(_renamed(file)))
    assert now.elected == tuple(NAMES[code] for code in was.elected)
    assert now.ranking == tuple(tuple(NAMES[code] for code in group) for group in was.ranking)
    assert now.tied == tuple(NAMES[code] for code in was.tied)
    supports = {NAMES[option.code]: option.support for option in was.options}
    assert {option.code: option.support for option in now.options} == supports


@FEW
@given(ELECTIONS, st.randoms(use_true_random=False))
def test_the_order_of_papers_and_colleges_changes_nothing(
    file: dict[str, Any], dice: Random
) -> None:
    shuffled = copy.deepcopy(file)
    dice.shuffle(shuffled["papers"])
    dice.shuffle(shuffled.get("colleges", []))
    before, after = _counted(file), _counted(shuffled)
    assert after.election == before.election
    assert (after.verdict, after.reason) == (before.verdict, before.reason)


@FEW
@given(st.lists(st.tuples(st.text("YNAX.", min_size=2, max_size=2), st.sampled_from("ab"))))
def test_who_cast_which_row_of_the_urn_changes_nothing(rows: list[tuple[str, str]]) -> None:
    assert group_papers(reversed(rows)) == group_papers(rows)


@FEW
@given(st.lists(st.sets(st.sampled_from(("employees", "users", "others")), min_size=1)))
def test_renaming_the_members_changes_no_head(links: list[set[str]]) -> None:
    one, other = (
        [
            Membership(f"{name}{place}", f"{name}{place}", tuple(sorted(categories)))
            for place, categories in enumerate(links)
        ]
        for name in ("S", "z")
    )
    assert heads_by_category(roll_entries(one)) == heads_by_category(roll_entries(other))


def _by_weights(file: dict[str, Any], *, doubled: bool) -> dict[str, Any]:
    """Return the file with weights: each line as two papers, or as one of twice the weight."""
    changed = copy.deepcopy(file)
    changed["weighting"] = {"kind": "weights"}
    for key in ("colleges", "registered", "attending"):
        changed.pop(key, None)
    changed["majority"] = {"threshold": "1/2", "strict": True, "base": "expressed"}
    for place, line in enumerate(changed["papers"]):
        line.pop("college", None)
        weight = Fraction(place + 1, 3)
        line["count"] = 1 if doubled else 2
        line["weight"] = str(2 * weight if doubled else weight)
    return changed


@FEW
@given(TEXTS | ELECTIONS)
def test_two_identical_papers_equal_one_of_weight_two(file: dict[str, Any]) -> None:
    two, one = (_counted(_by_weights(file, doubled=doubled)) for doubled in (False, True))
    assert [getattr(one, key) for key in FIGURES] == [getattr(two, key) for key in FIGURES]
    if one.election is not None and two.election is not None:
        assert (one.election.elected, one.election.tied) == (
            two.election.elected,
            two.election.tied,
        )
        supports = [[option.support for option in side.election.options] for side in (one, two)]  # type: ignore[union-attr]
        assert supports[0] == supports[1]


def _may_hurt(file: dict[str, Any], joined: str | None) -> bool:
    """Say whether the vote is the first of an empty college under a rule that it may upset."""
    weighting = file["weighting"]
    empty = next((c.empty for c in _counted(file).colleges if c.code == joined), None)
    if empty is None or weighting["combination"] == "double_test":
        return False
    policies = [weighting.get(key) for key in ("no_member", "no_attendee", "no_expressed")]
    bases = [file.get("majority", {}).get("base")]
    if weighting["combination"] == "college_vote":
        bases.append(weighting["college_majority"]["base"])
    return "headcount" in policies or "registered" in bases


def _with_paper(file: dict[str, Any], college: str | None, choice: object) -> dict[str, Any]:
    """Return the file with one more voter, who says `choice`."""
    more = copy.deepcopy(file)
    line: dict[str, Any] = {"choice": choice}
    joined: dict[str, Any] = more
    if college is not None:
        (joined,) = [item for item in more["colleges"] if item["code"] == college]
        line["college"] = college
    elif more["weighting"]["kind"] == "weights":
        line["weight"] = "1"
    more["papers"].append(line)
    for key in ("attending", "registered"):
        joined[key] = joined.get(key, 10**6) + 1
    return more


def _college_of(file: dict[str, Any], place: int) -> str | None:
    colleges = file.get("colleges")
    return str(colleges[place % len(colleges)]["code"]) if colleges else None


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(0, 3))
def test_one_more_for_never_rejects_what_was_adopted(file: dict[str, Any], place: int) -> None:
    college = _college_of(file, place)
    if _counted(file).verdict == "adopted" and not _may_hurt(file, college):
        more = _counted(_with_paper(file, college, "for"))
        assert more.verdict in ("adopted", "blocked")
        assert more.verdict == "adopted" or college is not None


@settings(max_examples=200, deadline=None)
@given(ELECTIONS, st.integers(0, 3))
def test_one_more_vote_for_someone_elected_never_unseats_them(
    file: dict[str, Any], place: int
) -> None:
    college = _college_of(file, place)
    if _may_hurt(file, college):
        return
    for code in _election(file).elected:
        choice: object = [code]
        if file["method"] == "yes_no_each":
            choice = dict.fromkeys(file["options"], "no") | {code: "yes"}
        more = _counted(_with_paper(file, college, choice))
        assert more.verdict == "blocked" or code in _election_of(more).elected


def _election_of(result: Result) -> ElectionResult:
    assert result.election is not None
    return result.election


@FEW
@given(TEXTS | ELECTIONS)
def test_effective_weights_never_sum_to_more_than_one(file: dict[str, Any]) -> None:
    parts = [college.effective_weight or Fraction(0) for college in _counted(file).colleges]
    assert all(part >= 0 for part in parts)
    assert sum(parts) <= 1


@FEW
@given(ELECTIONS)
def test_the_share_of_an_option_stays_between_nothing_and_all(file: dict[str, Any]) -> None:
    for option in _election(file).options:
        assert 0 <= option.share <= 1
        assert option.support == option.share * option.base


@pytest.mark.parametrize("row", table("count.one_more_for"), ids=lambda row: row["case"])
def test_one_more_vote_hurts_where_the_page_says_so(row: dict[str, str]) -> None:
    result = _counted(count_file(row))
    assert (result.verdict, "" if result.share is None else str(result.share)) == (
        row["verdict"],
        row["share"],
    )
