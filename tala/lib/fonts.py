"""Finds the DejaVu fonts of the system and gives them to ReportLab."""

import functools
import os
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext_lazy as _
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tala.lib.refusals import InputError, Sentence

FontFamily = Literal["sans", "serif", "mono"]

_FILES = {
    ("sans", False): "DejaVuSans",
    ("sans", True): "DejaVuSans-Bold",
    ("serif", False): "DejaVuSerif",
    ("serif", True): "DejaVuSerif-Bold",
    ("mono", False): "DejaVuSansMono",
    ("mono", True): "DejaVuSansMono-Bold",
}
# Debian first; then the folders of the fontconfig specification, searched whole.
_USUAL_FOLDER = Path("/usr/share/fonts/truetype/dejavu")
_SEARCHED = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


class PdfError(InputError):
    """A PDF file cannot be made or read; `message` says why and what to do."""


def font_name(family: FontFamily = "sans", *, bold: bool = False) -> str:
    """Return the ReportLab name of the font, registering its file at the first call.

    DejaVu has every Latin letter, and its file is embedded in whatever uses it. Raises PdfError
    naming the package to install when the system has no DejaVu.
    """
    return _registered(_FILES[family, bold])


@functools.cache
def _registered(name: str) -> str:
    path = _find(f"{name}.ttf")
    try:
        if path is None:
            raise TTFError(name)
        pdfmetrics.registerFont(TTFont(name, str(path)))
    except TTFError as error:
        raise PdfError(no_font_sentence()) from error
    return name


def no_font_sentence() -> Sentence:
    """Return what to tell the administrator of a machine without fonts."""
    return _(
        "La police DejaVu manque sur le serveur : aucun PDF ne peut être fait."
        " Installez-la par : apt-get install fonts-dejavu-core"
    )


def _find(filename: str) -> Path | None:
    usual = _USUAL_FOLDER / filename
    if usual.exists():
        return usual
    for folder in (os.environ.get("TALA_FONTS", ""), *_SEARCHED):
        found = next(Path(folder).expanduser().rglob(filename), None) if folder else None
        if found:
            return found
    return None
