"""Winner takes all: a college gives its whole weight to the side that has more of its papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from voting.rules.contents import CollegeRule
from voting.rules.contest import Combined, Contest
from voting.rules.counts import Counts
from voting.rules.empty import Settlement, Standing
from voting.rules.exact import number, percent
from voting.rules.front import Front, best
from voting.rules.majority import Bar, Majority, Score
from voting.rules.result import CollegeResult
from voting.rules.trace import TraceStep

BASE = "expressed"  # for against against, whatever the base of the majority
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Bloc:
    """A college that counts: what it weighs and what its papers say."""

    weight: Fraction
    votes_for: int
    votes_against: int

    def after(self, turned: int) -> "_Bloc":
        """Return the bloc once `turned` papers went from against to for (back if negative)."""
        return _Bloc(self.weight, self.votes_for + turned, self.votes_against - turned)

    def score(self, tie_in_college: str) -> Score:
        """Return what the bloc gives to the for side, and to the total."""
        if self.votes_for != self.votes_against:
            won = self.votes_for > self.votes_against
            return Score(self.weight if won else _ZERO, self.weight)
        half = Fraction(self.weight, 2)
        return {
            "split": Score(half, self.weight),
            "neutral": Score(_ZERO, _ZERO),
            "against": Score(_ZERO, self.weight),
        }[tie_in_college]


@dataclass(frozen=True, slots=True)
class WinnerTakesAll(Contest):
    """A college only moves when its winner changes, so each has at most three prices.

    The cheapest set of colleges is found by keeping, for each number of papers turned, the best
    margin over the threshold (support - threshold x base). Exact; at most one margin for each
    number of papers, and three to the power of the colleges.
    """

    score: Score
    blocs: tuple[_Bloc, ...]
    lost: Fraction
    tie_in_college: str

    def fewest_up(self, bar: Bar) -> int | None:
        return self._fewest(bar, up=True)

    def fewest_down(self, bar: Bar) -> int | None:
        return self._fewest(bar, up=False)

    def _fewest(self, bar: Bar, *, up: bool) -> int | None:
        """Return the least papers of the front that pass the bar upwards, or fail it downwards.

        A value is (margin, 1 if anything is left in the total), turned to its opposite downwards:
        an empty total never passes, and its margin is always zero.
        """
        sign = 1 if up else -1
        choices = [self._choices(bloc, bar, up=up) for bloc in self.blocs]
        margins = [margin for options in choices for _papers, margin, _left in options]
        start = -bar.threshold * self.lost
        scale = lcm(start.denominator, *(margin.denominator for margin in margins))
        front: Front[tuple[int, int]] = [
            (0, (sign * _scaled(start, scale), sign * (self.lost > 0)))
        ]
        for options in choices:
            steps = [
                (papers, sign * _scaled(margin, scale), sign * left)
                for papers, margin, left in options
            ]
            front = best(
                (papers + more, (value + change, max(left, stays) if up else min(left, stays)))
                for papers, (value, left) in front
                for more, change, stays in steps
            )
        for papers, (value, left) in front:
            if (bool(left) and bar.cleared_by(sign * value)) is up:
                return papers
        return None

    def _choices(self, bloc: _Bloc, bar: Bar, *, up: bool) -> list[tuple[int, Fraction, int]]:
        """Return (papers turned, margin, 1 if it stays in the total) for each state in reach."""
        gap = bloc.votes_against - bloc.votes_for if up else bloc.votes_for - bloc.votes_against
        room = bloc.votes_against if up else bloc.votes_for
        turns = {0}
        if gap >= 0:
            # To a tie where the papers are even in number, and past it.
            turns |= {gap // 2 + 1} | ({gap // 2} if gap % 2 == 0 else set())
        states = []
        for turned in sorted(turns):
            if turned <= room:
                score = bloc.after(turned if up else -turned).score(self.tie_in_college)
                margin = score.support - bar.threshold * score.base
                states.append((turned, margin, 1 if score.base else 0))
        return states


def combine(settlement: Settlement, majority: Majority, rule: CollegeRule) -> Combined:
    """Return the weights given for, over the total less the weight of neutral ties.

    A college with as many for as against,
    but some, is at a tie; one without any is empty.
    """
    tie_in_college = rule.tie_in_college or rule.need("tie_in_college")
    counting = settlement.counting
    blocs = {
        standing.code: _Bloc(
            standing.worth, standing.group.counts.votes_for, standing.group.counts.votes_against
        )
        for standing in counting
    }
    scores = [bloc.score(tie_in_college) for bloc in blocs.values()]
    lost = settlement.total - sum((bloc.weight for bloc in blocs.values()), _ZERO)
    score = Score(
        sum((one.support for one in scores), _ZERO),
        sum((one.base for one in scores), lost),
    )
    colleges = tuple(
        _college(standing, settlement, blocs.get(standing.code), tie_in_college)
        for standing in settlement.standings
    )
    steps = (
        TraceStep("rule_majority"),
        *settlement.steps,
        *_college_steps(counting, settlement, tie_in_college),
        *_sum_steps(score, settlement, majority),
    )
    contest = WinnerTakesAll(score, tuple(blocs.values()), lost, tie_in_college)
    return Combined(contest, colleges, steps)


def _scaled(margin: Fraction, scale: int) -> int:
    return (margin * scale).numerator


def _college(
    standing: Standing, settlement: Settlement, bloc: _Bloc | None, tie_in_college: str
) -> CollegeResult:
    counts = standing.group.counts
    share = Fraction(counts.votes_for, counts.expressed) if counts.expressed else None
    given = _ZERO if bloc is None else bloc.score(tie_in_college).support
    return CollegeResult(
        code=standing.code,
        weight=standing.weight,
        effective_weight=settlement.part(standing.worth),
        counts=counts,
        share=share,
        brings=settlement.part(given),
        in_favour=counts.votes_for > counts.votes_against,
        empty=standing.empty,
    )


def _college_steps(
    counting: Sequence[Standing], settlement: Settlement, tie_in_college: str
) -> Iterator[TraceStep]:
    for standing in counting:
        counts = standing.group.counts
        yield TraceStep(
            _college_code(counts, tie_in_college),
            {
                "college": standing.code,
                "for": number(counts.votes_for),
                "against": number(counts.votes_against),
                "weight": settlement.weight_text(standing.worth),
                "half": settlement.weight_text(Fraction(standing.worth, 2)),
            },
        )


def _college_code(counts: Counts, tie_in_college: str) -> str:
    if counts.votes_for == counts.votes_against:
        return f"college_tie_{tie_in_college}"
    return "college_for" if counts.votes_for > counts.votes_against else "college_against"


def _sum_steps(score: Score, settlement: Settlement, majority: Majority) -> Iterator[TraceStep]:
    if score.base:
        figures = {
            "support": settlement.weight_text(score.support),
            "base": settlement.weight_text(score.base),
            "share": percent(score.share, against=[majority.threshold]),
        }
        yield TraceStep("weight_for", figures)
