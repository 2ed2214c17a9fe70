"""Compares the lines of an imported register with the register: new, changed, unchanged, refused.

A member of the register that the file does not name is left alone. A line in error keeps the whole
file out: an import is all or nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from organisations.rules.register_lines import Book, ParsedLine, Value, Values
from organisations.rules.register_messages import LineFinding

Kind = Literal["new", "changed", "unchanged", "error"]

BLANK: Mapping[str, Value] = {
    "number": "",
    "kind": "natural",
    "title": "",
    "last_name": "",
    "first_name": "",
    "company_name": "",
    "siren": "",
    "representative": "",
    "email": "",
    "phone": "",
    "street": "",
    "postal_code": "",
    "city": "",
    "country": "",
    "category": "",
    "college": "",
    "shares": 0,
    "paid_cents": 0,
    "admitted_on": None,
    "exited_on": None,
    "email_consent": "unknown",
    "email_consent_on": None,
}
"""The values of a member of whom nothing is known; its keys are the fields an import can write."""

_NAMES_OF_THE_OTHER_KIND: Mapping[str, Values] = {
    "natural": {"company_name": ""},
    "legal": {"last_name": "", "first_name": ""},
}


@dataclass(frozen=True, slots=True)
class Known:
    """A member of the register: the primary key and the present value of every field of BLANK."""

    pk: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that the import would change."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Line:
    """The verdict on one line of the file.

    `number` is the line's number as the person sees it; `values` what will be written (every field
    for a new member, the changed ones for a known member); `member` the key of the known member.
    """

    number: int
    kind: Kind
    label: str
    values: Values
    changes: tuple[Change, ...]
    findings: tuple[LineFinding, ...]
    member: int | None

    @property
    def warned(self) -> bool:
        """True when the line has a warning, whatever its kind."""
        return any(finding.level == "warning" for finding in self.findings)


def judge(
    lines: Sequence[ParsedLine],
    known: Mapping[str, Known],
    book: Book,
    fold: Callable[[str], str],
) -> list[Line]:
    """Return the verdict on each line, in file order.

    `known` holds the whole register by compared number (`register_lines.member_key`).
    """
    first_lines: dict[str, int] = {}
    emails = _emails_after(lines, known)
    names = _names(known, fold)
    verdicts = []
    for line in lines:
        findings = [*line.findings, *_repeated(line, first_lines)]
        member = known.get(line.key) if line.key else None
        values = _completed(line.values, member, book)
        merged = {**(member.values if member else BLANK), **values}
        findings += _doubts(line, merged, member, book)
        findings += _shared_email(line.key, merged, emails)
        findings += _same_name(merged, member, names, fold)
        verdicts.append(_verdict(line, values, merged, member, findings))
    return verdicts


def name_of(values: Mapping[str, Value]) -> str:
    """Return the name as printed on a list: a company's name, else first name and surname."""
    if values["company_name"]:
        return str(values["company_name"])
    return f"{values['first_name']} {values['last_name']}".strip()


def _verdict(
    line: ParsedLine,
    values: Values,
    merged: Mapping[str, Value],
    member: Known | None,
    findings: list[LineFinding],
) -> Line:
    label = f"{merged['number']} {name_of(merged)}".strip()
    kind: Kind = "new"
    changes: tuple[Change, ...] = ()
    if member is not None:
        changes = tuple(_changes(values, member))
        kind = "changed" if changes else "unchanged"
        values = {change.field: change.new for change in changes}
    else:
        values = dict(merged)
    if any(finding.level == "error" for finding in findings):
        kind = "error"
    return Line(
        line.number, kind, label, values, changes, tuple(findings), member.pk if member else None
    )


def _changes(values: Values, member: Known) -> Iterable[Change]:
    for field, value in values.items():
        if member.values[field] != value:
            yield Change(field, member.values[field], value)


