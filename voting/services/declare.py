"""Declares the result of a closed ballot: counts, freezes, and signs it into the journal."""

import hashlib
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock
from voting.models import Ballot
from voting.render.count_file import count_file_bytes, count_file_of
from voting.rules.casting import casting_vote_applies
from voting.rules.contents import CountFile
from voting.rules.tally import count
from voting.selectors.papers import ballot_channels, ballot_counts
from voting.services.room import ballot_hold_closed

CastingVote = Literal["for", "against"]


def ballot_declare(
    *, ballot: Ballot, actor: Actor, casting_vote: CastingVote | None = None
) -> None:
    """Count a closed ballot, freeze its count file and result, and make them public.

    Nothing can change afterwards. Refused when the ballot is not closed or already declared, and
    when the votes are tied and the rule gives the chair a casting vote that `casting_vote` does not
    say.
    """
    meeting = ballot.poll.meeting
    require(actor, Action.SESSION_HOLD, meeting.organisation)
    with transaction.atomic():
        ballot_hold_closed(ballot)
        ballot.refresh_from_db()
        file = _count_file(ballot, casting_vote)
        result = count(file)
        ballot.count_file, ballot.result = file.to_json(), result.to_json()
        ballot.channels = ballot_channels(ballot)
        ballot.state, ballot.declared_at = Ballot.State.DECLARED, clock.now()
        Ballot.objects.filter(pk=ballot.pk, state=Ballot.State.CLOSED).update(
            state=ballot.state,
            declared_at=ballot.declared_at,
            channels=ballot.channels,
            count_file=ballot.count_file,
            result=ballot.result,
        )
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="ballot.declare",
            subject=f"ballot:{ballot.pk}",
            details={
                "resolution": ballot.number,
                "verdict": result.verdict,
                "share": None if result.share is None else str(result.share),
                "count_file_sha256": hashlib.sha256(count_file_bytes(ballot)).hexdigest(),
            },
        )


def _count_file(ballot: Ballot, casting_vote: CastingVote | None) -> CountFile:
    rule = ballot.typed_rule
    counts = ballot_counts(ballot)

    def file(vote: CastingVote | None) -> CountFile:
        return count_file_of(
            title=ballot.resolution.title,
            rule=rule,
            attendance=ballot.attendance or {},
            counts=counts,
            casting_vote=vote,
        )

    given = rule.tie == "casting_vote"
    verdict = casting_vote_applies(
        kind=rule.kind,
        given=given,
        tied=given and count(file("for")).verdict != count(file("against")).verdict,
        secret=rule.secret,
    )
    if verdict.applies and casting_vote is None:
        raise Refused(
            _(
                "Les voix sont à égalité et le président a voix prépondérante (%(article)s). "
                "Dites s’il vote pour ou contre, puis proclamez."
            )
            % {"article": verdict.article},
            code="casting_vote_needed",
        )
    return file(casting_vote if verdict.applies else None)
