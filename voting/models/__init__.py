"""The rows of the voting app."""

from voting.models.poll import (
    NO_ANSWER,
    Ballot,
    Paper,
    Poll,
    RoomTotal,
    has_letter,
    letter_at,
    with_letter,
)
from voting.models.rule import BallotRule, RuleCollege

__all__ = [
    "NO_ANSWER",
    "Ballot",
    "BallotRule",
    "Paper",
    "Poll",
    "RoomTotal",
    "RuleCollege",
    "has_letter",
    "letter_at",
    "with_letter",
]
