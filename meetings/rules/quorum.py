"""The quorum: whether enough members take part for a meeting, or one part of it, to decide.

In a mixed assembly each part is asked with its own rule. When the statutes want the quorum at every
vote, ask again with those who have not left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from organisations.rules.findings import percent
from organisations.rules.statutes import QuorumRule

# Present, represented, postal voters and remote participants make the quorum of an assembly
# (C.com L225-96, L225-98, L225-107); only directors who attend make that of a board (L225-37).
_ASSEMBLY_MODES = frozenset({"present", "remote", "represented", "postal"})
_BOARD_MODES = frozenset({"present", "remote"})


@dataclass(frozen=True, slots=True)
class CollegeAttendance:
    """One college (or the whole roll): how many members it has and how many take part.

    `weight` is the college's share of the votes, in any unit as long as all colleges use the same;
    None where there are no weights.
    """

    code: str
    weight: Fraction | None
    registered: int
    attending: int

    def __post_init__(self) -> None:
        if not 0 <= self.attending <= self.registered:
            raise ValueError(f"college {self.code}: attending is not between 0 and registered")

    @property
    def rate(self) -> Fraction:
        """The part of its members that take part; 0 for a college without members."""
        return Fraction(self.attending, self.registered) if self.registered else Fraction(0)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: a key of `messages.STEPS` and its figures."""

    code: str
    figures: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class CollegeQuorum:
    """What one college brings: its rate, its part of the whole, and its own verdict.

    `needed` and `met` are for the quorum per college and None elsewhere.
    """

    code: str
    weight: Fraction | None
    registered: int
    attending: int
    rate: Fraction
    brings: Fraction
    needed: int | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class QuorumVerdict:
    """Whether the quorum is met, and every figure that says so.

    `reached` and `needed` are shares of the whole, to compare with each other (for a quorum per
    college, those of the college with the lowest rate). `heads_needed` is the number of members
    needed where heads decide, None for a weighted quorum.
    """

    met: bool
    reached: Fraction
    needed: Fraction
    heads_needed: int | None
    heads: int
    registered: int
    per_college: tuple[CollegeQuorum, ...]
    article: str
    steps: tuple[Step, ...]

    @property
    def heads_missing(self) -> int | None:
        """How many members are still missing; None for a weighted quorum that is not met."""
        if self.met:
            return 0
        short = [part.needed - part.attending for part in self.per_college if part.needed]
        if short:
            return sum(missing for missing in short if missing > 0)
        return None if self.heads_needed is None else self.heads_needed - self.heads


def counts_in_quorum(kind: str, mode: str) -> bool:
    """Say whether a member who takes part by `mode` counts in the quorum of a meeting of `kind`.

    Modes: "present", "remote", "represented", "postal"; any other counts nowhere. A proxy does not
    make a director present (C.com L225-37).
    """
    return mode in (_BOARD_MODES if kind == "board" else _ASSEMBLY_MODES)


def quorum(rule: QuorumRule, colleges: Sequence[CollegeAttendance]) -> QuorumVerdict:
    """Return whether the quorum of `rule` is met by those who take part.

    Without colleges give the whole roll as one. A college without members brings nothing to a
    weighted quorum and its weight stays in the whole; it is not asked for a quorum per college. A
    roll without any member never meets a required quorum. Raises ValueError for a weighted rule
    without weights.
    """
    heads = sum(college.attending for college in colleges)
    registered = sum(college.registered for college in colleges)
    if rule.threshold is None:
        return _not_required(rule, colleges, heads, registered)
    if rule.base == "weighted":
        return _weighted(rule, rule.threshold, colleges, heads, registered)
    if rule.base == "per_college":
        return _per_college(rule, rule.threshold, colleges, heads, registered)
    return _raw(rule, rule.threshold, colleges, heads, registered)


def _not_required(
    rule: QuorumRule, colleges: Sequence[CollegeAttendance], heads: int, registered: int
) -> QuorumVerdict:
    return QuorumVerdict(
        met=True,
        reached=_share(heads, registered),
        needed=Fraction(0),
        heads_needed=0,
        heads=heads,
        registered=registered,
        per_college=tuple(_by_heads(college, registered) for college in colleges),
        article=rule.article,
        steps=(_heads_step(heads, registered), Step("no_quorum_needed")),
    )


