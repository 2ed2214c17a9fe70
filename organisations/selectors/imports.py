"""What an uploaded register would do to the register: computed afresh each time it is asked."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from organisations.models import Member, Organisation, RegisterImport
from organisations.rules.register_columns import recognise
from organisations.rules.register_diff import BLANK, Known, Line, counters, judge
from organisations.rules.register_lines import Book, Parsers, member_key, parse_line
from organisations.selectors.remembered import remembered
from tala.lib import csvfile, dates, money
from tala.lib.tables import Table
from tala.lib.text import fold

PARSERS = Parsers(
    date=dates.parse_date, amount=money.parse_amount, yes_no=csvfile.parse_yes_no, fold=fold
)

REMEMBERED_BYTES = 500_000

_COLUMNS = ("category__code", "college__code")
_STORED = tuple(field for field in BLANK if field not in ("category", "college"))


@dataclass(frozen=True, slots=True)
class Preview:
    """The verdict on every line, how many of each kind, and the fingerprint of it all.

    The fingerprint changes with the file, its columns or the register: who confirms a preview
    confirms exactly what it showed.
    """

    lines: Sequence[Line]
    counts: dict[str, int]
    fingerprint: str


def read_import(register_import: RegisterImport) -> Table:
    """Return the table of the uploaded file; raises TableError."""
    return csvfile.read_table(bytes(register_import.content), register_import.filename)


def recognised_columns(table: Table) -> dict[str, int]:
    """Return the place of each column recognised by its heading."""
    return recognise([fold(heading) for heading in table.headers])


def preview_of(register_import: RegisterImport) -> Preview:
    """Compare the uploaded file with the register as it is now."""
    table = read_import(register_import)
    organisation = register_import.organisation
    book = _book(organisation)
    # In the order of the file: PostgreSQL keeps the keys of a JSON object in an order of its own.
    mapping: dict[str, int] = register_import.mapping
    columns = dict(sorted(mapping.items(), key=lambda column: column[1]))
    parsed = [
        parse_line(row.number, row.cells, columns, len(table.headers), book, PARSERS)
        for row in table.rows
    ]
    lines = judge(parsed, _known(organisation), book, fold)
    return Preview(lines, counters(lines), _fingerprint(lines))


def preview_shown(register_import: RegisterImport) -> Preview:
    """Return the same for a page, remembered until the next act: pages of lines are turned over.

    The verdicts on a file of thousands of lines are not kept; it is compared each time.
    """
    if len(register_import.content) > REMEMBERED_BYTES:
        return preview_of(register_import)
    columns = hashlib.sha256(repr(sorted(register_import.mapping.items())).encode()).hexdigest()
    return remembered(
        register_import.organisation,
        f"import-preview:{register_import.pk}:{columns}",
        lambda: preview_of(register_import),
    )


def _book(organisation: Organisation) -> Book:
    colleges = list(organisation.colleges.all())
    categories = list(organisation.categories.select_related("college"))
    return Book(
        categories={
            key: category.code
            for category in categories
            for key in (fold(category.code), fold(category.name))
        },
        colleges={
            key: college.code
            for college in colleges
            for key in (fold(college.code), fold(college.name))
        },
        college_of={
            category.code: category.college.code for category in categories if category.college
        },
        college_names={college.code: college.name for college in colleges},
    )


def _known(organisation: Organisation) -> dict[str, Known]:
    """Return the whole register by compared number, in one query."""
    rows = Member.objects.filter(organisation=organisation).order_by()
    known: dict[str, Known] = {}
    for pk, category, college, *stored in rows.values_list("pk", *_COLUMNS, *_STORED).iterator(
        chunk_size=5000
    ):
        values = dict(zip(_STORED, stored, strict=True))
        values |= {"category": category or "", "college": college or ""}
        known[member_key(values["number"])] = Known(pk, values)
    return known


def _fingerprint(lines: Sequence[Line]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        content = (line.number, line.kind, line.member, sorted(line.values.items()), line.changes)
        digest.update(repr(content).encode())
    return digest.hexdigest()
