"""Exact numbers as people and files write them."""

from fractions import Fraction

import pytest

from voting.rules.exact import number, parse_exact, percent, short_percent, write_exact

N = "\u202f"


@pytest.mark.parametrize(
    ("text", "value"),
    [("3/10", Fraction(3, 10)), ("50/100", Fraction(1, 2)), ("7", Fraction(7)), ("0", Fraction(0))],
)
def test_fraction_is_read(text: str, value: Fraction) -> None:
    assert parse_exact(text) == value


NOT_FRACTIONS = (
    *("", " 1/2", "1 /2", "1/2\n", "-1/2", "+1", "0.5", "0,5", "1e3", "1/-2", "1/", "/2", "1/0"),
    *("½", "٣/٤", "1/2/3", "1_0", "9" * 101),
)


@pytest.mark.parametrize("text", NOT_FRACTIONS)
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a fraction|divides by zero"):
        parse_exact(text)


@pytest.mark.parametrize(
    ("value", "written"), [(Fraction(2, 4), "1/2"), (Fraction(4, 2), "2"), (3, "3")]
)
def test_fraction_is_written_reduced(value: Fraction | int, written: str) -> None:
    assert write_exact(value) == written


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(53, 100), f"53{N}%"),
        (Fraction(1, 8), f"12,5{N}%"),
        (Fraction(12501, 25000), f"50,004{N}%"),
        (Fraction(513, 1024), f"50,09765625{N}%"),
        (Fraction(1), f"100{N}%"),
        (Fraction(0), f"0{N}%"),
        (Fraction(25, 2), f"1{N}250{N}%"),
        (Fraction(2, 3), f"2/3 (≈\u00a066,67{N}%)"),
        (Fraction(1, 300), f"1/300 (≈\u00a00,33{N}%)"),
    ],
)
def test_percentage_is_exact_where_it_ends_and_says_about_where_it_does_not(
    share: Fraction, words: str
) -> None:
    assert percent(share) == words


def test_rounded_percentage_never_looks_like_one_half() -> None:
    just_over = Fraction(1, 2) + Fraction(1, 300_000)
    assert "50,0003" in percent(just_over)


def test_rounded_percentage_never_looks_like_the_threshold() -> None:
    just_under = Fraction(2, 3) - Fraction(1, 300_000)
    assert "66,67" in percent(just_under)
    assert "66,666" in percent(just_under, against=[Fraction(2, 3)])
    assert "66,67" in percent(Fraction(2, 3), against=[Fraction(2, 3)])


def test_short_percentage_is_the_bare_fraction_where_it_does_not_end() -> None:
    assert short_percent(Fraction(2, 3)) == "2/3"
    assert short_percent(Fraction(1, 2)) == f"50{N}%"


def test_numbers_are_grouped_by_thousands() -> None:
    assert number(Fraction(12501, 25000)) == f"12{N}501/25{N}000"
    assert number(1_234_567) == f"1{N}234{N}567"
