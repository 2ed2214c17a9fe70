"""A ballot counted as one whole: one person one vote, or papers that carry their own weight."""

from collections.abc import Iterable
from fractions import Fraction

from voting.rules.contents import Paper
from voting.rules.contest import Combined
from voting.rules.empty import Settlement
from voting.rules.exact import number, percent
from voting.rules.groups import NOBODY, Group
from voting.rules.linear import Linear, Supply
from voting.rules.majority import Majority, Score, base_word, expressed_with
from voting.rules.proportional import college_share
from voting.rules.result import CollegeResult
from voting.rules.trace import TraceStep

_ZERO, _ONE = Fraction(0), Fraction(1)


def heads(group: Group, majority: Majority) -> Combined:
    """Count one person, one vote."""
    contest = _contest(group, majority)
    steps = (TraceStep("rule_heads"), *_steps(contest.score, majority))
    return Combined(contest, (), steps)


def headcount(settlement: Settlement, groups: Iterable[Group], majority: Majority) -> Combined:
    """Count one person, one vote over all the colleges: their weights have stopped."""
    contest = _contest(sum(groups, NOBODY), majority)
    colleges = tuple(
        CollegeResult(
            code=standing.code,
            weight=standing.weight,
            effective_weight=None,
            counts=standing.group.counts,
            share=college_share(standing, majority.base),
            empty=standing.empty,
        )
        for standing in settlement.standings
    )
    return Combined(contest, colleges, (*settlement.steps, *_steps(contest.score, majority)))


def weights(
    papers: Iterable[Paper],
    majority: Majority,
    registered: Fraction | None,
    attending: Fraction | None,
) -> Combined:
    """Add up the weight that each paper carries; the roll and the attendance are weights too."""
    lines: dict[str, list[Supply]] = {}
    for paper in papers:
        supply = Supply(paper.weight or _ZERO, paper.count)
        lines.setdefault(paper.choice, []).append(supply)
    sums = {
        choice: sum((supply.value * supply.papers for supply in supplies), _ZERO)
        for choice, supplies in lines.items()
    }
    votes_for, votes_against = sums.get("for", _ZERO), sums.get("against", _ZERO)
    cast = sum(sums.values(), _ZERO)
    added = sum((sums.get(name, _ZERO) for name in expressed_with(majority.base)), _ZERO)
    base = {
        "expressed": votes_for + votes_against,
        "counted": votes_for + votes_against + added,
        "voters": cast,
        "attending": attending,
        "registered": registered,
    }[base_word(majority.base)]
    contest = Linear(
        Score(votes_for, base or _ZERO),
        tuple(lines.get("for", ())),
        tuple(lines.get("against", ())),
    )
    figures = {
        "papers": number(cast),
        "for": number(votes_for),
        "against": number(votes_against),
        "others": number(cast - votes_for - votes_against),
    }
    steps = (TraceStep("rule_weights"), TraceStep("weighted_papers", figures))
    return Combined(contest, (), (*steps, *_steps(contest.score, majority)))


def _contest(group: Group, majority: Majority) -> Linear:
    counts = group.counts
    return Linear(
        Score(Fraction(counts.votes_for), Fraction(group.base(majority.base))),
        (Supply(_ONE, counts.votes_for),),
        (Supply(_ONE, counts.votes_against),),
    )


def _steps(score: Score, majority: Majority) -> tuple[TraceStep, ...]:
    if not score.base:
        return ()
    one = "_one" if score.base <= 1 else ""
    figures = {
        "for": number(score.support),
        "base": number(score.base),
        "share": percent(score.share, against=[majority.threshold]),
    }
    return (TraceStep(f"whole_{base_word(majority.base)}{one}", figures),)
