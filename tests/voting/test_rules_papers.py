"""The urn's compact rows become counts by resolution and college."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.files import dice_of
from voting.rules.countfile import Paper
from voting.rules.counts import Counts
from voting.rules.papers import LETTERS, group_papers, paper_lines


def test_rows_become_counts_of_each_resolution_by_college() -> None:
    rows = [("YNA", "users"), ("YB.", "users"), ("NX.", "partners")]
    assert group_papers(rows) == [
        {"users": Counts(votes_for=2), "partners": Counts(votes_against=1)},
        {"users": Counts(votes_against=1, blank=1), "partners": Counts(null=1)},
        {"users": Counts(abstain=1), "partners": Counts()},
    ]


def test_one_resolution_can_be_asked_alone() -> None:
    rows = [("YNA", "users"), ("YB.", "users")]
    assert group_papers(rows, [1]) == [{"users": Counts(votes_against=1, blank=1)}]


def test_an_empty_urn_has_no_resolution() -> None:
    assert group_papers([]) == []
    assert group_papers([], [0]) == [{}]


@given(st.data(), st.integers(1, 8))
def test_grouping_is_what_reading_each_letter_gives(data: st.DataObject, size: int) -> None:
    letters = st.text("YNABX.", min_size=size, max_size=size)
    rows = data.draw(st.lists(st.tuples(letters, st.sampled_from(["", "a", "b"])), min_size=1))
    grouped = group_papers(rows)
    assert len(grouped) == size
    for position, by_college in enumerate(grouped):
        read = Counter((college, letters[position]) for letters, college in rows)
        assert by_college.keys() == {college for _letters, college in rows}
        for college, counts in by_college.items():
            expected = {choice: read[college, letter] for letter, choice in LETTERS.items()}
            assert counts.by_choice() == expected


@pytest.mark.parametrize(
    ("rows", "positions", "words"),
    [
        ([("YN", "a"), ("Y", "a")], None, "rows of 1 and 2 letters"),
        ([("YN", "a"), ("Y", "b")], None, "rows of 1 and 2 letters"),
        ([("Yy", "a")], None, "unknown letters in the urn: y"),
        ([("YN", "a")], [2], "out of rows of 2 letters"),
        ([("YN", "a")], [-1], "out of rows of 2 letters"),
    ],
)
def test_a_spoilt_urn_is_refused(
    rows: list[tuple[str, str]], positions: list[int] | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        group_papers(rows, positions)


def test_counts_become_the_lines_of_a_count_file() -> None:
    counts = {"users": Counts(votes_for=2, null=1), "": Counts(blank=3), "none": Counts()}
    assert paper_lines(counts) == (
        Paper("for", 2, "users"),
        Paper("null", 1, "users"),
        Paper("blank", 3),
    )


def test_a_large_urn_loses_no_paper() -> None:
    dice = dice_of("urn")
    rows = [("".join(dice.choices("YNABX.", k=30)), dice.choice("abcd")) for _ in range(2000)]
    for position, by_college in enumerate(group_papers(rows)):
        papers = sum(counts.papers for counts in by_college.values())
        assert papers == sum(letters[position] != "." for letters, _college in rows)
