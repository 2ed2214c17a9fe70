"""Stamps personal texts on many copies of one letter.

The letter is laid out once; each copy shares its pages and adds only its own texts. A copy costs a
fraction of a millisecond where laying it out again would cost a second.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Literal

import pikepdf
from django.utils.translation import gettext_lazy as _
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tala.lib.fonts import FontFamily, PdfError, font_name

_LEADING = 1.2
_ASCENT = 0.93  # of DejaVu, from the top of a line to its baseline


@dataclass(frozen=True, slots=True)
class Stamp:
    """A text put on a page, counted from 1.

    `x_mm` is its left edge (its right edge or middle by `align`) from the left of the page, `y_mm`
    the top of its first line from the top. A line feed begins a new line; lines longer than
    `max_width_mm` are wrapped (0: never). `size` is in points.
    """

    page: int
    x_mm: float
    y_mm: float
    text: str
    size: float = 10
    bold: bool = False
    max_width_mm: float = 0
    font: FontFamily = "sans"
    align: Literal["left", "right", "center"] = "left"


Copy = Mapping[int, Sequence[Stamp]]
"""The stamps of one copy by page, counted from 0; pages without stamps are absent."""


def stamp_copies(base_pdf: bytes, copies: Iterable[Sequence[Stamp]]) -> bytes:
    """Return one PDF with a whole copy of `base_pdf` per item, stamped with its texts.

    The copies are for printing: the tags, links and PDF/A mark of the letter are not kept. Raises
    PdfError when there is no copy, when a stamp names a page the letter has not, or without fonts.
    """
    with pikepdf.open(io.BytesIO(base_pdf)) as base, pikepdf.new() as out:
        press = _Press(base, out)
        by_copy = [_by_page(stamps, len(press.pages)) for stamps in copies]
        if not by_copy:
            raise PdfError(_("Aucune lettre à imprimer : la liste des destinataires est vide."))
        with pikepdf.open(io.BytesIO(_drawn(by_copy, press.heights))) as texts:
            overlays = iter(texts.pages)
            for stamped in by_copy:
                for number in range(len(press.pages)):
                    press.add(number, next(overlays) if number in stamped else None)
        return press.finish()


def _by_page(stamps: Sequence[Stamp], pages: int) -> Copy:
    by_page: dict[int, list[Stamp]] = {}
    for stamp in stamps:
        if not 1 <= stamp.page <= pages:
            raise PdfError(
                _("La lettre n’a que %(pages)d pages : rien ne peut être imprimé en page %(page)d.")
                % {"pages": pages, "page": stamp.page}
            )
        by_page.setdefault(stamp.page - 1, []).append(stamp)
    return by_page


def _drawn(by_copy: Sequence[Copy], heights: Sequence[float]) -> bytes:
    """Return a PDF with one page for each stamped page of each copy, in order."""
    data = io.BytesIO()
    canvas = Canvas(data, pageCompression=0, initialFontName=font_name())
    for stamped in by_copy:
        for number, stamps in sorted(stamped.items()):
            for stamp in stamps:
                _draw(canvas, stamp, heights[number])
            canvas.showPage()
    if not any(by_copy):
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _draw(canvas: Canvas, stamp: Stamp, height: float) -> None:
    name = font_name(stamp.font, bold=stamp.bold)
    canvas.setFont(name, stamp.size)
    put = {
        "left": canvas.drawString,
        "right": canvas.drawRightString,
        "center": canvas.drawCentredString,
    }[stamp.align]
    baseline = height - stamp.y_mm * mm - _ASCENT * stamp.size
    for line in _lines(stamp, name):
        put(stamp.x_mm * mm, baseline, line)
        baseline -= _LEADING * stamp.size


def _lines(stamp: Stamp, name: str) -> list[str]:
    if not stamp.max_width_mm:
        return stamp.text.split("\n")
    lines: list[str] = simpleSplit(stamp.text, name, stamp.size, stamp.max_width_mm * mm)
    return lines


class _Press:
    """Builds the page tree of the copies, each page made of shared parts and its own texts."""

    def __init__(self, base: pikepdf.Pdf, out: pikepdf.Pdf) -> None:
        self.out = out
        out.pages.extend(base.pages)
        self.pages = [_bare(page) for page in out.pages]
        self.heights = [float(page.mediabox[3] - page.mediabox[1]) for page in out.pages]
        self.kids = pikepdf.Array()
        # Whatever a page leaves of its graphic state must not move the text stamped over it.
        self.before = out.make_stream(b"q")
        self.after = out.make_stream(b"Q")
        self.resources: dict[int, pikepdf.Object] = {}

    def add(self, number: int, overlay: pikepdf.Page | None) -> None:
        """Add one page of the letter, with its overlay on top."""
        page = copy(self.pages[number])
        if overlay is not None:
            text = self.out.make_stream(overlay.obj.Contents.read_bytes())
            streams = _streams(page.Contents)
            page.Contents = pikepdf.Array([self.before, *streams, self.after, text])
            page.Resources = self._with_fonts(number, overlay)
        self.kids.append(self.out.make_indirect(page))

    def finish(self) -> bytes:
        """Return the file."""
        tree = pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=self.kids, Count=len(self.kids))
        root = self.out.make_indirect(tree)
        for page in self.kids:
            page.Parent = root
        self.out.Root.Pages = root
        data = io.BytesIO()
        self.out.save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return data.getvalue()

    def _with_fonts(self, number: int, overlay: pikepdf.Page) -> pikepdf.Object:
        """Return the resources of a page with the fonts of the stamps: the same for every copy."""
        if number not in self.resources:
            merged = copy(self.pages[number].Resources)
            fonts = copy(merged.Font) if "/Font" in merged else pikepdf.Dictionary()
            for name, font in overlay.obj.Resources.Font.items():
                if name in fonts:
                    raise PdfError(_("Cette lettre ne peut pas être personnalisée."))
                fonts[name] = self.out.copy_foreign(font)
            merged.Font = fonts
            self.resources[number] = self.out.make_indirect(merged)
        return self.resources[number]


def _bare(page: pikepdf.Page) -> pikepdf.Dictionary:
    """Return the page without what belongs to one document only: its place, tags and links."""
    bare = copy(page.obj)
    for name in ("/Parent", "/StructParents", "/Tabs", "/Annots"):
        if name in bare:
            del bare[name]
    return bare


def _streams(contents: pikepdf.Object) -> list[pikepdf.Object]:
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]
