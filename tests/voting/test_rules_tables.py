"""The worked tables of docs/rules.md, section "Voting: the count", are what the count answers."""

import pytest

from tests.oracles import resolution as oracle
from tests.rules_tables import table
from tests.voting.worked import count_file
from voting.rules.countfile import parse_count
from voting.rules.tally import count

TABLES = ("heads", "proportional", "empty", "majority", "college_vote", "double_test")
CASES = [row for name in TABLES for row in table(f"count.{name}")]
ROWS = [pytest.param(row, id=row["case"]) for row in CASES]
# Trying every change of a hundred papers, one by one, would take minutes.
_MOST_PAPERS = 50


@pytest.mark.parametrize("row", ROWS)
def test_worked_case_is_counted_as_the_page_says(row: dict[str, str]) -> None:
    result = count(parse_count(count_file(row)))
    assert {
        "share": "" if result.share is None else str(result.share),
        "verdict": result.verdict,
        "reason": result.reason or "",
        "swing": "" if result.swing is None else str(result.swing),
    } == {key: row[key] for key in ("share", "verdict", "reason", "swing")}


@pytest.mark.parametrize("row", ROWS)
def test_worked_case_is_counted_the_same_by_the_independent_count(row: dict[str, str]) -> None:
    file = count_file(row)
    expected = oracle.count(file)
    assert row["verdict"] == expected["verdict"]
    assert row["share"] == ("" if expected["share"] is None else str(expected["share"]))
    if sum(line["count"] for line in file["papers"]) <= _MOST_PAPERS:
        assert row["swing"] == str(oracle.swing(file) or "")


def test_every_case_of_the_notes_that_concerns_the_count_is_on_the_page() -> None:
    cases = {row["case"].split()[0] for row in CASES}
    assert {f"W{number:02}" for number in (*range(1, 20), 36, 48)} <= cases
