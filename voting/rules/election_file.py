"""What an election adds to a count file: options, seats, how many to tick, ties, its papers."""

from dataclasses import dataclass
from fractions import Fraction

from voting.rules.exact import write_exact
from voting.rules.majority import Majority

ELECTION_METHODS = ("choice", "yes_no_each")
ELECTION_TIES = ("second_round", "eldest", "longest_standing", "lot")
IN_ORDER = ELECTION_TIES[1:]
TOO_MANY = ("most_votes", "second_round")
MARKS = ("abstain", "blank", "null")

USUAL_MAJORITIES = {
    "choice": Majority(Fraction(0), strict=True, base="expressed"),
    "yes_no_each": Majority(Fraction(1, 2), strict=True, base="expressed"),
}
"""Where a file gives no majority: most votes win, and more yes than no on each option."""


@dataclass(frozen=True, slots=True)
class ElectionPaper:
    """`count` papers that say the same: the options for (`yes`) and against (`no`), or one mark.

    `mark` is one of MARKS, None for a paper that answers; `no` is always empty in a choice.
    """

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    mark: str | None = None
    count: int = 1
    college: str | None = None
    weight: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Election:
    """The options (codes) put to the vote, the seats, the rules that order them, the papers.

    `max_choices` None sets no limit to the number of yes; `min_choices` is for a choice. `tie` is
    one of ELECTION_TIES; `precedence` the options in the order that wins, where `tie` is in
    IN_ORDER. `too_many` says what more options above the majority than seats become.
    """

    method: str
    options: tuple[str, ...]
    papers: tuple[ElectionPaper, ...]
    seats: int = 1
    min_choices: int = 1
    max_choices: int | None = None
    tie: str = "second_round"
    precedence: tuple[str, ...] = ()
    too_many: str = "most_votes"

    def says(self, paper: ElectionPaper) -> str:
        """Return what a paper counts as, one of counts.CHOICES.

        It is `for` when it is for one option at least, `against` when it is against some and for
        none. Too many or too few options make it null; a paper that ticks nobody is blank.
        """
        if paper.mark is not None:
            return paper.mark
        ticked = len(paper.yes)
        if self.max_choices is not None and ticked > self.max_choices:
            return "null"
        if self.method == "choice":
            return self._says_in_choice(ticked)
        if ticked:
            return "for"
        return "against" if paper.no else "abstain"

    def _says_in_choice(self, ticked: int) -> str:
        if not ticked:
            return "blank"
        return "null" if ticked < self.min_choices else "for"

    def to_json(self) -> dict[str, object]:
        """Return the keys that an election adds to a count file, and those it writes its own way.

        Reading them back gives the same election.
        """
        written: dict[str, object] = {
            "method": self.method,
            "options": list(self.options),
            "seats": self.seats,
            "tie": self.tie,
            "too_many": self.too_many,
            "papers": [self._line(paper) for paper in self.papers],
        }
        if self.method == "choice":
            written["min_choices"] = self.min_choices
        if self.max_choices is not None:
            written["max_choices"] = self.max_choices
        if self.precedence:
            written["precedence"] = list(self.precedence)
        return written

    def _line(self, paper: ElectionPaper) -> dict[str, object]:
        choice: object = list(paper.yes)
        if paper.mark is not None:
            choice = paper.mark
        elif self.method == "yes_no_each":
            choice = dict.fromkeys(paper.yes, "yes") | dict.fromkeys(paper.no, "no")
        written = {"choice": choice, "count": paper.count}
        if paper.college is not None:
            written["college"] = paper.college
        if paper.weight is not None:
            written["weight"] = write_exact(paper.weight)
        return written
