"""The state of a board between two assemblies: too few members, or too many past the age limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from typing import Literal

from mandates.rules.readings import ARTICLES, USUAL, Readings
from meetings.rules.calendar import add_months
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters, defaults_for


@dataclass(frozen=True, slots=True)
class AgeVerdict:
    """Whether a board keeps to its age limit.

    `allowed` is how many may be past it, None without a limit; `over` are those who are, oldest
    first; `resigns` those deemed to resign, on `leaves_on` (None while that day is not known).
    """

    within: bool
    allowed: int | None
    over: tuple[str, ...]
    resigns: tuple[str, ...]
    leaves_on: date | None
    article: str


@dataclass(frozen=True, slots=True)
class MinimumVerdict:
    """Whether a board has enough members, and what to do by when if it has not.

    `outcome`: "enough", "below_statutes", "below_law". `act`: "none"; "convene_now", the members
    left convene an assembly at once; "coopt" or "convene" by the day `by`; "statutes", the law of
    this form sets no delay.
    """

    outcome: Literal["enough", "below_statutes", "below_law"]
    active: int
    needed: int
    act: Literal["none", "convene_now", "coopt", "convene", "statutes"]
    by: date | None
    article: str


def age_verdict(
    params: StatuteParameters,
    births: Mapping[str, date],
    on: date,
    *,
    next_ordinary_on: date | None = None,
    readings: Readings = USUAL,
) -> AgeVerdict:
    """Say whether too many members of a board are past the age limit on a day.

    `births` holds every member, the representatives of legal persons too. The oldest are deemed to
    resign, as many as are too many (C.com L225-19).
    """
    limit, share = params.board_age_limit, params.board_age_share
    article = params.article("board_age_limit")
    if limit is None or share is None:
        return AgeVerdict(True, None, (), (), None, article)
    allowed = floor(share * len(births))
    past = [name for name in births if _past(births[name], limit, on, readings)]
    over = tuple(sorted(past, key=lambda name: births[name]))
    resigns = over[: max(0, len(over) - allowed)]
    leaves_on = None
    if resigns:
        leaves_on = on if readings.age_leaving == "at_once" else next_ordinary_on
    return AgeVerdict(not resigns, allowed, over, resigns, leaves_on, article)


def _past(born: date, limit: int, on: date, readings: Readings) -> bool:
    birthday = add_months(born, 12 * limit)
    return on >= birthday + timedelta(days=readings.age_from == "day_after")


def minimum_verdict(
    params: StatuteParameters,
    form: LegalForm,
    active: int,
    since: date,
    readings: Readings = USUAL,
) -> MinimumVerdict:
    """Say whether a board of `active` members, since the last departure, has enough of them.

    Under the legal minimum of an SA an assembly is convened at once; under the statutory minimum
    the board is completed within a delay (C.com L225-24). Elsewhere the statutes rule alone.
    """
    legal = defaults_for(form, has_colleges=False).board_min or 0
    statutory = params.board_min or 0
    needed = max(legal, statutory)
    article = ARTICLES["vacancy_months"]
    if active >= needed:
        return MinimumVerdict("enough", active, needed, "none", None, "")
    if active < legal:
        return MinimumVerdict("below_law", active, needed, "convene_now", since, article)
    if not legal:
        article = params.article("board_min")
        return MinimumVerdict("below_statutes", active, needed, "statutes", None, article)
    by = add_months(since, readings.vacancy_months)
    act: Literal["coopt", "convene"] = "coopt" if params.board_cooptation else "convene"
    return MinimumVerdict("below_statutes", active, needed, act, by, article)
