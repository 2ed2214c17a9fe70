"""How far a count is from another verdict: the interface of every way to add papers up."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from voting.rules.majority import Bar, Score
from voting.rules.result import CollegeResult
from voting.rules.trace import TraceStep


class Contest(ABC):
    """A score, and what it takes to move it by turning papers between for and against.

    Turning a paper leaves every base, every turnout and every effective weight as they are, and
    never brings the score back under a bar when it turns to for. So all turn the same way. (A bar
    of "at least nothing" would be no such bar, and is no majority: see countfile.)
    """

    score: Score

    @abstractmethod
    def fewest_up(self, bar: Bar) -> int | None:
        """Return the fewest papers to turn from against to for until `bar` is passed.

        None where no number passes it.
        """

    @abstractmethod
    def fewest_down(self, bar: Bar) -> int | None:
        """Return the fewest papers to turn from for to against until `bar` is not passed.

        None where no number fails it.
        """

    def obstacle(self) -> str | None:
        """Return why a score that passes is rejected all the same, a key of `trace.REASONS`."""
        return None


@dataclass(frozen=True, slots=True)
class Combined:
    """A contest, what each college did in it, and the arithmetic so far."""

    contest: Contest
    colleges: tuple[CollegeResult, ...]
    steps: tuple[TraceStep, ...]
