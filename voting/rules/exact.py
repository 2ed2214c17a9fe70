"""Exact numbers as text: "p/q" in the open files, percentages and fractions in French sentences."""

import re
from collections.abc import Iterable
from fractions import Fraction
from math import floor

Exact = int | Fraction

NARROW = "\u202f"  # French groups digits and precedes % with a narrow no-break space
_NO_BREAK = "\u00a0"
_EXACT_PLACES = 12
_GUARDED = (Fraction(0), Fraction(1, 2), Fraction(1))
_FRACTION = re.compile(r"([0-9]{1,100})(?:/([0-9]{1,100}))?")


def parse_exact(text: str) -> Fraction:
    """Read "3/10" or "3": digits only, no sign, no space, no decimal point.

    A fraction that is not reduced is read as its value. Raises ValueError, in words, otherwise.
    """
    found = _FRACTION.fullmatch(text)
    if found is None:
        raise ValueError(f'"{text}" is not a fraction: write "3/10" or "3"')
    denominator = int(found[2] or 1)
    if denominator == 0:
        raise ValueError(f'"{text}" divides by zero')
    return Fraction(int(found[1]), denominator)


def write_exact(value: Exact) -> str:
    """Return "p/q" reduced, or "n" when the value is whole."""
    return str(Fraction(value))


def number(value: Exact) -> str:
    """Return a whole number or a fraction for a French reader: `12 501/25 000`."""
    exact = Fraction(value)
    top = _grouped(exact.numerator)
    return top if exact.denominator == 1 else f"{top}/{_grouped(exact.denominator)}"


def is_decimal(share: Fraction) -> bool:
    """Say whether `share` as a percentage ends within twelve decimals."""
    return _places(share) is not None


def short_percent(share: Fraction) -> str:
    """Return `12,5 %` where the percentage ends, the fraction where it does not: `2/3`."""
    places = _places(share)
    return number(share) if places is None else _percent(share, places)


def percent(share: Fraction, *, against: Iterable[Fraction] = ()) -> str:
    """Return `12,5 %` where the percentage ends, else the fraction and about how much it is.

    The rounded part takes as many decimals as it needs not to look equal to nothing, one half, all
    or a threshold of `against` that the share does not equal.
    """
    places = _places(share)
    if places is not None:
        return _percent(share, places)
    guards = [guard for guard in (*_GUARDED, *against) if guard != share]
    places = 2
    while any(_rounded(share, places) == _rounded(guard, places) for guard in guards):
        places += 1
    return f"{number(share)} (≈{_NO_BREAK}{_percent(share, places)})"


def _places(share: Fraction) -> int | None:
    for places in range(_EXACT_PLACES + 1):
        if (share * 100 * 10**places).denominator == 1:
            return places
    return None


def _rounded(share: Fraction, places: int) -> int:
    """Return the nearest whole number of such decimals of a percentage, halves upwards."""
    scaled: Fraction = share * 100 * Fraction(10) ** places
    return floor(scaled + Fraction(1, 2))


def _percent(share: Fraction, places: int) -> str:
    whole, part = divmod(_rounded(share, places), 10**places)
    decimals = f",{part:0{places}}" if places else ""
    return f"{_grouped(whole)}{decimals}{NARROW}%"


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", NARROW)
