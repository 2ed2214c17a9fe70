"""Judges uploaded files by their content, never by their name."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pikepdf.settings
from django.utils.translation import gettext_lazy as _

from tala.lib.refusals import Sentence

MAX_PAGES = 2_000
MAX_OBJECTS = 200_000
# Of one compressed stream: a file of 300 KB can otherwise unpack to gigabytes. For the process, set
# once before any thread opens a PDF.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=64 * 1024**2,
    png_max_memory=64 * 1024**2,
    tiff_max_memory=64 * 1024**2,
    run_length_max_memory=64 * 1024**2,
    doc_max_warnings=1_000,
)
# Actions that start something (ISO 32000-2, 12.6.4), and the key that carries a script.
_ACTIVE = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/Rendition",
    "/RichMediaExecute",
}


@dataclass(frozen=True)
class UploadVerdict:
    """What was found; `reason` is empty when the file is accepted, `pages` 0 when it is not."""

    ok: bool
    reason: Sentence
    sha256: str
    size: int
    pages: int


def check_pdf(data: bytes, *, max_bytes: int) -> UploadVerdict:
    """Return whether the bytes are a PDF fit to be kept and shown to members.

    It must begin as a PDF, open without a password, have pages, and hold no script and no action
    that starts something on the reader's machine. The reason of a refusal is a French sentence that
    says what to do.
    """
    reason = _size_reason(data, max_bytes)
    pages = 0
    if not reason:
        reason, pages = _content_verdict(data)
    digest = hashlib.sha256(data).hexdigest()
    return UploadVerdict(not reason, reason, digest, len(data), 0 if reason else pages)


def _size_reason(data: bytes, max_bytes: int) -> Sentence:
    if not data:
        return _("Ce fichier est vide. Choisissez un autre fichier.")
    if len(data) > max_bytes:
        return _(
            "Ce fichier pèse %(size)d Mo ; la limite est de %(limit)d Mo."
            " Réduisez ses images ou partagez-le en plusieurs fichiers."
        ) % {"size": -(-len(data) // 1024**2), "limit": max_bytes // 1024**2}
    if not data.startswith(b"%PDF-"):
        return _("Ce fichier n’est pas un PDF. Exportez votre document au format PDF.")
    return ""


def _content_verdict(data: bytes) -> tuple[Sentence, int]:
    """Return the reason to refuse, or none and the number of pages."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _open_verdict(pdf), len(pdf.pages)
    except pikepdf.PasswordError:
        return _protected(), 0
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, RecursionError):
        return _("Ce PDF est abîmé et ne s’ouvre pas. Exportez-le de nouveau."), 0


def _open_verdict(pdf: pikepdf.Pdf) -> Sentence:
    if pdf.is_encrypted:
        return _protected()
    if len(pdf.pages) > MAX_PAGES or len(pdf.objects) > MAX_OBJECTS:
        return _too_complex()
    if any(_starts_something(each) for each in _dictionaries(pdf)):
        return _(
            "Ce PDF contient un programme ou un formulaire actif."
            " Enregistrez-le par « Imprimer en PDF », puis recommencez."
        )
    # Said only once the objects have been read.
    bomb = any("limit exceeded" in str(warning) for warning in pdf.get_warnings())
    return _too_complex() if bomb else ""


def _too_complex() -> Sentence:
    return _(
        "Ce PDF est trop complexe. Enregistrez-le par « Imprimer en PDF », en plusieurs parties."
    )


def _protected() -> Sentence:
    return _("Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection.")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Give every dictionary of the file, those inside others included, whatever points to it."""
    for each in pdf.objects:
        yield from _inside(each)


def _inside(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting = [thing]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            children = list(each)
        elif isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            yield each
            children = [value for _name, value in each.items()]
        else:
            continue
        waiting += [
            child
            for child in children
            if isinstance(child, (pikepdf.Array, pikepdf.Dictionary)) and not child.is_indirect
        ]


def _starts_something(dictionary: pikepdf.Object) -> bool:
    return "/JS" in dictionary or str(dictionary.get("/S", "")) in _ACTIVE
