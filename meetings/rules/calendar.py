"""The legal calendar of a meeting, computed back from its date.

Days are calendar days of Paris; an hour, where there is one, is Paris time. "D-15" is fifteen days
before the meeting: the day of sending does not count and the day of the meeting does, unless the
statutes count otherwise.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from meetings.rules.holidays import working_day_before
from organisations.rules.legal_forms import LegalForm, company_form
from organisations.rules.statutes import StatuteParameters

Bound = Literal["until", "from"]
LatenessState = Literal["past", "today", "soon", "later"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One legal date: until when (or from when) something holds.

    `on` is inside the delay in both cases; without `at` the whole day is. `safe_on` is the earlier
    day TALA advises. `code` and `note_code` are keys of `messages.DEADLINES` and `messages.NOTES`
    (the note may be empty).
    """

    code: str
    on: date
    at: time | None
    bound: Bound
    safe_on: date | None
    article: str
    note_code: str = ""


@dataclass(frozen=True, slots=True)
class Lateness:
    """Where a day stands: `days` until it, negative once it is past."""

    state: LatenessState
    days: int


# Parameters that mean "received (or ready) at the latest so many days before".
_DAYS_BEFORE = (
    ("email_consent", "email_consent_days"),
    ("roll_frozen", "roll_freeze_days"),
    ("postal_request", "postal_request_days"),
    ("documents_request", "documents_request_days"),
    ("postal_cutoff", "postal_cutoff_days"),
)

_ORDER = (
    "email_consent",
    "added_resolutions_from",
    "added_resolutions",
    "roll_frozen",
    "last_sending",
    "documents_available",
    "postal_request",
    "documents_request",
    "written_questions",
    "postal_cutoff",
    "electronic_cutoff",
    "meeting",
    "second_earliest",
    "second_latest",
)


def legal_calendar(
    params: StatuteParameters,
    form: LegalForm,
    kind: str,
    call_number: int,
    meeting_on: date,
    meeting_at: time,
    alsace_moselle: bool = False,
) -> tuple[Deadline, ...]:
    """Return every legal date of a meeting of `kind`, earliest first.

    A date whose parameter is undecided is left out: `completeness.missing_for` says which are
    needed. A board meeting has a notice and nothing else. On a second call the agenda cannot
    change, so there is no date for added resolutions, and no second meeting after it.
    """
    deadlines = [
        Deadline("meeting", meeting_on, meeting_at, "until", None, ""),
        *_sending(params, kind, call_number, meeting_on),
    ]
    if kind != "board":
        deadlines += _before_assembly(params, form, call_number, meeting_on, alsace_moselle)
        if call_number == 1:
            deadlines += _added_resolutions(params, meeting_on)
            deadlines += _second_meeting(params, kind, meeting_on)
    return tuple(sorted(deadlines, key=lambda item: (item.on, _ORDER.index(item.code))))


def last_sending(
    params: StatuteParameters, kind: str, call_number: int, meeting_on: date
) -> date | None:
    """Return the last lawful day to send the notice, None while the delay is undecided."""
    gap = _notice_gap(params, kind, call_number)
    return None if gap is None else meeting_on - gap


def earliest_meeting(
    params: StatuteParameters, call_number: int, sending_on: date, kind: str = "ordinary"
) -> date:
    """Return the first lawful day of a meeting whose notice leaves on `sending_on`.

    Raises ValueError while the statutes have not decided the delay.
    """
    gap = _notice_gap(params, kind, call_number)
    if gap is None:
        raise ValueError(f"no notice period for a meeting of kind {kind}, call {call_number}")
    return sending_on + gap


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month when it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def in_time(deadline: Deadline, on: date, at: time) -> bool:
    """Say whether what arrives on day `on` at hour `at`, Paris time, respects the deadline.

    The limit itself is in time: a form received on the cutoff day, or at 15:00 sharp, counts.
    """
    if on == deadline.on and deadline.at is not None:
        return at <= deadline.at if deadline.bound == "until" else at >= deadline.at
    return on <= deadline.on if deadline.bound == "until" else on >= deadline.on


def lateness(deadline: Deadline, today: date, soon_days: int = 7) -> Lateness:
    """Say where the day of a deadline stands, seen from `today`; soon is within `soon_days`."""
    days = (deadline.on - today).days
    if days < 0:
        return Lateness("past", days)
    if days == 0:
        return Lateness("today", days)
    return Lateness("soon" if days <= soon_days else "later", days)


def _notice_gap(params: StatuteParameters, kind: str, call_number: int) -> timedelta | None:
    """The days from sending to meeting that leave the whole notice between them."""
    notice = params.notice_days(kind, call_number)
    if notice is None:
        return None
    return timedelta(days=notice + 1 - params.count_sending_day - params.count_meeting_day)


def _notice_parameter(kind: str, call_number: int) -> str:
    if kind == "board":
        return "notice_days_board"
    return "notice_days_first" if call_number == 1 else "notice_days_second"


