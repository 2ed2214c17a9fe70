"""A QR code written as text: two modules per character, in the half blocks of a fixed-width font.

The letters are stamped with text only; a code drawn in letters costs no second way to stamp.
"""

from dataclasses import dataclass

import qrcode  # type: ignore[import-untyped]
from qrcode.constants import ERROR_CORRECT_L  # type: ignore[import-untyped]

SIDE_MM = 27
"""The side of the code without its white border, large enough for any phone."""

# DejaVu Sans Mono, in parts of its size: the width of a letter, the height of a full block.
_ADVANCE, _BLOCK = 0.602, 1.164
_POINT_MM = 25.4 / 72
_LETTERS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


@dataclass(frozen=True)
class QrRows:
    """The lines of letters, their size in points and the distance between two of them."""

    lines: tuple[str, ...]
    size: float
    line_mm: float


def qr_rows(text: str) -> QrRows:
    """Return the code of `text` as lines of half blocks."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    if len(matrix) % 2:
        matrix.append([False] * len(matrix))
    size = SIDE_MM / (len(matrix[0]) * _ADVANCE * _POINT_MM)
    lines = tuple(
        "".join(_LETTERS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(matrix[::2], matrix[1::2], strict=True)
    )
    return QrRows(lines, size, size * _BLOCK * _POINT_MM)
