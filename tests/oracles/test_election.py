"""The product and an independent naive count agree on a thousand random elections."""

from typing import Any

import pytest

from tests.oracles import election as oracle
from tests.oracles.files import dice_of
from tests.voting.elections import random_election
from voting.rules.countfile import parse_count
from voting.rules.tally import count

TRIGGERS = ("no_member", "no_attendee", "no_expressed")


def _file(seed: str) -> dict[str, Any]:
    """Return a random election with the policies that the naive count knows."""
    file = random_election(dice_of(seed))
    for trigger in TRIGGERS:
        if file["weighting"].get(trigger, "lost") not in ("lost", "renormalise"):
            file["weighting"][trigger] = "renormalise"
    return file


@pytest.mark.parametrize("batch", range(10))
def test_two_independent_counts_elect_the_same_people(batch: int) -> None:
    for number in range(100):
        file = _file(f"election {batch} {number}")
        result, expected = count(parse_count(file)), oracle.count(file)
        assert result.election is not None
        assert (result.verdict, list(result.election.elected)) == (
            expected["verdict"],
            expected["elected"],
        ), file
        supports = {option.code: option.support for option in result.election.options}
        assert supports == expected.get("supports", {}), file


def test_the_random_elections_reach_every_verdict() -> None:
    results = [count(parse_count(_file(f"verdict {number}"))) for number in range(500)]
    assert {result.verdict for result in results} == {
        "elected",
        "second_round",
        "rejected",
        "blocked",
    }