def _raw(
    rule: QuorumRule,
    threshold: Fraction,
    colleges: Sequence[CollegeAttendance],
    heads: int,
    registered: int,
) -> QuorumVerdict:
    heads_needed = _heads_needed(threshold * registered, rule.strict)
    steps = [
        _heads_step(heads, registered),
        Step(
            "heads_needed_more" if rule.strict else "heads_needed",
            {"threshold": percent(threshold), "needed": str(heads_needed)},
        ),
    ]
    bounded = _bounded(rule, heads_needed, registered)
    if bounded != heads_needed:
        code = "raised_to_floor" if bounded > heads_needed else "lowered_to_cap"
        steps.append(Step(code, {"needed": str(bounded)}))
    met = registered > 0 and heads >= bounded
    unbounded = bounded == heads_needed
    return QuorumVerdict(
        met=met,
        reached=_share(heads, registered),
        needed=threshold if unbounded else _share(bounded, registered),
        heads_needed=bounded,
        heads=heads,
        registered=registered,
        per_college=tuple(_by_heads(college, registered) for college in colleges),
        article=rule.article,
        steps=(*steps, _verdict_step(met)),
    )


def _heads_needed(exact: Fraction, strict: bool) -> int:
    return floor(exact) + 1 if strict else ceil(exact)


def _bounded(rule: QuorumRule, heads_needed: int, registered: int) -> int:
    if rule.floor is not None:
        least = rule.floor
        if rule.floor_roll_share is not None:
            least = min(least, ceil(rule.floor_roll_share * registered))
        heads_needed = max(heads_needed, least)
    return heads_needed if rule.cap is None else min(heads_needed, rule.cap)


def _weighted(
    rule: QuorumRule,
    threshold: Fraction,
    colleges: Sequence[CollegeAttendance],
    heads: int,
    registered: int,
) -> QuorumVerdict:
    weights = [college.weight for college in colleges if college.weight is not None]
    if len(weights) != len(colleges) or sum(weights) <= 0:
        raise ValueError("a weighted quorum needs the weight of every college")
    whole = sum(weights, Fraction(0))
    parts = tuple(
        _part(college, weight / whole * college.rate, None)
        for college, weight in zip(colleges, weights, strict=True)
    )
    reached = sum((part.brings for part in parts), Fraction(0))
    met = registered > 0 and (reached > threshold if rule.strict else reached >= threshold)
    steps = (
        *(_college_step(part, whole) for part in parts),
        Step("weighted_sum", {"reached": str(reached), "about": about_percent(reached)}),
        Step(
            "share_needed_more" if rule.strict else "share_needed",
            {"threshold": percent(threshold)},
        ),
        _verdict_step(met),
    )
    return QuorumVerdict(
        met, reached, threshold, None, heads, registered, parts, rule.article, steps
    )


def _per_college(
    rule: QuorumRule,
    threshold: Fraction,
    colleges: Sequence[CollegeAttendance],
    heads: int,
    registered: int,
) -> QuorumVerdict:
    parts = tuple(
        _part(
            college,
            _share(college.attending, registered),
            _heads_needed(threshold * college.registered, rule.strict) if college.registered else 0,
        )
        for college in colleges
    )
    with_members = [part for part in parts if part.registered]
    met = bool(with_members) and all(part.met for part in with_members)
    steps = tuple(
        Step(
            "college_heads",
            {
                "college": part.code,
                "heads": str(part.attending),
                "registered": str(part.registered),
                "needed": str(part.needed),
            },
        )
        for part in parts
    )
    return QuorumVerdict(
        met=met,
        reached=min((part.rate for part in with_members), default=Fraction(0)),
        needed=threshold,
        heads_needed=sum(part.needed or 0 for part in parts),
        heads=heads,
        registered=registered,
        per_college=parts,
        article=rule.article,
        steps=(*steps, _verdict_step(met)),
    )


def _part(college: CollegeAttendance, brings: Fraction, needed: int | None) -> CollegeQuorum:
    return CollegeQuorum(
        code=college.code,
        weight=college.weight,
        registered=college.registered,
        attending=college.attending,
        rate=college.rate,
        brings=brings,
        needed=needed,
        met=None if needed is None else college.attending >= needed,
    )


def _by_heads(college: CollegeAttendance, registered: int) -> CollegeQuorum:
    return _part(college, _share(college.attending, registered), None)


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def _heads_step(heads: int, registered: int) -> Step:
    share = _share(heads, registered)
    return Step(
        "heads",
        {
            "heads": str(heads),
            "registered": str(registered),
            "reached": str(share),
            "about": about_percent(share),
        },
    )


def _college_step(part: CollegeQuorum, whole: Fraction) -> Step:
    return Step(
        "college_brings",
        {
            "college": part.code,
            "heads": str(part.attending),
            "registered": str(part.registered),
            "weight": percent((part.weight or Fraction(0)) / whole),
            "brings": str(part.brings),
            "about": about_percent(part.brings),
        },
    )


def _verdict_step(met: bool) -> Step:
    return Step("quorum_met" if met else "quorum_not_met")


def about_percent(share: Fraction) -> str:
    """Return `share` as a percentage to two places, cut and never rounded up, for reading only.

    Cut, so that a share just under a threshold is never shown as reaching it.
    """
    whole, cents = divmod(floor(share * 10_000), 100)
    return f"{whole},{cents:02}\u00a0%"
