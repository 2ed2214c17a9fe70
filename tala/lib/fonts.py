"""Finds the DejaVu fonts of the system and gives them to ReportLab."""

from typing import Literal

from tala.lib.refusals import InputError

FontFamily = Literal["sans", "serif", "mono"]


class PdfError(InputError):
    """A PDF file cannot be made or read; `message` says why and what to do."""


def font_name(family: FontFamily = "sans", *, bold: bool = False) -> str:
    """Return the ReportLab name of the font, registering its file at the first call."""
    raise NotImplementedError
