"""Uploaded papers: what is kept, and what is refused with a sentence."""

import hashlib
import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tala.lib.uploads import UploadVerdict, check_pdf

MEGABYTE = 1024 * 1024


def blank(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page()
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    file = io.BytesIO()
    pdf.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def verdict(data: bytes) -> UploadVerdict:
    return check_pdf(data, max_bytes=MEGABYTE)


def test_a_plain_pdf_is_accepted_with_its_facts() -> None:
    data = saved(blank(3))
    assert verdict(data) == UploadVerdict(
        ok=True, reason="", sha256=hashlib.sha256(data).hexdigest(), size=len(data), pages=3
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "est vide"),
        (b"%PDF-1.7" + b"x" * MEGABYTE, "pèse 2 Mo ; la limite est de 1 Mo"),
        (b"PK\x03\x04 docx", "n’est pas un PDF"),
        (b"<html>%PDF-1.7", "n’est pas un PDF"),
        (b"%PDF-1.7\nnothing of the kind", "est abîmé"),
        (b"%PDF-1.7\n" + b"\x00" * 2000, "est abîmé"),
        (saved(pikepdf.new()), "est abîmé"),
    ],
)
def test_what_is_no_readable_pdf_is_refused(data: bytes, words: str) -> None:
    refused = verdict(data)
    assert not refused.ok
    assert words in str(refused.reason).replace("\u202f", " ")
    assert refused.pages == 0


@pytest.mark.parametrize("user", ["", "secret"])
def test_a_protected_pdf_is_refused(user: str) -> None:
    data = saved(blank(), encryption=pikepdf.Encryption(owner="owner", user=user))
    assert "mot de passe" in str(verdict(data).reason)


def with_script_at_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_script_by_name(pdf: pikepdf.Pdf) -> None:
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"x")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def with_launch_in_an_annotation(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.Launch, F=String("cmd.exe")),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([link])


def with_script_in_a_chain(pdf: pikepdf.Pdf) -> None:
    later = Dictionary(S=Name.URI, URI=String("https://example.org"))
    later.Next = Array([Dictionary(S=Name.JavaScript, JS=String("x"))])
    pdf.pages[0].obj.AA = Dictionary(O=later)


def with_a_form_that_sends(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Btn, AA=Dictionary(U=Dictionary(S=Name.SubmitForm)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


@pytest.mark.parametrize(
    "arm",
    [with_script_at_opening, with_script_by_name, with_launch_in_an_annotation,
     with_script_in_a_chain, with_a_form_that_sends],
)  # fmt: skip
@pytest.mark.parametrize("streams", ["disable", "generate"])
def test_a_pdf_that_starts_something_is_refused(arm: object, streams: str) -> None:
    assert callable(arm)
    pdf = blank()
    arm(pdf)
    data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode[streams])
    assert "programme ou un formulaire actif" in str(verdict(data).reason)


def test_a_script_hidden_by_an_escaped_name_is_found() -> None:
    pdf = blank()
    with_script_at_opening(pdf)
    data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    hidden = data.replace(b"/JavaScript", b"/Java#53cript").replace(b"/JS ", b"/#4aS ")
    assert hidden != data
    assert "programme" in str(verdict(hidden).reason)


def test_a_link_to_a_site_is_no_danger() -> None:
    pdf = blank()
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.URI, URI=String("https://example.org")),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([link])
    assert verdict(saved(pdf)).ok


def bomb(size: int) -> bytes:
    """Return a PDF whose one compressed stream of objects unpacks to `size` bytes."""
    packed = zlib.compress(b"5 0 " + b"0" * size, 9)
    body = io.BytesIO()
    body.write(b"%PDF-1.5\n")
    places = {}
    for number, content in {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream"
        % (len(packed), packed),
    }.items():
        places[number] = body.tell()
        body.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = body.tell()
    rows = [(0, 0), *((1, place) for place in places.values()), (2, 4), (1, start)]
    table = b"".join(bytes([kind]) + value.to_bytes(4, "big") + b"\0\0" for kind, value in rows)
    body.write(
        b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n%b\nendstream\n"
        b"endobj\nstartxref\n%d\n%%%%EOF" % (len(table), table, start)
    )
    return body.getvalue()


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    assert verdict(bomb(1000)).ok
    data = bomb(300 * MEGABYTE)
    assert len(data) < MEGABYTE
    assert "trop complexe" in str(verdict(data).reason)


def test_mutilated_pdfs_never_break_the_check() -> None:
    pdf = blank(2)
    with_launch_in_an_annotation(pdf)
    data = saved(pdf)
    for place in range(0, len(data), 3):
        for damage in (b"\xff", b"<<", b""):
            broken = verdict(data[:place] + damage + data[place + 1 :])
            assert broken.ok != bool(broken.reason)
