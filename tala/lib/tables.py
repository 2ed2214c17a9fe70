"""What a table read from a file is, and how big it may be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tala.lib.refusals import InputError
from tala.lib.text import fold

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL_CHARACTERS = 5_000
MAX_CELLS = 2_000_000  # bounds the memory to some 200 MB

# What spreadsheets run as a formula, with the full-width twins some of them accept; and, so that
# taking the apostrophe off is exact, the same with apostrophes already before it.
_RUNS = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


class TableError(InputError):
    """The file cannot be read as a table; `message` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the number the person sees in the file, and its cells as text."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: headers (stripped; empty for a column without name), rows in file order.

    `encoding` and `delimiter` are empty for XLSX.
    """

    headers: list[str]
    rows: list[Row]
    encoding: str
    delimiter: str


def neutralised(cell: str) -> str:
    """Return the cell with a `'` before whatever a spreadsheet would run."""
    cell = cell.replace("\0", "")
    return f"'{cell}" if _RUNS.match(cell) else cell


def restored(cell: str) -> str:
    """Return the cell that `neutralised` was given."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell, 1) else cell


def check_size(size: int) -> None:
    """Refuse a file over the limit of bytes."""
    if size > MAX_BYTES:
        raise TableError(
            _(
                "Ce fichier pèse %(size)d Mo ; la limite est de %(limit)d Mo."
                " Ne gardez que le tableau du registre, ou partagez-le en plusieurs fichiers."
            )
            % {"size": size // 1024 // 1024, "limit": MAX_BYTES // 1024 // 1024}
        )


def table_from_rows(rows: Iterable[Row], *, encoding: str, delimiter: str) -> Table:
    """Return the table whose first row that is not blank holds the headers.

    Blank rows are dropped, as are columns without header at the right end when they are empty.
    Raises TableError over a limit, for two columns of one name, and for headers without a row.
    """
    filled = (row for row in rows if any(cell and not cell.isspace() for cell in row.cells))
    checked = _within_limits(filled)
    first = next(checked, None)
    if first is None:
        raise TableError(_("Ce fichier est vide. Choisissez le fichier du registre."))
    headers = _headers(first)
    kept = [Row(row.number, _trimmed(row.cells, len(headers))) for row in checked]
    if not kept:
        raise TableError(_("Ce fichier n’a que sa ligne d’en-têtes. Ajoutez une ligne par membre."))
    return Table(headers, kept, encoding, delimiter)


def _within_limits(rows: Iterable[Row]) -> Iterator[Row]:
    cells = 0
    for count, row in enumerate(rows):
        cells += len(row.cells)
        if count > MAX_ROWS or cells > MAX_CELLS:
            raise TableError(
                _(
                    "Ligne %(line)d : ce fichier est trop long. La limite est de 100 000 lignes de"
                    " 20 colonnes ; partagez-le en plusieurs fichiers."
                )
                % {"line": row.number}
            )
        _check_row(row)
        yield row


def _check_row(row: Row) -> None:
    if len(row.cells) > MAX_COLUMNS:
        raise TableError(
            _(
                "Ligne %(line)d : %(count)d cellules ; la limite est de %(limit)d colonnes."
                " Supprimez les colonnes inutiles."
            )
            % {"line": row.number, "count": len(row.cells), "limit": MAX_COLUMNS}
        )
    if max(map(len, row.cells)) > MAX_CELL_CHARACTERS:
        raise TableError(
            _(
                "Ligne %(line)d : une cellule dépasse %(limit)d caractères. Raccourcissez-la ;"
                ' il peut aussi manquer un guillemet (") à la fin d’une cellule.'
            )
            % {"line": row.number, "limit": MAX_CELL_CHARACTERS}
        )


def _headers(row: Row) -> list[str]:
    headers = [restored(cell).strip() for cell in row.cells]
    while not headers[-1]:
        headers.pop()
    seen: dict[str, int] = {}
    for position, header in enumerate(headers, start=1):
        key = fold(header)
        if key and key in seen:
            raise TableError(
                _(
                    "Deux colonnes s’appellent « %(name)s » (%(first)d et %(second)d)."
                    " Renommez ou supprimez l’une des deux."
                )
                % {"name": header[:80], "first": seen[key], "second": position}
            )
        seen[key] = position
    return headers


def _trimmed(cells: list[str], width: int) -> list[str]:
    while len(cells) > width and not cells[-1]:
        cells.pop()
    return [restored(cell) if cell[:1] == "'" else cell for cell in cells]
