"""A score that is a sum over papers: heads, weights, and colleges by proportion."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from voting.rules.contest import Contest
from voting.rules.majority import Bar, Score


@dataclass(frozen=True, slots=True)
class Supply:
    """Papers of one side that each move the score by `value` when they turn."""

    value: Fraction
    papers: int


@dataclass(frozen=True, slots=True)
class Linear(Contest):
    """Every paper moves the score by its own value, so the heaviest papers turn first."""

    score: Score
    supplies_for: tuple[Supply, ...]
    supplies_against: tuple[Supply, ...]

    def fewest_up(self, bar: Bar) -> int | None:
        if not self.score.base:
            return None
        need = bar.threshold * self.score.base - self.score.support
        return fewest(self.supplies_against, need, reach=bar.inclusive)

    def fewest_down(self, bar: Bar) -> int | None:
        need = self.score.support - bar.threshold * self.score.base
        return fewest(self.supplies_for, need, reach=not bar.inclusive)


def fewest(supplies: Sequence[Supply], need: Fraction, *, reach: bool) -> int | None:
    """Return the fewest papers whose values pass `need`, or reach it where `reach`; None if none.

    All papers cost the same, so taking the greatest values first is exact.
    """
    taken = 0
    for supply in sorted(supplies, key=lambda item: item.value, reverse=True):
        units = units_needed(supply.value, need, reach=reach)
        if units is not None and units <= supply.papers:
            return taken + units
        taken += supply.papers
        need -= supply.papers * supply.value
    return taken if _met(need, reach=reach) else None


def units_needed(value: Fraction, need: Fraction, *, reach: bool) -> int | None:
    """Return the fewest times `value` that pass `need`, or reach it; None if none does."""
    if _met(need, reach=reach):
        return 0
    if not value:
        return None
    times = Fraction(need, value)
    return ceil(times) if reach else floor(times) + 1


def _met(need: Fraction, *, reach: bool) -> bool:
    return need < 0 or (reach and need == 0)
