"""Readings of the law and of usual statutes still to confirm, each a parameter with its article."""

from dataclasses import dataclass

AGE_FROM = ("birthday", "day_after")
AGE_LEAVING = ("next_ordinary_meeting", "at_once")


@dataclass(frozen=True, slots=True)
class Readings:
    """What TALA takes for true until a lawyer or the statutes say otherwise.

    `expires_without_meeting`: a term whose assembly was not held in time is flagged as expired.
    `replacement_takes_remainder`: who is co-opted serves what was left of the predecessor's term.
    `vacancy_months`: the delay to complete a board under its statutory minimum.
    `age_from`: whether one is over the limit on the birthday itself or the day after.
    `age_leaving`: when the oldest is deemed to resign. `vacant_seat_open`: a seat without candidate
    is open to other colleges. `employees_first`: an employee who is also something else votes with
    the employees.
    """

    expires_without_meeting: bool = True
    replacement_takes_remainder: bool = True
    vacancy_months: int = 3
    age_from: str = "birthday"
    age_leaving: str = "next_ordinary_meeting"
    vacant_seat_open: bool = False
    employees_first: bool = True

    def __post_init__(self) -> None:
        if self.age_from not in AGE_FROM:
            raise ValueError(f"age_from: not one of {', '.join(AGE_FROM)}")
        if self.age_leaving not in AGE_LEAVING:
            raise ValueError(f"age_leaving: not one of {', '.join(AGE_LEAVING)}")


USUAL = Readings()

ARTICLES: dict[str, str] = {
    "expires_without_meeting": "C.com R225-15",
    "replacement_takes_remainder": "C.com L225-24",
    "vacancy_months": "C.com L225-24",
    "age_from": "C.com L225-19",
    "age_leaving": "C.com L225-19",
    "vacant_seat_open": "statuts",
    "employees_first": "statuts",
}
"""Where each reading comes from; all are to confirm."""
