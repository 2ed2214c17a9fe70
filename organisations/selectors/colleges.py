"""The college set of an organisation, as the rules read it."""

from collections.abc import Mapping, Sequence

from django.db.models import IntegerField, OuterRef, Subquery

from organisations.models import College, Member, MemberCategory, Organisation
from organisations.rules.colleges import (
    CategoryKind,
    CategorySpec,
    CollegeSpec,
    validate_colleges,
)
from organisations.rules.findings import Finding
from organisations.rules.legal_forms import LegalForm

COUNTED = 5_000
"""Members of a group are counted no further: a settings page must not read a whole register."""


class _CountedUpTo(Subquery):
    """The number of rows of a subquery, which its own limit bounds."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def colleges_with_counts(organisation: Organisation) -> list[tuple[College, int]]:
    """Return the colleges in order, each with its number of present members, up to COUNTED + 1."""
    colleges = organisation.colleges.order_by("position", "pk")
    return [(college, college.active) for college in colleges.annotate(active=_active("college"))]


def categories_with_counts(organisation: Organisation) -> list[tuple[MemberCategory, int]]:
    """Return the categories in order, college loaded, counted likewise."""
    categories = organisation.categories.select_related("college").order_by("position", "pk")
    return [
        (category, category.active) for category in categories.annotate(active=_active("category"))
    ]


def _active(group: str) -> _CountedUpTo:
    members = Member.objects.filter(**{group: OuterRef("pk")}, exited_on=None)
    return _CountedUpTo(members.order_by().values("pk")[: COUNTED + 1])


def college_spec(college: College) -> CollegeSpec:
    """Return the college as the rules read it."""
    return CollegeSpec(college.code, college.name, college.weight)


def category_spec(category: MemberCategory) -> CategorySpec:
    """Return the category as the rules read it; its college must be loaded."""
    college = category.college.code if category.college else None
    return CategorySpec(category.code, category.name, CategoryKind(category.kind), college)


def college_findings(
    organisation: Organisation,
    colleges: Sequence[tuple[College, int]],
    categories: Sequence[tuple[MemberCategory, int]],
) -> tuple[Finding, ...]:
    """Return what the law says of the set with its counts as it stands, errors first.

    Nothing is said of a set that nobody has begun, nor of empty colleges in an empty register.
    """
    if not colleges and not categories:
        return ()
    return judge_colleges(
        organisation,
        [college_spec(college) for college, _count in colleges],
        [category_spec(category) for category, _count in categories],
        {category.code: count for category, count in categories},
    )


def judge_colleges(
    organisation: Organisation,
    colleges: Sequence[CollegeSpec],
    categories: Sequence[CategorySpec],
    counts: Mapping[str, int],
) -> tuple[Finding, ...]:
    """Return what the law says of a set; `counts` are the present members by category code."""
    form = LegalForm(organisation.legal_form)
    return validate_colleges(form, colleges, categories, counts if any(counts.values()) else None)


def members_without_college(organisation: Organisation) -> int:
    """Return how many present members have no college."""
    return Member.objects.filter(organisation=organisation, college=None, exited_on=None).count()
