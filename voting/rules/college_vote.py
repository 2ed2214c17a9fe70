"""One voice for each college: in favour where its own share reaches the college majority."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from voting.rules.contents import CollegeRule
from voting.rules.contest import Combined, Contest
from voting.rules.empty import Settlement, Standing
from voting.rules.exact import number, percent, short_percent
from voting.rules.groups import Group
from voting.rules.linear import units_needed
from voting.rules.majority import Bar, Majority, Score, expressed_with
from voting.rules.result import CollegeResult
from voting.rules.trace import TraceStep

_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class CollegeMajority:
    """What makes a college favourable; abstentions may count as for."""

    majority: Majority
    abstain_counts_for: bool

    @classmethod
    def of(cls, rule: CollegeRule) -> "CollegeMajority":
        """Return the college majority that a rule for colleges holds."""
        return cls(rule.college_majority or rule.need("college_majority"), rule.abstain_counts_for)

    @property
    def bar(self) -> Bar:
        """The bar of a college's own share: no tie rule applies inside a college."""
        return Bar(self.majority.threshold, inclusive=not self.majority.strict)

    def base(self, group: Group) -> int:
        """Return the base of a college's share, with the abstentions where they count as for."""
        base = self.majority.base
        outside = base.startswith("expressed") and "abstain" not in expressed_with(base)
        added = group.counts.abstain if self.abstain_counts_for and outside else 0
        return group.base(base) + added

    def score(self, group: Group) -> Score:
        """Return the papers that count as for, out of the base."""
        abstain = group.counts.abstain if self.abstain_counts_for else 0
        return Score(Fraction(group.counts.votes_for + abstain), Fraction(self.base(group)))

    def in_favour(self, group: Group) -> bool:
        """Say whether the college is favourable; never with an empty base."""
        return self.bar.passes(self.score(group))

    def price(self, group: Group) -> int | None:
        """Return the fewest papers to turn for the college to change sides, None if none can."""
        score, bar, counts = self.score(group), self.bar, group.counts
        margin = score.support - bar.threshold * score.base
        if self.in_favour(group):
            units = units_needed(_ONE, margin, reach=not bar.inclusive)
            room = counts.votes_for
        else:
            units = units_needed(_ONE, -margin, reach=bar.inclusive)
            room = counts.votes_against
        return units if units is not None and units <= room else None


@dataclass(frozen=True, slots=True)
class Voices(Contest):
    """Colleges in favour out of the colleges that count; the cheapest ones change sides first.

    `prices_up` and `prices_down` are the papers to turn in each college that can change sides.
    """

    score: Score
    prices_up: tuple[int, ...]
    prices_down: tuple[int, ...]

    def fewest_up(self, bar: Bar) -> int | None:
        if not self.score.base:
            return None
        need = bar.threshold * self.score.base - self.score.support
        return cheapest(self.prices_up, units_needed(_ONE, need, reach=bar.inclusive))

    def fewest_down(self, bar: Bar) -> int | None:
        need = self.score.support - bar.threshold * self.score.base
        return cheapest(self.prices_down, units_needed(_ONE, need, reach=not bar.inclusive))


def cheapest(prices: tuple[int, ...], count: int | None) -> int | None:
    """Return the sum of the `count` smallest prices, None where there are not as many."""
    if count is None or count > len(prices):
        return None
    return sum(sorted(prices)[:count])


def combine(settlement: Settlement, majority: Majority, college_rule: CollegeRule) -> Combined:
    """Return the colleges in favour out of all those left in the total.

    A college whose weight left the total (or joined another college) has no voice; one that is
    empty and keeps its weight has a voice, and is not in favour.
    """
    rule = CollegeMajority.of(college_rule)
    voiced = [standing for standing in settlement.standings if not standing.gone]
    favourable = [standing for standing in voiced if _in_favour(standing, rule)]
    prices = {standing.code: rule.price(standing.group) for standing in settlement.counting}
    codes = {standing.code for standing in favourable}
    score = Score(Fraction(len(favourable)), Fraction(len(voiced)))
    contest = Voices(
        score,
        tuple(price for code, price in prices.items() if price is not None and code not in codes),
        tuple(price for code, price in prices.items() if price is not None and code in codes),
    )
    colleges = tuple(_college(standing, settlement, rule) for standing in settlement.standings)
    steps = (
        TraceStep("rule_college_vote"),
        *([TraceStep("rule_abstain_counts_for")] if rule.abstain_counts_for else []),
        *settlement.steps,
        *_college_steps(settlement, rule),
        TraceStep(
            "voices",
            {
                "support": number(score.support),
                "base": number(score.base),
                "share": percent(score.share, against=[majority.threshold]),
            },
        ),
    )
    return Combined(contest, colleges, steps)


def _in_favour(standing: Standing, rule: CollegeMajority) -> bool:
    return standing.empty is None and rule.in_favour(standing.group)


def _college(standing: Standing, settlement: Settlement, rule: CollegeMajority) -> CollegeResult:
    score = rule.score(standing.group)
    return CollegeResult(
        code=standing.code,
        weight=standing.weight,
        effective_weight=settlement.part(standing.worth),
        counts=standing.group.counts,
        share=score.share if score.base else None,
        in_favour=_in_favour(standing, rule),
        empty=standing.empty,
    )


def _college_steps(settlement: Settlement, rule: CollegeMajority) -> Iterator[TraceStep]:
    threshold = rule.majority.threshold
    for standing in settlement.counting:
        score = rule.score(standing.group)
        side = "for" if rule.in_favour(standing.group) else "against"
        comparison = "more" if rule.majority.strict else "least"
        yield TraceStep(
            f"voice_{side}_{comparison}",
            {
                "college": standing.code,
                "for": number(score.support),
                "base": number(score.base),
                "share": percent(score.share, against=[threshold]),
                "threshold": short_percent(threshold),
            },
        )
