"""The letters that convene members by post: laid out once, stamped with each recipient.

A letter is the convocation with its texts, then the proxy form and the postal-vote form on a sheet
of their own, which a member can send back. Each part has an even number of pages, so that a whole
file can be printed on both sides and folded letter by letter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from meetings.models import Meeting, Resolution, RollEntry
from meetings.render.convocation import membership, personal_url
from meetings.render.notice import Notice, notice_of
from meetings.render.qr import qr_rows
from meetings.render.ways import abstention_effect, blank_effect, who_may_hold
from meetings.selectors.calendar import deadline_of, when
from tala.lib import dates
from tala.lib.pdf import PdfError, Stamp, html_to_pdf, merge, page_count, stamp_copies

# Millimetres from the left and top edges; templates/letters/style.html leaves these places free.
# The address falls in the window of a DL or C5 envelope, 20 mm from its right and bottom edges.
ADDRESS = (110, 48)
REFERENCE = (20, 62)
LINK = (24, 258)
QR = (160, 243)
FORM_IDENTITY = (24, 57.5)


BATCH = 500
"""Letters stamped at a time, to bound the memory of the worker."""


@dataclass(frozen=True)
class LetterModel:
    """The common pages, and the pages (from 1) where the forms begin; None for no form."""

    pdf: bytes
    proxy_page: int | None
    vote_page: int | None


def letters_pdf(meeting: Meeting, entries: Iterable[RollEntry]) -> bytes:
    """Return one PDF with a whole letter for each voice, in order; PdfError for no voice."""
    with translation.override(settings.LANGUAGE_CODE):
        model = letter_model(meeting)
        parts = [
            stamp_copies(model.pdf, [list(_stamps(model, entry)) for entry in batch])
            for batch in _batches(entries)
        ]
    if not parts:
        raise PdfError(_("Aucune lettre à imprimer : la liste des destinataires est vide."))
    return parts[0] if len(parts) == 1 else merge(parts)


def _batches(entries: Iterable[RollEntry]) -> Iterator[list[RollEntry]]:
    source = iter(entries)
    while batch := list(islice(source, BATCH)):
        yield batch


def cancellation_letters_pdf(meeting: Meeting, entries: Iterable[RollEntry]) -> bytes:
    """Return one PDF that tells each of these voices that the meeting is cancelled."""
    with translation.override(settings.LANGUAGE_CODE):
        notice = notice_of(meeting)
        context = {"notice": notice, "meeting": meeting, "organisation": meeting.organisation}
        page = _page("letters/cancellation.html", context, notice)
        copies = ([_address(entry)] for entry in entries)
        return stamp_copies(page, copies)


def sample_letter(meeting: Meeting) -> bytes:
    """Return the letter as it would be printed now, for an imaginary member."""
    sample = RollEntry(
        meeting=meeting,
        member_id=0,
        number="0000",
        name=_("Camille Exemple"),
        address=_("12 rue de l’Exemple\n00000 Ville"),
    )
    return letters_pdf(meeting, [sample])


def letter_model(meeting: Meeting) -> LetterModel:
    """Lay out the common pages of the meeting's letters."""
    notice = notice_of(meeting)
    context = {"notice": notice, "meeting": meeting, "organisation": meeting.organisation}
    parts = _even([_page("letters/convocation.html", context, notice)], context, notice)
    proxy_page = vote_page = None
    if notice.params.proxies_allowed:
        proxy_page = _pages(parts) + 1
        parts.append(_page("letters/proxy_form.html", context | _proxy_context(notice), notice))
    if notice.params.postal_enabled and notice.has_resolutions:
        vote_page = _pages(parts) + 1
        parts.append(_page("letters/vote_form.html", context | _vote_context(notice), notice))
    parts = _even(parts, context, notice)
    return LetterModel(merge(parts, title=notice.title), proxy_page, vote_page)


def _page(template: str, context: dict[str, object], notice: Notice) -> bytes:
    return html_to_pdf(render_to_string(template, context), title=notice.title, variant="")


def _even(parts: list[bytes], context: dict[str, object], notice: Notice) -> list[bytes]:
    """Return the parts with a blank page more where that makes their pages even."""
    if _pages(parts) % 2 == 0:
        return parts
    return [*parts, _page("letters/blank.html", context, notice)]


def _pages(parts: list[bytes]) -> int:
    return sum(page_count(part) for part in parts)


def _proxy_context(notice: Notice) -> dict[str, object]:
    return {
        "who_may_hold": who_may_hold(notice.params),
        "blank_effect": blank_effect(notice.params),
        "second_call": notice.params.proxy_valid_second_call,
        "form_too": bool(notice.params.postal_enabled and notice.has_resolutions),
        "closing": dates.long_datetime(notice.closing) if notice.closing else "",
    }


def _vote_context(notice: Notice) -> dict[str, object]:
    meeting, params = notice.meeting, notice.params
    cutoff = deadline_of(meeting, params, "postal_cutoff")
    kinds = {
        numbered.resolution.majority for line in notice.agenda for numbered in line.resolutions
    }
    # One sentence when both kinds of resolutions of a mixed meeting treat abstention alike.
    effects = dict.fromkeys(
        abstention_effect(params, kind, meeting.call_number)
        for kind in Resolution.Majority.values
        if kind in kinds
    )
    return {
        "cutoff": when(cutoff) if cutoff else "",
        "abstention": " ".join(effects),
        "article": params.article("postal_enabled"),
        "proxies": bool(params.proxies_allowed),
    }


def _stamps(model: LetterModel, entry: RollEntry) -> Iterator[Stamp]:
    yield _address(entry)
    yield Stamp(1, *REFERENCE, membership(entry), size=8.5, max_width_mm=78)
    link = "" if entry.member_id == 0 else personal_url(entry)
    if link:
        yield Stamp(1, *LINK, link, size=8, font="mono", max_width_mm=130)
        yield from _qr(link)
    lines = (entry.name, membership(entry), entry.address.replace("\n", ", "))
    for page in (model.proxy_page, model.vote_page):
        if page is not None:
            yield Stamp(page, *FORM_IDENTITY, "\n".join(lines), size=9.5, max_width_mm=160)


def _address(entry: RollEntry) -> Stamp:
    return Stamp(1, *ADDRESS, address_block(entry), size=10.5, max_width_mm=85)


def address_block(entry: RollEntry) -> str:
    """Return the lines shown in the window: name, care of whom, street, town, country."""
    lines = [entry.name, *entry.address.split("\n")]
    if entry.legal_person and entry.representative:
        lines.insert(1, _("À l’attention de %(name)s") % {"name": entry.representative})
    return "\n".join(line for line in lines if line)


def _qr(link: str) -> Iterator[Stamp]:
    x, y = QR
    rows = qr_rows(link)
    for place, row in enumerate(rows.lines):
        yield Stamp(1, x, y + place * rows.line_mm, row, size=rows.size, font="mono")
