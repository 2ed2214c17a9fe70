"""Records that one part of a meeting cannot be voted for want of its quorum."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock
from voting.models import Ballot
from voting.render.quorum import quorum_json, quorum_sentence
from voting.selectors.attendance import live_quorum, modes_by_college
from voting.selectors.session import ballots_of
from voting.services.ballot import require_none_open, session_hold


def part_record_no_quorum(*, meeting: Meeting, actor: Actor, part: str) -> int:
    """Record that the quorum of `part` is not met; return how many texts are left aside.

    `part` is "ordinary", "extraordinary" or "board". Its ballots not held yet keep the figures of
    this instant, which the minutes say (C.com R225-107). Refused when the quorum is met, while a
    ballot is open, and when no text of the part awaits a vote.
    """
    require(actor, Action.SESSION_HOLD, meeting.organisation)
    with transaction.atomic():
        session_hold(meeting)
        waiting = _waiting(meeting, part)
        require_none_open(waiting[0].poll)
        rule = waiting[0].typed_rule
        verdict = live_quorum(rule, modes_by_college(meeting, departures=rule.recheck))
        data = quorum_json(rule, verdict)
        if verdict.met:
            raise Refused(
                quorum_sentence(data), _("Ces résolutions peuvent être mises aux voix."), code="met"
            )
        Ballot.objects.filter(
            pk__in=[ballot.pk for ballot in waiting], state=Ballot.State.PENDING
        ).update(state=Ballot.State.NO_QUORUM, closed_at=clock.now(), quorum=data)
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="part.no_quorum",
            subject=f"meeting:{meeting.pk}",
            details={
                "part": part,
                "resolutions": [ballot.number for ballot in waiting],
                "heads": verdict.heads,
                "registered": verdict.registered,
                "heads_needed": verdict.heads_needed,
                "quorum_reached": str(verdict.reached),
                "quorum_needed": str(verdict.needed),
            },
        )
    return len(waiting)


def _waiting(meeting: Meeting, part: str) -> list[Ballot]:
    found = [
        ballot
        for ballot in ballots_of(meeting)
        if ballot.state == Ballot.State.PENDING and ballot.typed_rule.part == part
    ]
    if not found:
        raise Refused(
            _("Aucune résolution de cette partie n’attend d’être mise aux voix."), code="none"
        )
    return found
