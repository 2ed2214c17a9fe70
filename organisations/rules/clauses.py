"""The clauses a statute parameter can hold: a majority, a quorum, the seats of a college..."""

from dataclasses import dataclass
from fractions import Fraction

# From the laxest to the strictest: each base holds the one before it.
MAJORITY_BASES = ("expressed", "voters", "attending", "registered")
QUORUM_BASES = ("raw", "weighted", "per_college")
RECORDS = (
    "minutes",
    "attendance",
    "proxies",
    "postal_forms",
    "convocations",
    "ballots",
    "accounts",
    "statutes",
)


class ParameterError(ValueError):
    """A value that no statutes can hold; `field` names the parameter, `reason` says what is wrong.

    For the text of a person see `findings`: this error is for code and stored files.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def must(condition: bool, name: str, reason: str) -> None:
    """Raise ParameterError for the field `name` unless the condition holds."""
    if not condition:
        raise ParameterError(name, reason)


@dataclass(frozen=True, slots=True)
class MajorityRule:
    """How much support a text needs: `threshold` of `base`, "more than" when `strict`.

    `base` is one of MAJORITY_BASES. Abstention, blank and null votes are treated by the base
    alone: outside `expressed`, inside the three others, where they weigh as votes against.
    """

    threshold: Fraction
    strict: bool
    base: str
    article: str

    def __post_init__(self) -> None:
        must(0 <= self.threshold <= 1, "threshold", "not between 0 and 1")
        must(not (self.strict and self.threshold == 1), "threshold", "more than all")
        must(self.base in MAJORITY_BASES, "base", f"not one of {', '.join(MAJORITY_BASES)}")


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """How many must attend: at least `threshold` of the members ("more than" when `strict`).

    `threshold` None is a decision: no quorum is needed. `base`: heads of the whole roll (`raw`),
    the sum of college weights by rate of attendance (`weighted`), or the threshold in every
    college (`per_college`). `floor` and `cap` bound the number of heads and go with `raw` only;
    `floor_roll_share` keeps the floor at or under that part of the roll.
    """

    threshold: Fraction | None
    base: str
    floor: int | None
    cap: int | None
    article: str
    strict: bool = False
    floor_roll_share: Fraction | None = None

    def __post_init__(self) -> None:
        must(self.threshold is None or 0 <= self.threshold <= 1, "threshold", "not in 0..1")
        must(self.base in QUORUM_BASES, "base", f"not one of {', '.join(QUORUM_BASES)}")
        bounded = not (self.floor is None and self.cap is None)
        must(not bounded or self.base == "raw", "base", "floor and cap count heads: use raw")
        must(not bounded or self.threshold is not None, "threshold", "bounds of no quorum")
        must((self.floor or 0) >= 0 and (self.cap or 0) >= 0, "floor", "negative")
        must(
            self.floor is None or self.cap is None or self.floor <= self.cap,
            "floor",
            "above the cap",
        )
        share = self.floor_roll_share
        must(share is None or 0 < share <= 1, "floor_roll_share", "not in 0..1")

    @property
    def required(self) -> bool:
        """False when the law or the statutes say that no quorum is needed."""
        return self.threshold is not None


@dataclass(frozen=True, slots=True)
class SeatRule:
    """How many seats of a board a college nominates: from `least` to `most` (None: no maximum).

    The assembly as a whole appoints (L47 art. 6; C.com L225-18): a college only puts forward.
    """

    college: str
    least: int
    most: int | None

    def __post_init__(self) -> None:
        must(bool(self.college), "college", "empty")
        must(self.least >= 0, "least", "negative")
        must(self.most is None or self.most >= self.least, "most", "below the least")


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How many years a kind of record (one of RECORDS) is kept; None is without end."""

    record: str
    years: int | None

    def __post_init__(self) -> None:
        must(self.record in RECORDS, "record", f"not one of {', '.join(RECORDS)}")
        must(self.years is None or self.years >= 0, "years", "negative")
