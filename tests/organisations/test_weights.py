"""A share typed by a person is kept exact."""

from fractions import Fraction

import pytest

from organisations.rules.findings import percent
from organisations.rules.weights import parse_share
from tests.rules_tables import table


@pytest.mark.parametrize("row", table("weights.share"), ids=lambda row: row["typed"])
def test_a_share_is_exact_or_refused(row: dict[str, str]) -> None:
    if row["share"] == "-":
        with pytest.raises(ValueError, match="percentage"):
            parse_share(row["typed"])
    else:
        assert parse_share(row["typed"]) == Fraction(row["share"])


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "  "])
def test_any_space_may_stand_before_the_sign(space: str) -> None:
    assert parse_share(f" 40{space}% ") == Fraction(2, 5)


@pytest.mark.parametrize("text", ["", "%", "0x10", "1/3/2", "½", "40 %%", "1" * 5000])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="percentage"):
        parse_share(text)


@pytest.mark.parametrize("share", [Fraction(1, 3), Fraction(2, 5), Fraction(3333, 10000)])
def test_what_a_form_shows_is_read_back_the_same(share: Fraction) -> None:
    assert parse_share(percent(share)) == share
