"""The attendance sheet, from one row to a thousand."""

import io

import pikepdf

from tala.lib.pdf import pdf_info
from tala.lib.sheet import Column, Group, table_pdf
from tests.lib.test_stamps import pages_of

COLUMNS = [
    Column("N°", 17),
    Column("Nom", 58),
    Column("Adresse", 66),
    Column("Voix", 12, "right"),
    Column("Signature", 35, "center"),
]


def rows(count: int) -> list[list[str]]:
    return [
        [f"S{n:04}", f"Łukasz Nguyễn-Œuvre {n}", f"{n} bis rue de l’Église, 59200 Tourcoing", "1"]
        for n in range(1, count + 1)
    ]


def sheet(groups: list[Group]) -> bytes:
    return table_pdf(
        title="Feuille de présence",
        subtitle_lines=["SCIC Le Caudron", "Assemblée du samedi 20 juin 2026"],
        columns=COLUMNS,
        groups=groups,
        footer_rows=[["", "Total général", "", "871"]],
        closing_lines=["Feuille certifiée exacte."],
        signatures=["Président", "Scrutateurs", "Secrétaire"],
    )


def test_every_member_and_every_total_is_on_the_sheet() -> None:
    groups = [
        Group("Salariés", rows(16), ["", "Total du collège", "", "16"]),
        Group("Usagers", rows(60), ["", "Total du collège", "", "60"]),
    ]
    pages = pages_of(sheet(groups))
    whole = "".join(pages)
    assert whole.count("S0016") == 2
    assert whole.count("S0060") == 1
    assert whole.count("Total du collège") == 2
    assert whole.count("Total général") == 1
    assert "Łukasz Nguyễn-Œuvre 60" in whole
    assert "Feuille certifiée exacte." in pages[-1]
    assert "Scrutateurs" in pages[-1]


def test_every_page_says_what_it_is_and_how_many_there_are() -> None:
    pages = pages_of(sheet([Group("Usagers", rows(100))]))
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert "Feuille de présence" in page
        assert "Assemblée du samedi 20 juin 2026" in page
        assert f"Page {number}/{len(pages)}" in page
        assert "Signature" in page
    assert pages[0].count("Usagers (suite)") == 0
    assert all("Usagers (suite)" in page for page in pages[1:-1])


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(1, 45):
        pages = pages_of(sheet([Group("Salariés", rows(count)), Group("Usagers", rows(2))]))
        (first,) = (page for page in pages if "Usagers" in page and "Usagers (suite)" not in page)
        assert "S0001" in first.rpartition("Usagers")[2]


def test_the_sheet_is_landscape_with_its_fonts_inside() -> None:
    data = sheet([Group("", rows(3))])
    info = pdf_info(data)
    assert info.fonts_embedded
    assert {name.partition("+")[2] for name in info.fonts} == {"DejaVuSans", "DejaVuSans-Bold"}
    assert (info.title, info.lang) == ("Feuille de présence", "fr")
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert [round(float(side)) for side in opened.pages[0].mediabox] == [0, 0, 842, 595]


def test_a_thousand_rows_are_all_printed() -> None:
    groups = [Group("Usagers", rows(1000), ["", "Total", "", "1000"])]
    data = sheet(groups)
    assert "".join(pages_of(data)).count("Łukasz") == 1000


def test_long_cells_are_wrapped_words_cut_and_floods_stopped() -> None:
    cells = [["S1", "X" * 90, "mot " * 500, "1"], ["S2", "a\nb", "", "1"]]
    (page,) = pages_of(sheet([Group("", cells)]))
    assert page.count("X") == 90
    assert 100 < page.count("mot") < 200
    assert "…" in page
    assert "S2" in page
