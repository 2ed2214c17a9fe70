"""Builds the minutes: the record drawn from the data, and its PDF/A with annexes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Count, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.models import Minutes
from documents.render.attendance_sheet import attendance_sheet_pdf
from mandates.models import Proxy
from meetings.models import Meeting, Resolution, RollEntry
from organisations.models import JournalHead, Message, Organisation
from organisations.selectors.remembered import remembered
from tala.lib import clock
from tala.lib.dates import PARIS, long_date, long_datetime, time_of_day
from tala.lib.figures import integer, percent
from tala.lib.markdown import render_markdown
from tala.lib.pdf import PdfAttachment, html_to_pdf
from voting.models import Ballot
from voting.render.count_file import count_file_bytes
from voting.render.quorum import no_quorum_sentence, quorum_reasons
from voting.render.result import CollegeRow, result_view, verdict_lines
from voting.selectors.attendance import ModeCounts, modes_by_college

ITEMS = ("items__resolutions", "items__attachments")
"""What the minutes read of a meeting's agenda, prefetched once."""


@dataclass(frozen=True)
class AttendanceRow:
    """One college's line of the attendance table, ready to print."""

    name: str
    weight: str
    registered: int
    present: int
    remote: int
    represented: int
    postal: int
    attending: int


@dataclass(frozen=True)
class ResolutionRecord:
    """A resolution and what became of it; no verdict when it was not put to the vote."""

    number: int
    title: str
    text_html: str
    verdict: str = ""
    lines: Sequence[str] = ()
    rows: Sequence[CollegeRow] = ()


