"""Colleges by proportion: each brings its weight times the share of its own papers for."""

from collections.abc import Iterator
from fractions import Fraction

from voting.rules.contest import Combined
from voting.rules.empty import Settlement, Standing
from voting.rules.exact import is_decimal, number, percent, short_percent
from voting.rules.linear import Linear, Supply
from voting.rules.majority import Majority, Score, base_word
from voting.rules.result import CollegeResult
from voting.rules.trace import TraceStep

_ZERO = Fraction(0)


def combine(settlement: Settlement, majority: Majority) -> Combined:
    """Return the sum of weight x for / base over the colleges; an empty college brings nothing."""
    contest = proportional_contest(settlement, majority.base)
    colleges = tuple(
        _college(standing, settlement, majority.base) for standing in settlement.standings
    )
    steps = (
        TraceStep("rule_proportional"),
        *settlement.steps,
        *proportional_steps(settlement, majority),
    )
    return Combined(contest, colleges, steps)


def proportional_contest(settlement: Settlement, base: str) -> Linear:
    """Return the score of the settlement by proportion, and what each paper is worth in it."""
    counting = settlement.counting
    values = [Fraction(standing.worth, standing.group.base(base)) for standing in counting]
    votes = [standing.group.counts for standing in counting]
    pairs = list(zip(values, votes, strict=True))
    support = sum((value * counts.votes_for for value, counts in pairs), _ZERO)
    return Linear(
        Score(support, settlement.total),
        tuple(Supply(value, counts.votes_for) for value, counts in pairs),
        tuple(Supply(value, counts.votes_against) for value, counts in pairs),
    )


def college_share(standing: Standing, base: str) -> Fraction | None:
    """Return for / base in one college, None where there is nothing to divide by."""
    divisor = standing.group.base(base)
    return Fraction(standing.group.counts.votes_for, divisor) if divisor else None


def _college(standing: Standing, settlement: Settlement, base: str) -> CollegeResult:
    effective, share = settlement.part(standing.worth), college_share(standing, base)
    return CollegeResult(
        code=standing.code,
        weight=standing.weight,
        effective_weight=effective,
        counts=standing.group.counts,
        share=share,
        brings=_ZERO if standing.empty or share is None else effective * share,
        empty=standing.empty,
    )


def proportional_steps(settlement: Settlement, majority: Majority) -> Iterator[TraceStep]:
    """Yield one step for each college that counts, then their sum."""
    terms: list[Fraction] = []
    for standing in settlement.counting:
        group = standing.group
        divisor, part = group.base(majority.base), settlement.part(standing.worth)
        share = Fraction(group.counts.votes_for, divisor)
        terms.append(part * share)
        one = "_one" if divisor == 1 else ""
        yield TraceStep(
            f"college_{base_word(majority.base)}{one}",
            {
                "college": standing.code,
                "for": number(group.counts.votes_for),
                "base": number(divisor),
                "part": short_percent(part),
                "share": number(share),
                "brings": percent(part * share),
            },
        )
    if terms:
        written = short_percent if all(map(is_decimal, terms)) else number
        total = percent(sum(terms, _ZERO), against=[majority.threshold])
        yield TraceStep("sum", {"terms": " + ".join(map(written, terms)), "share": total})
