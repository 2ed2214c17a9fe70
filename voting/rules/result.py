"""The result of a count, and how `tala-result/1` writes it; docs/formats.md tells the format."""

from dataclasses import dataclass
from fractions import Fraction

from voting.rules.counts import Counts
from voting.rules.exact import write_exact
from voting.rules.trace import TraceStep, sentence

FORMAT = "tala-result/1"


@dataclass(frozen=True, slots=True)
class CollegeResult:
    """What one college said and what it weighed.

    `effective_weight` is its part of the total after the policies for empty colleges, None where
    weights stop; `share` its own share, None where it has nothing to divide by; `brings` the part
    of the total that it gives to the for side, None where a college gives a voice or nothing is
    decided by weight; `in_favour` whether the college as such is for, None under the proportional
    rule; `empty` why it does not count, None when it does.
    """

    code: str
    weight: Fraction
    effective_weight: Fraction | None
    counts: Counts
    share: Fraction | None
    brings: Fraction | None = None
    in_favour: bool | None = None
    empty: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the college as the result file writes it."""
        return {
            "code": self.code,
            "weight": write_exact(self.weight),
            "effective_weight": _written(self.effective_weight),
            "counts": self.counts.by_choice(),
            "share": _written(self.share),
            "brings": _written(self.brings),
            "in_favour": self.in_favour,
            "empty": self.empty,
        }


@dataclass(frozen=True, slots=True)
class OptionResult:
    """What one option of an election got: papers (heads), and what they are worth out of a base."""

    code: str
    votes_for: int
    votes_against: int
    support: Fraction
    base: Fraction
    passes: bool

    @property
    def share(self) -> Fraction:
        """Support over base; 0 where there is nothing to divide by."""
        return Fraction(self.support, self.base) if self.base else Fraction(0)

    def to_json(self) -> dict[str, object]:
        """Return the option as the result file writes it."""
        return {
            "code": self.code,
            "for": self.votes_for,
            "against": self.votes_against,
            "support": write_exact(self.support),
            "base": write_exact(self.base),
            "share": write_exact(self.share),
            "passes": self.passes,
        }


@dataclass(frozen=True, slots=True)
class ElectionResult:
    """What only an election has: options, those elected in order, the ranking, the tie.

    `tied` are the options that only the tie rule separated, `tie_rule` that rule, None without a
    tie; `vacant` is how many seats nobody has yet.
    """

    options: tuple[OptionResult, ...]
    elected: tuple[str, ...]
    ranking: tuple[tuple[str, ...], ...]
    tied: tuple[str, ...]
    tie_rule: str | None
    vacant: int

    def to_json(self) -> dict[str, object]:
        """Return the keys that the result file of an election has beside all others."""
        return {
            "options": [option.to_json() for option in self.options],
            "elected": list(self.elected),
            "ranking": [list(equals) for equals in self.ranking],
            "supports": {option.code: write_exact(option.support) for option in self.options},
            "tied": list(self.tied),
            "tie_rule": self.tie_rule,
            "vacant": self.vacant,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict of a ballot with every figure that makes it.

    `verdict` is "adopted", "rejected", "tie" (sent to a second round) or "blocked"; of an election
    "elected", "second_round", "rejected" (nobody is elected) or "blocked". `reason` is a key of
    `trace.REASONS` where the verdict needs one. A blocked result has no support, base or share, nor
    has an election as a whole: its options do. `swing` is the smallest number of papers whose
    change between for and against would change the verdict, None where no number would.
    """

    verdict: str
    reason: str | None
    support: Fraction | None
    base: Fraction | None
    share: Fraction | None
    counts: Counts
    colleges: tuple[CollegeResult, ...]
    swing: int | None
    steps: tuple[TraceStep, ...]
    election: ElectionResult | None = None

    def to_json(self) -> dict[str, object]:
        """Return the result as JSON values, the trace in French."""
        written: dict[str, object] = {
            "format": FORMAT,
            "verdict": self.verdict,
            "reason": self.reason,
            "support": _written(self.support),
            "base": _written(self.base),
            "share": _written(self.share),
            "counts": self.counts.by_choice(),
            "colleges": [college.to_json() for college in self.colleges],
            "swing": self.swing,
            "trace": [sentence(step) for step in self.steps],
        }
        return written if self.election is None else written | self.election.to_json()


def _written(value: Fraction | None) -> str | None:
    return None if value is None else write_exact(value)
