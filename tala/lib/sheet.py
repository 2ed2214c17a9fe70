"""Prints long tables, such as the attendance sheet, straight to PDF.

Drawn line by line rather than laid out by a table engine: the time and memory of 20,000 rows stay
in proportion, and the number of pages is known before the first one is drawn.
"""

import functools
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tala.lib.fonts import font_name

Align = Literal["left", "right", "center"]
Kind = Literal["row", "group", "total"]

PAGE_WIDTH: float
PAGE_HEIGHT: float
PAGE_WIDTH, PAGE_HEIGHT = landscape(A4)
MARGIN: float = 12 * mm
WIDTH: float = PAGE_WIDTH - 2 * MARGIN
BOTTOM = MARGIN + 6 * mm  # the page number stands below
SIZE = 8.0
LEADING = 9.6
PADDING = 1.5 * mm
ABOVE = 1.1 * mm  # and below the text of a line
MAX_LINES = 12  # of a cell; what comes after is dropped with a mark
GAP = 4 * mm
SIGNATURE_HEIGHT = 21 * mm
GREY = Color(0.93, 0.93, 0.91)
LINE = Color(0.55, 0.55, 0.52)


@dataclass(frozen=True)
class Column:
    """A column: its title, its share of the width (in millimetres or any unit), its alignment."""

    title: str
    width_mm: float
    align: Align = "left"


