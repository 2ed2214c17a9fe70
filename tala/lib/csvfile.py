"""Reads registers as spreadsheets write them, and writes CSV that no spreadsheet can run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tala.lib.refusals import InputError


class TableError(InputError):
    """The file cannot be read as a table; `message` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the number the person sees in the file, and its cells as text."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: headers, rows in file order, and how it was written."""

    headers: list[str]
    rows: list[Row]
    encoding: str
    delimiter: str


def read_table(data: bytes, filename: str) -> Table:
    """Return the table held by a CSV or XLSX file; raise TableError with a sentence otherwise."""
    raise NotImplementedError


def write_csv(rows: Iterable[Sequence[str]], headers: Sequence[str]) -> bytes:
    """Return a CSV file for French Excel, its cells neutralised."""
    raise NotImplementedError


def parse_yes_no(text: str) -> bool | None:
    """Return True, False, or None for an empty cell; raise InputError for anything else."""
    raise NotImplementedError
