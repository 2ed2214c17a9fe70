"""A legal calendar without a meeting: back from the assembly's day, or on from the sending's."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.rules.calendar import (
    Deadline,
    earliest_meeting,
    earliest_safe_meeting,
    last_sending,
    legal_calendar,
    notice_parameter,
)
from meetings.selectors.statutes import parameters_for
from organisations.models import Organisation, StatuteProfile
from organisations.rules.findings import PARAMETER_NAMES
from organisations.rules.legal_forms import LegalForm
from organisations.rules.questions import question_of
from organisations.rules.statutes import StatuteParameters, missing_for
from organisations.selectors.statutes import profile_in_force
from tala.lib import clock


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the person knows: the kind of meeting, and one of its two days."""

    kind: str
    call_number: int
    hour: dt.time
    meeting_on: dt.date | None = None
    sending_on: dt.date | None = None


@dataclass(frozen=True)
class Missing:
    """A rule that the statutes must still give, and the address of its question."""

    name: str
    url: str


@dataclass(frozen=True)
class Plan:
    """The calendar found; without any `meeting_on` the statutes give no delay to count with.

    `possible_on` is the first lawful day of a meeting for the sending asked about, and `meeting_on`
    then the first for which that sending is also safe. `late` is true when the last lawful day of
    sending is past. `needed` rules give dates, the `others` are needed to convene.
    """

    params: StatuteParameters
    version: int | None
    meeting_on: dt.date | None
    possible_on: dt.date | None
    deadlines: tuple[Deadline, ...]
    late: bool
    needed: tuple[Missing, ...]
    others: tuple[Missing, ...]


def plan_of(organisation: Organisation, asked: Asked) -> Plan:
    """Compute the calendar by the statutes in force on the day the notice would leave."""
    profile = _profile(organisation, asked)
    params = parameters_for(organisation, profile)
    possible_on, meeting_on = _days(organisation, params, asked)
    today = clock.today()
    deadlines: tuple[Deadline, ...] = ()
    if meeting_on is not None:
        deadlines = legal_calendar(
            params,
            LegalForm(organisation.legal_form),
            asked.kind,
            asked.call_number,
            meeting_on,
            asked.hour,
            organisation.alsace_moselle,
        )
    missing = _missing(organisation, params, asked)
    return Plan(
        params=params,
        version=profile.version if profile else None,
        meeting_on=meeting_on,
        possible_on=possible_on,
        deadlines=deadlines,
        late=any(item.code == "last_sending" and item.on < today for item in deadlines),
        needed=tuple(_named(organisation, missing, dated=True)),
        others=tuple(_named(organisation, missing, dated=False)),
    )


def _days(
    organisation: Organisation, params: StatuteParameters, asked: Asked
) -> tuple[dt.date | None, dt.date | None]:
    """Return the first possible day, where one is looked for, and the day of the calendar."""
    if asked.sending_on is None:
        return None, asked.meeting_on
    if params.notice_days(asked.kind, asked.call_number) is None:
        return None, None
    delay = (params, asked.call_number, asked.sending_on, asked.kind, organisation.alsace_moselle)
    return earliest_meeting(*delay), earliest_safe_meeting(*delay)


def _profile(organisation: Organisation, asked: Asked) -> StatuteProfile | None:
    """The version in force when the notice leaves: a meeting keeps that one for ever."""
    today = clock.today()
    try:
        profile = profile_in_force(organisation, max(today, asked.sending_on or today))
    except StatuteProfile.DoesNotExist:
        return None
    if asked.meeting_on is None:
        return profile
    sending = last_sending(
        profile.typed,
        asked.kind,
        asked.call_number,
        asked.meeting_on,
        organisation.alsace_moselle,
    )
    return profile_in_force(organisation, max(today, sending or today))


def _missing(
    organisation: Organisation, params: StatuteParameters, asked: Asked
) -> tuple[str, ...]:
    form = LegalForm(organisation.legal_form)
    needed = missing_for(params, form, asked.kind)
    notice = notice_parameter(asked.kind, asked.call_number)
    undecided = getattr(params, notice) is None and notice not in needed
    return (notice, *needed) if undecided else needed


def _named(organisation: Organisation, names: tuple[str, ...], *, dated: bool) -> Iterator[Missing]:
    for name in names:
        if (name in _DATES) is dated:
            asked = question_of(name)
            page = ("statutes_question", asked.code) if asked else ("statutes_guide",)
            url = reverse(page[0], args=[organisation.slug, *page[1:]])
            yield Missing(_(PARAMETER_NAMES[name]), url)


_DATES = {
    *("notice_days_first", "notice_days_second", "notice_days_board", "email_consent_days"),
    *("added_resolutions_days", "roll_freeze_days", "documents_disposal_days"),
    *("documents_request_days", "written_questions_working_days", "postal_request_days"),
    *("postal_cutoff_days", "electronic_cutoff_hour", "second_meeting_max_months"),
}
"""The parameters that a date of the calendar comes from."""