def _sending(
    params: StatuteParameters, kind: str, call_number: int, meeting_on: date
) -> Iterator[Deadline]:
    on = last_sending(params, kind, call_number, meeting_on)
    if on is None:
        return
    safe_on = on - timedelta(days=params.safe_margin_days)
    article = params.article(_notice_parameter(kind, call_number))
    yield Deadline("last_sending", on, None, "until", safe_on, article)


def _before_assembly(
    params: StatuteParameters,
    form: LegalForm,
    call_number: int,
    meeting_on: date,
    alsace_moselle: bool,
) -> Iterator[Deadline]:
    for code, parameter in _DAYS_BEFORE:
        days: int | None = getattr(params, parameter)
        if days is not None:
            on = meeting_on - timedelta(days=days)
            yield Deadline(code, on, None, "until", None, params.article(parameter))
    yield from _documents(params, form, meeting_on)
    yield from _written_questions(params, call_number, meeting_on, alsace_moselle)
    if params.electronic_cutoff_hour is not None:
        eve, hour = (
            meeting_on - timedelta(days=1),
            time.fromisoformat(params.electronic_cutoff_hour),
        )
        article = params.article("electronic_cutoff_hour")
        yield Deadline("electronic_cutoff", eve, hour, "until", None, article)


def _documents(params: StatuteParameters, form: LegalForm, meeting_on: date) -> Iterator[Deadline]:
    if params.documents_disposal_days is None:
        return
    on = meeting_on - timedelta(days=params.documents_disposal_days)
    article = params.article("documents_disposal_days")
    # A SARL sends the documents to each member (R223-18); an SA keeps them at its seat (R225-89).
    note = "documents_sent" if company_form(form) == "sarl" else "documents_at_seat"
    yield Deadline("documents_available", on, None, "until", None, article, note)


def _written_questions(
    params: StatuteParameters, call_number: int, meeting_on: date, alsace_moselle: bool
) -> Iterator[Deadline]:
    days = params.written_questions_working_days
    if days is not None:
        on = working_day_before(meeting_on, days, alsace_moselle)
        article = params.article("written_questions_working_days")
        yield Deadline("written_questions", on, None, "until", None, article, "working_days")
    elif params.written_questions_from_sending:
        sending = last_sending(params, "ordinary", call_number, meeting_on)
        if sending is not None:
            article = params.article("written_questions_from_sending")
            yield Deadline(
                "written_questions", sending, None, "from", None, article, "from_sending"
            )


def _added_resolutions(params: StatuteParameters, meeting_on: date) -> Iterator[Deadline]:
    opening, closing = params.added_resolutions_from_days, params.added_resolutions_days
    if opening is not None:
        on = meeting_on - timedelta(days=opening)
        article = params.article("added_resolutions_from_days")
        yield Deadline("added_resolutions_from", on, None, "from", None, article)
    if closing is not None:
        on = meeting_on - timedelta(days=closing)
        article = params.article("added_resolutions_days")
        yield Deadline("added_resolutions", on, None, "until", None, article)


def _second_meeting(params: StatuteParameters, kind: str, meeting_on: date) -> Iterator[Deadline]:
    earliest = _second_earliest(params, meeting_on)
    if earliest is not None:
        in_same = params.second_call_in_same_notice
        parameter = "second_call_in_same_notice" if in_same else "notice_days_second"
        note = "second_in_same_notice" if in_same else "second_sent_next_day"
        article = params.article(parameter)
        yield Deadline("second_earliest", earliest, None, "from", None, article, note)
    latest = _second_latest(params, kind, meeting_on)
    if latest is not None:
        on, parameter = latest
        yield Deadline("second_latest", on, None, "until", None, params.article(parameter))


def _second_earliest(params: StatuteParameters, meeting_on: date) -> date | None:
    """The second notice leaves on the day after the meeting that lacked its quorum, at best."""
    gap = timedelta(days=params.second_meeting_min_days or 0)
    if params.second_call_in_same_notice:
        return meeting_on + gap
    if params.notice_days_second is None:
        return None
    convened = earliest_meeting(params, 2, meeting_on + timedelta(days=1))
    return max(convened, meeting_on + gap)


def _second_latest(
    params: StatuteParameters, kind: str, meeting_on: date
) -> tuple[date, str] | None:
    """The months of L225-96 bind the extraordinary assembly only; days of statutes bind any."""
    limits: list[tuple[date, str]] = []
    if params.second_meeting_max_days is not None:
        on = meeting_on + timedelta(days=params.second_meeting_max_days)
        limits.append((on, "second_meeting_max_days"))
    if params.second_meeting_max_months is not None and kind in {"extraordinary", "mixed"}:
        on = add_months(meeting_on, params.second_meeting_max_months)
        limits.append((on, "second_meeting_max_months"))
    return min(limits, default=None)
