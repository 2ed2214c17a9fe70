"""The voting app."""

from django.apps import AppConfig


class VotingConfig(AppConfig):
    """Voting: polls, ballots, papers, counts and results."""

    name = "voting"

    def ready(self) -> None:
        """Take part in lower acts: convene, undo an arrival, take back a proxy, end a sitting."""
        from mandates.services import proxies  # noqa: PLC0415 - needs models
        from meetings.services import attendance, convene, session  # noqa: PLC0415 - needs models
        from organisations.render import journal as organisation_journal  # noqa: PLC0415
        from organisations.selectors.decisions import DECISIONS  # noqa: PLC0415 - needs models
        from organisations.selectors.todo import TODO_PROVIDERS  # noqa: PLC0415 - needs models
        from voting.render import journal  # noqa: PLC0415 - needs models
        from voting.selectors.decisions import adopted_extraordinary  # noqa: PLC0415 - needs models
        from voting.selectors.todo import session_cards  # noqa: PLC0415 - needs models
        from voting.services import arrival, ballot, poll, second_call  # noqa: PLC0415 - needs models

        organisation_journal.ACTION_SENTENCES.update(journal.SENTENCES)
        organisation_journal.FIGURES.update(journal.FIGURES)
        TODO_PROVIDERS.append(session_cards)
        DECISIONS.append(adopted_extraordinary)
        convene.AFTER_CONVENE.append(poll.poll_create)
        convene.AFTER_CONVENE.append(second_call.papers_carry)
        attendance.BEFORE_UNDO.append(arrival.voice_has_not_voted)
        proxies.BEFORE_WITHDRAW.append(arrival.proxy_has_not_voted)
        session.BEFORE_CLOSE.append(ballot.no_open_ballot)
