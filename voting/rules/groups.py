"""People who vote together, a college or everyone: their papers, and the base of their share."""

from dataclasses import dataclass
from fractions import Fraction

from voting.rules.counts import Counts
from voting.rules.majority import expressed_with


@dataclass(frozen=True, slots=True)
class Group:
    """The papers of a group, how many people are on its roll, how many of them take part."""

    counts: Counts
    registered: int
    attending: int

    def __add__(self, other: "Group") -> "Group":
        return Group(
            self.counts + other.counts,
            self.registered + other.registered,
            self.attending + other.attending,
        )

    def base(self, kind: str) -> int:
        """Return what the votes for are divided by; `kind` is a base as majority.is_base knows."""
        if added := expressed_with(kind):
            said = self.counts.by_choice()
            return self.counts.expressed + sum(said[name] for name in added)
        return {
            "expressed": self.counts.expressed,
            "voters": self.counts.papers,
            "attending": self.attending,
            "registered": self.registered,
        }[kind]

    @property
    def turnout(self) -> Fraction:
        """Papers over registered; 0 where nobody is registered."""
        return Fraction(self.counts.papers, self.registered) if self.registered else Fraction(0)


NOBODY = Group(Counts(), 0, 0)
