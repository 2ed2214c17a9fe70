"""What a convocation says, in whatever form it leaves: the facts of e-mail, letter and preview.

The elements are those of C.com R225-66 and of the usual clauses: who convenes, what kind of
meeting, when and where, the whole agenda, how to take part, which papers, which rights.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.models import Attachment, Meeting
from meetings.render.ways import Way, rights_of, ways_of
from meetings.selectors.agenda import AgendaLine, agenda
from meetings.selectors.calendar import remote_closing
from meetings.selectors.second_call import first_sentence
from meetings.selectors.statutes import statutes_of
from organisations.models import Organisation
from organisations.rules.legal_forms import LONG_NAMES, LegalForm, company_form, is_cooperative
from organisations.rules.statutes import StatuteParameters
from tala.lib import clock, dates


@dataclass(frozen=True)
class Notice:
    """The common content of a convocation; `sent_on` is the day it leaves."""

    meeting: Meeting
    organisation: Organisation
    params: StatuteParameters
    letterhead: tuple[str, ...]
    nature: str
    call: str
    decision: str
    sent_on: dt.date
    agenda: tuple[AgendaLine, ...]
    ways: tuple[Way, ...]
    rights: tuple[str, ...]
    papers: tuple[Attachment, ...]
    closing: dt.datetime | None

    @property
    def title(self) -> str:
        """The nature of the meeting with its day, for a subject line."""
        return _("%(nature)s du %(day)s") % {
            "nature": self.nature,
            "day": dates.long_date(self.meeting.day),
        }

    @property
    def has_resolutions(self) -> bool:
        """True when a text is put to the vote."""
        return any(line.resolutions for line in self.agenda)


def notice_of(meeting: Meeting) -> Notice:
    """Read the meeting once and return what its convocation says (six queries)."""
    params = statutes_of(meeting)
    lines = tuple(agenda(meeting))
    sent_at = meeting.convened_at or clock.now()
    return Notice(
        meeting=meeting,
        organisation=meeting.organisation,
        params=params,
        letterhead=letterhead(meeting.organisation),
        nature=nature(meeting),
        call=_call(meeting),
        decision=_decision(meeting),
        sent_on=sent_at.astimezone(dates.PARIS).date(),
        agenda=lines,
        ways=ways_of(meeting, params),
        rights=rights_of(meeting, params),
        papers=tuple(paper for line in lines for paper in line.attachments),
        closing=remote_closing(meeting, params),
    )


def letterhead(organisation: Organisation) -> tuple[str, ...]:
    """Return what a paper must bear: name, form, capital, seat and register number, a line each."""
    form = LegalForm(organisation.legal_form)
    acronym = f" ({organisation.acronym})" if organisation.acronym else ""
    legal = _(LONG_NAMES[form])
    if organisation.variable_capital and not is_cooperative(form) and _is_company(form):
        legal = _("%(form)s à capital variable") % {"form": legal}
    lines = [
        f"{organisation.name}{acronym}",
        legal[:1].upper() + legal[1:],
        _("Siège : %(address)s") % {"address": organisation.address},
        _register_line(organisation, form),
    ]
    return tuple(line for line in lines if line)


def nature(meeting: Meeting) -> str:
    """Return the kind of meeting as it reads inside a sentence."""
    names = {
        Meeting.Kind.ORDINARY: _("assemblée générale ordinaire"),
        Meeting.Kind.EXTRAORDINARY: _("assemblée générale extraordinaire"),
        Meeting.Kind.MIXED: _("assemblée générale mixte, ordinaire et extraordinaire"),
        Meeting.Kind.BOARD: _("réunion du conseil d’administration"),
    }
    return names[Meeting.Kind(meeting.kind)]


def _is_company(form: LegalForm) -> bool:
    return company_form(form) != "association"


def _register_line(organisation: Organisation, form: LegalForm) -> str:
    siren = organisation.siren
    grouped = " ".join((siren[:3], siren[3:6], siren[6:]))
    if not _is_company(form):
        return _("RNA %(rna)s") % {"rna": organisation.rna} if organisation.rna else ""
    if not siren:
        return ""
    if not organisation.registry_city:
        return _("SIREN %(siren)s") % {"siren": grouped}
    return _("RCS %(city)s %(siren)s") % {"city": organisation.registry_city, "siren": grouped}


def _call(meeting: Meeting) -> str:
    if meeting.call_number == 1:
        return _("sur première convocation")
    return first_sentence(meeting)


def _decision(meeting: Meeting) -> str:
    if not meeting.convener:
        return ""
    if meeting.convener_decided_on is None:
        return _("Convocation décidée par : %(convener)s.") % {"convener": meeting.convener}
    return _("Convocation décidée le %(day)s par : %(convener)s.") % {
        "convener": meeting.convener,
        "day": dates.long_date(meeting.convener_decided_on),
    }
