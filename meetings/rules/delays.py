"""How a delay is counted: in days or in working days, between two days that count or not."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from meetings.rules.holidays import working_day_after, working_day_before

Unit = Literal["days", "working_days", "months"]
Since = Literal["sending", "receipt", "disposal", "freeze", "first_meeting"]
To = Literal["meeting", "second_meeting"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Delay:
    """A delay of so many `unit` from one day to another, each of which may be part of it.

    Days received or sent at "D-15" are fifteen days in which the first day does not count and the
    day of the meeting does. Clear days ("jours francs") are days in which neither counts. `since`
    and `to` say what happens on both days.
    """

    length: int
    unit: Unit
    start_counts: bool
    end_counts: bool
    since: Since = "receipt"
    to: To = "meeting"

    @property
    def is_clear(self) -> bool:
        """True for clear days: neither end counts."""
        return not (self.start_counts or self.end_counts)


def latest_start(delay: Delay, end: date, alsace_moselle: bool = False) -> date:
    """Return the last day on which the delay may start to be whole on `end`; never after it.

    Raises ValueError for a delay in months, which `calendar.add_months` counts.
    """
    after_last = end + _DAY if delay.end_counts else end
    if delay.unit == "days":
        first = after_last - timedelta(days=delay.length)
    elif delay.unit == "working_days":
        first = working_day_before(after_last, delay.length, alsace_moselle)
    else:
        raise ValueError("a delay in months is counted forward only")
    return min(first if delay.start_counts else first - _DAY, end)


def earliest_end(delay: Delay, start: date, alsace_moselle: bool = False) -> date:
    """Return the first day on which a delay that starts on `start` is whole; never before it.

    Raises ValueError for a delay in months, which `calendar.add_months` counts.
    """
    before_first = start - _DAY if delay.start_counts else start
    if delay.unit == "days":
        last = before_first + timedelta(days=delay.length)
    elif delay.unit == "working_days":
        last = working_day_after(before_first, delay.length, alsace_moselle)
    else:
        raise ValueError("a delay in months has no day of its own")
    return max(last if delay.end_counts else last + _DAY, start)
