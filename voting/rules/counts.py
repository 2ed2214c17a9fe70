"""How many papers say what: for, against, abstain, blank, null, always in heads."""

from dataclasses import dataclass

CHOICES = ("for", "against", "abstain", "blank", "null")


@dataclass(frozen=True, slots=True)
class Counts:
    """Papers by what they say. Blank and null papers are voters, never expressed votes."""

    votes_for: int = 0
    votes_against: int = 0
    abstain: int = 0
    blank: int = 0
    null: int = 0

    @classmethod
    def of(cls, choice: str, count: int) -> "Counts":
        """Return `count` papers that all say `choice`, one of CHOICES."""
        return cls(*(count if choice == name else 0 for name in CHOICES))

    @property
    def expressed(self) -> int:
        """Papers for and against."""
        return self.votes_for + self.votes_against

    @property
    def papers(self) -> int:
        """Every paper, whatever it says."""
        return self.expressed + self.abstain + self.blank + self.null

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.votes_for + other.votes_for,
            self.votes_against + other.votes_against,
            self.abstain + other.abstain,
            self.blank + other.blank,
            self.null + other.null,
        )

    def by_choice(self) -> dict[str, int]:
        """Return the papers by choice, every one of CHOICES present, in that order."""
        values = (self.votes_for, self.votes_against, self.abstain, self.blank, self.null)
        return dict(zip(CHOICES, values, strict=True))
