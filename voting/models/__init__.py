"""The rows of the voting app."""

from voting.models.poll import Ballot, Paper, Poll, RoomTotal

__all__ = ["Ballot", "Paper", "Poll", "RoomTotal"]
