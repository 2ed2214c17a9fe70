"""The double test: weighted support, and enough colleges in favour, and enough turnout in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from voting.rules.college_vote import cheapest
from voting.rules.contents import CollegeRule
from voting.rules.contest import Combined, Contest
from voting.rules.counts import Counts
from voting.rules.empty import Settlement, Standing
from voting.rules.exact import number, percent, short_percent
from voting.rules.front import Front, best
from voting.rules.linear import Linear, units_needed
from voting.rules.majority import Bar, Majority, Score
from voting.rules.proportional import college_share, proportional_contest, proportional_steps
from voting.rules.result import CollegeResult
from voting.rules.trace import TraceStep

_ZERO = Fraction(0)


def all_lost(rule: CollegeRule) -> CollegeRule:
    """Return the rule with every empty college lost, which the double test implies."""
    return replace(rule, no_member="lost", no_attendee="lost", no_expressed="lost")


@dataclass(frozen=True, slots=True)
class _Side:
    """A college that counts: what one of its papers moves, and what its papers say."""

    value: Fraction
    counts: Counts

    @property
    def in_favour(self) -> bool:
        return self.counts.votes_for > self.counts.votes_against

    @property
    def price_up(self) -> int | None:
        """Papers to turn until for passes against; 0 where it has, None where none can."""
        if self.in_favour:
            return 0
        units = (self.counts.votes_against - self.counts.votes_for) // 2 + 1
        return units if units <= self.counts.votes_against else None

    @property
    def price_down(self) -> int:
        """Papers to turn until for no longer passes against."""
        gap = self.counts.votes_for - self.counts.votes_against
        return (gap + 1) // 2


@dataclass(frozen=True, slots=True)
class DoubleTest(Contest):
    """A proportional score that two other tests can stop."""

    score: Score
    linear: Linear
    sides: tuple[_Side, ...]
    needed: int
    turnout_met: bool

    @property
    def favourable(self) -> int:
        """Colleges with more for than against."""
        return sum(side.in_favour for side in self.sides)

    def obstacle(self) -> str | None:
        if self.favourable < self.needed:
            return "too_few_colleges_for"
        return None if self.turnout_met else "turnout_too_low"

    def fewest_up(self, bar: Bar) -> int | None:
        if not self.score.base or not self.turnout_met:
            return None
        if self.favourable >= self.needed:
            return self.linear.fewest_up(bar)
        need = bar.threshold * self.score.base - self.score.support
        return _fewest_for_both(self.sides, need, self.needed, reach=bar.inclusive)

    def fewest_down(self, bar: Bar) -> int | None:
        prices = tuple(side.price_down for side in self.sides if side.in_favour)
        too_few = cheapest(prices, self.favourable - self.needed + 1)
        ways = (self.linear.fewest_down(bar), too_few)
        return min((way for way in ways if way is not None), default=None)


def _fewest_for_both(
    sides: Sequence[_Side], need: Fraction, needed: int, *, reach: bool
) -> int | None:
    """Return the fewest papers that bring the score to `need` and `needed` colleges in favour.

    Papers are best turned where they weigh most. So in some best way there is a college such that
    every college whose papers weigh more turns all it has, every college whose papers weigh less
    turns just enough to come in favour or nothing, and only this one turns some number in between.
    Each college is tried in that place; `fronts` holds, for each number of the lighter colleges
    brought in favour, the ways that no other beats.
    """
    ordered = sorted(sides, key=lambda side: side.value)
    fronts: list[Front[Fraction]] = [[(0, _ZERO)], *([] for _side in ordered)]
    found: list[int] = []
    for place, side in enumerate(ordered):
        heavier = ordered[place + 1 :]
        spent = sum(other.counts.votes_against for other in heavier)
        gained = sum((other.value * other.counts.votes_against for other in heavier), _ZERO)
        coming = sum(other.price_up is not None for other in heavier)
        for least, comes in _openings(side):
            missing = max(0, needed - coming - comes)
            if missing > place:
                continue
            for papers, value in fronts[missing]:
                more = units_needed(side.value, need - gained - value, reach=reach)
                if more is not None and max(more, least) <= side.counts.votes_against:
                    found.append(spent + papers + max(more, least))
        _add_to_fronts(fronts, side)
    return min(found, default=None)


def _openings(side: _Side) -> list[tuple[int, int]]:
    """Return (papers turned at least, colleges that brings in favour) for the college between."""
    openings = [(0, 0)]
    if side.price_up is not None:
        openings.append((side.price_up, 1))
    return openings


def _add_to_fronts(fronts: list[Front[Fraction]], side: _Side) -> None:
    price = side.price_up
    if price is None:
        return
    for count in range(len(fronts) - 1, 0, -1):
        brought = [
            (papers + price, value + price * side.value) for papers, value in fronts[count - 1]
        ]
        fronts[count] = best([*fronts[count], *brought])


def combine(settlement: Settlement, majority: Majority, rule: CollegeRule) -> Combined:
    """Return the proportional score with the two tests of `rule` beside it.

    `settlement` was made with `all_lost`. The turnout of a college is its papers over its
    registered members, 0 where it has none.
    """
    needed, turnout = rule.min_colleges_for, rule.min_turnout
    if needed is None or turnout is None:
        rule.need("min_colleges_for")
    linear = proportional_contest(settlement, majority.base)
    sides = tuple(
        _Side(Fraction(standing.worth, standing.group.base(majority.base)), standing.group.counts)
        for standing in settlement.counting
    )
    turnout_met = all(standing.group.turnout >= turnout for standing in settlement.standings)
    contest = DoubleTest(linear.score, linear, sides, needed, turnout_met)
    colleges = tuple(
        _college(standing, settlement, majority.base) for standing in settlement.standings
    )
    steps = (
        TraceStep("rule_double_test"),
        *settlement.steps,
        *proportional_steps(settlement, majority),
        TraceStep("colleges_for", {"count": number(contest.favourable), "needed": number(needed)}),
        *_turnout_steps(settlement, turnout),
    )
    return Combined(contest, colleges, steps)


def _college(standing: Standing, settlement: Settlement, base: str) -> CollegeResult:
    effective, share = settlement.part(standing.worth), college_share(standing, base)
    counts = standing.group.counts
    return CollegeResult(
        code=standing.code,
        weight=standing.weight,
        effective_weight=effective,
        counts=counts,
        share=share,
        brings=effective * (share or _ZERO),
        in_favour=counts.votes_for > counts.votes_against,
        empty=standing.empty,
    )


def _turnout_steps(settlement: Settlement, turnout: Fraction) -> Iterator[TraceStep]:
    for standing in settlement.standings:
        group = standing.group
        yield TraceStep(
            "turnout",
            {
                "college": standing.code,
                "papers": number(group.counts.papers),
                "registered": number(group.registered),
                "share": percent(group.turnout, against=[turnout]),
                "needed": short_percent(turnout),
            },
        )
