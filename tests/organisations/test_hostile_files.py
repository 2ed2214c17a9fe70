"""Broken and hostile files: a clear sentence, and nothing written."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisations.models import JournalEntry, Organisation, RegisterImport
from tests.cast import Cast
from tests.register_files import person, register_text


def post(client: Client, organisation: Organisation, name: str, content: bytes) -> str:
    url = reverse("import_upload", args=[organisation.slug])
    response = client.post(url, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 200
    return response.content.decode()


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _turn in range(300):
                part.write(b"0" * 1024 * 1024)
    return out.getvalue()


VALID = register_text([person("N1")]).encode()
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "empty": ("registre.csv", b"", "Ce fichier est vide"),
    "headings only": ("registre.csv", VALID.split(b"\r\n", maxsplit=1)[0], "sa ligne d’en-têtes"),
    "binary": ("registre.csv", b"n;nom\n1;\x00\x01\x02\n", "données binaires"),
    "pdf": ("registre.csv", b"%PDF-1.7 ...", "Ce fichier est un PDF"),
    "old workbook": ("r.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien classeur"),
    "zip": ("r.xlsx", b"PK\x03\x04rubbish", "une archive"),
    "zip bomb": ("r.xlsx", b"", "trop gros une fois décompressé"),
    "two encodings": ("registre.csv", VALID + "S;é".encode("cp1252"), "ne se lisent pas"),
    "open quote": ("registre.csv", VALID + b'"N2;PP', "n’est pas fermé"),
    "50 MB": ("registre.csv", b"", "la limite est de"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(cast: Cast, kind: str) -> None:
    name, content, sentence = HOSTILE[kind]
    content = {"zip bomb": zip_bomb, "50 MB": lambda: b"x" * 50_000_000}.get(
        kind, lambda: content
    )()
    page = post(cast.secretary.client, cast.organisation, name, content)
    assert sentence in page
    assert not RegisterImport.objects.exists()
    assert not JournalEntry.objects.exists()
    assert cast.organisation.members.filter(exited_on=None).count() == 12


def test_no_file_at_all_is_a_sentence_too(cast: Cast) -> None:
    url = reverse("import_upload", args=[cast.organisation.slug])
    assert "Ce champ est obligatoire" in cast.secretary.client.post(url).content.decode()


def test_a_file_over_the_limit_is_never_read(cast: Cast, monkeypatch: Any) -> None:
    def read(**_given: object) -> None:
        raise AssertionError("the file was read")

    monkeypatch.setattr("organisations.services.imports.import_upload", read)
    page = post(cast.secretary.client, cast.organisation, "r.csv", b"x" * 21 * 1024 * 1024)
    assert "la limite est de 20 Mo" in page.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_name_of_a_file_is_shown_as_text(cast: Cast) -> None:
    page = post(cast.secretary.client, cast.organisation, "<b>x.pdf", b"%PDF-1.7")
    assert "<b>x.pdf" not in page
