"""The college set of an organisation, as the rules read it."""

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


def active_by_category(organisation: Organisation) -> dict[str, int]:
    """Return the number of present members by category code, for categories that have any."""
    rows = Member.objects.filter(
        organisation=organisation, exited_on=None, category__isnull=False
    ).values_list("category__code")
    return dict(rows.annotate(count=Count("pk")).order_by())


def college_findings(organisation: Organisation) -> tuple[Finding, ...]:
    """Return what the law says of the set as it stands, errors first.

    Nothing is said of a set that nobody has begun, nor of empty colleges in an empty register.
    """
    colleges = [college_spec(college) for college in organisation.colleges.all()]
    categories = [
        category_spec(category) for category in organisation.categories.select_related("college")
    ]
    if not colleges and not categories:
        return ()
    form = LegalForm(organisation.legal_form)
    return validate_colleges(form, colleges, categories, active_by_category(organisation) or None)


def members_without_college(organisation: Organisation) -> int:
    """Return how many present members have no college."""
    return Member.objects.filter(organisation=organisation, college=None, exited_on=None).count()
