"""The quorum is met or not as the page says, and says how it was counted."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.messages import STEPS, step_sentence
from meetings.rules.quorum import (
    CollegeAttendance,
    QuorumVerdict,
    about_percent,
    counts_in_quorum,
    quorum,
)
from organisations.rules.statutes import QuorumRule
from tests.rules_tables import table

MODES = ("present", "remote", "represented", "postal", "excused")


def yes(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


def number(cell: str) -> int | None:
    return None if cell == "-" else int(cell)


def rule(threshold: str, base: str = "raw", strict: bool = False) -> QuorumRule:
    part = None if threshold == "none" else Fraction(threshold)
    return QuorumRule(part, base, None, None, "statuts, art. 20", strict)


def roll(registered: int, attending: int) -> list[CollegeAttendance]:
    """One roll without colleges."""
    return [CollegeAttendance("", None, registered, attending)]


def colleges_of(row: dict[str, str]) -> list[CollegeAttendance]:
    registered, attending = row["registered"].split(), row["attending"].split()
    weights = row["weights"].split() if "weights" in row else [None] * len(registered)
    return [
        CollegeAttendance(
            f"c{place}", None if weight is None else Fraction(weight), int(members), int(there)
        )
        for place, (weight, members, there) in enumerate(
            zip(weights, registered, attending, strict=True)
        )
    ]


def said(verdict: QuorumVerdict) -> str:
    return " ".join(step_sentence(step.code, step.figures) for step in verdict.steps)


@pytest.mark.parametrize("row", table("quorum.base"), ids=lambda row: row["case"])
@pytest.mark.parametrize("base", ["raw", "weighted"])
def test_the_same_room_counted_by_heads_and_by_weights(row: dict[str, str], base: str) -> None:
    verdict = quorum(rule(row["threshold"], base), colleges_of(row))
    assert verdict.reached == Fraction(row[base])
    assert verdict.met is yes(row[f"{base} met"])
    assert verdict.needed == Fraction(row["threshold"])


@pytest.mark.parametrize("row", table("quorum.heads"), ids=lambda row: row["case"])
def test_the_heads_needed_are_enough_and_one_fewer_is_not(row: dict[str, str]) -> None:
    share = None if row["floor_roll_share"] == "-" else Fraction(row["floor_roll_share"])
    wanted = replace(
        rule(row["threshold"], strict=yes(row["strict"])),
        floor=number(row["floor"]),
        cap=number(row["cap"]),
        floor_roll_share=share,
    )
    members, needed = int(row["roll"]), int(row["needed"])
    enough = quorum(wanted, roll(members, needed))
    assert enough.heads_needed == needed
    assert enough.met
    assert enough.heads_missing == 0
    if needed:
        short = quorum(wanted, roll(members, needed - 1))
        assert not short.met
        assert short.heads_missing == 1
        assert short.reached < enough.reached


@pytest.mark.parametrize("row", table("quorum.attending"), ids=lambda row: row["case"])
def test_those_who_count_meet_the_quorum_or_not(row: dict[str, str]) -> None:
    counted = sum(int(row[mode]) for mode in MODES if counts_in_quorum(row["kind"], mode))
    assert counted == int(row["counted"])
    verdict = quorum(rule(row["threshold"]), roll(int(row["roll"]), counted))
    assert verdict.met is yes(row["met"])


@pytest.mark.parametrize("mode", ["none", "excused", "left", ""])
@pytest.mark.parametrize("kind", ["ordinary", "extraordinary", "mixed", "board"])
def test_who_takes_no_part_counts_nowhere(kind: str, mode: str) -> None:
    assert not counts_in_quorum(kind, mode)


@pytest.mark.parametrize("row", table("quorum.per_college"))
def test_one_college_that_falls_short_is_enough_to_fail(row: dict[str, str]) -> None:
    verdict = quorum(rule(row["threshold"], "per_college"), colleges_of(row))
    assert verdict.met is yes(row["met"])
    assert verdict.reached == Fraction(row["reached"])
    assert verdict.heads_needed == int(row["needed heads"])
    assert verdict.heads_missing == int(row["missing"])


def test_each_college_shows_what_it_brings() -> None:
    (row,) = (row for row in table("quorum.base") if row["case"] == "W20")
    verdict = quorum(rule("1/5", "weighted"), colleges_of(row))
    assert [part.brings for part in verdict.per_college] == [
        Fraction(9, 200),
        Fraction(12, 100),
        Fraction(24, 100),
        Fraction(4, 310),
    ]
    assert sum(part.brings for part in verdict.per_college) == verdict.reached
    assert verdict.heads_needed is None
    assert (verdict.heads, verdict.registered) == (100, 600)


def test_the_arithmetic_can_be_read() -> None:
    verdict = quorum(rule("1/5"), roll(601, 120))
    assert said(verdict) == (
        "120 membres prennent part à la réunion sur 601, soit 120/601 (19,96\u00a0%)."
        " Il faut au moins 20\u00a0% des membres, soit 121."
        " Le quorum n’est pas atteint."
    )
    assert verdict.article == "statuts, art. 20"


@pytest.mark.parametrize("base", ["raw", "weighted", "per_college"])
@pytest.mark.parametrize("threshold", ["none", "1/3"])
@pytest.mark.parametrize("strict", [False, True])
def test_every_step_has_its_sentence(base: str, threshold: str, strict: bool) -> None:
    wanted = rule(threshold, base, strict)
    rooms = [
        CollegeAttendance("a", Fraction(2, 3), 9, 3),
        CollegeAttendance("b", Fraction(1, 3), 9, 3),
    ]
    verdict = quorum(wanted, rooms)
    assert verdict.met is (threshold == "none" or not strict)
    assert "%(" not in said(verdict)


@pytest.mark.parametrize(("members", "code"), [(60, "raised_to_floor"), (2500, "lowered_to_cap")])
def test_a_bound_of_the_statutes_is_told(members: int, code: str) -> None:
    wanted = replace(rule("1/10"), floor=10, cap=100)
    codes = [step.code for step in quorum(wanted, roll(members, 0)).steps]
    assert code in codes
    assert set(codes) <= set(STEPS)


def test_a_weighted_quorum_without_weights_is_refused() -> None:
    with pytest.raises(ValueError, match="weight"):
        quorum(rule("1/5", "weighted"), roll(10, 5))


@pytest.mark.parametrize("attending", [-1, 11])
def test_more_present_than_members_is_refused(attending: int) -> None:
    with pytest.raises(ValueError, match="attending"):
        CollegeAttendance("a", None, 10, attending)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(49999, 100000), "49,99\u00a0%"),
        (Fraction(1, 2), "50,00\u00a0%"),
        (Fraction(1, 3), "33,33\u00a0%"),
        (Fraction(1, 1000), "0,10\u00a0%"),
        (Fraction(1), "100,00\u00a0%"),
    ],
)
def test_a_share_just_under_is_never_shown_as_reached(share: Fraction, text: str) -> None:
    assert about_percent(share) == text


rooms = st.lists(
    st.builds(
        lambda members, absent, weight: CollegeAttendance(
            "c", Fraction(weight), members, members - min(members, absent)
        ),
        st.integers(0, 40),
        st.integers(0, 40),
        st.integers(1, 50),
    ),
    min_size=1,
    max_size=5,
)
rules = st.builds(
    rule,
    st.fractions(0, 1, max_denominator=12).map(str),
    st.sampled_from(["raw", "weighted", "per_college"]),
    st.booleans(),
)


@given(rules, rooms, st.data())
def test_one_more_who_takes_part_never_loses_the_quorum(
    wanted: QuorumRule, colleges: list[CollegeAttendance], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(colleges) - 1))
    college = colleges[place]
    if college.attending == college.registered:
        return
    more = list(colleges)
    more[place] = replace(college, attending=college.attending + 1)
    before, after = quorum(wanted, colleges), quorum(wanted, more)
    assert after.met >= before.met
    assert after.reached >= before.reached


@given(rules, rooms)
def test_the_verdict_is_the_comparison_it_shows(
    wanted: QuorumRule, colleges: list[CollegeAttendance]
) -> None:
    verdict = quorum(wanted, colleges)
    reaches = (
        verdict.reached > verdict.needed if wanted.strict else verdict.reached >= verdict.needed
    )
    assert verdict.met is (reaches and verdict.registered > 0)


@given(rooms, st.fractions(0, 1, max_denominator=12), st.integers(1, 1000))
def test_the_unit_of_the_weights_changes_nothing(
    colleges: list[CollegeAttendance], threshold: Fraction, unit: int
) -> None:
    wanted = rule(str(threshold), "weighted")
    scaled = [replace(item, weight=(item.weight or Fraction(0)) * unit) for item in colleges]
    assert quorum(wanted, scaled).reached == quorum(wanted, colleges).reached
