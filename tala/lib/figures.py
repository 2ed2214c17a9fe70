"""Exact display of shares: what is printed never contradicts the verdict."""

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import get_language

NARROW = "\u202f"
ALWAYS_GUARDED = (Fraction(0), Fraction(1, 2), Fraction(1))


def percent(
    share: Fraction,
    *,
    against: Iterable[Fraction] = (),
    decimals: int = 2,
    max_decimals: int = 6,
) -> str:
    """Return a share (1 = all) as `53 %`, `50,004 %` or `66,67 %`; `53%` on an English page.

    A share that ends within `max_decimals` is printed exactly. Any other is rounded to `decimals`
    or to as many more as it takes not to look equal to a threshold of `against`, nor to nothing,
    one half or all (case W12: 50,004 % must not read 50,0 %).
    """
    points = share * 100
    for places in range(max_decimals + 1):
        if (points * 10**places).denominator == 1:
            return _percent_text(points, places)
    guards = [guard * 100 for guard in (*ALWAYS_GUARDED, *against) if guard != share]
    places = decimals
    while any(_rounded(points, places) == _rounded(guard, places) for guard in guards):
        places += 1
    return _percent_text(points, places)


def ratio(share: Fraction) -> str:
    """Return the exact fraction, `12 501/25 000` with narrow no-break spaces, or `3` when whole."""
    if share.denominator == 1:
        return integer(share.numerator)
    return f"{integer(share.numerator)}/{integer(share.denominator)}"


def integer(number: int) -> str:
    """Return `12 501` with narrow no-break spaces, or `12,501` on an English page."""
    grouped = f"{number:,}"
    return grouped.replace(",", NARROW) if _french() else grouped


def _rounded(points: Fraction, places: int) -> int:
    return round(points * Fraction(10) ** places)


def _percent_text(points: Fraction, places: int) -> str:
    scaled = _rounded(points, places)
    whole, part = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    mark, space = (",", NARROW) if _french() else (".", "")
    digits = f"{mark}{part:0{places}}" if places else ""
    return f"{sign}{integer(whole)}{digits}{space}%"


def _french() -> bool:
    return (get_language() or "fr").startswith("fr")
