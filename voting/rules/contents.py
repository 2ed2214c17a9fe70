"""What a `tala-count/1` file holds, and how it is written; docs/formats.md tells the format."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NoReturn

from voting.rules.counts import Counts
from voting.rules.election_file import ELECTION_METHODS, Election
from voting.rules.exact import write_exact
from voting.rules.majority import Majority

FORMAT = "tala-count/1"
METHODS = (
    "resolution",
    "choice",
    "yes_no_each",
    "score",
    "majority_judgment",
    "schulze",
    "stv",
    "list",
)
COUNTED_METHODS = ("resolution", *ELECTION_METHODS)
KINDS = ("heads", "weights", "colleges")
COMBINATIONS = ("proportional", "majority", "college_vote", "double_test")
TIES_IN_COLLEGE = ("split", "neutral", "against")
TRIGGERS = ("no_member", "no_attendee", "no_expressed")
EMPTY_POLICIES = ("lost", "renormalise", "equal_split", "headcount")  # and merge:CODE
TIES = ("rejected", "casting_vote", "second_round", "eldest", "longest_standing", "lot")
RESOLUTION_TIES = TIES[:3]
MERGE = "merge:"
DEFAULT_CAP = Fraction(1, 2)
FEWEST_COLLEGES = 3
"""With fewer colleges left the policy `headcount` stops the weights, unless the file says."""


@dataclass(frozen=True, slots=True)
class College:
    """A college of the roll: its weight in any unit, its members, and those who take part.

    `attending` counts everyone who takes part in this ballot, in the room or not.
    """

    code: str
    weight: Fraction
    registered: int
    attending: int

    def to_json(self) -> dict[str, object]:
        """Return the college as the file writes it."""
        return {
            "code": self.code,
            "weight": write_exact(self.weight),
            "registered": self.registered,
            "attending": self.attending,
        }


@dataclass(frozen=True, slots=True)
class CollegeRule:
    """How the colleges combine. The three empty policies are "lost" where the file is silent.

    `cap` None lets a college weigh any part after a redistribution.
    """

    combination: str
    tie_in_college: str | None = None
    college_majority: Majority | None = None
    abstain_counts_for: bool = False
    min_colleges_for: int | None = None
    min_turnout: Fraction | None = None
    no_member: str = "lost"
    no_attendee: str = "lost"
    no_expressed: str = "lost"
    cap: Fraction | None = DEFAULT_CAP
    min_active_colleges: int = FEWEST_COLLEGES

    def need(self, key: str) -> NoReturn:
        """Refuse a rule built by hand that lacks what its combination needs."""
        raise ValueError(f'the combination "{self.combination}" needs "{key}"')

    def to_json(self) -> dict[str, object]:
        """Return the rule as the file writes it, without what it does not set."""
        written: dict[str, object] = {
            "kind": "colleges",
            "combination": self.combination,
            "tie_in_college": self.tie_in_college,
            "college_majority": self.college_majority and self.college_majority.to_json(),
            "abstain_counts_for": self.abstain_counts_for or None,
            "min_colleges_for": self.min_colleges_for,
            "min_turnout": None if self.min_turnout is None else write_exact(self.min_turnout),
            "no_member": self.no_member,
            "no_attendee": self.no_attendee,
            "no_expressed": self.no_expressed,
            "min_active_colleges": (
                None if self.min_active_colleges == FEWEST_COLLEGES else self.min_active_colleges
            ),
        }
        cap = None if self.cap is None else write_exact(self.cap)
        return {key: value for key, value in written.items() if value is not None} | {"cap": cap}


@dataclass(frozen=True, slots=True)
class Paper:
    """`count` papers that say the same; `college` and `weight` only where the weighting asks."""

    choice: str
    count: int = 1
    college: str | None = None
    weight: Fraction | None = None

    def to_json(self) -> dict[str, object]:
        """Return the line of papers as the file writes it."""
        written: dict[str, object] = {"choice": self.choice, "count": self.count}
        if self.college is not None:
            written["college"] = self.college
        if self.weight is not None:
            written["weight"] = write_exact(self.weight)
        return written


@dataclass(frozen=True, slots=True)
class CountFile:
    """One ballot: its rule, its roll by college, its papers.

    `kind` is one of KINDS; `college_rule` and `colleges` go with the kind "colleges", `registered`
    and `attending` (heads, or weights for the kind "weights") with the two others. An `election`
    holds its own papers and its own tie rule: `papers` is then empty and `tie` the same.
    """

    title: str
    method: str
    majority: Majority
    kind: str
    papers: tuple[Paper, ...]
    tie: str = "rejected"
    casting_vote: str | None = None
    college_rule: CollegeRule | None = None
    colleges: tuple[College, ...] = field(default=())
    registered: Fraction | None = None
    attending: Fraction | None = None
    election: Election | None = None

    def to_json(self) -> dict[str, object]:
        """Return the file as JSON values; `parse_count` reads it back to the same CountFile."""
        written: dict[str, object] = {
            "format": FORMAT,
            "title": self.title,
            "method": self.method,
            "majority": self.majority.to_json(),
            "tie": self.tie,
        }
        if self.casting_vote is not None:
            written["casting_vote"] = self.casting_vote
        rule = self.college_rule
        written["weighting"] = {"kind": self.kind} if rule is None else rule.to_json()
        if rule is not None:
            written["colleges"] = [college.to_json() for college in self.colleges]
        for key, value in (("registered", self.registered), ("attending", self.attending)):
            if value is not None:
                written[key] = write_exact(value) if self.kind == "weights" else int(value)
        written["papers"] = [paper.to_json() for paper in self.papers]
        return written if self.election is None else written | self.election.to_json()


def counts_by_college(papers: tuple[Paper, ...]) -> dict[str, Counts]:
    """Return the papers of each college that has some, in heads."""
    counts: dict[str, Counts] = {}
    for paper in papers:
        code = paper.college or ""
        counts[code] = counts.get(code, Counts()) + Counts.of(paper.choice, paper.count)
    return counts