@dataclass
class ItemRecord:
    """An agenda item, its debate and its resolutions."""

    pk: int
    number: int
    title: str
    presenter: str
    debate_html: str
    resolutions: list[ResolutionRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the minutes count: attendance by college, notices by means, proofs, blank proxies."""

    modes: Mapping[str, ModeCounts]
    emails: int
    letters: int
    sent: int
    blank_proxies: int


def minutes_context(minutes: Minutes) -> dict[str, Any]:
    """Return all that the minutes say, as plain values, counted now."""
    return _record(minutes, _figures(minutes.meeting))


def minutes_record_shown(minutes: Minutes) -> dict[str, Any]:
    """Return the same for a page, whose counts are remembered until the next act."""
    meeting = minutes.meeting
    name = f"minutes-figures:{meeting.pk}"
    figures = remembered(meeting.organisation, name, lambda: _figures(meeting))
    return _record(minutes, figures)


def _figures(meeting: Meeting) -> Figures:
    means = dict(meeting.roll.order_by().values_list("means").annotate(Count("pk")))
    sent = Message.objects.filter(convocation__meeting=meeting, state=Message.State.SENT)
    active = Proxy.objects.filter(meeting=meeting, state=Proxy.State.ACTIVE)
    return Figures(
        modes=modes_by_college(meeting, departures=False),
        emails=means.get(RollEntry.Means.EMAIL, 0),
        letters=means.get(RollEntry.Means.POST, 0),
        sent=sent.count(),
        blank_proxies=active.filter(holder=None).count(),
    )


def _record(minutes: Minutes, figures: Figures) -> dict[str, Any]:
    meeting, organisation = minutes.meeting, minutes.meeting.organisation
    prefetch_related_objects([meeting], *ITEMS)
    prefetch_related_objects([minutes], "debates")
    ballots = list(
        Ballot.objects.filter(poll__meeting=meeting)
        .select_related("resolution")
        .order_by("position")
    )
    return {
        "organisation": organisation,
        "organisation_line": _organisation_line(organisation),
        "registry_line": _registry_line(organisation),
        "title": _("Procès-verbal : %(title)s") % {"title": meeting.title},
        "draft": minutes.state == Minutes.State.DRAFT,
        "opening_line": _opening_line(meeting),
        "convocation_lines": _convocation_lines(meeting, figures),
        "bureau": _bureau(meeting),
        "opening_html": render_markdown(minutes.opening),
        "attendance_lines": [*_attendance_lines(figures), *_no_quorum_lines(ballots)],
        "attendance": _attendance_rows(ballots, figures.modes),
        "papers": [paper for item in meeting.items.all() for paper in item.attachments.all()],
        "items": _items(minutes, ballots),
        "incidents_html": render_markdown(minutes.incidents) if minutes.incidents else "",
        "closing_html": render_markdown(minutes.closing) if minutes.closing else "",
        "closing_line": _closing_line(meeting),
        "journal_line": _journal_line(organisation),
        "footer": _footer(minutes),
        "page_word": _("page"),
    }


def _organisation_line(organisation: Organisation) -> str:
    form = str(organisation.get_legal_form_display())
    return form + (_(", à capital variable") if organisation.variable_capital else "")


def _registry_line(organisation: Organisation) -> str:
    if organisation.siren and organisation.registry_city:
        return _("RCS %(city)s %(siren)s") % {
            "city": organisation.registry_city,
            "siren": organisation.siren,
        }
    return organisation.siren or organisation.rna


def _opening_line(meeting: Meeting) -> str:
    opened = meeting.opened_at or meeting.starts_at
    place = meeting.place or _("à distance")
    if meeting.place and meeting.video_url:
        place = _("%(place)s et à distance") % {"place": meeting.place}
    line = _("Le %(moment)s, %(place)s, les membres se sont réunis en %(kind)s.") % {
        "moment": long_datetime(opened),
        "place": place,
        "kind": str(meeting.get_kind_display()).lower(),
    }
    if opened.astimezone(PARIS).date() == meeting.day:
        return line
    convened = _("La convocation portait le %(when)s.")
    return f"{line} {convened % {'when': long_datetime(meeting.starts_at)}}"


def _convocation_lines(meeting: Meeting, figures: Figures) -> list[str]:
    lines = []
    if meeting.convened_at:
        lines.append(
            _(
                "Convocation n° %(call)s du %(day)s : %(emails)s par courriel, "
                "%(letters)s par lettre."
            )
            % {
                "call": meeting.call_number,
                "day": long_date(meeting.convened_at),
                "emails": integer(figures.emails),
                "letters": integer(figures.letters),
            }
        )
    if meeting.convener and meeting.convener_decided_on:
        lines.append(
            _("Décision de convoquer : %(body)s, le %(day)s.")
            % {"body": meeting.convener, "day": long_date(meeting.convener_decided_on)}
        )
    if figures.sent:
        lines.append(
            ngettext(
                "L’envoi de %(sent)s courriel est prouvé par une ligne de registre (date, adresse, "
                "empreinte, réponse du serveur).",
                "L’envoi de %(sent)s courriels est prouvé, pour chacun, par une ligne de registre "
                "(date, adresse, empreinte, réponse du serveur).",
                figures.sent,
            )
            % {"sent": integer(figures.sent)}
        )
    if meeting.late_reason:
        lines.append(
            _("Convocation envoyée après le délai. Motif : %(reason)s")
            % {"reason": meeting.late_reason}
        )
    return lines


def _bureau(meeting: Meeting) -> list[tuple[str, str]]:
    return [
        (_("Président de séance"), meeting.chair_name or _("non désigné")),
        (_("Scrutateurs"), meeting.teller_names or _("non désignés")),
        (_("Secrétaire de séance"), meeting.secretary_name or _("non désigné")),
    ]


def _attendance_lines(figures: Figures) -> list[str]:
    total = sum(figures.modes.values(), ModeCounts())
    return [
        _(
            "La feuille de présence, certifiée exacte par le bureau et annexée, compte "
            "%(attending)s voix sur %(registered)s : %(present)s présentes, %(remote)s à distance, "
            "%(represented)s représentées, %(postal)s émises avant la séance."
        )
        % {
            "attending": integer(total.attending),
            "registered": integer(total.registered),
            "present": integer(total.present),
            "remote": integer(total.remote),
            "represented": integer(total.represented),
            "postal": integer(total.postal),
        },
        _(
            "Pouvoirs en blanc : %(number)s (art. L. 225-106 : vote favorable aux seuls projets "
            "agréés par le conseil)."
        )
        % {"number": integer(figures.blank_proxies)},
    ]


def _no_quorum_lines(ballots: Sequence[Ballot]) -> list[str]:
    """Return the record of each part that lacked its quorum (C.com R225-107)."""
    parts: dict[str, list[Ballot]] = {}
    for ballot in ballots:
        if ballot.state == Ballot.State.NO_QUORUM:
            parts.setdefault(ballot.part, []).append(ballot)
    return [
        no_quorum_sentence(part, [ballot.number for ballot in found], found[0].quorum or {})
        for part, found in parts.items()
    ]


def _attendance_rows(
    ballots: Sequence[Ballot], counts: Mapping[str, ModeCounts]
) -> list[AttendanceRow]:
    names = _colleges(ballots)
    rows = [
        _attendance_row(name, weight, counts.get(code, ModeCounts()))
        for code, (name, weight) in names.items()
    ]
    if len(rows) > 1:
        rows.append(_attendance_row(_("Total"), None, sum(counts.values(), ModeCounts())))
    return rows


def _attendance_row(name: str, weight: Fraction | None, counts: ModeCounts) -> AttendanceRow:
    return AttendanceRow(
        name=name,
        weight=percent(weight) if weight is not None else "",
        registered=counts.registered,
        present=counts.present,
        remote=counts.remote,
        represented=counts.represented,
        postal=counts.postal,
        attending=counts.attending,
    )


def _colleges(ballots: Sequence[Ballot]) -> dict[str, tuple[str, Fraction | None]]:
    """Return code -> (name, weight) as frozen on the roll, in the statutes' order."""
    rule = ballots[0].typed_rule if ballots else None
    if rule is not None and rule.by_college:
        return {college.code: (college.name, college.weight) for college in rule.colleges}
    return {"": (_("Membres"), None)}


def _items(minutes: Minutes, ballots: Sequence[Ballot]) -> list[ItemRecord]:
    debates = {debate.item_id: debate.text for debate in minutes.debates.all()}
    by_resolution = {ballot.resolution_id: ballot for ballot in ballots}
    records, number = [], 0
    for position, item in enumerate(minutes.meeting.items.all(), start=1):
        record = ItemRecord(
            pk=item.pk,
            number=position,
            title=item.title,
            presenter=item.presenter,
            debate_html=render_markdown(debates.get(item.pk, "")),
        )
        for resolution in item.resolutions.all():
            number += 1
            record.resolutions.append(
                _resolution(number, resolution, by_resolution.get(resolution.pk))
            )
        records.append(record)
    return records


def _resolution(number: int, resolution: Resolution, ballot: Ballot | None) -> ResolutionRecord:
    title, text_html = resolution.title, render_markdown(resolution.text)
    if ballot is not None and ballot.state == Ballot.State.NO_QUORUM:
        return ResolutionRecord(
            number=number,
            title=title,
            text_html=text_html,
            verdict=_("Quorum non atteint, résolution non mise aux voix."),
            lines=_no_quorum_record(ballot),
        )
    if ballot is None or ballot.state != Ballot.State.DECLARED or ballot.result is None:
        return ResolutionRecord(number=number, title=title, text_html=text_html)
    sentence, *lines = verdict_lines(ballot)
    view = result_view(ballot)
    return ResolutionRecord(
        number=number,
        title=title,
        text_html=text_html,
        verdict=sentence,
        lines=lines,
        rows=[*view.rows, view.total],
    )


def _no_quorum_record(ballot: Ballot) -> list[str]:
    lines = quorum_reasons(ballot.quorum or {}, left=0)
    if ballot.closed_at is not None:
        lines.append(_("Constaté à %(hour)s.") % {"hour": time_of_day(ballot.closed_at)})
    return lines


def _closing_line(meeting: Meeting) -> str:
    if meeting.closed_at is None:
        return _("La séance n’est pas levée.")
    return _("L’ordre du jour étant épuisé, la séance est levée à %(hour)s.") % {
        "hour": time_of_day(meeting.closed_at)
    }


def _journal_line(organisation: Organisation) -> str:
    head: JournalHead | None = getattr(organisation, "journal_head", None)
    return _("Journal de la coopérative : %(number)s lignes, dernière empreinte %(hash)s") % {
        "number": integer(head.sequence if head else 0),
        "hash": head.hash if head else "",
    }


def _footer(minutes: Minutes) -> str:
    name = minutes.meeting.organisation.name
    if minutes.number is None:
        return _("%(name)s, projet du %(day)s") % {"name": name, "day": long_date(clock.today())}
    return _("%(name)s, registre des délibérations, n° %(number)s") % {
        "name": name,
        "number": minutes.number,
    }


def minutes_pdf(minutes: Minutes) -> bytes:
    """Return the minutes as PDF/A-3 with the attendance sheet and every count file inside."""
    attachments = _attachments(minutes.meeting)
    record = minutes_context(minutes)
    record["annexes"] = [
        {
            "name": file.name,
            "description": file.description,
            "sha256": hashlib.sha256(file.content).hexdigest(),
        }
        for file in attachments
    ]
    html = render_to_string("documents/minutes_pdf.html", {"record": record})
    return html_to_pdf(html, title=record["title"], attachments=attachments)


def _attachments(meeting: Meeting) -> list[PdfAttachment]:
    sheet = PdfAttachment(
        name="feuille-de-presence.pdf",
        content=attendance_sheet_pdf(meeting),
        mime="application/pdf",
        description=_("Feuille de présence"),
    )
    declared = Ballot.objects.filter(poll__meeting=meeting, state=Ballot.State.DECLARED)
    return [sheet, *(_count(ballot) for ballot in declared.order_by("position"))]


def _count(ballot: Ballot) -> PdfAttachment:
    """Return the count file as an annex: the very bytes whose SHA-256 the journal keeps."""
    return PdfAttachment(
        name=f"decompte-{ballot.number:02}.json",
        content=count_file_bytes(ballot),
        mime="application/json",
        description=_("Décompte de la résolution n° %(number)s") % {"number": ballot.number},
        relationship="Data",
    )
