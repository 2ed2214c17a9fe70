"""The SIREN, the nine-digit number of a company or association in the national register."""

import re

_NINE_DIGITS = re.compile(r"[0-9]{9}")


def normalise_siren(text: str) -> str:
    """Return the nine digits of `text` without its spaces.

    Raises ValueError when it is not a SIREN: nine digits whose Luhn sum is a multiple of ten.
    """
    digits = "".join(text.split())
    if not _NINE_DIGITS.fullmatch(digits) or digits == "0" * 9:
        raise ValueError("a SIREN has nine digits")
    if _luhn(digits) % 10:
        raise ValueError("the control digit of the SIREN is wrong")
    return digits


def is_siren(text: str) -> bool:
    """Say whether `text` is a SIREN; spaces, plain or not, are allowed anywhere."""
    try:
        normalise_siren(text)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> int:
    doubled = (int(digit) * (1 + position % 2) for position, digit in enumerate(digits[::-1]))
    return sum(value - 9 if value > 9 else value for value in doubled)
