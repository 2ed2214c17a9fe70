"""The college set of an organisation, as the rules read it."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from organisations.models import College, Member, MemberCategory, Organisation
from organisations.rules.colleges import (
    CategoryKind,
    CategorySpec,
    CollegeSpec,
    validate_colleges,
)
from organisations.rules.findings import Finding
from organisations.rules.legal_forms import LegalForm

_ACTIVE = Q(members__exited_on=None)


def colleges_with_counts(organisation: Organisation) -> QuerySet[College]:
    """Return the colleges in order, each with `active`, its number of present members."""
    return organisation.colleges.annotate(active=Count("members", filter=_ACTIVE)).order_by(
        "position", "pk"
    )


def categories_with_counts(organisation: Organisation) -> QuerySet[MemberCategory]:
    """Return the categories in order with their college and `active`, their present members."""
    return (
        organisation.categories.select_related("college")
        .annotate(active=Count("members", filter=_ACTIVE))
        .order_by("position", "pk")
    )


def college_spec(college: College) -> CollegeSpec:
    """Return the college as the rules read it."""
    return CollegeSpec(college.code, college.name, college.weight)


def category_spec(category: MemberCategory) -> CategorySpec:
    """Return the category as the rules read it; its college must be loaded."""
    college = category.college.code if category.college else None
    return CategorySpec(category.code, category.name, CategoryKind(category.kind), college)


def college_findings(
    organisation: Organisation,
    colleges: Sequence[College],
    categories: Sequence[MemberCategory],
) -> tuple[Finding, ...]:
    """Return what the law says of the set as it is; `categories` carry their `active` count.

    Nothing is said of a set that nobody has begun, nor of empty colleges in an empty register.
    """
    if not colleges and not categories:
        return ()
    counts = {category.code: int(getattr(category, "active", 0)) for category in categories}
    return validate_colleges(
        LegalForm(organisation.legal_form),
        [college_spec(college) for college in colleges],
        [category_spec(category) for category in categories],
        counts if any(counts.values()) else None,
    )


def members_without_college(organisation: Organisation) -> int:
    """Return how many present members have no college."""
    return Member.objects.filter(organisation=organisation, college=None, exited_on=None).count()
