"""Sets the categories and colleges of an organisation as one whole, checked against the law."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import College, Member, MemberCategory, Organisation
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.render.findings import errors_of
from organisations.rules.colleges import (
    CategoryKind,
    CategorySpec,
    CollegeSpec,
)
from organisations.rules.findings import Finding
from organisations.selectors.colleges import (
    categories_with_counts,
    category_spec,
    college_spec,
    judge_colleges,
)
from organisations.services.journal import journal_write
from organisations.services.statutes import statutes_follow_colleges
from organisations.services.turns import take_turn
from tala.lib import text


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category as typed; `code` is empty for a new one, `college` is the code of its college."""

    code: str
    name: str
    kind: str
    college: str | None = None


@dataclass(frozen=True, slots=True)
class CollegeDraft:
    """A college as typed; `code` is empty for a new one, `categories` are codes."""

    code: str
    name: str
    weight: Fraction
    categories: frozenset[str] = frozenset()


D = TypeVar("D", CategoryDraft, CollegeDraft)


def categories_set(
    *, actor: Actor, organisation: Organisation, categories: Sequence[CategoryDraft]
) -> tuple[Finding, ...]:
    """Replace the categories by these, in this order; return the warnings that remain.

    A category left out is removed, which its members forbid. Members follow their category to its
    new college. Refused with every error of the rules, each with its article.
    """
    require(actor, Action.ORGANISATION_MANAGE, organisation)
    _check_names(draft.name for draft in categories)
    drafts = _with_codes(categories)
    with transaction.atomic():
        take_turn(organisation)
        colleges = {college.code: college for college in organisation.colleges.all()}
        specs = [
            CategorySpec(code, draft.name, CategoryKind(draft.kind), draft.college)
            for code, draft in drafts.items()
        ]
        findings = _judge(organisation, [college_spec(c) for c in colleges.values()], specs)
        _remove_categories(organisation, keep=drafts)
        for position, (code, draft) in enumerate(drafts.items()):
            MemberCategory.objects.update_or_create(
                organisation=organisation,
                code=code,
                defaults={"name": draft.name, "kind": draft.kind, "position": position},
            )
        moved = _assign(organisation, colleges, {spec.code: spec.college for spec in specs})
        journal_write(
            organisation=organisation,
            actor=actor,
            action="categories.set",
            subject=f"organisation:{organisation.pk}",
            details={
                "categories": [
                    {"code": s.code, "name": s.name, "kind": str(s.kind), "college": s.college}
                    for s in specs
                ],
                "count": len(specs),
                "moved": moved,
            },
        )
    return findings


def colleges_set(
    *, actor: Actor, organisation: Organisation, colleges: Sequence[CollegeDraft]
) -> tuple[Finding, ...]:
    """Replace the colleges by these, in this order; return the warnings that remain.

    Weights are exact. Members follow their category. The first colleges, or their removal, bring a
    new version of the statute parameters. Refused with every error of the rules (L47 art. 19
    octies: none or at least three, each 10 % to 50 %, exactly 100 % together).
    """
    require(actor, Action.ORGANISATION_MANAGE, organisation)
    _check_names(draft.name for draft in colleges)
    drafts = _with_codes(colleges)
    home = _home_college(drafts)
    with transaction.atomic():
        take_turn(organisation)
        specs = [CollegeSpec(code, draft.name, draft.weight) for code, draft in drafts.items()]
        findings = _judge(organisation, specs, _categories_in(organisation, home))
        kept = {
            code: College.objects.update_or_create(
                organisation=organisation,
                code=code,
                defaults={"name": draft.name, "weight": draft.weight, "position": position},
            )[0]
            for position, (code, draft) in enumerate(drafts.items())
        }
        moved = _assign(organisation, kept, home)
        _remove_colleges(organisation, keep=drafts)
        statutes_follow_colleges(actor=actor, organisation=organisation, has_colleges=bool(specs))
        journal_write(
            organisation=organisation,
            actor=actor,
            action="colleges.set",
            subject=f"organisation:{organisation.pk}",
            details={
                "colleges": [
                    {"code": s.code, "name": s.name, "weight": str(s.weight)} for s in specs
                ],
                "count": len(specs),
                "moved": moved,
            },
        )
    return findings


