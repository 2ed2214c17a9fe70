"""The worked table of docs/rules.md on the casting vote is what the rule answers."""

import pytest

from tests.rules_tables import table
from voting.rules.casting import casting_vote_applies


@pytest.mark.parametrize("row", [pytest.param(row, id=row["case"]) for row in table("casting")])
def test_worked_case_gives_the_casting_vote_or_not_as_the_page_says(row: dict[str, str]) -> None:
    said = {name: row[name] == "yes" for name in ("given", "tied", "secret")}
    verdict = casting_vote_applies(kind=row["kind"], **said)
    assert (verdict.applies, verdict.reason, verdict.article) == (
        row["applies"] == "yes",
        row["reason"],
        row["article"],
    )