@dataclass(frozen=True)
class Group:
    """Rows under one heading (a college), with a line of subtotals; a row may be short."""

    title: str
    rows: Sequence[Sequence[str]]
    subtotal: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table, wrapped: the lines of each cell, and the height they take."""

    kind: Kind
    cells: list[list[str]]
    height: float
    group: str = ""


@dataclass
class _Page:
    lines: list[_Line] = field(default_factory=list)
    closing: bool = False


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
    """Return an A4 landscape PDF of the table, with DejaVu embedded.

    The headings of the columns and of the group in progress are repeated on each page, each page
    says `Page x/y`, cells are wrapped, and rows are at least `row_height_mm` high so that one can
    sign in them. Closing lines and signature boxes stay together. Raises PdfError without fonts.
    """
    sheet = _Sheet(title, list(subtitle_lines), columns, row_height_mm * mm)
    lines = sheet.lines(groups, footer_rows)
    closing = sheet.closing(closing_lines)
    return sheet.draw(lines, closing, list(signatures))


class _Sheet:
    """The measures of one table, and the drawing of its pages."""

    def __init__(
        self, title: str, subtitle: list[str], columns: Sequence[Column], row_height: float
    ) -> None:
        self.title, self.columns, self.row_height = title, columns, row_height
        self.regular, self.bold = font_name(), font_name(bold=True)
        self.subtitle = [
            part for line in subtitle for part in simpleSplit(line, self.regular, 9, WIDTH)
        ]
        total = sum(column.width_mm for column in columns)
        self.widths = [WIDTH * column.width_mm / total for column in columns]
        self.lefts = [MARGIN + sum(self.widths[:number]) for number in range(len(columns))]
        # Names and places repeat: wrapping is most of the work, so each text is wrapped once.
        self.wrap = functools.lru_cache(maxsize=20_000)(_wrap)
        self.heading = self._line("total", [column.title for column in columns], "")

    # Measuring

    def lines(
        self, groups: Sequence[Group], footer_rows: Sequence[Sequence[str]]
    ) -> Iterator[_Line]:
        """Give the lines of the table, wrapped."""
        for group in groups:
            if group.title:
                yield self.group_line(group.title)
            for row in group.rows:
                yield self._line("row", row, group.title)
            if group.subtotal:
                yield self._line("total", group.subtotal, group.title)
        for row in footer_rows:
            yield self._line("total", row, "")

    def group_line(self, title: str) -> _Line:
        """Return the heading of a group, across the whole table."""
        cells = [simpleSplit(title, self.bold, SIZE + 1, WIDTH - 2 * PADDING)]
        return _Line("group", cells, len(cells[0]) * (LEADING + 1) + 2 * ABOVE, title)

    def closing(self, texts: Sequence[str]) -> list[str]:
        """Return the closing lines, wrapped."""
        return [line for text in texts for line in simpleSplit(text, self.regular, 9, WIDTH)]

    def _line(self, kind: Kind, row: Sequence[str], group: str) -> _Line:
        font = self.regular if kind == "row" else self.bold
        cells = [
            self.wrap(text, font, width - 2 * PADDING)
            for text, width in zip(row, self.widths, strict=False)
        ]
        least = self.row_height if kind == "row" else 0
        height = max(map(len, cells), default=1) * LEADING + 2 * ABOVE
        return _Line(kind, cells, max(least, height), group)

    def _top(self, first: bool) -> float:
        """Return where the table begins on a page, under its title."""
        title: float = 9 * mm + 12 * len(self.subtitle) if first else 5 * mm
        return PAGE_HEIGHT - MARGIN - title

    def pages(self, lines: Iterator[_Line], closing_height: float) -> list[_Page]:
        """Share the lines out over pages; a heading is never the last line of one."""
        pages = [_Page()]
        room = self._top(first=True) - BOTTOM - self.heading.height
        pending: list[_Line] = []
        for line in lines:
            pending.append(line)
            if line.kind == "group":
                continue
            needed = sum(each.height for each in pending)
            if needed > room:
                pages.append(_Page())
                room = self._top(first=False) - BOTTOM - self.heading.height
                if pending[0].group and pending[0].kind != "group":
                    again = self.group_line(_("%(group)s (suite)") % {"group": line.group})
                    pending.insert(0, again)
                    needed += again.height
            pages[-1].lines += pending
            room -= needed
            pending = []
        pages[-1].lines += pending
        if closing_height > room:
            pages.append(_Page())
        pages[-1].closing = True
        return pages

    # Drawing

    def draw(self, lines: Iterator[_Line], closing: list[str], signatures: list[str]) -> bytes:
        """Return the file."""
        height = 12 * len(closing) + (5 * mm + SIGNATURE_HEIGHT if signatures else 0) + 4
        pages = self.pages(lines, height)
        data = io.BytesIO()
        canvas = Canvas(
            data,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            initialFontName=self.regular,
            lang=get_language() or "fr",
        )
        canvas.setTitle(self.title)
        canvas.setLineWidth(0.4)
        for number, page in enumerate(pages, start=1):
            self._draw_frame(canvas, number, len(pages))
            y = self._draw_table(canvas, page, self._top(first=number == 1))
            if page.closing:
                self._draw_closing(canvas, y, closing, signatures)
            canvas.showPage()
        canvas.save()
        return data.getvalue()

    def _draw_frame(self, canvas: Canvas, number: int, total: int) -> None:
        """Draw the title, in full on the first page and in short on the others, and the number."""
        top = PAGE_HEIGHT - MARGIN
        canvas.setFillColor(black)
        if number == 1:
            canvas.setFont(self.bold, 14)
            canvas.drawString(MARGIN, top - 12, self.title)
            canvas.setFont(self.regular, 9)
            for place, line in enumerate(self.subtitle):
                canvas.drawString(MARGIN, top - 26 - 12 * place, line)
        else:
            canvas.setFont(self.regular, SIZE)
            canvas.drawString(MARGIN, top - SIZE, " – ".join([self.title, *self.subtitle[-1:]]))
        canvas.setFont(self.regular, SIZE)
        words = _("Page %(number)d/%(total)d") % {"number": number, "total": total}
        canvas.drawRightString(PAGE_WIDTH - MARGIN, MARGIN, words)

    def _draw_table(self, canvas: Canvas, page: _Page, top: float) -> float:
        if not page.lines:
            return top
        y = self._draw_line(canvas, self.heading, top)
        for line in page.lines:
            y = self._draw_line(canvas, line, y)
        canvas.setStrokeColor(LINE)
        canvas.rect(MARGIN, y, WIDTH, top - y)
        return y

    def _draw_line(self, canvas: Canvas, line: _Line, y: float) -> float:
        below = y - line.height
        canvas.setStrokeColor(LINE)
        canvas.setFillColor(GREY if line.kind == "total" else white)
        canvas.rect(MARGIN, below, WIDTH, line.height, stroke=1, fill=1)
        canvas.setFillColor(black)
        if line.kind == "group":
            canvas.setFont(self.bold, SIZE + 1)
            _draw_cell(canvas, line.cells[0], "left", MARGIN, WIDTH, y)
            return below
        canvas.setFont(self.regular if line.kind == "row" else self.bold, SIZE)
        for left in self.lefts[1:]:
            canvas.line(left, y, left, below)
        for column, cell, left, width in zip(
            self.columns, line.cells, self.lefts, self.widths, strict=False
        ):
            _draw_cell(canvas, cell, column.align, left, width, y)
        return below

    def _draw_closing(
        self, canvas: Canvas, y: float, closing: list[str], signatures: list[str]
    ) -> None:
        """Draw the certificate under the table, and a box for each person who signs it."""
        canvas.setFont(self.regular, 9)
        for line in closing:
            y -= 12
            canvas.drawString(MARGIN, y - 4, line)
        if not signatures:
            return
        width = (WIDTH - GAP * (len(signatures) - 1)) / len(signatures)
        top = y - 5 * mm
        for place, name in enumerate(signatures):
            left = MARGIN + place * (width + GAP)
            canvas.rect(left, top - SIGNATURE_HEIGHT, width, SIGNATURE_HEIGHT)
            canvas.drawString(left + PADDING, top - 11, name)


def _draw_cell(
    canvas: Canvas, lines: Sequence[str], align: Align, left: float, width: float, top: float
) -> None:
    y = top - ABOVE - SIZE * 0.93
    for text in lines:
        if align == "right":
            canvas.drawRightString(left + width - PADDING, y, text)
        elif align == "center":
            canvas.drawCentredString(left + width / 2, y, text)
        else:
            canvas.drawString(left + PADDING, y, text)
        y -= LEADING


def _wrap(text: str, font: str, width: float) -> list[str]:
    """Return the lines of a cell; a word longer than the cell is cut."""
    if "\n" not in text and stringWidth(text, font, SIZE) <= width:
        return [text]
    split = simpleSplit(text, font, SIZE, width)
    lines = [piece for line in split for piece in _cut(line, font, width)]
    return lines if len(lines) <= MAX_LINES else [*lines[: MAX_LINES - 1], "…"]


def _cut(line: str, font: str, width: float) -> Iterator[str]:
    while stringWidth(line, font, SIZE) > width and len(line) > 1:
        fits = next(
            count
            for count in range(len(line) - 1, 0, -1)
            if count == 1 or stringWidth(line[:count], font, SIZE) <= width
        )
        yield line[:fits]
        line = line[fits:]
    yield line
