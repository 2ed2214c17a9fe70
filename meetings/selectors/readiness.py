"""What blocks a convocation and what deserves a second look, in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import ExclusionReason, Meeting, Resolution
from meetings.selectors.agenda import AgendaLine, NumberedResolution
from meetings.selectors.calendar import days_late, deadline_of, when
from meetings.selectors.recipients import EXCLUDED, RecipientCount
from meetings.selectors.second_call import minimum_day, second_dates
from organisations.rules.findings import PARAMETER_NAMES, sentence
from organisations.rules.legal_forms import LegalForm, company_form
from organisations.rules.questions import question_of
from organisations.rules.statutes import StatuteParameters, check, missing_for
from tala.lib import clock
from tala.lib.dates import long_date
from tala.lib.text import fold

LATE = "late_sending"
"""The one blocker that a stated reason lifts."""

_BLANK = re.compile(r"\[[^\]]+\]")
_PAPER_EXPECTED = re.compile(r"\b(rapports?|comptes|budget|bilan|conventions?)\b")


@dataclass(frozen=True)
class Point:
    """One thing to know before convening: a sentence, a stable code, and where to mend it."""

    code: str
    text: str
    url: str = ""
    url_text: str = ""


@dataclass(frozen=True)
class Readiness:
    """What stands between a draft and its convocation."""

    blockers: tuple[Point, ...]
    warnings: tuple[Point, ...]
    late: Point | None

    @property
    def ready(self) -> bool:
        """True when nothing blocks, lateness apart."""
        return not self.blockers


def readiness(
    meeting: Meeting,
    params: StatuteParameters | None,
    lines: list[AgendaLine],
    counts: list[RecipientCount] | None,
) -> Readiness:
    """Judge a draft: its recorded statutes (None for none), its agenda and its recipients.

    Without `counts` nothing is said of the recipients, whom counting costs a look at the register.
    """
    return Readiness(
        blockers=(
            *_facts(meeting),
            *_second_call(meeting),
            *_statutes(meeting, params),
            *_agenda(meeting, lines),
            *(() if counts is None else _electorate(counts)),
        ),
        warnings=(
            *_identity(meeting),
            *_convener(meeting),
            *_video(meeting, params),
            *_papers(meeting, lines),
            *_blanks(meeting, lines),
            *_left_out(meeting, counts or []),
            *_without_address(meeting, counts or []),
        ),
        late=_late(meeting, params) if params else None,
    )


def expects_paper(title: str) -> bool:
    """True when the title of a point announces a paper: accounts, a report, a budget."""
    return _PAPER_EXPECTED.search(fold(title)) is not None


def _page(meeting: Meeting, name: str, *args: int | str) -> str:
    return reverse(name, args=[meeting.organisation.slug, *args])


def _facts(meeting: Meeting) -> Iterator[Point]:
    edit = (_page(meeting, "meeting_edit", meeting.pk), _("Corriger la réunion"))
    if meeting.starts_at <= clock.now():
        yield Point(
            "past", _("La date de la réunion est passée. Choisissez une date à venir."), *edit
        )
    if not (meeting.place or meeting.video_url):
        yield Point(
            "no_place",
            _(
                "La convocation doit dire où se tient la réunion (C.com R225-66)."
                " Indiquez un lieu, ou un lien de visioconférence."
            ),
            *edit,
        )
    if not meeting.convener:
        yield Point(
            "no_convener",
            _("La convocation doit dire quel organe convoque. Indiquez-le."),
            *edit,
        )
    if meeting.kind == Meeting.Kind.BOARD:
        yield Point(
            "board_roll",
            _(
                "La liste des membres du conseil n’est pas encore tenue par TALA : convoquer"
                " enverrait l’avis à tous les membres de la coopérative."
            ),
        )
    if meeting.convener_decided_on and meeting.convener_decided_on > clock.today():
        yield Point(
            "decision_to_come",
            _("La décision de convoquer est datée d’un jour à venir. Corrigez cette date."),
            *edit,
        )


def _statutes(meeting: Meeting, params: StatuteParameters | None) -> Iterator[Point]:
    settings = (
        _page(meeting, "statutes_edit"),
        _("Compléter les statuts"),
    )
    if params is None:
        yield Point(
            "no_statutes",
            _(
                "Les paramètres des statuts ne sont pas enregistrés : quorum, majorité et"
                " délais manquent."
            ),
            *settings,
        )
        return
    form = LegalForm(meeting.organisation.legal_form)
    for name in missing_for(params, form, meeting.kind):
        text = _("Les statuts doivent encore dire ceci : %(parameter)s.")
        asked = question_of(name)
        page = _page(meeting, "statutes_question", asked.code) if asked else settings[0]
        yield Point(
            "missing_parameter",
            text % {"parameter": _(PARAMETER_NAMES[name])},
            page,
            _("Répondre à cette question"),
        )
    for finding in check(params, form):
        if finding.level == "error":
            text = f"{sentence(finding, _)} ({finding.article})"
            yield Point("unlawful_parameter", text, *settings)
    if not meeting.place and params.remote_enabled is False:
        yield Point(
            "remote_not_allowed",
            _(
                "Les statuts ne permettent pas de participer à distance : une réunion sans lieu"
                " serait nulle (%(article)s). Indiquez un lieu."
            )
            % {"article": params.article("remote_enabled")},
            _page(meeting, "meeting_edit", meeting.pk),
            _("Corriger la réunion"),
        )


def _agenda(meeting: Meeting, lines: list[AgendaLine]) -> Iterator[Point]:
    if not lines:
        yield Point(
            "no_item",
            _("L’ordre du jour est vide. Ajoutez au moins un point."),
            _page(meeting, "meeting_detail", meeting.pk),
            _("Préparer l’ordre du jour"),
        )
    for line in lines:
        if line.item.carries_votes and not line.resolutions:
            yield _without_text(meeting, line)
        for numbered in line.resolutions:
            yield from _manager(meeting, numbered)
            if meeting.kind not in {numbered.resolution.part, Meeting.Kind.MIXED}:
                yield Point(
                    "wrong_kind",
                    _(
                        "La résolution n° %(number)s ne relève pas de cette assemblée : une"
                        " assemblée"
                        " ordinaire ne modifie pas les statuts, une assemblée extraordinaire ne"
                        " traite"
                        " que d’eux. Convoquez une assemblée mixte, ou changez la majorité du"
                        " texte."
                    )
                    % {"number": numbered.number},
                    _page(meeting, "resolution_edit", meeting.pk, numbered.resolution.pk),
                    _("Corriger la résolution"),
                )


def _manager(meeting: Meeting, numbered: NumberedResolution) -> Iterator[Point]:
    """A gérant is appointed in a SARL only."""
    text = numbered.resolution
    if text.majority != Resolution.Majority.MANAGER:
        return
    if company_form(LegalForm(meeting.organisation.legal_form)) != "sarl":
        yield Point(
            "no_manager",
            _(
                "La résolution n° %(number)s nomme ou révoque un gérant, mais seule une SARL a un"
                " gérant (C.com L223-18). Changez la majorité du texte."
            )
            % {"number": numbered.number},
            _page(meeting, "resolution_edit", meeting.pk, text.pk),
            _("Corriger la résolution"),
        )


def _second_call(meeting: Meeting) -> Iterator[Point]:
    """A second meeting keeps the distance from the first that the law and the statutes set."""
    first = meeting.first_meeting
    if first is None:
        return
    edit = (_page(meeting, "meeting_edit", meeting.pk), _("Changer la date"))
    params = first.typed_statutes
    soonest, latest = minimum_day(first), second_dates(first, meeting.kind).latest
    if meeting.day < soonest:
        yield Point(
            "second_too_early",
            _("La seconde assemblée ne peut pas se tenir avant le %(day)s (%(article)s).")
            % {"day": long_date(soonest), "article": params.article("second_meeting_min_days")},
            *edit,
        )
    if latest is not None and meeting.day > latest:
        yield Point(
            "second_too_late",
            _(
                "La seconde assemblée devait se tenir au plus tard le %(day)s (C.com L225-96 ou"
                " statuts). Avancez la date, ou convoquez de nouveau une première assemblée."
            )
            % {"day": long_date(latest)},
            *edit,
        )


def _without_text(meeting: Meeting, line: AgendaLine) -> Point:
    text = _(
        "Le point %(number)s appelle un vote mais ne contient aucune résolution."
        " Écrivez le texte à voter, ou changez la nature du point."
    )
    return Point(
        "no_resolution",
        text % {"number": line.number},
        _page(meeting, "resolution_create", meeting.pk, line.item.pk),
        _("Écrire la résolution"),
    )


def _electorate(counts: list[RecipientCount]) -> Iterator[Point]:
    if not any(row.means != EXCLUDED for row in counts):
        yield Point(
            "no_voter", _("Le registre ne contient aucun membre à convoquer. Importez-le d’abord.")
        )


def _identity(meeting: Meeting) -> Iterator[Point]:
    organisation = meeting.organisation
    if company_form(LegalForm(organisation.legal_form)) == "association":
        missing = [] if organisation.rna or organisation.siren else [_("le numéro RNA")]
    else:
        missing = [_("le SIREN")] * (not organisation.siren)
        missing += [_("la ville du greffe")] * (not organisation.registry_city)
    if missing:
        yield Point(
            "identity",
            _("La convocation doit porter %(missing)s (C.com R225-66) : complétez la fiche.")
            % {"missing": _(" et ").join(missing)},
            _page(meeting, "organisation_settings"),
            _("Compléter la fiche"),
        )


def _convener(meeting: Meeting) -> Iterator[Point]:
    if meeting.convener and meeting.convener_decided_on is None:
        yield Point(
            "no_decision_date",
            _("La date de la décision de convoquer n’est pas indiquée."),
            _page(meeting, "meeting_edit", meeting.pk),
            _("L’indiquer"),
        )


def _video(meeting: Meeting, params: StatuteParameters | None) -> Iterator[Point]:
    if meeting.video_url and params and params.remote_enabled is False and meeting.place:
        yield Point(
            "video_without_vote",
            _(
                "Les statuts ne permettent pas de participer à distance : qui suivra la"
                " visioconférence"
                " ne comptera pas dans le quorum et ne votera pas en séance."
            ),
        )


def _papers(meeting: Meeting, lines: list[AgendaLine]) -> Iterator[Point]:
    for line in lines:
        if not line.attachments and expects_paper(line.item.title):
            yield Point(
                "paper_missing",
                _(
                    "Le point %(number)s, « %(title)s », annonce une pièce, mais aucune n’est"
                    " jointe."
                )
                % {"number": line.number, "title": line.item.title},
                _page(meeting, "attachment_add", meeting.pk, line.item.pk),
                _("La joindre"),
            )


def _blanks(meeting: Meeting, lines: list[AgendaLine]) -> Iterator[Point]:
    """Texts in which a blank of the usual agenda was not filled in."""
    for line in lines:
        for numbered in line.resolutions:
            text = numbered.resolution
            if _BLANK.search(f"{text.title} {text.text}"):
                yield Point(
                    "blank",
                    _("La résolution n° %(number)s contient encore un blanc entre crochets.")
                    % {"number": numbered.number},
                    _page(meeting, "resolution_edit", meeting.pk, text.pk),
                    _("La compléter"),
                )


def _left_out(meeting: Meeting, counts: list[RecipientCount]) -> Iterator[Point]:
    lost = sum(row.count for row in counts if row.reason == ExclusionReason.NO_COLLEGE)
    if lost:
        yield Point(
            "no_college",
            ngettext(
                "%(n)s membre n’a pas de collège et ne pourrait pas voter.",
                "%(n)s membres n’ont pas de collège et ne pourraient pas voter.",
                lost,
            )
            % {"n": lost},
            f"{_page(meeting, 'recipients_list', meeting.pk)}?reason={ExclusionReason.NO_COLLEGE}",
            _("Voir la liste"),
        )


def _without_address(meeting: Meeting, counts: list[RecipientCount]) -> Iterator[Point]:
    lost = sum(row.unreachable for row in counts)
    if lost:
        yield Point(
            "no_address",
            ngettext(
                "%(n)s membre à convoquer par lettre n’a pas d’adresse postale complète.",
                "%(n)s membres à convoquer par lettre n’ont pas d’adresse postale complète.",
                lost,
            )
            % {"n": lost},
            f"{_page(meeting, 'recipients_list', meeting.pk)}?means=unreachable",
            _("Voir la liste"),
        )


def _late(meeting: Meeting, params: StatuteParameters) -> Point | None:
    late = days_late(meeting, params, clock.today())
    limit = deadline_of(meeting, params, "last_sending")
    if late == 0 or limit is None:
        return None
    text = ngettext(
        "Le dernier jour légal d’envoi était le %(day)s : il est dépassé de %(n)s jour"
        " (%(article)s)."
        " Une assemblée convoquée trop tard peut être annulée. Repoussez la date, ou dites"
        " pourquoi"
        " vous convoquez malgré le retard : le motif figurera au journal et au procès-verbal.",
        "Le dernier jour légal d’envoi était le %(day)s : il est dépassé de %(n)s jours"
        " (%(article)s)."
        " Une assemblée convoquée trop tard peut être annulée. Repoussez la date, ou dites"
        " pourquoi"
        " vous convoquez malgré le retard : le motif figurera au journal et au procès-verbal.",
        late,
    )
    figures = {"day": when(limit), "n": late, "article": limit.article}
    return Point(
        LATE, text % figures, _page(meeting, "meeting_edit", meeting.pk), _("Changer la date")
    )