def _completed(values: Values, member: Known | None, book: Book) -> Values:
    """Add what follows from the line: the category's college, an old consent or name dropped."""
    completed = dict(values)
    if member is not None:
        completed["number"] = member.values["number"]
        completed |= _NAMES_OF_THE_OTHER_KIND.get(str(values.get("kind")), {})
    category = values.get("category")
    moved = category and (member is None or member.values["category"] != category)
    if moved and "college" not in values:
        completed["college"] = book.college_of.get(str(category), "")
    answer = values.get("email_consent")
    changed = answer and (member is None or member.values["email_consent"] != answer)
    if changed and "email_consent_on" not in values:
        completed["email_consent_on"] = None
    return completed


def _repeated(line: ParsedLine, first_lines: dict[str, int]) -> Iterable[LineFinding]:
    if not line.key:
        return
    first = first_lines.setdefault(line.key, line.number)
    if first != line.number:
        figures = {"value": str(line.values["number"]), "line": str(first)}
        yield LineFinding("error", "number_twice", "number", figures)


def _doubts(
    line: ParsedLine, merged: Mapping[str, Value], member: Known | None, book: Book
) -> Iterable[LineFinding]:
    if any(finding.code in ("line_short", "line_long") for finding in line.findings):
        return
    faulty = {finding.column for finding in line.findings}
    exited = member.values["exited_on"] if member else None
    if isinstance(exited, dt.date) and "exited_on" not in line.values:
        figures = {"exit": f"{exited:%d/%m/%Y}"}
        yield LineFinding("warning", "already_exited", "exited_on", figures)
    if book.colleges and not merged["college"] and not faulty & {"college", "category"}:
        yield LineFinding("warning", "no_college", "college")
    posted = merged["street"] or merged["postal_code"] or merged["city"]
    if not merged["email"] and not posted and not faulty & {"email", "street"}:
        yield LineFinding("warning", "unreachable", "email")
    elif merged["email_consent"] == "yes" and not merged["email"] and "email" not in faulty:
        yield LineFinding("warning", "consent_without_email", "email_consent")


def _emails_after(
    lines: Sequence[ParsedLine], known: Mapping[str, Known]
) -> Mapping[str, list[str]]:
    """Return who will have each address once the file is in: address -> numbers."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    in_file = {line.key: line for line in lines if "email" in line.values}
    for key, member in known.items():
        email = member.values["email"]
        if email and key not in in_file and member.values["exited_on"] is None:
            owners[str(email)][key] = str(member.values["number"])
    for key, line in in_file.items():
        owners[str(line.values["email"])][key] = str(line.values.get("number", ""))
    return {email: list(numbers.values()) for email, numbers in owners.items() if len(numbers) > 1}


def _shared_email(
    key: str, merged: Mapping[str, Value], emails: Mapping[str, list[str]]
) -> Iterable[LineFinding]:
    for number in emails.get(str(merged["email"]), ()):
        if number.casefold() != key:
            figures = {"value": str(merged["email"]), "other": number}
            yield LineFinding("warning", "shared_email", "email", figures)
            return


def _names(known: Mapping[str, Known], fold: Callable[[str], str]) -> Mapping[str, str]:
    return {fold(name_of(member.values)): str(member.values["number"]) for member in known.values()}


def _same_name(
    merged: Mapping[str, Value],
    member: Known | None,
    names: Mapping[str, str],
    fold: Callable[[str], str],
) -> Iterable[LineFinding]:
    name = name_of(merged)
    folded = fold(name)
    if member is None:
        if folded and folded in names:
            figures = {"value": name, "other": names[folded]}
            yield LineFinding("warning", "homonym", "last_name", figures)
        return
    old = name_of(member.values)
    if old != name and not set(folded.split()) & set(fold(old).split()):
        yield LineFinding("warning", "name_replaced", "number", {"old": old})


def counters(lines: Iterable[Line]) -> dict[str, int]:
    """Return how many lines are of each kind, and how many have a warning."""
    counts = dict.fromkeys(("new", "changed", "unchanged", "warning", "error"), 0)
    for line in lines:
        counts[line.kind] += 1
        counts["warning"] += line.warned
    return counts
