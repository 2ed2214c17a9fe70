"""A SIREN is accepted as people write it and refused when a digit is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.rules.siren import is_siren, normalise_siren
from tests.rules_tables import table


@pytest.mark.parametrize("row", table("siren"), ids=lambda row: row["text"])
def test_a_siren_is_recognised(row: dict[str, str]) -> None:
    assert is_siren(row["text"]) is (row["valid"] == "yes")


@pytest.mark.parametrize("text", ["552 100 554", " 552\u00a0100\u202f554\n", "552100554"])
def test_a_siren_is_kept_as_nine_digits(text: str) -> None:
    assert normalise_siren(text) == "552100554"


def test_a_wrong_control_digit_is_told_from_a_wrong_length() -> None:
    with pytest.raises(ValueError, match="control digit"):
        normalise_siren("552100555")
    with pytest.raises(ValueError, match="nine digits"):
        normalise_siren("55210055")


@given(st.text("0123456789", min_size=8, max_size=8).filter(lambda head: head.strip("0")))
def test_exactly_one_control_digit_makes_a_siren(head: str) -> None:
    assert sum(is_siren(head + digit) for digit in "0123456789") == 1


@given(st.integers(0, 8), st.integers(1, 9))
def test_one_mistyped_digit_is_caught(place: int, shift: int) -> None:
    right = "552100554"
    wrong = str((int(right[place]) + shift) % 10)
    assert not is_siren(right[:place] + wrong + right[place + 1 :])
