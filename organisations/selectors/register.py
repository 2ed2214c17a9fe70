"""The register as lists: searched, filtered, one page at a time, whatever its size."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from organisations.models import Member, Organisation
from tala.lib.text import fold

PAGE = 50
FETCHED = 500
"""A search that finds more walks the list in order instead: its page soon fills."""
COUNTED = 5_000
"""A filtered list longer than this is not counted further."""

NO_COLLEGE = "-"
"""In place of a college's code: the members who have none."""

State = Literal["active", "exited", "all"]


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What the list shows: words searched, codes of a college and a category, state."""

    words: str = ""
    college: str = ""
    category: str = ""
    state: State = "active"

    @property
    def narrowed(self) -> bool:
        """True when the list is not simply all present members."""
        return self != RegisterFilter()


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One page of the list; there are more than `total` when they were not all `counted`."""

    members: list[Member]
    total: int
    counted: bool
    previous: int | None
    next: int | None


def member_page(
    organisation: Organisation,
    wanted: RegisterFilter,
    *,
    after: int | None = None,
    before: int | None = None,
) -> MemberPage:
    """Return the page that follows member `after`, or comes before member `before` (keys).

    Key-set paging: the thousandth page costs what the first does. A search reads the search index
    once; when it finds few, they are fetched by key, when it finds many, the list is walked in
    order and soon fills its page.
    """
    found = filtered_members(organisation, wanted)
    if fold(wanted.words) or wanted.state == "exited":
        keys = list(found.order_by().values_list("pk", flat=True)[: FETCHED + 1])
        total, limit = len(keys), FETCHED
        if total <= FETCHED:
            found = Member.objects.filter(pk__in=keys)
    elif wanted.narrowed:
        total, limit = found.order_by()[: COUNTED + 1].count(), COUNTED
    else:
        total = limit = found.count()
    rows, backwards = _walk(found.select_related("college", "category"), after, before)
    members = rows[:PAGE]
    if backwards:
        members.reverse()
    more = len(rows) > PAGE
    ahead, behind = (bool(after), more) if not backwards else (more, True)
    return MemberPage(
        members=members,
        total=min(total, limit),
        counted=total <= limit,
        previous=members[0].pk if members and ahead else None,
        next=members[-1].pk if members and behind else None,
    )


def filtered_members(organisation: Organisation, wanted: RegisterFilter) -> QuerySet[Member]:
    """Return the members the filter lets through; every word must be found, accents aside."""
    members = _of_group(organisation, wanted)
    if wanted.state == "active":
        members = members.filter(exited_on=None)
    elif wanted.state == "exited":
        members = members.filter(exited_on__isnull=False)
    for word in fold(wanted.words).split()[:8]:
        members = members.filter(search_key__contains=word)
    return members


def _of_group(organisation: Organisation, wanted: RegisterFilter) -> QuerySet[Member]:
    """Return the members of the college or category, by that key alone: it has the right index."""
    if wanted.college == NO_COLLEGE:
        return Member.objects.filter(organisation=organisation, college=None)
    members = Member.objects.all()
    if wanted.college:
        college = organisation.colleges.filter(code=wanted.college).first()
        members = members.filter(college=college) if college else members.none()
    if wanted.category:
        category = organisation.categories.filter(code=wanted.category).first()
        members = members.filter(category=category) if category else members.none()
    if wanted.college or wanted.category:
        return members
    return members.filter(organisation=organisation)


def _walk(
    found: QuerySet[Member], after: int | None, before: int | None
) -> tuple[list[Member], bool]:
    """Return up to a page and one more, from the anchor on, and whether they run backwards."""
    anchor = Member.objects.filter(pk=after or before or 0).first()
    if anchor is None:
        return list(found.order_by("sort_key", "pk")[: PAGE + 1]), False
    # A range on the key of the index first: with an OR instead, the whole list is read.
    if after:
        onward = found.filter(sort_key__gte=anchor.sort_key)
        ahead = onward.exclude(sort_key=anchor.sort_key, pk__lte=anchor.pk)
        return list(ahead.order_by("sort_key", "pk")[: PAGE + 1]), False
    onward = found.filter(sort_key__lte=anchor.sort_key)
    behind = onward.exclude(sort_key=anchor.sort_key, pk__gte=anchor.pk)
    return list(behind.order_by("-sort_key", "-pk")[: PAGE + 1]), True
