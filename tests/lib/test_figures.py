"""Shares on papers: exact where they can be, never against the verdict."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tala.lib.figures import integer, percent, ratio

SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10**7)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(53, 100), "53 %"),
        (Fraction(12501, 25000), "50,004 %"),
        (Fraction(2, 3), "66,67 %"),
        (Fraction(1), "100 %"),
        (Fraction(0), "0 %"),
        (Fraction(1, 8), "12,5 %"),
        (Fraction(10**9 - 1, 10**9), "99,9999999 %"),
        (Fraction(1, 3 * 10**6), "0,00003 %"),
        (Fraction(1234, 100), "1 234 %"),
    ],
)
def test_a_share_shows_as_many_decimals_as_it_takes(share: Fraction, shown: str) -> None:
    assert percent(share) == shown.replace(" ", "\u202f")


def test_a_share_just_under_two_thirds_does_not_look_like_two_thirds() -> None:
    almost = Fraction(6_666_666, 10_000_001)
    assert percent(almost) == percent(Fraction(2, 3))
    assert percent(almost, against=[Fraction(2, 3)]) == "66,66665\u202f%"


@given(SHARES, SHARES)
def test_no_share_looks_equal_to_another_threshold(share: Fraction, threshold: Fraction) -> None:
    if share != threshold:
        shown = percent(share, against=[threshold]).rstrip("\u202f%").replace(",", ".")
        assert Fraction(shown) != threshold


@given(SHARES)
def test_half_nothing_and_all_are_printed_for_themselves_only(share: Fraction) -> None:
    exact = {percent(Fraction(0)), percent(Fraction(1, 2)), percent(Fraction(1))}
    assert (percent(share) in exact) == (share in {Fraction(0), Fraction(1, 2), Fraction(1)})


def test_fractions_and_counts_have_narrow_spaces() -> None:
    assert ratio(Fraction(12501, 25000)) == "12\u202f501/25\u202f000"
    assert ratio(Fraction(6, 2)) == "3"
    assert integer(871) == "871"


def test_english_figures_are_english() -> None:
    with translation.override("en"):
        assert percent(Fraction(12501, 25000)) == "50.004%"
        assert integer(12501) == "12,501"
