"""Makes PDF files from HTML, joins them and reads their facts: the only importer of WeasyPrint."""

import hashlib
import io
import warnings
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.utils.translation import gettext_lazy as _

from tala.lib.fonts import PdfError, no_font_sentence
from tala.lib.stamps import Stamp, stamp_copies

__all__ = [
    "AttachmentInfo", "PdfAttachment", "PdfError", "PdfInfo", "Stamp", "html_to_pdf", "merge",
    "page_count", "pdf_info", "stamp_copies",
]  # fmt: skip

_END_OF_METADATA = b"</rdf:RDF>"
# ISO 14289-1 asks for this mark; ISO 19005-3 asks that a schema it does not know be described.
_PDF_UA_MARK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


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
    """Return the PDF of an HTML page.

    `static:css/print.css` is read from the packaged static files and `data:` from the page itself;
    any other address (http, file, relative) is refused and left out. Variant `pdf/a-3a` is tagged
    and marked PDF/UA-1 as well; the template owes it `lang`, one `h1`, `th scope` and `alt`. An
    empty variant gives a plain PDF, for letters to be stamped and printed.

    Raises PdfError when the Pango library or all fonts are missing, or a `static:` file is.
    """
    weasyprint = _weasyprint()
    # Imported here: it imports WeasyPrint, which costs a second and 40 MB.
    from tala.lib.pdffetcher import MissingStaticFile, PackagedFiles  # noqa: PLC0415

    options: dict[str, Any] = {
        "pdf_variant": variant or None,
        "attachments": [_attachment(weasyprint, each) for each in attachments],
    }
    accessible = variant.endswith("a")
    try:
        with warnings.catch_warnings():
            # WeasyPrint leaves the file of its colour profile to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            document = weasyprint.HTML(string=html, url_fetcher=PackagedFiles()).render(**options)
            document.metadata.title, document.metadata.lang = title, lang
            pdf: bytes = document.write_pdf(
                finisher=_mark_accessible if accessible else None, **options
            )
    except MissingStaticFile as error:
        raise PdfError(
            _("Un fichier de mise en page manque à l’installation : %(name)s.")
            % {"name": error.name}
        ) from error
    if not pdf_info(pdf).fonts:
        raise PdfError(no_font_sentence())
    return pdf


def merge(pdfs: Iterable[bytes], *, title: str = "") -> bytes:
    """Return the files one after the other in one file; PdfError for one that is not a PDF."""
    with pikepdf.new() as out:
        for data in pdfs:
            with _opened(data) as pdf:
                out.pages.extend(pdf.pages)
        if title:
            out.docinfo["/Title"] = title
        merged = io.BytesIO()
        out.save(merged)
    return merged.getvalue()


def page_count(pdf: bytes) -> int:
    """Return the number of pages; PdfError for what is not a PDF."""
    with _opened(pdf) as opened:
        return len(opened.pages)


def pdf_info(pdf: bytes) -> PdfInfo:
    """Return the facts of a PDF file; PdfError for what is not a PDF."""
    with _opened(pdf) as opened:
        metadata = opened.open_metadata(update_docinfo=False)
        fonts = _fonts(opened)
        return PdfInfo(
            pages=len(opened.pages),
            title=str(opened.docinfo.get("/Title", "")),
            lang=str(opened.Root.get("/Lang", "")),
            pdfa=metadata.pdfa_status,
            pdfua=int(str(metadata.get("pdfuaid:part", 0))),
            attachments=tuple(_attachment_info(opened, name) for name in opened.attachments),
            fonts=tuple(sorted(fonts)),
            fonts_embedded=all(fonts.values()),
        )


def _weasyprint() -> Any:  # noqa: ANN401 - untyped
    """Import WeasyPrint: lazily, as pages that print nothing must not pay for it."""
    try:
        import weasyprint  # noqa: PLC0415, TID251 - this is the one adapter
    except OSError as error:
        raise PdfError(
            _(
                "La bibliothèque Pango manque sur le serveur : aucun PDF ne peut être fait."
                " Installez-la par : apt-get install --no-install-recommends"
                " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            )
        ) from error
    return weasyprint


def _attachment(weasyprint: Any, file: PdfAttachment) -> Any:  # noqa: ANN401 - untyped
    attachment = weasyprint.Attachment(
        string=file.content,
        name=file.name,
        description=file.description,
        relationship=file.relationship,
    )
    # WeasyPrint guesses the type from the name unless its source tells it.
    attachment.source = nullcontext((io.BytesIO(file.content), None, None, file.mime))
    return attachment


def _mark_accessible(_document: object, pdf: Any) -> None:  # noqa: ANN401 - untyped pydyf.PDF
    """Add the PDF/UA mark to the metadata: WeasyPrint takes one variant only."""
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    packet = b"".join(metadata.stream)
    metadata.stream = [packet.replace(_END_OF_METADATA, _PDF_UA_MARK + _END_OF_METADATA, 1)]


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise PdfError(_("Ce fichier n’est pas un PDF lisible.")) from error


def _fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """Return the fonts the pages name, each with whether its file is embedded."""
    found: dict[str, bool] = {}
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        fonts = page.resources.get("/Font", pikepdf.Dictionary())
        if fonts.is_indirect and fonts.objgen in seen:
            continue
        seen.add(fonts.objgen)
        for font in fonts.as_dict().values():
            found[str(font.get("/BaseFont", "/Type3"))[1:]] = _embedded(font)
    return found


def _embedded(font: pikepdf.Object) -> bool:
    if font.get("/Subtype") == pikepdf.Name.Type3:
        return True  # its shapes are drawn in the file itself
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", pikepdf.Dictionary())
    return any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def _attachment_info(pdf: pikepdf.Pdf, name: str) -> AttachmentInfo:
    spec = pdf.attachments[name]
    file = spec.get_file()
    content = file.read_bytes()
    return AttachmentInfo(
        name=spec.filename,
        mime=file.mime_type,
        relationship=str(spec.relationship or "")[1:],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
