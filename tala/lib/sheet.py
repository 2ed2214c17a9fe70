"""Prints long tables, such as the attendance sheet, straight to PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Column:
    """A column: its title, its share of the width in millimetres, and how its cells stand."""

    title: str
    width_mm: float
    align: Literal["left", "right", "center"] = "left"


@dataclass(frozen=True)
class Group:
    """Rows under one heading (a college), with a line of subtotals; a row may be short."""

    title: str
    rows: Sequence[Sequence[str]]
    subtotal: Sequence[str] = ()


def table_pdf(
    *,
    title: str,
    subtitle_lines: Sequence[str],
    columns: Sequence[Column],
    groups: Sequence[Group],
    footer_rows: Sequence[Sequence[str]] = (),
    closing_lines: Sequence[str] = (),
    signatures: Sequence[str] = (),
    row_height_mm: float = 8,
) -> bytes:
    """Return an A4 landscape PDF of the table."""
    raise NotImplementedError
