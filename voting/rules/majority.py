"""What a text must reach to be adopted: the threshold, the base, and what a tie becomes."""

from dataclasses import dataclass
from fractions import Fraction

from voting.rules.exact import Exact, write_exact

BASES = ("expressed", "voters", "attending", "registered")
UNDECIDED = ("abstain", "blank", "null")
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Majority:
    """A threshold of a base: "more than" when `strict`, else "at least".

    `base`, one of BASES: for + against; all papers; those who attend; all those registered.
    Abstention, blank and null papers are outside the first base and inside the others, where they
    weigh as votes against (C.com L225-96 and L225-98 since the law of 19 July 2019: expressed).
    Statutes that count some of them as expressed write "expressed+blank", see `expressed_with`.
    """

    threshold: Fraction
    strict: bool
    base: str

    def to_json(self) -> dict[str, object]:
        """Return the rule as the open count file writes it."""
        return {
            "threshold": write_exact(self.threshold),
            "strict": self.strict,
            "base": self.base,
        }


def expressed_with(base: str) -> tuple[str, ...]:
    """Return which of UNDECIDED count as expressed: "expressed+blank" gives ("blank",)."""
    return tuple(base.split("+")[1:])


def is_base(base: str) -> bool:
    """Say whether `base` is one of BASES, or "expressed" with some of UNDECIDED in that order."""
    kind, *added = base.split("+")
    if not added:
        return kind in BASES
    return kind == "expressed" and added == [name for name in UNDECIDED if name in added]


def base_word(base: str) -> str:
    """Return the word of a base in the codes of the steps: "counted" for an enlarged one."""
    return "counted" if expressed_with(base) else base


@dataclass(frozen=True, slots=True)
class Score:
    """What the for side holds out of what counts, in voices, weights or colleges."""

    support: Fraction
    base: Fraction

    @property
    def share(self) -> Fraction:
        """Support over base; 0 where there is nothing to divide by."""
        return Fraction(self.support, self.base) if self.base else Fraction(0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A threshold to pass: more than it, or reaching it where `inclusive`."""

    threshold: Fraction
    inclusive: bool

    def passes(self, score: Score) -> bool:
        """Say whether `score` passes; never where there is nothing to divide by."""
        return score.base > 0 and self.cleared_by(score.support - self.threshold * score.base)

    def cleared_by(self, margin: Exact) -> bool:
        """Say whether a margin over the threshold (support - threshold x base) is enough."""
        return margin > 0 or (self.inclusive and margin == 0)


@dataclass(frozen=True, slots=True)
class Bars:
    """The two bars of a resolution: above `adopted` it is adopted, under `kept` it is rejected.

    They differ only where an exact tie goes to a second round: there a tie passes `kept` alone.
    """

    adopted: Bar
    kept: Bar

    def verdict(self, score: Score) -> str:
        """Return "adopted", "tie" or "rejected"."""
        if self.adopted.passes(score):
            return "adopted"
        return "tie" if self.kept.passes(score) else "rejected"


def can_tie(majority: Majority) -> bool:
    """Say whether equal sides decide: only where the rule asks for more than one half.

    Two thirds reached exactly, or half where half is enough, is no tie: the rule answers.
    """
    return majority.strict and majority.threshold == _HALF


def is_tie(majority: Majority, score: Score) -> bool:
    """Say whether both sides hold exactly half of a base that is not empty."""
    return can_tie(majority) and score.base > 0 and score.share == _HALF


def bars(majority: Majority, tie: str, casting_vote: str | None) -> Bars:
    """Return what a score must pass under this majority and this tie rule."""
    cast_for = can_tie(majority) and tie == "casting_vote" and casting_vote == "for"
    adopted = Bar(majority.threshold, inclusive=not majority.strict or cast_for)
    second_round = can_tie(majority) and tie == "second_round"
    return Bars(adopted, Bar(majority.threshold, inclusive=adopted.inclusive or second_round))
