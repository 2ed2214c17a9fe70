"""A share typed by a person is kept exact."""

from fractions import Fraction

import pytest

from organisations.rules.findings import percent
from organisations.rules.weights import parse_share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("40", Fraction(2, 5)),
        ("40 %", Fraction(2, 5)),
        ("40\u00a0%", Fraction(2, 5)),
        ("40\u202f%", Fraction(2, 5)),
        ("1/3", Fraction(1, 3)),
        ("2 / 3", Fraction(2, 3)),
        ("33,33", Fraction(3333, 10000)),
        ("33.33 %", Fraction(3333, 10000)),
        ("33 1/3 %", Fraction(1, 3)),
        ("66 2/3", Fraction(2, 3)),
        ("0", Fraction(0)),
        ("100", Fraction(1)),
    ],
)
def test_a_share_is_exact(text: str, share: Fraction) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize(
    "text", ["", "%", "1/0", "tiers", "-5", "1e3", "0x10", "1/3/2", "½", "40 %%"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="percentage"):
        parse_share(text)


@pytest.mark.parametrize("share", [Fraction(1, 3), Fraction(2, 5), Fraction(3333, 10000)])
def test_what_a_form_shows_is_read_back_the_same(share: Fraction) -> None:
    assert parse_share(percent(share)) == share