def _check_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        key = text.fold(name)
        if not key:
            raise Refused(_("Une ligne n’a pas de nom. Donnez-lui un nom."), code="name_missing")
        if key in seen:
            raise Refused(
                _("« %(name)s » est écrit deux fois. Gardez une seule ligne de ce nom.")
                % {"name": name},
                code="name_twice",
            )
        seen.add(key)


def _with_codes(drafts: Sequence[D]) -> dict[str, D]:
    """Return the drafts by code, each new one with a code made from its name."""
    taken = {draft.code for draft in drafts if draft.code}
    coded: dict[str, D] = {}
    for draft in drafts:
        code = draft.code or _free_code(draft.name, taken)
        taken.add(code)
        coded[code] = draft
    return coded


def _free_code(name: str, taken: Collection[str]) -> str:
    base = slugify(text.fold(name))[:36] or "groupe"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def _home_college(drafts: Mapping[str, CollegeDraft]) -> dict[str, str]:
    """Return the college of each category named; refused when a category is in two."""
    home: dict[str, str] = {}
    for code, draft in drafts.items():
        for category in draft.categories:
            if category in home:
                raise Refused(
                    _(
                        "Une catégorie est cochée dans deux collèges : « %(first)s » et"
                        " « %(second)s ». Un membre vote dans un seul collège : décochez-la dans"
                        " l’un des deux."
                    )
                    % {"first": drafts[home[category]].name, "second": draft.name},
                    code="category_in_two",
                )
            home[category] = code
    return home


def _categories_in(organisation: Organisation, home: Mapping[str, str]) -> list[CategorySpec]:
    return [
        replace(category_spec(category), college=home.get(category.code))
        for category in organisation.categories.select_related("college")
    ]


def _judge(
    organisation: Organisation, colleges: Sequence[CollegeSpec], categories: Sequence[CategorySpec]
) -> tuple[Finding, ...]:
    """Return the warnings; refused with the errors."""
    counts = {row.code: count for row, count in categories_with_counts(organisation)}
    findings = judge_colleges(organisation, colleges, categories, counts)
    if errors := errors_of(findings):
        raise Refused(*errors, code="colleges_invalid")
    return findings


def _assign(
    organisation: Organisation,
    colleges: Mapping[str, College],
    home: Mapping[str, str | None],
) -> int:
    """Put each category in its college and take its members along; return how many moved.

    A member whom the register put in another college than that of the category stays there.
    """
    moved = 0
    for category in organisation.categories.all():
        code = home.get(category.code)
        college = colleges[code] if code else None
        if category.college_id == (college.pk if college else None):
            continue
        followers = Member.objects.filter(organisation=organisation, category=category).filter(
            Q(college=category.college_id) | Q(college=None)
        )
        moved += followers.update(college=college)
        MemberCategory.objects.filter(pk=category.pk).update(college=college)
    return moved


def _remove_categories(organisation: Organisation, keep: Collection[str]) -> None:
    """Remove the categories left out; a member who has left loses the name of theirs."""
    for category in organisation.categories.exclude(code__in=keep):
        category.members.exclude(exited_on=None).update(category=None)
        count = category.members.count()
        if count:
            raise Refused(
                ngettext(
                    "La catégorie « %(name)s » a encore %(count)d membre. Donnez-lui une autre"
                    " catégorie avant de la retirer.",
                    "La catégorie « %(name)s » a encore %(count)d membres. Donnez-leur une autre"
                    " catégorie avant de la retirer.",
                    count,
                )
                % {"name": category.name, "count": count},
                code="category_used",
            )
        category.delete()


def _remove_colleges(organisation: Organisation, keep: Collection[str]) -> None:
    """Remove the colleges left out; without any college left, members simply have none."""
    if not keep:
        Member.objects.filter(organisation=organisation).update(college=None)
    for college in organisation.colleges.exclude(code__in=keep):
        college.members.exclude(exited_on=None).update(college=None)
        count = college.members.count()
        if count:
            raise Refused(
                ngettext(
                    "Le collège « %(name)s » a encore %(count)d membre. Placez-le dans un autre"
                    " collège avant de le retirer.",
                    "Le collège « %(name)s » a encore %(count)d membres. Placez-les dans un autre"
                    " collège avant de le retirer.",
                    count,
                )
                % {"name": college.name, "count": count},
                code="college_used",
            )
        college.delete()
