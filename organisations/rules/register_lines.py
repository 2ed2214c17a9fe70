"""Reads one line of an imported register: from cells of text to the values of a member.

An empty cell says nothing: it is left out of the values, so that it never erases what the register
knows. A line is read to its end: it reports all its faults at once.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from organisations.rules.register_messages import LineFinding
from organisations.rules.siren import normalise_siren

Value = str | int | dt.date | None
Values = dict[str, Value]

LIMITS: dict[str, int] = {
    "number": 30,
    "title": 20,
    "last_name": 80,
    "first_name": 80,
    "company_name": 160,
    "representative": 120,
    "email": 254,
    "phone": 30,
    "street": 200,
    "postal_code": 12,
    "city": 80,
    "country": 60,
}
"""The longest text of each field, in characters."""

_NATURAL = frozenset(
    ["pp", "p", "personne physique", "physique", "individu", "particulier", "natural", "person"]
)
_LEGAL = frozenset(
    ["pm", "personne morale", "morale", "societe", "association", "legal", "company"]
)
_FRANCE = frozenset({"", "france", "fr"})

_PLAIN_SIGN = re.compile(r"[\d\s().,/€+-]*")
_CALLS = re.compile(r"[(|!=＝]")
_BREAKS = re.compile(r"[\t\r\n\v\f\u2028\u2029]+|\u0020{2,}")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_COUNT = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")
_SPACES = re.compile(r"\s")
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z0-9-]*[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Parsers:
    """How dates, amounts and yes or no are read; each raises ValueError for what it cannot read."""

    date: Callable[[str], dt.date]
    amount: Callable[[str], int]
    yes_no: Callable[[str], bool | None]
    fold: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Book:
    """The categories and colleges a line may name: folded name or code -> code."""

    categories: Mapping[str, str]
    colleges: Mapping[str, str]
    college_of: Mapping[str, str]
    """Category code -> code of the college it votes in; absent when it has none."""
    college_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """What a line says: only the fields it fills. `key` is the number as it is compared."""

    number: int
    key: str
    values: Values
    findings: tuple[LineFinding, ...]


class _Fault(Exception):
    """A cell that cannot be read."""

    def __init__(self, code: str, **figures: str) -> None:
        super().__init__(code)
        self.code = code
        self.figures = figures


def looks_like_formula(text: str) -> bool:
    """Say whether `text` is there to be run by a spreadsheet.

    It begins with = or @, or with + or - and calls something. `+33 (0)6 12` and `- bât. B` are not
    taken so; the exports neutralise them all the same.
    """
    if text[:1] in "=＝@＠":
        return text != ""
    if text[:1] not in "+-＋－":
        return False
    return _CALLS.search(text) is not None and not _PLAIN_SIGN.fullmatch(text)


def member_key(number: str) -> str:
    """Return the number as it is compared: `s0012` and `S0012` are one member."""
    return number.casefold()


def parse_line(
    number: int,
    cells: Sequence[str],
    columns: Mapping[str, int],
    width: int,
    book: Book,
    parsers: Parsers,
) -> ParsedLine:
    """Return what line `number` of the file says and everything wrong with it.

    `columns` gives the place of each field (keys of register_columns.LABELS); `width` is the number
    of headings. A line too short for its mapped columns, or longer than the headings, is not read
    further: its cells may have slipped.
    """
    slipped = _slipped(cells, columns, width)
    if slipped is not None:
        number_cell = columns["number"]
        value = _clean(cells[number_cell]) if number_cell < len(cells) else ""
        return ParsedLine(number, member_key(value), {"number": value}, (slipped,))
    findings: list[LineFinding] = []
    values = _read_cells(cells, columns, book, parsers, findings)
    _settle_kind(values, columns, findings)
    _check_number(values, findings)
    _check_dates(values, findings)
    _check_college(values, book, findings)
    return ParsedLine(number, member_key(str(values.get("number", ""))), values, tuple(findings))


def _slipped(cells: Sequence[str], columns: Mapping[str, int], width: int) -> LineFinding | None:
    figures = {"count": str(len(cells)), "width": str(width)}
    if len(cells) > width:
        return LineFinding("error", "line_long", "", figures)
    if len(cells) <= max(columns.values()):
        return LineFinding("error", "line_short", "", figures)
    return None


def _clean(text: str) -> str:
    """Return the text of a cell on one line, without invisible characters; "-" alone is empty."""
    stripped = _BREAKS.sub(" ", _INVISIBLE.sub("", text)).strip()
    return "" if stripped == "-" else stripped


def _read_cells(
    cells: Sequence[str],
    columns: Mapping[str, int],
    book: Book,
    parsers: Parsers,
    findings: list[LineFinding],
) -> Values:
    values: Values = {}
    for field, place in columns.items():
        text = _clean(cells[place])
        if not text:
            continue
        try:
            value = _read(field, text, book, parsers)
        except _Fault as fault:
            findings.append(LineFinding("error", fault.code, field, fault.figures))
        else:
            if value is not None:
                values[field] = value
    return values


def _read(field: str, text: str, book: Book, parsers: Parsers) -> Value:
    if looks_like_formula(text):
        raise _Fault("formula", value=text[:40])
    reader = _READERS.get(field)
    value = text if reader is None else reader(text, book, parsers)
    limit = LIMITS.get(field)
    if limit is not None and len(str(value)) > limit:
        raise _Fault("too_long", value=text[:40], limit=str(limit))
    return value


def _read_kind(text: str, _book: Book, parsers: Parsers) -> str:
    word = parsers.fold(text)
    if word in _NATURAL | _LEGAL:
        return "natural" if word in _NATURAL else "legal"
    try:
        is_company = parsers.yes_no(text)
    except ValueError:
        is_company = None
    if is_company is None:
        raise _Fault("bad_kind", value=text[:40])
    return "legal" if is_company else "natural"


def _read_siren(text: str, _book: Book, _parsers: Parsers) -> str:
    digits = _SPACES.sub("", text)
    siren = digits[:9] if len(digits) == 14 and digits.isdecimal() else digits
    try:
        return normalise_siren(siren)
    except ValueError:
        raise _Fault("bad_siren", value=text[:40]) from None


def _read_email(text: str, _book: Book, _parsers: Parsers) -> str:
    address = text.lower()
    if len(address) > LIMITS["email"] or not _EMAIL.fullmatch(address):
        raise _Fault("bad_email", value=text[:60])
    return address


def _read_shares(text: str, _book: Book, _parsers: Parsers) -> int:
    match = _COUNT.fullmatch(_SPACES.sub("", text))
    if match is None:
        raise _Fault("bad_shares", value=text[:40])
    return int(match[1])


def _read_amount(text: str, _book: Book, parsers: Parsers) -> int:
    try:
        cents = parsers.amount(text)
    except ValueError:
        raise _Fault("bad_amount", value=text[:40]) from None
    if cents < 0:
        raise _Fault("negative_amount", value=text[:40])
    return cents


def _read_date(text: str, _book: Book, parsers: Parsers) -> dt.date:
    try:
        return parsers.date(text)
    except ValueError:
        raise _Fault("bad_date", value=text[:40]) from None


def _read_consent(text: str, _book: Book, parsers: Parsers) -> str | None:
    try:
        answer = parsers.yes_no(text)
    except ValueError:
        raise _Fault("bad_yes_no", value=text[:40]) from None
    return None if answer is None else ("yes" if answer else "no")


def _read_category(text: str, book: Book, parsers: Parsers) -> str:
    code = book.categories.get(parsers.fold(text))
    if code is None:
        raise _Fault("unknown_category", value=text[:80])
    return code


def _read_college(text: str, book: Book, parsers: Parsers) -> str:
    code = book.colleges.get(parsers.fold(text))
    if code is None:
        raise _Fault("unknown_college", value=text[:80])
    return code


def _read_country(text: str, _book: Book, parsers: Parsers) -> str | None:
    return None if parsers.fold(text) in _FRANCE else text


_READERS: dict[str, Callable[[str, Book, Parsers], Value]] = {
    "kind": _read_kind,
    "siren": _read_siren,
    "email": _read_email,
    "shares": _read_shares,
    "paid_cents": _read_amount,
    "admitted_on": _read_date,
    "exited_on": _read_date,
    "email_consent": _read_consent,
    "email_consent_on": _read_date,
    "category": _read_category,
    "college": _read_college,
    "country": _read_country,
}


def _settle_kind(values: Values, columns: Mapping[str, int], findings: list[LineFinding]) -> None:
    """Put each name in its own field, by the kind of person the line says or lets understand."""
    _join_street(values)
    full_name = values.pop("full_name", None)
    if "kind" not in values and "company_name" in values:
        values["kind"] = "legal"
    if values.get("kind") == "legal":
        _settle_company(values, full_name)
    else:
        _settle_person(values, full_name, findings)
    named = {"last_name", "company_name", "full_name"} & set(columns)
    faulty = {finding.column for finding in findings if finding.level == "error"}
    if named and not named & faulty and not {"last_name", "company_name"} & set(values):
        legal = values.get("kind") == "legal"
        column = "company_name" if legal else "last_name"
        code = "company_missing" if legal else "name_missing"
        findings.append(LineFinding("error", code, column))


def _join_street(values: Values) -> None:
    more = values.pop("street_more", None)
    if more is not None:
        values["street"] = f"{values.get('street', '')}, {more}".lstrip(", ")[: LIMITS["street"]]


def _settle_company(values: Values, full_name: Value) -> None:
    """A company is filed under its own name; a person named beside it represents it."""
    last_name, first_name = values.pop("last_name", None), values.pop("first_name", None)
    if "company_name" not in values and (full_name or last_name):
        values["company_name"] = full_name or last_name
    person = " ".join(str(part) for part in (first_name, last_name) if part)
    if person and person not in (values.get("company_name"), full_name):
        values.setdefault("representative", person[: LIMITS["representative"]])


def _settle_person(values: Values, full_name: Value, findings: list[LineFinding]) -> None:
    if full_name and "last_name" not in values:
        values["last_name"] = str(full_name)[: LIMITS["last_name"]]
        values.pop("first_name", None)
    if values.pop("company_name", None) is not None:
        findings.append(LineFinding("warning", "company_of_person", "company_name"))
    if "siren" in values or any(finding.column == "siren" for finding in findings):
        findings.append(LineFinding("warning", "siren_of_person", "siren"))


def _check_number(values: Values, findings: list[LineFinding]) -> None:
    if "number" not in values and not any(finding.column == "number" for finding in findings):
        findings.append(LineFinding("error", "number_missing", "number"))
    code, country = str(values.get("postal_code", "")), values.get("country")
    if len(code) == 4 and code.isdecimal() and not country:
        findings.append(LineFinding("warning", "short_postal_code", "postal_code", {"value": code}))


def _check_dates(values: Values, findings: list[LineFinding]) -> None:
    admitted, exited = values.get("admitted_on"), values.get("exited_on")
    if isinstance(admitted, dt.date) and isinstance(exited, dt.date) and exited < admitted:
        figures = {"exit": f"{exited:%d/%m/%Y}", "admission": f"{admitted:%d/%m/%Y}"}
        findings.append(LineFinding("error", "exit_before_admission", "exited_on", figures))


def _check_college(values: Values, book: Book, findings: list[LineFinding]) -> None:
    usual = book.college_of.get(str(values.get("category", "")))
    if usual is not None and values.get("college", usual) != usual:
        figures = {"value": book.college_names[usual]}
        findings.append(LineFinding("warning", "other_college", "college", figures))
