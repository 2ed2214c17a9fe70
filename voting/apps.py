"""The voting app."""

from django.apps import AppConfig


class VotingConfig(AppConfig):
    """Voting: polls, ballots, papers, counts and results."""

    name = "voting"

    def ready(self) -> None:
        """Take part in the acts of the lower apps: undo an arrival, close the sitting."""
        from meetings.services import attendance, session  # noqa: PLC0415 - needs models
        from voting.services import ballot  # noqa: PLC0415 - needs models

        attendance.BEFORE_UNDO.append(ballot.voice_has_not_voted)
        session.BEFORE_CLOSE.append(ballot.no_open_ballot)
