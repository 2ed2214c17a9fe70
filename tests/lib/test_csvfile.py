"""Registers as spreadsheets write them, and the files that are none."""

import codecs
import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import numbers

from tala.lib.csvfile import TableError, parse_yes_no, read_table, write_csv
from tala.lib.refusals import InputError

HEADERS = ["N° sociétaire", "Nom", "Prénom", "Montant libéré"]
LINES = [HEADERS, ["S0001", "Lefèvre", "Joël", "1 250,00"], ["S0002", "Cœur", "Anaïs", "100,00"]]


def csv_bytes(encoding: str = "utf-8", delimiter: str = ";", end: str = "\r\n") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(LINES)
    return text.getvalue().encode(encoding)


def workbook(rows: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def xlsx_bytes(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rezipped(data: bytes, name: str, content: bytes) -> bytes:
    """Return the archive with one part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            kept = content if part == name else old.read(part)
            new.writestr(part, kept, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()


def refusal(data: bytes, filename: str = "registre.csv") -> str:
    with pytest.raises(TableError) as caught:
        read_table(data, filename)
    return str(caught.value).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("data", "encoding", "delimiter"),
    [
        (csv_bytes("cp1252"), "cp1252", ";"),
        (csv_bytes("utf-8"), "utf-8", ";"),
        (csv_bytes("utf-8-sig"), "utf-8-sig", ";"),
        (csv_bytes("utf-16", "\t"), "utf-16", "\t"),
        (codecs.BOM_UTF16_BE + csv_bytes("utf-16-be", "\t"), "utf-16", "\t"),
        (csv_bytes("utf-8", ","), "utf-8", ","),
        (csv_bytes("cp1252", "\t", "\n"), "cp1252", "\t"),
        (csv_bytes("utf-8", ";", "\r"), "utf-8", ";"),
    ],
)
def test_a_register_reads_the_same_however_excel_saved_it(
    data: bytes, encoding: str, delimiter: str
) -> None:
    table = read_table(data, "registre.csv")
    assert table.headers == HEADERS
    assert [row.cells for row in table.rows] == LINES[1:]
    assert [row.number for row in table.rows] == [2, 3]
    assert (table.encoding, table.delimiter) == (encoding, delimiter)


def test_decimal_commas_do_not_pass_for_the_delimiter() -> None:
    data = b"Nom;Montant, en euros\nA;1,5\nB;2,5\nC;3,5\n"
    assert read_table(data, "x.csv").headers == ["Nom", "Montant, en euros"]


def test_a_quoted_header_full_of_the_other_delimiter_changes_nothing() -> None:
    data = b'N,"a;b;c;d;e",Nom\n1,x,A\n2,y,B\n'
    assert read_table(data, "x.csv").headers == ["N", "a;b;c;d;e", "Nom"]


def test_the_separator_line_of_excel_is_obeyed_and_counted() -> None:
    table = read_table(b"sep=,\r\nA;a,B\r\n1,2\r\n", "x.csv")
    assert (table.headers, table.rows[0].cells, table.rows[0].number) == (
        ["A;a", "B"],
        ["1", "2"],
        3,
    )


def test_line_numbers_are_those_seen_in_the_file() -> None:
    data = 'Nom;Adresse\r\nA;"1 rue\r\nBât. 2"\r\n\r\n;\r\nB;x\r\n'.encode("cp1252")
    table = read_table(data, "x.csv")
    assert [(row.number, row.cells[0]) for row in table.rows] == [(2, "A"), (6, "B")]
    assert table.rows[0].cells[1] == "1 rue\r\nBât. 2"


def test_a_ragged_row_keeps_its_number_of_cells() -> None:
    table = read_table(b"A;B;C;;\n1;2\n1;2;3;;\n1;2;3;4;5\n", "x.csv")
    assert table.headers == ["A", "B", "C"]
    assert [len(row.cells) for row in table.rows] == [2, 3, 5]


def test_two_columns_of_one_name_are_refused_by_name_and_place() -> None:
    assert "« Prenom » (2 et 3)" in refusal("Nom;Prénom;Prenom\n1;2;3\n".encode())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "est vide"),
        (b"\r\n \r\n;;\r\n", "est vide"),
        (b"Nom;Age\r\n", "que sa ligne d’en-têtes"),
        (b"Nom;Age\nA;1\nB\x00;2\n", "Ligne 3 : ce fichier contient des données binaires"),
        (b"Nom;Age\nA;\x01\n", "Ligne 2 : ce fichier contient des données binaires"),
        (b"%PDF-1.7\n...", "est un PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "ancien classeur (.xls)"),
        (b"\x89PNG\r\n\x1a\n", "est une image"),
        (b"\n <html><table>", "page web"),
        ("Nom\nÉric\n".encode() + b"Ren\xe9\n", "Ligne 3 : les lettres accentuées"),
        (b"Nom\nRen\x81\n", "Ligne 2 : les lettres accentuées"),
        (codecs.BOM_UTF8 + b"Nom\nRen\xe9\n", "Ligne 2 : les lettres accentuées"),
        (b'Nom;B\nA;1\nB;"2\nC;3\n', 'Ligne 3 : un guillemet (") ouvert'),
        (b'Nom;B\nA;1\nB;"2' + b"\nC;3" * 50_000, 'Ligne 3 : un guillemet (") ouvert'),
        (b"Nom;B\nA;" + b"x" * 5_001 + b"\n", "Ligne 2 : une cellule dépasse 5000"),
        (b"Nom\n" + b";" * 200 + b"x\n", "Ligne 2 : 201 cellules"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_opendocument_is_refused_by_its_content_whatever_its_name() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "OpenDocument" in refusal(file.getvalue(), "registre.xlsx")


def test_fifty_megabytes_are_refused_at_once() -> None:
    data = b"Nom;Age\n" + b"A;1\n" * (50 * 1024 * 1024 // 4)
    assert "pèse 50 Mo ; la limite est de 20 Mo" in refusal(data)


def test_too_many_rows_are_refused_by_the_first_line_too_many() -> None:
    assert "Ligne 100002" in refusal(b"Nom\n" + b"A\n" * 100_001)


def test_the_whole_register_of_871_members_reads_in_a_blink() -> None:
    lines = [f"S{n:04};PP;M.;Lefèvre;Joël;;;;j{n}@example.org" + ";x" * 10 for n in range(871)]
    data = "\r\n".join([";".join(f"h{n}" for n in range(19)), *lines]).encode("cp1252")
    assert len(read_table(data, "registre.csv").rows) == 871


# --- XLSX ---


def test_a_workbook_gives_its_cells_as_a_french_reader_sees_them() -> None:
    book = workbook([["Date", "Montant", "Code", "Part", "Oui", "Reste", "Calcul"]])
    book.active.append([dt.date(2025, 12, 31), 1250.0, 1000, 0.4, True, 12.5, 0.1 + 0.2])
    evening = dt.datetime(2025, 12, 31, 18, 30)  # noqa: DTZ001 - spreadsheets know no zone
    book.active.append([evening, 1250.505, 59000, 1, False, 3, None])
    for row in (2, 3):
        book.active.cell(row, 2).number_format = '#,##0.00\\ "€"'
        book.active.cell(row, 3).number_format = "00000"
        book.active.cell(row, 4).number_format = numbers.FORMAT_PERCENTAGE
    table = read_table(xlsx_bytes(book), "registre.xlsx")
    assert table.rows[0].cells == ["31/12/2025", "1250,00", "01000", "40 %", "oui", "12,5", "0,3"]
    assert table.rows[1].cells == ["31/12/2025 18:30", "1250,505", "59000", "100 %", "non", "3", ""]
    assert [row.number for row in table.rows] == [2, 3]


def test_only_the_first_visible_sheet_is_read() -> None:
    book = workbook([["caché"], ["1"]])
    book.active.sheet_state = "hidden"
    second = book.create_sheet("Registre")
    second.append(["Nom"])
    second.append(["Lefèvre"])
    assert read_table(xlsx_bytes(book), "x.xlsx").headers == ["Nom"]


def test_formulas_never_calculated_are_refused_and_calculated_ones_read() -> None:
    data = xlsx_bytes(workbook([["Nom", "Total"], ["A", "=1+1"]]))
    assert "formules dont le résultat" in refusal(data, "x.xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    calculated = sheet.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    assert calculated != sheet
    table = read_table(rezipped(data, "xl/worksheets/sheet1.xml", calculated), "x.xlsx")
    assert table.rows[0].cells == ["A", "2"]


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    data = xlsx_bytes(workbook([["Nom"], ["A"]]))
    bomb = rezipped(data, "xl/worksheets/sheet1.xml", b"0" * (260 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    assert "trop gros une fois décompressé" in refusal(bomb, "x.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_xml_entities_are_refused(encoding: str) -> None:
    evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    data = xlsx_bytes(workbook([["Nom"], ["A"]]))
    bad = rezipped(data, "xl/worksheets/sheet1.xml", evil.encode(encoding))
    assert "déclarations XML interdites" in refusal(bad, "x.xlsx")


@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet",
        b"",
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="s"><v>77</v></c></row></sheetData></worksheet>',
    ],
)
def test_a_damaged_workbook_is_a_sentence_and_not_an_error(sheet: bytes) -> None:
    data = xlsx_bytes(workbook([["Nom"], ["A"]]))
    assert "est abîmé" in refusal(rezipped(data, "xl/worksheets/sheet1.xml", sheet), "x.xlsx")


def test_mutilated_workbooks_never_break_the_reader() -> None:
    data = xlsx_bytes(workbook([["Nom", "Âge"], *([f"Membre {n}", n] for n in range(50))]))
    for position in range(0, len(data), 37):
        broken = data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :]
        try:
            read_table(broken, "x.xlsx")
        except TableError as error:
            assert str(error)


# --- Writing ---


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+33 6 00", "-5,00", "@x", "\tx", "\rx", "\nx", " =1", "'=1", "''@x", "＝1", "'s Hof"],
)
def test_no_exported_cell_can_run_and_each_comes_back_intact(cell: str) -> None:
    data = write_csv([[cell, "fin"]], ["a", "b"])
    written = next(
        r
        for r in list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))[
            1:
        ]
    )
    assert written[0].lstrip()[:1] not in {*"=+-@＝＋－＠"}
    assert written[0][:1] not in {"\t", "\r", "\n"}
    assert read_table(data, "x.csv").rows[0].cells == [cell, "fin"]


def test_the_export_is_what_french_excel_opens() -> None:
    data = write_csv([["Lefèvre", "a;b"]], ["Nom", "x"])
    assert data == codecs.BOM_UTF8 + 'Nom;x\r\nLefèvre;"a;b"\r\n'.encode()


@given(
    st.lists(
        st.lists(
            st.text(
                st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\r\n'=+-@")
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_written_is_read_again(rows: list[list[str]]) -> None:
    rows = [["x", *row] for row in rows]
    table = read_table(write_csv(rows, ["k", "a", "b", "c"]), "x.csv")
    assert [row.cells for row in table.rows] == rows


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("oui", True),
        (" OUI ", True),
        ("x", True),
        ("1", True),
        ("Non", False),
        ("", None),
        (" ", None),
    ],
)
def test_yes_and_no_as_people_write_them(text: str, answer: bool | None) -> None:
    assert parse_yes_no(text) is answer


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(InputError, match="peut-être"):
        parse_yes_no("peut-être")
