"""What a member in the sitting reads of the ballots: waiting, open, closed, proclaimed."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tala.lib import figures
from voting.models import Ballot
from voting.render.result import TONES, verdict_word


@dataclass(frozen=True)
class BallotLine:
    """One resolution of the sitting: its number, its title, where its ballot stands."""

    number: int
    title: str
    state: str
    tone: str


def ballot_lines(ballots: Iterable[Ballot]) -> list[BallotLine]:
    """Return one line per ballot, with the verdict of those proclaimed and of no other."""
    return [
        BallotLine(ballot.number, ballot.resolution.title, _state(ballot), _tone(ballot))
        for ballot in ballots
    ]


def _state(ballot: Ballot) -> str:
    if ballot.state != Ballot.State.DECLARED or ballot.result is None:
        return str(Ballot.State(ballot.state).label)
    word = verdict_word(ballot.result["verdict"])
    share = ballot.result.get("share")
    return word if share is None else f"{word}, {_percent(ballot, share)}"


def _percent(ballot: Ballot, share: str) -> str:
    return figures.percent(Fraction(share), against=[ballot.typed_rule.majority.threshold])


def _tone(ballot: Ballot) -> str:
    if ballot.state == Ballot.State.OPEN:
        return "info"
    return TONES[ballot.result["verdict"]] if ballot.result else ""
