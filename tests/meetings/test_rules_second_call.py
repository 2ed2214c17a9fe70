"""The worked table of docs/rules.md on the second call is what the rule answers."""

import pytest

from meetings.rules.second_call import may_be_put_again, second_kind
from organisations.rules.legal_forms import LegalForm
from tests.rules_tables import table


@pytest.mark.parametrize("row", [pytest.param(row, id=row["case"]) for row in table("second_call")])
def test_worked_case_is_put_again_or_not_as_the_page_says(row: dict[str, str]) -> None:
    verdict = may_be_put_again(
        form=LegalForm(row["form"]),
        call_number=int(row["call"]),
        part=row["part"],
        base=row["base"],
        outcome=row["outcome"],  # type: ignore[arg-type]
    )
    assert {
        "allowed": "yes" if verdict.allowed else "no",
        "reason": verdict.reason,
        "article": verdict.article,
    } == {key: row[key] for key in ("allowed", "reason", "article")}


def test_the_parts_that_remain_make_the_kind_of_the_second_meeting() -> None:
    assert second_kind(frozenset({"ordinary"})) == "ordinary"
    assert second_kind(frozenset({"extraordinary"})) == "extraordinary"
    assert second_kind(frozenset({"ordinary", "extraordinary"})) == "mixed"
