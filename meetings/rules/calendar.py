"""The legal calendar of a meeting, computed back from its date.

Days are days of Paris; an hour, where there is one, is Paris time. "D-15" is fifteen days before
the meeting: the day of sending does not count and the day of the meeting does, unless the statutes
count otherwise. `delays` counts; here is which delay, under which article.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Literal

from meetings.rules.delays import Delay, Since, Unit, earliest_end, latest_start
from meetings.rules.holidays import working_day_before
from organisations.rules.legal_forms import LegalForm, company_form
from organisations.rules.statutes import StatuteParameters

Bound = Literal["until", "from"]
LatenessState = Literal["past", "today", "soon", "later"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One legal date: until when (or from when) something holds.

    `on` is inside the delay in both cases; without `at` the whole day is. `safe_on` is the earlier
    day TALA advises. `delay` says how many days there are between what happens and the meeting, of
    what kind, and whether the first day and the day of the meeting count; None for the meeting
    itself. `code` and `note_code` are keys of `messages.DEADLINES` and `messages.NOTES` (the note
    may be empty).
    """

    code: str
    on: date
    at: time | None
    bound: Bound
    safe_on: date | None
    article: str
    note_code: str = ""
    delay: Delay | None = None


@dataclass(frozen=True, slots=True)
class Lateness:
    """Where a day stands: `days` until it, negative once it is past."""

    state: LatenessState
    days: int


# Parameters that mean "received (or ready) at the latest so many days before".
_DAYS_BEFORE: tuple[tuple[str, str, Since], ...] = (
    ("email_consent", "email_consent_days", "receipt"),
    ("roll_frozen", "roll_freeze_days", "freeze"),
    ("postal_request", "postal_request_days", "receipt"),
    ("documents_request", "documents_request_days", "receipt"),
    ("postal_cutoff", "postal_cutoff_days", "receipt"),
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
        *_sending(params, kind, call_number, meeting_on, alsace_moselle),
    ]
    if kind != "board":
        deadlines += _before_assembly(params, form, call_number, meeting_on, alsace_moselle)
        if call_number == 1:
            deadlines += _added_resolutions(params, meeting_on)
            deadlines += _second_meeting(params, kind, meeting_on, alsace_moselle)
    return tuple(sorted(deadlines, key=lambda item: (item.on, _ORDER.index(item.code))))


def notice_delay(params: StatuteParameters, kind: str, call_number: int) -> Delay | None:
    """Return the delay from the sending of the notice to the meeting, None while undecided.

    Clear days and working days ("jours francs", "jours ouvrés") are the statutes' to say.
    """
    days = params.notice_days(kind, call_number)
    if days is None:
        return None
    unit: Unit = "working_days" if params.notice_in_working_days else "days"
    return Delay(days, unit, params.count_sending_day, params.count_meeting_day, "sending")


def notice_parameter(kind: str, call_number: int) -> str:
    """Return the name of the parameter that holds the days of notice of such a meeting."""
    if kind == "board":
        return "notice_days_board"
    return "notice_days_first" if call_number == 1 else "notice_days_second"


def last_sending(
    params: StatuteParameters,
    kind: str,
    call_number: int,
    meeting_on: date,
    alsace_moselle: bool = False,
) -> date | None:
    """Return the last lawful day to send the notice, None while the delay is undecided."""
    delay = notice_delay(params, kind, call_number)
    return None if delay is None else latest_start(delay, meeting_on, alsace_moselle)


def safe_sending(params: StatuteParameters, last: date, alsace_moselle: bool = False) -> date:
    """Return the day to send by, when `last` is the last lawful one: a working day, with a margin.

    The margin is the profile's, one day by default; a letter handed over on a Sunday leaves on
    Monday.
    """
    margin = timedelta(days=params.safe_margin_days)
    return working_day_before(last - margin + timedelta(days=1), 1, alsace_moselle)


def earliest_meeting(
    params: StatuteParameters,
    call_number: int,
    sending_on: date,
    kind: str = "ordinary",
    alsace_moselle: bool = False,
) -> date:
    """Return the first lawful day of a meeting whose notice leaves on `sending_on`.

    Raises ValueError while the statutes have not decided the delay.
    """
    delay = notice_delay(params, kind, call_number)
    if delay is None:
        raise ValueError(f"no notice period for a meeting of kind {kind}, call {call_number}")
    return earliest_end(delay, sending_on, alsace_moselle)


def earliest_safe_meeting(
    params: StatuteParameters,
    call_number: int,
    sending_on: date,
    kind: str = "ordinary",
    alsace_moselle: bool = False,
) -> date:
    """Return the first day of a meeting for which `sending_on` is still a safe day to send.

    Raises ValueError while the statutes have not decided the delay.
    """
    meeting_on = earliest_meeting(params, call_number, sending_on, kind, alsace_moselle)
    while True:
        last = last_sending(params, kind, call_number, meeting_on, alsace_moselle)
        if last is not None and safe_sending(params, last, alsace_moselle) >= sending_on:
            return meeting_on
        meeting_on += timedelta(days=1)


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


def _before(meeting_on: date, days: int, since: Since = "receipt") -> tuple[date, Delay]:
    """The day `days` before the meeting, as the law counts where it says no more."""
    delay = Delay(days, "days", start_counts=False, end_counts=True, since=since)
    return latest_start(delay, meeting_on), delay


