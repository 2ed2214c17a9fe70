"""The product and an independent naive count agree on a thousand random ballots."""

import pytest

from tests.oracles import resolution as oracle
from tests.oracles.files import dice_of, random_file
from voting.rules.countfile import parse_count
from voting.rules.tally import count

BATCHES = range(20)


@pytest.mark.parametrize("batch", BATCHES)
def test_two_independent_counts_agree_to_the_last_digit(batch: int) -> None:
    dice = dice_of(f"count {batch}")
    for _ in range(50):
        file = random_file(dice)
        result, expected = count(parse_count(file)), oracle.count(file)
        assert (result.verdict, result.share) == (expected["verdict"], expected["share"]), file
        effective = {college.code: college.effective_weight for college in result.colleges}
        assert effective == expected["effective"], file


@pytest.mark.parametrize("batch", BATCHES)
def test_the_swing_is_what_trying_every_change_finds(batch: int) -> None:
    dice = dice_of(f"swing {batch}")
    for _ in range(25):
        file = random_file(dice)
        assert count(parse_count(file)).swing == oracle.swing(file), file


def test_the_random_ballots_reach_every_verdict_and_reason() -> None:
    dice = dice_of("coverage")
    results = [count(parse_count(random_file(dice))) for _ in range(2000)]
    assert {result.verdict for result in results} == {"adopted", "rejected", "tie", "blocked"}
    assert {result.reason for result in results} == {
        None,
        "college_over_cap",
        "empty_base",
        "tie_rejected",
        "casting_vote_for",
        "casting_vote_against",
        "second_round",
        "too_few_colleges_for",
        "turnout_too_low",
    }
