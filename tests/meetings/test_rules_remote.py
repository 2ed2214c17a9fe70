"""An assembly at a distance only is refused where enough capital wants a place."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from meetings.rules.remote import REMOTE, fully_remote, remote_sentence
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import defaults_for
from tests.rules_tables import table


def change(cell: str) -> dict[str, Any]:
    if cell == "-":
        return {}
    name, value = cell.split("=")
    if value in {"-", "no"}:
        return {name: None if value == "-" else False}
    return {name: Fraction(value)}


@pytest.mark.parametrize("row", table("remote.opposition"), ids=lambda row: row["case"])
def test_holders_of_enough_capital_may_ask_for_a_place(row: dict[str, str]) -> None:
    law = defaults_for(LegalForm(row["form"]), has_colleges=False)
    verdict = fully_remote(
        replace(law, **change(row["changes"])), row["kind"], Fraction(row["opposed"])
    )
    assert (verdict.allowed, verdict.reason) == (row["allowed"] == "yes", row["reason"])
    assert "%(" not in remote_sentence(verdict)


def test_the_refusal_says_how_much_opposed_and_by_which_article() -> None:
    law = defaults_for(LegalForm.SA, has_colleges=False)
    verdict = fully_remote(law, "extraordinary", Fraction(3, 10))
    assert verdict.article == "C.com L225-103-1"
    assert remote_sentence(verdict) == (
        "Des membres qui détiennent 30\u00a0% du capital s’opposent à une assemblée sans lieu,"
        " pour un seuil de 25\u00a0%. Réunissez l’assemblée dans un lieu."
    )
    assert remote_sentence(verdict, lambda text: "%(opposed)s") == "30\u00a0%"


def test_every_reason_is_used() -> None:
    assert {row["reason"] for row in table("remote.opposition")} == set(REMOTE)
