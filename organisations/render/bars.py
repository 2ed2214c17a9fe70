"""Lays out bars of shares: where each ends, where the thresholds stand, what stands beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Bar:
    """One bar: what it measures, its exact share (0 to 1), and the figures in words beside it."""

    label: str
    share: Fraction
    note: str


@dataclass(frozen=True)
class DrawnBar:
    """A bar ready to draw; `width` is a length of an SVG attribute, such as `41.67%`."""

    label: str
    width: str
    note: str


def draw_bars(bars: Iterable[Bar]) -> list[DrawnBar]:
    """Return the bars with their widths; a share outside 0 to 1 is drawn empty or full."""
    return [DrawnBar(bar.label, length(bar.share), bar.note) for bar in bars]


def length(share: Fraction) -> str:
    """Return a share as a length of an SVG attribute, to a hundredth of a percent."""
    hundredths = round(min(max(share, Fraction(0)), Fraction(1)) * 10000)
    return f"{hundredths // 100}.{hundredths % 100:02}%"
