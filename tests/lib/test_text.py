"""Names found, sorted and made into file names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tala.lib.text import fold, safe_filename, sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Jean-Noël d’Œuvre", "jean noel d oeuvre"),
        ("D'ŒUVRE  Jean_Noël", "d oeuvre jean noel"),
        ("Łukasz", "lukasz"),
        ("NGUYỄN Văn Đức", "nguyen van duc"),
        ("Strauß", "strauss"),
        ("ﬁn", "fin"),
        ("Bjørn Þórr", "bjorn thorr"),
        ("İstanbul", "istanbul"),
        ("e\u0301te\u0301", "ete"),
        ("№ 12 (bis)", "no 12 bis"),
        ("\u00a0Le\u202fGall ", "le gall"),
        ("Ødegård & Fils", "odegard fils"),
        ("", ""),
    ],
)
def test_people_are_found_whatever_the_accents(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_names_sort_as_a_register_does() -> None:
    names = [("Martin", "Zoé"), ("Martin Dupont", "Al"), ("Martinet", "Al"), ("Mártin", "Al"),
             ("3 Suisses", ""), ("Œuvre", "A"), ("Odet", "A"), ("Żak", "A"), ("Zed", "A"),
             ("Иванов", "И")]  # fmt: skip
    ordered = sorted(names, key=lambda name: sort_key(*name))
    assert [name for name, _first in ordered] == [
        "3 Suisses", "Mártin", "Martin", "Martin Dupont", "Martinet", "Odet", "Œuvre", "Żak",
        "Zed", "Иванов",
    ]  # fmt: skip


@given(st.text(), st.text())
def test_sort_keys_hold_only_what_all_databases_order_alike(surname: str, first: str) -> None:
    assert re.fullmatch(r"[0-9a-z]{0,250}", sort_key(surname, first))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("PV de l’AG – été 2026.pdf", "PV-de-l-AG-ete-2026.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a b.PDF", "a-b.PDF"),
        (".htaccess", "htaccess"),
        ("con.txt", "_con.txt"),
        ("", "fichier"),
        ("???", "fichier"),
        ("a\r\nb: c.pdf", "a-b-c.pdf"),
        ("x" * 300 + ".pdf", "x" * 90 + ".pdf"),
        ("œuvre.tar.gz", "oeuvre.tar.gz"),
    ],
)
def test_file_names_are_fit_for_every_system(name: str, safe: str) -> None:
    assert safe_filename(name) == safe
