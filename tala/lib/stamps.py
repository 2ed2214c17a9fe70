"""Stamps personal texts on many copies of one letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tala.lib.fonts import FontFamily


@dataclass(frozen=True, slots=True)
class Stamp:
    """A text put on a page: page from 1, millimetres from the left and top edges to its first line.

    A line feed in the text begins a new line; lines longer than `max_width_mm` are wrapped
    (0: never). `size` is in points.
    """

    page: int
    x_mm: float
    y_mm: float
    text: str
    size: float = 10
    bold: bool = False
    max_width_mm: float = 0
    font: FontFamily = "sans"


def stamp_copies(base_pdf: bytes, copies: Iterable[Sequence[Stamp]]) -> bytes:
    """Return one PDF with a whole copy of `base_pdf` per item, stamped with its texts."""
    raise NotImplementedError
