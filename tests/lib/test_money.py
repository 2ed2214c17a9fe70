"""Amounts as people write them, and as papers print them."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tala.lib.money import format_euros, parse_amount
from tala.lib.refusals import InputError


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 250,00", 125_000),
        ("1\u00a0250,00", 125_000),
        ("1\u202f250,00\u00a0€", 125_000),
        ("1250.5", 125_050),
        ("1.250,00", 125_000),
        ("1,250.00", 125_000),
        ("1.234.567,89 EUR", 123_456_789),
        ("0", 0),
        ("-5,25", -525),
        ("\u22125", -500),
        ("100", 10_000),
    ],
)
def test_amounts_are_read_to_the_cent(text: str, cents: int) -> None:
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    "text",
    ["", "dix", "1,250", "1.250", "12,345", "1,2,3", "1.2.3", "5-", "--5", "1e3", "٣", "1_0"],
)
def test_an_amount_that_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="montant"):
        parse_amount(text)


@given(st.integers(-(10**12), 10**12))
def test_what_is_printed_is_read_back(cents: int) -> None:
    assert parse_amount(format_euros(cents)) == cents


def test_euros_are_printed_as_the_reader_expects() -> None:
    assert format_euros(125_000) == "1\u202f250,00\u202f€"
    assert format_euros(-5) == "-0,05\u202f€"
    with translation.override("en"):
        assert format_euros(125_000) == "€1,250.00"
