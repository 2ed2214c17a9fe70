"""One letter laid out once, many recipients."""

import io
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pikepdf
import pytest

from tala.lib import pdf
from tala.lib.pdf import PdfError, Stamp, stamp_copies


@cache
def letter(pages: int = 4) -> bytes:
    body = "<h1>Convocation</h1>" + "<p style='break-after: page'>Suite</p>" * (pages - 1)
    html = f"<html lang='fr'><title>x</title><body style='font: 11pt DejaVu Sans'>{body}fin"
    return pdf.html_to_pdf(html, title="x", variant="")


def stamps(number: int) -> list[Stamp]:
    address = f"Mme Anaïs Cœur-{number}\n12 rue de l’Église\n59200 TOURCOING"
    return [
        Stamp(1, 110, 50, address),
        Stamp(1, 20, 90, f"N° S{number:04}", bold=True),
        Stamp(4, 20, 60, f"Łukasz Nguyễn {number}", font="serif"),
    ]


def words(page: pikepdf.Page) -> str:
    """Return the text of a page, through the ToUnicode tables of its fonts."""
    tables = {name: unicode_table(font) for name, font in page.resources.Font.items()}
    text, table = "", {}
    for operator, operands in operations(page):
        if operator == "Tf":
            table = tables[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            for piece in operands[0] if operator == "TJ" else operands:
                if isinstance(piece, pikepdf.String):
                    text += decoded(bytes(piece), table)
    return text


def operations(page: pikepdf.Page) -> list[tuple[str, list[Any]]]:
    """Return the operators of a page, each with its operands."""
    return [
        (str(each.operator), list(each.operands)) for each in pikepdf.parse_content_stream(page)
    ]


def unicode_table(font: pikepdf.Object) -> dict[int, str]:
    """Return code -> character from the bfchar and bfrange lines of a ToUnicode table."""
    table: dict[int, str] = {}
    section = ""
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        if line.strip().endswith(("beginbfchar", "beginbfrange")):
            section = line.split()[-1]
        elif line.startswith("endbf"):
            section = ""
        elif section:
            add_codes(table, section, line)
    return table


def add_codes(table: dict[int, str], section: str, line: str) -> None:
    codes = re.findall(r"[0-9A-Fa-f]+", line)
    if section == "beginbfchar":
        table[int(codes[0], 16)] = bytes.fromhex(codes[1]).decode("utf-16-be")
        return
    for offset, code in enumerate(range(int(codes[0], 16), int(codes[1], 16) + 1)):
        if "[" in line:
            table[code] = chr(int(codes[2 + offset], 16))
        else:
            table[code] = chr(int(codes[2], 16) + offset)


def decoded(data: bytes, table: dict[int, str]) -> str:
    return "".join(table.get(code, "") for code in data)


def pages_of(data: bytes) -> Sequence[str]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return [words(page) for page in opened.pages]


def test_each_recipient_gets_a_whole_letter_with_their_own_texts() -> None:
    pages = pages_of(stamp_copies(letter(), [stamps(1), stamps(2)]))
    assert len(pages) == 8
    assert "Mme Anaïs Cœur-1" in pages[0]
    assert "N° S0001" in pages[0]
    assert "Łukasz Nguyễn 1" in pages[3]
    assert "Mme Anaïs Cœur-2" in pages[4]
    assert "S0001" not in pages[4]
    assert "Łukasz Nguyễn 2" in pages[7]
    assert "Anaïs" not in pages[1] + pages[2]


def test_the_fonts_of_the_letter_and_of_the_stamps_are_inside_the_file() -> None:
    info = pdf.pdf_info(stamp_copies(letter(), [stamps(1)]))
    assert info.fonts_embedded
    assert {name.partition("+")[2] for name in info.fonts} >= {
        "DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif",
    }  # fmt: skip


def test_long_texts_are_wrapped_in_their_width_and_aligned() -> None:
    long = Stamp(1, 20, 100, "mot " * 60, max_width_mm=60)
    right = Stamp(1, 190, 150, "à droite", align="right")
    centre = Stamp(1, 105, 160, "au milieu", align="center")
    with pikepdf.open(io.BytesIO(stamp_copies(letter(1), [[long, right, centre]]))) as opened:
        found = operations(opened.pages[0])
    places = [operands for operator, operands in found if operator == "Tm"][-8:]
    lefts = [round(float(place[4]) / 72 * 25.4, 1) for place in places]
    assert lefts.count(20.0) == 6
    assert 170 < lefts[-2] < 180
    assert 95 < lefts[-1] < 100


@pytest.mark.parametrize("copies", [127, 871])
def test_letters_by_the_hundred_are_all_there(copies: int) -> None:
    base = letter()
    data = stamp_copies(base, (stamps(number) for number in range(copies)))
    assert pdf.page_count(data) == 4 * copies
    assert len(data) < 1_000 * copies + 200_000


def test_a_copy_without_stamps_is_the_letter_itself() -> None:
    pages = pages_of(stamp_copies(letter(2), [[], [Stamp(2, 20, 100, "ajout")]]))
    assert len(pages) == 4
    assert "ajout" not in "".join(pages[:3])
    assert "ajout" in pages[3]


def test_no_recipient_is_a_sentence() -> None:
    with pytest.raises(PdfError, match="destinataires est vide"):
        stamp_copies(letter(), [])


def test_a_stamp_beyond_the_letter_is_a_sentence() -> None:
    with pytest.raises(PdfError, match="page 5"):
        stamp_copies(letter(), [[Stamp(5, 10, 10, "x")]])
