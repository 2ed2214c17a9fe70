"""A profile of the statutes on one page: every rule, what is undecided and what that blocks."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Organisation
from organisations.render.findings import errors_of, warnings_of
from organisations.render.parameters import parameter_name, parameter_text
from organisations.rules.chain import canonical_json
from organisations.rules.legal_forms import LegalForm
from organisations.rules.question_texts import SECTION_TITLES
from organisations.rules.questions import QUESTIONS, SECTIONS, Question, question_of, questions_for
from organisations.rules.statutes import StatuteParameters, check, missing_for
from tala.lib.pdf import html_to_pdf

KINDS = (
    ("ordinary", gettext_lazy("Assemblée ordinaire")),
    ("extraordinary", gettext_lazy("Assemblée extraordinaire")),
    ("board", gettext_lazy("Conseil")),
)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One rule: its name, value and source, whether it is said, the question that asks it."""

    name: str
    value: str
    article: str
    said: bool
    question: str


@dataclass(frozen=True, slots=True)
class SummarySection:
    """The rules of one section."""

    title: str
    rows: list[SummaryRow]


@dataclass(frozen=True, slots=True)
class Blocked:
    """A kind of meeting and what must be decided before one can be convened; nothing if ready."""

    kind: str
    missing: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole page; `sha256` is the print of the profile's canonical JSON."""

    sections: list[SummarySection]
    pointless: list[str]
    blocked: list[Blocked]
    errors: list[str]
    warnings: list[str]
    sha256: str

    @property
    def unsaid(self) -> int:
        """How many rules say nothing."""
        return sum(not row.said for section in self.sections for row in section.rows)

    @property
    def ready(self) -> bool:
        """Whether every kind of meeting can be convened."""
        return not any(one.missing for one in self.blocked)


def statutes_summary(params: StatuteParameters, form: LegalForm) -> Summary:
    """Return the summary of a profile for its legal form."""
    asked = questions_for(params, form)
    findings = check(params, form)
    return Summary(
        sections=[
            SummarySection(
                title=_(SECTION_TITLES[section]),
                rows=_rows(params, (one for one in asked if one.section == section)),
            )
            for section in SECTIONS
            if any(one.section == section for one in asked)
        ],
        pointless=[
            parameter_name(name) for one in QUESTIONS if one not in asked for name in one.parameters
        ],
        blocked=[
            Blocked(
                kind=str(label),
                missing=[
                    (parameter_name(name), one.code)
                    for name in missing_for(params, form, kind)
                    if (one := question_of(name))
                ],
            )
            for kind, label in KINDS
        ],
        errors=errors_of(findings),
        warnings=warnings_of(findings),
        sha256=profile_sha256(params),
    )


def profile_sha256(params: StatuteParameters) -> str:
    """Return the SHA-256 of the profile's canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(params.to_json()).encode()).hexdigest()


def summary_pdf(organisation: Organisation, summary: Summary, *, state: str, day: str) -> bytes:
    """Return the summary as a PDF to print and sign: `state` names the version, `day` the date."""
    title = _("Règles des statuts : %(name)s") % {"name": organisation.name}
    html = render_to_string(
        "letters/statutes_summary.html",
        {
            "organisation": organisation,
            "summary": summary,
            "state": state,
            "day": day,
            "title": title,
        },
    )
    return html_to_pdf(html, title=title)


def _rows(params: StatuteParameters, questions: Iterable[Question]) -> list[SummaryRow]:
    return [
        SummaryRow(
            name=parameter_name(name),
            value=parameter_text(name, value),
            article=params.article(name),
            said=value is not None and value != (),
            question=one.code,
        )
        for one in questions
        for name in one.parameters
        for value in [getattr(params, name)]
    ]
