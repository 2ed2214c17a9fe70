"""Reads the first visible sheet of an XLSX workbook into French text, without being blown up."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from tala.lib.tables import Row, Table, TableError, table_from_rows

MAX_PARTS = 1_000
MAX_SHEET_BYTES = 250 * 1024 * 1024  # read as a stream
MAX_STRINGS_BYTES = 60 * 1024 * 1024  # held in memory
LAST_ROW = 1_048_576
_CHUNK = 1024 * 1024
_OVERLAP = 200

_DANGEROUS = re.compile(rb"<!DOCTYPE|<!ENTITY|<\0!\0D\0O\0C|\0<\0!\0D\0O\0C")
_FORMULA = re.compile(rb"<f[ >/]")
_CALCULATED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*<v[^>/]*>[^<]")
_DECIMALS = re.compile(r"\.(0+)")
_FORMAT_NOISE = re.compile(r"\[[^\]]*\]|\\.|\"[^\"]*\"|[\s_*]")


def is_xlsx(data: bytes) -> bool:
    """Return whether the bytes are a ZIP file that holds a workbook."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def read_xlsx(data: bytes) -> Table:
    """Return the first visible sheet; cells as a French person reads them.

    `31/12/2025`, `1250,00`, `oui`; postal codes keep their zeros where the format says so. Sizes
    are checked before anything is unpacked, and XML that declares entities is refused. Raises
    TableError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of each extension it leaves out
            return _read_sheet(data)
    except TableError:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl fail in any way it likes
        raise TableError(
            _(
                "Ce classeur est abîmé et ne s’ouvre pas."
                " Ouvrez-le dans votre tableur, enregistrez-le de nouveau, puis recommencez."
            )
        ) from error


def _check_archive(archive: zipfile.ZipFile) -> None:
    """Read every part once within its bound; refuse bombs, entities and formulas never computed."""
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    strings = sum(part.file_size for part in parts if "sharedStrings" in part.filename)
    if len(parts) > MAX_PARTS or total > MAX_SHEET_BYTES or strings > MAX_STRINGS_BYTES:
        raise TableError(
            _(
                "Ce classeur est trop gros une fois décompressé."
                " Ne gardez que le tableau du registre, ou enregistrez-le au format CSV."
            )
        )
    formulas = calculated = False
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            found = _scan_part(archive, part)
            formulas, calculated = formulas or found[0], calculated or found[1]
    if formulas and not calculated:
        raise TableError(
            _(
                "Ce classeur contient des formules dont le résultat n’est pas enregistré."
                " Ouvrez-le dans votre tableur, enregistrez-le, puis recommencez."
            )
        )


def _scan_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[bool, bool]:
    """Return whether the part holds formulas, and any formula with its result."""
    sheet = part.filename.startswith("xl/worksheets/")
    formulas = calculated = False
    tail = b""
    with archive.open(part) as stream:  # never gives more bytes than the size declared
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            if _DANGEROUS.search(window):
                raise TableError(
                    _(
                        "Ce classeur contient des déclarations XML interdites."
                        " Enregistrez le tableau au format CSV, puis recommencez."
                    )
                )
            formulas = formulas or (sheet and _FORMULA.search(window) is not None)
            calculated = calculated or (sheet and _CALCULATED.search(window) is not None)
            tail = window[-_OVERLAP:]
    return formulas, calculated


def _read_sheet(data: bytes) -> Table:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheet = visible[0]
        sheet.reset_dimensions()  # what the file says of its size may be wrong or hostile
        table = table_from_rows(_sheet_rows(sheet), encoding="", delimiter="")
    finally:
        book.close()
    width = len(table.headers)
    for row in table.rows:
        row.cells.extend([""] * (width - len(row.cells)))
    return table


def _sheet_rows(sheet: ReadOnlyWorksheet) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_ROW:
            raise ValueError("A row number that no spreadsheet has.")
        texts = [_cell_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        yield Row(number, texts)


def _cell_text(cell: ReadOnlyCell) -> str:
    """Return the value as the spreadsheet shows it to a French reader, with no digit lost."""
    value = cell.value
    if value is None or isinstance(value, str):
        return (value or "").replace("\0", "")
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return f"{value:%d/%m/%Y}" if midnight else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (int, float)):
        return _number_text(value, cell.number_format or "")
    return str(value)


def _number_text(value: float, number_format: str) -> str:
    layout = _FORMAT_NOISE.sub("", number_format.split(";", maxsplit=1)[0])
    if isinstance(value, int) and value >= 0 and layout and set(layout) == {"0"}:
        return str(value).zfill(len(layout))
    # Fifteen significant digits are what a spreadsheet keeps: 0.1 + 0.2 is 0,3 there.
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    percent = layout.endswith("%")
    if percent:
        exact *= 100
    text = f"{exact.normalize():f}"
    match = _DECIMALS.search(layout)
    whole, _point, part = text.partition(".")
    part = part.ljust(len(match[1]) if match else 0, "0")
    return f"{whole}{',' if part else ''}{part}{' %' if percent else ''}"
