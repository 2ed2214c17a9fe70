"""The method `resolution`: a text is put to the vote, for or against."""

from collections.abc import Mapping, Sequence

from voting.rules import college_vote, double_test, proportional, whole, winner_takes_all
from voting.rules.contents import College, CollegeRule, CountFile, counts_by_college
from voting.rules.contest import Combined
from voting.rules.counts import Counts
from voting.rules.empty import Settlement, settle
from voting.rules.exact import number
from voting.rules.groups import Group
from voting.rules.majority import Majority
from voting.rules.result import CollegeResult, Result
from voting.rules.trace import TraceStep
from voting.rules.verdict import conclude


def count_resolution(file: CountFile) -> Result:
    """Count a resolution by its weighting, its majority and its tie rule."""
    by_college = counts_by_college(file.papers)
    counts = sum(by_college.values(), Counts())
    if file.college_rule is None:
        return _result(file, counts, _without_colleges(file, counts))
    groups = {
        college.code: Group(
            by_college.get(college.code, Counts()), college.registered, college.attending
        )
        for college in file.colleges
    }
    settlement = _settle(file.colleges, groups, file.college_rule, file.majority)
    if settlement.over_cap:
        return _blocked(counts, settlement)
    if settlement.headcount:
        combined = whole.headcount(settlement, groups.values(), file.majority)
    else:
        combined = _combine(settlement, file.majority, file.college_rule)
    return _result(file, counts, combined)


def _without_colleges(file: CountFile, counts: Counts) -> Combined:
    if file.kind == "weights":
        return whole.weights(file.papers, file.majority, file.registered, file.attending)
    group = Group(counts, int(file.registered or 0), int(file.attending or 0))
    return whole.heads(group, file.majority)


def _settle(
    colleges: Sequence[College],
    groups: Mapping[str, Group],
    rule: CollegeRule,
    majority: Majority,
) -> Settlement:
    """Apply the empty policies; each combination has its own base inside a college."""
    if rule.combination == "majority":
        return settle(colleges, groups, rule, lambda group: group.base(winner_takes_all.BASE))
    if rule.combination == "college_vote":
        return settle(colleges, groups, rule, college_vote.CollegeMajority.of(rule).base)
    if rule.combination == "double_test":
        rule = double_test.all_lost(rule)
    return settle(colleges, groups, rule, lambda group: group.base(majority.base))


def _combine(settlement: Settlement, majority: Majority, rule: CollegeRule) -> Combined:
    if rule.combination == "majority":
        return winner_takes_all.combine(settlement, majority, rule)
    if rule.combination == "college_vote":
        return college_vote.combine(settlement, majority, rule)
    if rule.combination == "double_test":
        return double_test.combine(settlement, majority, rule)
    return proportional.combine(settlement, majority)


def _papers_step(counts: Counts) -> TraceStep:
    figures = {choice: number(papers) for choice, papers in counts.by_choice().items()}
    return TraceStep("papers", {"papers": number(counts.papers)} | figures)


def _result(file: CountFile, counts: Counts, combined: Combined) -> Result:
    conclusion = conclude(combined.contest, file.majority, file.tie, file.casting_vote)
    score = combined.contest.score
    return Result(
        verdict=conclusion.verdict,
        reason=conclusion.reason,
        support=score.support,
        base=score.base,
        share=score.share,
        counts=counts,
        colleges=combined.colleges,
        swing=conclusion.swing,
        steps=(_papers_step(counts), *combined.steps, *conclusion.steps),
    )


def _blocked(counts: Counts, settlement: Settlement) -> Result:
    colleges = tuple(
        CollegeResult(
            code=standing.code,
            weight=standing.weight,
            effective_weight=settlement.part(standing.worth),
            counts=standing.group.counts,
            share=None,
            empty=standing.empty,
        )
        for standing in settlement.standings
    )
    return Result(
        verdict="blocked",
        reason="college_over_cap",
        support=None,
        base=None,
        share=None,
        counts=counts,
        colleges=colleges,
        swing=None,
        steps=(_papers_step(counts), *settlement.steps, TraceStep("verdict_blocked")),
    )
