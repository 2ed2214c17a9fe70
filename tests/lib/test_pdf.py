"""PDF files as archives, printers and screen readers will take them."""

import hashlib
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pytest_django import Settings

from tala.lib import fonts, pdf
from tala.lib.pdf import PdfAttachment, PdfError

MINUTES = """<!doctype html><html lang="fr"><head><title>Procès-verbal</title>
<style>@page { size: A4; margin: 20mm } body { font: 11pt "DejaVu Sans" }</style></head>
<body><h1>Procès-verbal</h1><p>Łódź, œuvre, Nguyễn, Strauß.</p>
<table><caption>Voix</caption><tr><th scope="col">Collège</th></tr><tr><td>A</td></tr></table>
%s</body></html>"""
COUNT = PdfAttachment(
    "décompte-1.json", b'{"for": 5}', "application/json", "Décompte de la résolution 1", "Data"
)
SHEET = PdfAttachment("feuille.pdf", b"%PDF-1.7 x", "application/pdf", "Feuille de présence")


@pytest.fixture(scope="module")
def minutes() -> bytes:
    return pdf.html_to_pdf(MINUTES % "", title="PV de l’AG", attachments=[COUNT, SHEET])


def test_the_minutes_say_they_are_archivable_and_accessible(minutes: bytes) -> None:
    info = pdf.pdf_info(minutes)
    assert (info.pdfa, info.pdfua) == ("3A", 1)
    assert (info.title, info.lang, info.pages) == ("PV de l’AG", "fr", 1)
    with pikepdf.open(io.BytesIO(minutes)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in opened.Root
        packet = opened.Root.Metadata.read_bytes()
    assert packet.count(b"</rdf:RDF>") == 1
    assert packet.count(b"<pdfuaid:part>1</pdfuaid:part>") == 1
    assert b"pdfaSchema:prefix>pdfuaid<" in packet


def test_every_font_is_inside_the_file(minutes: bytes) -> None:
    info = pdf.pdf_info(minutes)
    assert any("DejaVu" in name for name in info.fonts)
    assert info.fonts_embedded


def test_the_annexes_are_inside_with_their_kind_and_unchanged(minutes: bytes) -> None:
    count, sheet = pdf.pdf_info(minutes).attachments
    assert (count.name, count.mime, count.relationship) == (
        "décompte-1.json", "application/json", "Data",
    )  # fmt: skip
    assert count.sha256 == hashlib.sha256(COUNT.content).hexdigest()
    assert (sheet.name, sheet.mime, sheet.relationship, sheet.size) == (
        "feuille.pdf", "application/pdf", "Supplement", 10,
    )  # fmt: skip


def test_a_plain_variant_is_for_printing_only() -> None:
    info = pdf.pdf_info(pdf.html_to_pdf(MINUTES % "", title="Lettre", variant=""))
    assert (info.pdfa, info.pdfua, info.title) == ("", 0, "Lettre")


def test_files_are_joined_in_order() -> None:
    one, two = (
        pdf.html_to_pdf(MINUTES % page, title="x", variant="")
        for page in ("", "<p style='break-before: page'>suite</p>")
    )
    joined = pdf.merge([two, one, two], title="Dossier")
    assert pdf.page_count(joined) == 5
    assert pdf.pdf_info(joined).title == "Dossier"
    assert pdf.pdf_info(joined).fonts_embedded


@pytest.mark.parametrize("call", [pdf.page_count, pdf.pdf_info, lambda data: pdf.merge([data])])
def test_what_is_no_pdf_is_a_sentence(call: object) -> None:
    assert callable(call)
    with pytest.raises(PdfError, match="pas un PDF lisible"):
        call(b"%PDF-1.7 but no more")


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """Listen on loopback and note what is asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_arguments: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='http://{host}/a.png'>",
        "<img src='HTTP://user@{host}/a.png'>",
        "<img src='//{host}/a.png'>",
        "<img src='ftp://{host}/a.png'>",
        "<img src='file://{secret}'>",
        "<img src='FILE:{secret}'>",
        "<img src='{secret}'>",
        "<img src='static:{secret}'>",
        "<img src='static:/../../../../..{secret}'>",
        "<img src='static:%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e{secret}'>",
        "<link rel=stylesheet href='http://{host}/a.css'>",
        "<link rel=attachment href='file://{secret}'>",
        "<a rel=attachment href='file://{secret}'>x</a>",
        "<style>@import 'http://{host}/a.css'; p {{ background: url(http://{host}/b) }}</style>",
        "<style>@font-face {{ font-family: x; src: url(file://{secret}) }} p {{ font-family: x }}"
        "</style>",
        "<svg><image href='http://{host}/a.png' /><use href='file://{secret}#x' /></svg>",
        "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\">"
        "<image href=\"http://{host}/a.png\"/></svg>'>",
        "<object data='http://{host}/a.svg'></object><embed src='http://{host}/b.svg'>",
        "<base href='http://{host}/'><img src='a.png'>",
    ],
)  # fmt: skip
def test_a_page_being_printed_reads_nothing_of_the_machine_or_the_network(
    markup: str, trap: tuple[str, list[str]], tmp_path: Path
) -> None:
    host, asked = trap
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>SECRET</text></svg>")
    body = markup.format(host=host, secret=secret)
    try:
        data = pdf.html_to_pdf(MINUTES % body, title="x", variant="pdf/a-3a")
    except PdfError as error:
        assert "mise en page" in str(error)
        return
    assert asked == []
    assert pdf.pdf_info(data).attachments == ()
    with pikepdf.open(io.BytesIO(data)) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        assert not any(b"SECRET" in each.read_bytes() for each in streams)


@pytest.fixture
def packaged(settings: Settings, tmp_path: Path) -> Path:
    """A folder of static files with a style sheet."""
    folder = tmp_path / "static"
    (folder / "css").mkdir(parents=True)
    (folder / "css/print.css").write_text("@page { size: A6 } h1 { font-size: 8pt }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return folder


def test_packaged_style_sheets_are_read(packaged: Path) -> None:
    link = "<link rel=stylesheet href='static:css/print.css'>"
    html = f"<html lang=fr><head><title>x</title>{link}</head><body><h1>x</h1></body></html>"
    with pikepdf.open(io.BytesIO(pdf.html_to_pdf(html, title="x"))) as opened:
        assert round(opened.pages[0].mediabox[2]) == round(105 / 25.4 * 72)


def test_a_style_sheet_we_forgot_is_an_error_and_not_an_ugly_paper(packaged: Path) -> None:
    with pytest.raises(PdfError, match=r"css/lost\.css"):
        pdf.html_to_pdf("<link rel=stylesheet href='static:css/lost.css'>x", title="x")


def test_a_paper_without_any_font_is_refused_with_the_package_to_install() -> None:
    with pytest.raises(PdfError, match="fonts-dejavu-core"):
        pdf.html_to_pdf("<html lang=fr><title>x</title><body></body></html>", title="x")


def test_a_machine_without_pango_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def find_spec(self, name: str, *_rest: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(__import__("sys").modules, "weasyprint", raising=False)
    monkeypatch.setattr("sys.meta_path", [Missing(), *__import__("sys").meta_path])
    with pytest.raises(PdfError, match="libpango"):
        pdf.html_to_pdf("x", title="x")


def test_a_machine_without_dejavu_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts._registered.cache_clear()
    monkeypatch.setattr(fonts, "_find", lambda _name: None)
    with pytest.raises(PdfError, match="fonts-dejavu-core"):
        fonts.font_name()
    fonts._registered.cache_clear()


def test_fonts_are_found_in_a_folder_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "deep/er/DejaVuSans.ttf").write_bytes(b"")
    monkeypatch.setattr(fonts, "_USUAL_FOLDER", tmp_path / "none")
    monkeypatch.setattr(fonts, "_SEARCHED", (str(tmp_path),))
    assert fonts._find("DejaVuSans.ttf") == tmp_path / "deep/er/DejaVuSans.ttf"
    assert fonts._find("Other.ttf") is None
