"""Makes PDF files from HTML, joins them and reads their facts: the only importer of WeasyPrint."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tala.lib.fonts import PdfError
from tala.lib.stamps import Stamp, stamp_copies

__all__ = [
    "PdfAttachment", "PdfError", "PdfInfo", "Stamp", "html_to_pdf", "merge", "page_count",
    "pdf_info", "stamp_copies",
]  # fmt: skip


@dataclass(frozen=True)
class PdfAttachment:
    """A file inside a PDF/A-3; `relationship` as in ISO 32000-2 (Data, Source, Supplement...)."""

    name: str
    content: bytes
    mime: str
    description: str
    relationship: str = "Supplement"


@dataclass(frozen=True)
class AttachmentInfo:
    """An attached file as read back."""

    name: str
    mime: str
    relationship: str
    size: int
    sha256: str


@dataclass(frozen=True)
class PdfInfo:
    """Facts of a PDF file; `pdfa` is `3A` or empty, `pdfua` is 1 or 0."""

    pages: int
    title: str
    lang: str
    pdfa: str
    pdfua: int
    attachments: tuple[AttachmentInfo, ...]
    fonts: tuple[str, ...]
    fonts_embedded: bool


def html_to_pdf(
    html: str,
    *,
    title: str,
    lang: str = "fr",
    variant: str = "pdf/a-3a",
    attachments: Sequence[PdfAttachment] = (),
) -> bytes:
    """Return the PDF of an HTML page; only `static:` and `data:` addresses are read."""
    raise NotImplementedError


def merge(pdfs: Iterable[bytes]) -> bytes:
    """Return the files one after the other in one file."""
    raise NotImplementedError


def page_count(pdf: bytes) -> int:
    """Return the number of pages."""
    raise NotImplementedError


def pdf_info(pdf: bytes) -> PdfInfo:
    """Return the facts of a PDF file."""
    raise NotImplementedError
