"""Reads registers as spreadsheets write them, and writes CSV that no spreadsheet can run."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from tala.lib import xlsxfile
from tala.lib.refusals import InputError
from tala.lib.tables import (
    Row,
    Table,
    TableError,
    check_size,
    neutralised,
    table_from_rows,
)
from tala.lib.text import fold

__all__ = ["Row", "Table", "TableError", "parse_yes_no", "read_table", "write_csv"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHER_FORMATS = (
    (b"%PDF-", _("Ce fichier est un PDF.")),
    (b"\xd0\xcf\x11\xe0", _("Ce fichier est un ancien classeur (.xls) ou un classeur protégé.")),
    (b"PK\x03\x04", _("Ce fichier est une archive ou un document OpenDocument.")),
    (b"\x89PNG", _("Ce fichier est une image.")),
    (b"\xff\xd8\xff", _("Ce fichier est une image.")),
    (b"GIF8", _("Ce fichier est une image.")),
    (b"{\\rtf", _("Ce fichier est un document de texte.")),
    (b"<", _("Ce fichier est une page web.")),
)
_UTF8_ACCENT = re.compile(rb"\xc3[\x80-\xbf]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<delimiter>[;,\t])"?\r?\n', re.IGNORECASE)
_END = "\x1eend of file\x1e"  # no cell holds it: control characters are refused before
_YES = {"oui", "o", "vrai", "true", "1", "x", "yes", "y"}
_NO = {"non", "n", "faux", "false", "0", "no"}


def read_table(data: bytes, filename: str) -> Table:
    """Return the table held by a CSV or XLSX file, recognised by its content.

    CSV: UTF-8 or UTF-16 with a byte-order mark, else UTF-8, else cp1252; `;`, `,` or tab. Row
    numbers are those of the lines the person sees, quoted line feeds counted; blank lines are
    skipped; a row keeps the number of cells it has. XLSX: the first visible sheet, values in French
    text. Raises TableError, whose sentence names the file or the line and says what to do.
    """
    check_size(len(data))
    if xlsxfile.is_xlsx(data):
        return xlsxfile.read_xlsx(data)
    _refuse_other_formats(data, filename)
    encoding, text = _decode(data)
    _refuse_control_characters(text)
    delimiter, first_line, text = _delimiter(text)
    rows = _csv_rows(text, delimiter, first_line)
    return table_from_rows(rows, encoding=encoding, delimiter=delimiter)


def write_csv(rows: Iterable[Sequence[str]], headers: Sequence[str]) -> bytes:
    """Return a CSV file for French Excel: UTF-8 with mark, `;`, CRLF, no cell it could run.

    A cell beginning with `= + - @`, tab or a line end gets a `'` before it, which `read_table`
    takes off again. NUL characters, which no database keeps, are dropped.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in (headers, *rows):
        writer.writerow([neutralised(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def parse_yes_no(text: str) -> bool | None:
    """Return True, False, or None for an empty cell; raise InputError for anything else."""
    word = fold(text)
    if not word:
        return None
    if word in _YES | _NO:
        return word in _YES
    raise InputError(_("« %(text)s » n’est ni oui ni non.") % {"text": text[:40]})


def _refuse_other_formats(data: bytes, filename: str) -> None:
    beginning = data[:1000].lstrip()
    for signature, sentence in _OTHER_FORMATS:
        if beginning.startswith(signature):
            raise TableError(
                _("%(what)s Enregistrez « %(name)s » au format CSV ou XLSX, puis recommencez.")
                % {"what": sentence, "name": filename[-80:]}
            )


def _decode(data: bytes) -> tuple[str, str]:
    """Return the encoding and the text; a file in two encodings is refused by its line."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, _decode_strictly(data, encoding)
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _UTF8_ACCENT.search(data):
            raise _wrong_encoding(data, error.start) from error
    return "cp1252", _decode_strictly(data, "cp1252")


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data, error.start) from error


def _wrong_encoding(data: bytes, position: int) -> TableError:
    return TableError(
        _(
            "Ligne %(line)d : les lettres accentuées ne se lisent pas."
            " Enregistrez le fichier au format « CSV UTF-8 », puis recommencez."
        )
        % {"line": data.count(b"\n", 0, position) + 1}
    )


def _refuse_control_characters(text: str) -> None:
    match = _CONTROL.search(text)
    if match is None:
        return
    raise TableError(
        _(
            "Ligne %(line)d : ce fichier contient des données binaires."
            " Enregistrez le tableau au format CSV ou XLSX, puis recommencez."
        )
        % {"line": text.count("\n", 0, match.start()) + 1}
    )


def _delimiter(text: str) -> tuple[str, int, str]:
    """Return the delimiter, the number of the first line to read, and the text from there on.

    Excel's own `sep=;` line is obeyed. Otherwise the delimiter is the one found outside quotes in
    the header and found as often in the most of the lines below: csv.Sniffer takes the decimal
    comma of `1250,00` for a delimiter.
    """
    told = _SEPARATOR_LINE.match(text)
    if told:
        return told["delimiter"], 2, text[told.end() :]
    sample = _QUOTED.sub("", text[:50_000]).splitlines()[:50]
    lines = [line for line in sample if line.strip()] or [""]
    header, below = lines[0], lines[1:]

    def agreement(mark: str) -> tuple[int, int]:
        expected = header.count(mark)
        return (
            (sum(line.count(mark) == expected for line in below), expected) if expected else (-1, 0)
        )

    return max(";\t,", key=agreement), 1, text


def _csv_rows(text: str, delimiter: str, first_line: int) -> Iterator[Row]:
    lines = io.StringIO(f"{text}\n{_END}\n", newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    number = first_line
    try:
        for cells in reader:
            if cells and _END in cells[-1]:
                _refuse_open_quote(cells, number)
                return
            yield Row(number, cells)
            number = first_line + reader.line_num
    except csv.Error as error:
        raise TableError(_open_quote_sentence(number)) from error


def _refuse_open_quote(cells: list[str], number: int) -> None:
    if cells != [_END]:
        raise TableError(_open_quote_sentence(number))


def _open_quote_sentence(number: int) -> str:
    return _(
        'Ligne %(line)d : un guillemet (") ouvert n’est pas fermé.'
        " Corrigez cette ligne, puis recommencez."
    ) % {"line": number}
