"""The lines of an import preview in words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Member, Organisation
from organisations.rules.register_columns import LABELS
from organisations.rules.register_diff import Line
from organisations.rules.register_lines import Value
from organisations.rules.register_messages import sentence
from tala.lib import dates, money

KINDS: dict[str, Any] = {
    "new": gettext_lazy("nouveaux"),
    "changed": gettext_lazy("modifiés"),
    "unchanged": gettext_lazy("inchangés"),
    "warning": gettext_lazy("à vérifier"),
    "error": gettext_lazy("en erreur"),
}
"""The filters of the preview; a line to verify is also of another kind."""

_TAGS: dict[str, tuple[Any, str]] = {
    "new": (gettext_lazy("nouveau"), "ok"),
    "changed": (gettext_lazy("modifié"), "info"),
    "unchanged": (gettext_lazy("inchangé"), ""),
    "error": (gettext_lazy("erreur"), "bad"),
}
_SHOWN_FOR_NEW = ("email", "street", "postal_code", "city", "category", "college")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One field with its old value (empty for a new member) and its new one."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One sentence, with the column it is about."""

    level: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the file as the preview shows it; `tone` is the class of its row."""

    number: int
    label: str
    tag: str
    tag_tone: str
    tone: str
    summary: str
    changes: list[ChangeView]
    findings: list[FindingView]


def line_views(organisation: Organisation, lines: Iterable[Line]) -> list[LineView]:
    """Return the lines in words; names of categories and colleges cost two queries in all."""
    names = {
        "category": dict(organisation.categories.values_list("code", "name")),
        "college": dict(organisation.colleges.values_list("code", "name")),
    }
    return [_line_view(line, names) for line in lines]


def _line_view(line: Line, names: Mapping[str, Mapping[str, str]]) -> LineView:
    tag, tag_tone = _TAGS[line.kind]
    tone = "error" if line.kind == "error" else ("warning" if line.warned else "")
    return LineView(
        number=line.number,
        label=line.label or "—",
        tag=str(tag),
        tag_tone=tag_tone,
        tone=tone,
        summary=_summary(line, names) if line.kind == "new" else "",
        changes=[
            ChangeView(
                label=_(LABELS[change.field]),
                old=_text(change.field, change.old, names),
                new=_text(change.field, change.new, names),
            )
            for change in line.changes
            if line.kind == "changed"
        ],
        findings=[
            FindingView(
                level=finding.level,
                label=_(LABELS[finding.column]) if finding.column else "",
                text=sentence(finding, _),
            )
            for finding in line.findings
        ],
    )


def _summary(line: Line, names: Mapping[str, Mapping[str, str]]) -> str:
    shown = (_text(field, line.values[field], names) for field in _SHOWN_FOR_NEW)
    return " · ".join(dict.fromkeys(text for text in shown if text != _("(vide)")))


def _text(field: str, value: Value, names: Mapping[str, Mapping[str, str]]) -> str:
    if value is None or value == "":
        return _("(vide)")
    if isinstance(value, dt.date):
        return dates.short_date(value)
    if field == "paid_cents":
        return money.format_euros(int(value))
    if field in names:
        return names[field].get(str(value), str(value))
    if field == "kind":
        return str(Member.Kind(str(value)).label)
    if field == "email_consent":
        return str(Member.Consent(str(value)).label)
    return str(value)
