"""What each paper of an election is worth, and what every option gets: one sum for all weightings.

A paper is worth one by heads, its own weight by weights, and by colleges the weight of its college
over the college's papers that count: all then add up in the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from voting.rules.contents import College, CountFile
from voting.rules.counts import Counts
from voting.rules.election_file import Election, ElectionPaper
from voting.rules.empty import Settlement, settle
from voting.rules.groups import NOBODY, Group
from voting.rules.majority import expressed_with

_ZERO, _ONE = Fraction(0), Fraction(1)
_EXPRESSED = ("for", "against")


@dataclass(frozen=True, slots=True)
class OptionSheet:
    """One option: papers for and against it (heads), and what they are worth.

    `base` is what `support` is divided by; `parts` the papers for it in each college that counts.
    """

    code: str
    heads: Counts
    support: Fraction
    opposition: Fraction
    base: Fraction
    parts: Mapping[str, int]

    @property
    def share(self) -> Fraction:
        """Support over base; 0 where there is nothing to divide by."""
        return Fraction(self.support, self.base) if self.base else _ZERO


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet: papers by what they say, the colleges after the policies, each option.

    `spoiled` papers are null because they tick too many options or too few; `values` is what one
    paper is worth in each college that counts, empty where colleges do not weigh.
    """

    counts: Counts
    spoiled: int
    settlement: Settlement | None
    values: Mapping[str, Fraction]
    options: tuple[OptionSheet, ...]


def tally_sheet(file: CountFile, election: Election) -> Sheet:
    """Add up the papers of an election under its weighting and the empty policies."""
    said = [(paper, election.says(paper)) for paper in election.papers]
    groups = _groups(file.colleges, said)
    settlement = _settlement(file, groups)
    values = _values(settlement, file.majority.base)
    worth = _worth(file.kind, settlement, values)
    whole = _whole(file, settlement, said)
    lines = [(paper, worth(paper)) for paper, says in said if says in _EXPRESSED]
    silence_out = election.method == "yes_no_each" and _leaves_silence_out(file.majority.base)
    return Sheet(
        counts=sum((Counts.of(says, paper.count) for paper, says in said), Counts()),
        spoiled=sum(paper.count for paper, says in said if says == "null" and paper.mark is None),
        settlement=settlement,
        values=values,
        options=tuple(
            _option(code, lines, whole, values, silence_out=silence_out)
            for code in election.options
        ),
    )


def _groups(
    colleges: tuple[College, ...], said: list[tuple[ElectionPaper, str]]
) -> dict[str, Group]:
    counts: dict[str, Counts] = {}
    for paper, says in said:
        code = paper.college or ""
        counts[code] = counts.get(code, Counts()) + Counts.of(says, paper.count)
    return {
        college.code: Group(
            counts.get(college.code, Counts()), college.registered, college.attending
        )
        for college in colleges
    }


def _settlement(file: CountFile, groups: Mapping[str, Group]) -> Settlement | None:
    if file.college_rule is None:
        return None
    base = file.majority.base
    return settle(file.colleges, groups, file.college_rule, lambda group: group.base(base))


def _values(settlement: Settlement | None, base: str) -> dict[str, Fraction]:
    """Return what one paper weighs in each college that counts, in the unit of the weights."""
    if settlement is None or settlement.headcount:
        return {}
    return {
        standing.code: Fraction(standing.worth, standing.group.base(base))
        for standing in settlement.counting
    }


def _worth(
    kind: str, settlement: Settlement | None, values: Mapping[str, Fraction]
) -> Callable[[ElectionPaper], Fraction]:
    if kind == "weights":
        return lambda paper: paper.weight or _ZERO
    if settlement is None or settlement.headcount:
        return lambda paper: _ONE
    return lambda paper: values.get(paper.college or "", _ZERO)


def _whole(
    file: CountFile, settlement: Settlement | None, said: list[tuple[ElectionPaper, str]]
) -> Fraction:
    """Return what an option that everyone wants would be divided by."""
    base = file.majority.base
    if settlement is not None and not settlement.headcount:
        return settlement.total
    if settlement is not None:
        groups = (standing.group for standing in settlement.standings)
        return Fraction(sum(groups, NOBODY).base(base))
    if base in ("attending", "registered"):
        return (file.attending if base == "attending" else file.registered) or _ZERO
    weights = (
        paper.count * (_ONE if paper.weight is None else paper.weight)
        for paper, says in said
        if base == "voters" or says in (*_EXPRESSED, *expressed_with(base))
    )
    return sum(weights, _ZERO)


def _leaves_silence_out(base: str) -> bool:
    """Say whether who is silent on an option is out of its base: not where abstentions count."""
    return base.startswith("expressed") and "abstain" not in expressed_with(base)


def _option(
    code: str,
    lines: list[tuple[ElectionPaper, Fraction]],
    whole: Fraction,
    values: Mapping[str, Fraction],
    *,
    silence_out: bool,
) -> OptionSheet:
    """Add up one option; with `silence_out` who answers others and not it is out of its base."""
    votes = {"for": 0, "against": 0, "silent": 0}
    sums = dict.fromkeys(votes, _ZERO)
    parts = dict.fromkeys(values, 0)
    for paper, worth in lines:
        side = "for" if code in paper.yes else "against" if code in paper.no else "silent"
        votes[side] += paper.count
        sums[side] += worth * paper.count
        if side == "for" and paper.college in parts:
            parts[paper.college] += paper.count
    return OptionSheet(
        code=code,
        heads=Counts(votes["for"], votes["against"]),
        support=sums["for"],
        opposition=sums["against"],
        base=whole - (sums["silent"] if silence_out else _ZERO),
        parts=parts,
    )
