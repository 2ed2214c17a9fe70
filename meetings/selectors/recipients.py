"""Who is convened, by what means, and who is not and why: computed as sets, not one by one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.utils.functional import Promise

from meetings.models import ExclusionReason, MeansReason, Meeting, RollEntry
from meetings.rules.calendar import add_months
from meetings.selectors.statutes import statutes_of
from organisations.models import Member
from organisations.rules.statutes import StatuteParameters
from organisations.selectors.remembered import remembered

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

EXCLUDED = "excluded"
"""The means of a member who has no voice at the meeting."""

UNREACHABLE = Q(plan_means=RollEntry.Means.POST) & (Q(street="") | Q(city=""))
"""To be convened by letter, without a whole postal address."""

_LABELS = dict(MeansReason.choices) | dict(ExclusionReason.choices)


class Plan(TypedDict):
    """What `planned_members` adds to a member."""

    plan_means: str
    plan_reason: str


@dataclass(frozen=True, slots=True)
class RecipientPlan:
    """One member of the register: convened by `email` or `post`, or `excluded`, and the reason.

    `reason` is a code of MeansReason or ExclusionReason; `email` is empty for a letter.
    """

    member: Member
    means: str
    reason: str

    @property
    def email(self) -> str:
        """The address the e-mail goes to; empty for a letter."""
        return self.member.email if self.means == RollEntry.Means.EMAIL else ""

    @property
    def reason_label(self) -> "str | Promise":
        """The reason in words."""
        return _LABELS[self.reason]


@dataclass(frozen=True, slots=True)
class RecipientCount:
    """How many members of the register share a means and a reason.

    `unreachable` of them are to get a letter and have no whole postal address.
    """

    means: str
    reason: str
    count: int
    unreachable: int = 0

    @property
    def reason_label(self) -> "str | Promise":
        """The reason in words."""
        return _LABELS[self.reason]


def recipients(meeting: Meeting) -> list[RecipientPlan]:
    """Return every member of the register with what would happen if the meeting were convened now.

    The consent to e-mail must have come before the limit of the statutes (C.com R225-63, 35 days in
    an SA); where no text asks for a consent, an address is enough unless the member said no.
    """
    return [plan_of(member) for member in planned_members(meeting).iterator(chunk_size=2000)]


def plan_of(member: "WithAnnotations[Member, Plan]") -> RecipientPlan:
    """Return the plan of a member read from `planned_members`."""
    return RecipientPlan(member, member.plan_means, member.plan_reason)


def planned_members(
    meeting: Meeting, params: StatuteParameters | None = None
) -> "QuerySet[WithAnnotations[Member, Plan]]":
    """Return the register, filed by name, annotated with `plan_means` and `plan_reason`.

    `params` saves the reading of the statutes to callers that have them.
    """
    params = params or statutes_of(meeting)
    reason = Case(
        *_exclusions(meeting, params),
        *_means(meeting, params),
        default=Value(MeansReason.CONSENT.value),
        output_field=CharField(),
    )
    means = Case(
        When(plan_reason__in=ExclusionReason.values, then=Value(EXCLUDED)),
        When(
            plan_reason__in=[MeansReason.CONSENT, MeansReason.NO_RULE],
            then=Value(RollEntry.Means.EMAIL.value),
        ),
        default=Value(RollEntry.Means.POST.value),
        output_field=CharField(),
    )
    register = Member.objects.filter(organisation=meeting.organisation_id)
    return (
        register.annotate(plan_reason=reason)
        .annotate(plan_means=means)
        .select_related("college")
        .order_by("sort_key", "pk")
    )


def recipient_counts(
    meeting: Meeting, params: StatuteParameters | None = None
) -> list[RecipientCount]:
    """Return the plan of a draft counted by means and reason: e-mail, letter, excluded."""
    rows = (
        planned_members(meeting, params)
        .select_related(None)
        .order_by()
        .values_list("plan_means", "plan_reason")
        .annotate(count=Count("pk"), unreachable=Count("pk", filter=UNREACHABLE))
    )
    return in_order(RecipientCount(*row) for row in rows)


def recipient_counts_shown(meeting: Meeting, params: StatuteParameters) -> list[RecipientCount]:
    """Return the same counts for a page: remembered until the next act in the cooperative."""
    return remembered(
        meeting.organisation,
        f"recipient-counts:{meeting.pk}",
        lambda: recipient_counts(meeting, params),
    )


def frozen_counts(meeting: Meeting) -> list[RecipientCount]:
    """Return the counts of a convened meeting, as they were frozen."""
    return [RecipientCount(*row) for row in meeting.recipients]


def in_order(counts: Iterable[RecipientCount]) -> list[RecipientCount]:
    """Sort counts as the page shows them."""
    means = [RollEntry.Means.EMAIL.value, RollEntry.Means.POST.value, EXCLUDED]
    reasons = list(_LABELS)
    return sorted(counts, key=lambda row: (means.index(row.means), reasons.index(row.reason)))


def record_date(meeting: Meeting, params: StatuteParameters) -> dt.date:
    """Return the last day of admission that gives a voice: the list's day, or the meeting's."""
    return meeting.day - dt.timedelta(days=params.roll_freeze_days or 0)


def _exclusions(meeting: Meeting, params: StatuteParameters) -> Iterable[When]:
    day = meeting.day
    yield When(exited_on__lte=day, then=Value(ExclusionReason.EXITED.value))
    yield When(
        admitted_on__gt=record_date(meeting, params),
        then=Value(ExclusionReason.ADMITTED_LATE.value),
    )
    if params.voting_right_months:
        limit = add_months(day, -params.voting_right_months)
        yield When(admitted_on__gt=limit, then=Value(ExclusionReason.TOO_RECENT.value))
    if params.has_colleges:
        yield When(college__isnull=True, then=Value(ExclusionReason.NO_COLLEGE.value))


def _means(meeting: Meeting, params: StatuteParameters) -> Iterable[When]:
    if params.notice_means and "email" not in params.notice_means:
        yield When(pk__isnull=False, then=Value(MeansReason.NOT_ALLOWED.value))
        return
    yield When(email="", then=Value(MeansReason.NO_EMAIL.value))
    yield When(email_consent=Member.Consent.NO, then=Value(MeansReason.REFUSED.value))
    unknown = Q(email_consent=Member.Consent.UNKNOWN)
    if params.email_consent_days is None:
        yield When(unknown, then=Value(MeansReason.NO_RULE.value))
        return
    yield When(unknown, then=Value(MeansReason.NOT_ASKED.value))
    limit = meeting.day - dt.timedelta(days=params.email_consent_days)
    yield When(email_consent_on__gt=limit, then=Value(MeansReason.LATE.value))
