"""Checks a set of categories and colleges against the law (L47 art. 19 septies and 19 octies).

A category is the legal link of a member with the cooperative; a college is a voting group of the
statutes with a share of the votes. A category belongs to one college at most.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from organisations.rules.findings import Finding, percent
from organisations.rules.legal_forms import LegalForm, company_form, is_scic, is_scop

CATEGORIES_ARTICLE = "L47 art. 19 septies"
COLLEGES_ARTICLE = "L47 art. 19 octies"
MIN_WEIGHT, MAX_WEIGHT = Fraction(1, 10), Fraction(1, 2)
SARL_WARN_AT, SARL_MOST = 90, 100


class CategoryKind(StrEnum):
    """The legal link of a category with the cooperative."""

    EMPLOYEE = "employee"
    PRODUCER = "producer"
    BENEFICIARY = "beneficiary"
    PUBLIC_BODY = "public_body"
    VOLUNTEER = "volunteer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CollegeSpec:
    """A college as the statutes set it; `weight` is its exact share of all the votes."""

    code: str
    name: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class CategorySpec:
    """A category of members; `college` is the code of the college it votes in, if any."""

    code: str
    name: str
    kind: CategoryKind
    college: str | None = None


def validate_colleges(
    form: LegalForm,
    colleges: Sequence[CollegeSpec],
    categories: Sequence[CategorySpec],
    active_members: Mapping[str, int] | None = None,
) -> tuple[Finding, ...]:
    """Return everything the law has to say of this set, errors first.

    `active_members` counts the active members by category code; without it, what depends on the
    members is not checked. The bounds of 10 % and 50 % and the three ties bind a SCIC; in another
    form a set only needs to hold together.
    """
    findings = [
        *_duplicates(colleges, categories),
        *_college_count(form, colleges),
        *_weights(form, colleges),
        *_ties(form, categories),
        *_mapping(colleges, categories),
    ]
    if active_members is not None:
        findings += _members(form, colleges, categories, active_members)
    return tuple(sorted(findings, key=lambda finding: finding.level != "error"))


def _repeated(codes: Iterable[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1]


def _duplicates(
    colleges: Sequence[CollegeSpec], categories: Sequence[CategorySpec]
) -> Iterator[Finding]:
    for code in _repeated(college.code for college in colleges):
        yield Finding("error", "college_twice", COLLEGES_ARTICLE, {"code": code})
    for code in _repeated(category.code for category in categories):
        yield Finding("error", "category_twice", CATEGORIES_ARTICLE, {"code": code})


def _college_count(form: LegalForm, colleges: Sequence[CollegeSpec]) -> Iterator[Finding]:
    count = {"count": str(len(colleges))}
    if not colleges:
        return
    if is_scop(form):
        yield Finding("error", "colleges_in_scop", "L78 art. 14", count)
    elif is_scic(form) and len(colleges) < 3:
        yield Finding("error", "colleges_too_few", COLLEGES_ARTICLE, count)
    elif len(colleges) < 2:
        yield Finding("error", "college_alone", "", count)


def _weights(form: LegalForm, colleges: Sequence[CollegeSpec]) -> Iterator[Finding]:
    low, high = (MIN_WEIGHT, MAX_WEIGHT) if is_scic(form) else (Fraction(0), Fraction(1))
    for college in colleges:
        figures = {"college": college.name, "weight": percent(college.weight)}
        if college.weight < low or college.weight <= 0:
            code = "weight_below" if is_scic(form) else "weight_not_positive"
            yield Finding("error", code, COLLEGES_ARTICLE, figures | {"limit": percent(low)})
        elif college.weight > high:
            figures = figures | {"limit": percent(high)}
            yield Finding("error", "weight_above", COLLEGES_ARTICLE, figures)
    total = sum((college.weight for college in colleges), Fraction(0))
    if colleges and total != 1:
        figures = {"total": percent(total), "difference": percent(abs(1 - total))}
        code = "weights_under_one" if total < 1 else "weights_over_one"
        yield Finding("error", code, COLLEGES_ARTICLE, figures)


def _ties(form: LegalForm, categories: Sequence[CategorySpec]) -> Iterator[Finding]:
    """The three ties of a SCIC: workers, beneficiaries, and at least one other."""
    if not is_scic(form):
        return
    kinds = {category.kind for category in categories}
    count = {"count": str(len(categories)), "ties": str(len(kinds))}
    if not kinds & {CategoryKind.EMPLOYEE, CategoryKind.PRODUCER}:
        yield Finding("error", "workers_missing", CATEGORIES_ARTICLE, count)
    if CategoryKind.BENEFICIARY not in kinds:
        yield Finding("error", "beneficiaries_missing", CATEGORIES_ARTICLE, count)
    if len(categories) < 3:
        yield Finding("error", "categories_too_few", CATEGORIES_ARTICLE, count)
    elif len(kinds) < 3:
        yield Finding("warning", "ties_too_few", CATEGORIES_ARTICLE, count)


def _mapping(
    colleges: Sequence[CollegeSpec], categories: Sequence[CategorySpec]
) -> Iterator[Finding]:
    known = {college.code for college in colleges}
    for category in categories:
        figures = {"category": category.name}
        if category.college is not None and category.college not in known:
            figures = figures | {"college": category.college}
            yield Finding("error", "category_unknown_college", COLLEGES_ARTICLE, figures)
        elif category.college is None and colleges:
            yield Finding("error", "category_without_college", COLLEGES_ARTICLE, figures)
    used = {category.college for category in categories}
    for college in colleges:
        if college.code not in used:
            figures = {"college": college.name}
            yield Finding("warning", "college_without_category", COLLEGES_ARTICLE, figures)


def _members(
    form: LegalForm,
    colleges: Sequence[CollegeSpec],
    categories: Sequence[CategorySpec],
    active: Mapping[str, int],
) -> Iterator[Finding]:
    if is_scic(form):
        yield from _empty_ties(categories, active)
    for college in colleges:
        mapped = [category for category in categories if category.college == college.code]
        if mapped and not any(active.get(category.code) for category in mapped):
            figures = {"college": college.name}
            yield Finding("warning", "college_without_member", COLLEGES_ARTICLE, figures)
    total = sum(active.values())
    if company_form(form) == "sarl" and total >= SARL_WARN_AT:
        code = "sarl_over" if total > SARL_MOST else "sarl_near"
        figures = {"count": str(total), "limit": str(SARL_MOST)}
        yield Finding("warning", code, "C.com L223-3", figures)


def _empty_ties(categories: Sequence[CategorySpec], active: Mapping[str, int]) -> Iterator[Finding]:
    present = {category.kind for category in categories if active.get(category.code)}
    kinds = {category.kind for category in categories}
    workers = {CategoryKind.EMPLOYEE, CategoryKind.PRODUCER}
    if kinds & workers and not present & workers:
        yield Finding("warning", "workers_empty", CATEGORIES_ARTICLE)
    if CategoryKind.BENEFICIARY in kinds - present:
        yield Finding("warning", "beneficiaries_empty", CATEGORIES_ARTICLE)