def _sending(
    params: StatuteParameters, kind: str, call_number: int, meeting_on: date, alsace_moselle: bool
) -> Iterator[Deadline]:
    delay = notice_delay(params, kind, call_number)
    if delay is None:
        return
    on = latest_start(delay, meeting_on, alsace_moselle)
    safe_on = safe_sending(params, on, alsace_moselle)
    article = params.article(notice_parameter(kind, call_number))
    yield Deadline("last_sending", on, None, "until", safe_on, article, delay=delay)


def _before_assembly(
    params: StatuteParameters,
    form: LegalForm,
    call_number: int,
    meeting_on: date,
    alsace_moselle: bool,
) -> Iterator[Deadline]:
    for code, parameter, since in _DAYS_BEFORE:
        days: int | None = getattr(params, parameter)
        if days is not None:
            on, delay = _before(meeting_on, days, since)
            yield Deadline(code, on, None, "until", None, params.article(parameter), delay=delay)
    yield from _documents(params, form, meeting_on)
    yield from _written_questions(params, call_number, meeting_on, alsace_moselle)
    if params.electronic_cutoff_hour is not None:
        hour = time.fromisoformat(params.electronic_cutoff_hour)
        eve, delay = _before(meeting_on, 1)
        article = params.article("electronic_cutoff_hour")
        yield Deadline("electronic_cutoff", eve, hour, "until", None, article, delay=delay)


def _documents(params: StatuteParameters, form: LegalForm, meeting_on: date) -> Iterator[Deadline]:
    if params.documents_disposal_days is None:
        return
    # A SARL sends the documents to each member (R223-18); an SA keeps them at its seat (R225-89).
    sent = company_form(form) == "sarl"
    on, delay = _before(
        meeting_on, params.documents_disposal_days, "sending" if sent else "disposal"
    )
    article = params.article("documents_disposal_days")
    note = "documents_sent" if sent else "documents_at_seat"
    yield Deadline("documents_available", on, None, "until", None, article, note, delay)


def _written_questions(
    params: StatuteParameters, call_number: int, meeting_on: date, alsace_moselle: bool
) -> Iterator[Deadline]:
    code, days = "written_questions", params.written_questions_working_days
    if days is not None:
        # "The fourth working day before": counted back, from the day before the meeting.
        delay = Delay(days, "working_days", start_counts=True, end_counts=False)
        on = latest_start(delay, meeting_on, alsace_moselle)
        article = params.article("written_questions_working_days")
        yield Deadline(code, on, None, "until", None, article, "working_days", delay)
    elif params.written_questions_from_sending:
        notice = notice_delay(params, "ordinary", call_number)
        if notice is not None:
            on = latest_start(notice, meeting_on, alsace_moselle)
            article = params.article("written_questions_from_sending")
            yield Deadline(code, on, None, "from", None, article, "from_sending", notice)


def _added_resolutions(params: StatuteParameters, meeting_on: date) -> Iterator[Deadline]:
    opening, closing = params.added_resolutions_from_days, params.added_resolutions_days
    if opening is not None:
        on, delay = _before(meeting_on, opening)
        article = params.article("added_resolutions_from_days")
        yield Deadline("added_resolutions_from", on, None, "from", None, article, delay=delay)
    if closing is not None:
        on, delay = _before(meeting_on, closing)
        article = params.article("added_resolutions_days")
        yield Deadline("added_resolutions", on, None, "until", None, article, delay=delay)


def _second_meeting(
    params: StatuteParameters, kind: str, meeting_on: date, alsace_moselle: bool
) -> Iterator[Deadline]:
    earliest = _second_earliest(params, kind, meeting_on, alsace_moselle)
    if earliest is not None:
        on, delay, parameter, note = earliest
        article = params.article(parameter)
        yield Deadline("second_earliest", on, None, "from", None, article, note, delay)
    latest = _second_latest(params, kind, meeting_on)
    if latest is not None:
        on, delay, parameter = latest
        article = params.article(parameter)
        yield Deadline("second_latest", on, None, "until", None, article, delay=delay)


def _after_first(length: int, unit: Unit) -> Delay:
    """A delay between both meetings."""
    return Delay(length, unit, False, True, "first_meeting", "second_meeting")


def _second_earliest(
    params: StatuteParameters, kind: str, meeting_on: date, alsace_moselle: bool
) -> tuple[date, Delay, str, str] | None:
    """The second notice leaves on the day after the meeting that lacked its quorum, at best."""
    gap = _after_first(params.second_meeting_min_days or 0, "days")
    apart = earliest_end(gap, meeting_on)
    if params.second_call_in_same_notice:
        return apart, gap, "second_call_in_same_notice", "second_in_same_notice"
    notice = notice_delay(params, kind, 2)
    if notice is None:
        return None
    convened = earliest_end(notice, meeting_on + timedelta(days=1), alsace_moselle)
    if apart > convened:
        return apart, gap, "second_meeting_min_days", ""
    delay = replace(notice, to="second_meeting")
    return convened, delay, "notice_days_second", "second_sent_next_day"


def _second_latest(
    params: StatuteParameters, kind: str, meeting_on: date
) -> tuple[date, Delay, str] | None:
    """The months of L225-96 bind the extraordinary assembly only; days of statutes bind any."""
    limits: list[tuple[date, Delay, str]] = []
    if params.second_meeting_max_days is not None:
        days = _after_first(params.second_meeting_max_days, "days")
        limits.append((earliest_end(days, meeting_on), days, "second_meeting_max_days"))
    if params.second_meeting_max_months is not None and kind in {"extraordinary", "mixed"}:
        months = _after_first(params.second_meeting_max_months, "months")
        on = add_months(meeting_on, params.second_meeting_max_months)
        limits.append((on, months, "second_meeting_max_months"))
    return min(limits, key=lambda limit: limit[0], default=None)
