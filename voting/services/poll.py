"""Draws up the poll of a meeting at its convocation: one ballot per resolution, rules frozen."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, Resolution
from organisations.refusals import Refused
from organisations.rules.parameters import UNDECIDED_PAPERS
from organisations.rules.statutes import StatuteParameters
from tala.lib import clock
from voting.models import Ballot, BallotRule, Poll, RuleCollege
from voting.render.count_file import count_file_of
from voting.rules.casting import casting_vote_applies
from voting.rules.countfile import CountFileError


def poll_create(meeting: Meeting) -> None:
    """Create the poll and its ballots in agenda order, rules frozen and fingerprinted.

    A step of the convocation, inside its transaction, once the statutes and both digests are frozen
    on the meeting; asks no permission of its own. Raises Refused when the statutes leave the
    majority or the quorum of a resolution open.
    """
    resolutions = list(
        Resolution.objects.filter(item__meeting=meeting).order_by(
            "item__position", "item_id", "position", "pk"
        )
    )
    if len(resolutions) > Ballot.MAX_IN_POLL:
        raise Refused(
            _("Une réunion porte au plus %(max)d résolutions. Répartissez-les sur deux réunions.")
            % {"max": Ballot.MAX_IN_POLL},
            code="too_many_resolutions",
        )
    rules = [_rule(meeting, resolution) for resolution in resolutions]
    poll = Poll.objects.create(
        meeting=meeting,
        size=len(resolutions),
        fingerprint=fingerprint(meeting, rules),
        opens_at=meeting.convened_at or clock.now(),
        closes_at=meeting.remote_closes_at,
    )
    Ballot.objects.bulk_create(
        Ballot(poll=poll, resolution=resolution, position=position, rule=rule.to_json())
        for position, (resolution, rule) in enumerate(zip(resolutions, rules, strict=True))
    )


def fingerprint(meeting: Meeting, rules: Sequence[BallotRule]) -> str:
    """Return the SHA-256 that fixes who votes, on which texts, in which order and by which rules.

    Over canonical JSON (UTF-8, sorted keys, no space) of the roll's digest, the agenda's digest and
    the rules in the order of the ballots.
    """
    content = {
        "format": "tala-poll/1",
        "roll": meeting.roll_digest,
        "agenda": meeting.agenda_digest,
        "rules": [rule.to_json() for rule in rules],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _rule(meeting: Meeting, resolution: Resolution) -> BallotRule:
    params = meeting.typed_statutes
    kind = resolution.majority
    call = 1 if kind == Resolution.Majority.BOARD else min(meeting.call_number, 2)
    secret = _secret(params, kind)
    majority = params.majority_rule(kind, call)
    quorum = params.quorum_rule(kind, call)
    if majority is None or quorum is None:
        raise Refused(
            _(
                "Les statuts enregistrés ne disent pas la majorité ou le quorum de « %(title)s ». "
                "Complétez les paramètres des statuts, puis convoquez."
            )
            % {"title": resolution.title},
            code="rule_missing",
        )
    rule = BallotRule(
        kind=kind,
        call_number=meeting.call_number,
        majority=majority,
        tie=_tie(params, kind, secret=secret),
        weighting=_weighting(params),
        colleges=_colleges(meeting, params),
        quorum=quorum,
        recheck=params.quorum_recheck_on_departure,
        board_supported=resolution.board_supported,
        secret=secret,
        expressed_includes=tuple(
            name for name in UNDECIDED_PAPERS if name in params.expressed_includes
        ),
        blank_direction=params.blank_direction,
    )
    _require_countable(resolution, rule)
    return rule


def _secret(params: StatuteParameters, kind: str) -> bool:
    """True where the statutes ask for a secret ballot whoever is in the room."""
    triggers = set(params.secret_ballot)
    on_persons = {"persons", "dismissal"} if kind == Resolution.Majority.MANAGER else set()
    return bool(triggers & {"always", *on_persons})


def _tie(params: StatuteParameters, kind: str, *, secret: bool) -> str:
    """Return what an exact tie becomes; a casting vote is never used in a secret ballot."""
    on_board = kind == Resolution.Majority.BOARD
    given = params.board_casting_vote if on_board else params.tie_rule == "casting_vote"
    casting = casting_vote_applies(kind=kind, given=bool(given), tied=True, secret=secret)
    return "casting_vote" if casting.applies else "rejected"


def _require_countable(resolution: Resolution, rule: BallotRule) -> None:
    """Refuse at the convocation a rule that could not be counted at the assembly."""
    try:
        count_file_of(title=resolution.title, rule=rule, attendance={}, counts={})
    except CountFileError as error:
        raise Refused(
            _(
                "La règle de vote de « %(title)s » ne peut pas être comptée (%(where)s). "
                "Corrigez les paramètres des statuts, puis convoquez."
            )
            % {"title": resolution.title, "where": error},
            code="rule_not_countable",
        ) from error


def _colleges(meeting: Meeting, params: StatuteParameters) -> tuple[RuleCollege, ...]:
    if not params.has_colleges:
        return ()
    return tuple(
        RuleCollege(college.code, college.name, college.weight)
        for college in meeting.organisation.colleges.order_by("position", "pk")
    )


def _weighting(params: StatuteParameters) -> dict[str, Any]:
    """Return the weighting in the words of the count file, without what the statutes leave open."""
    if not params.has_colleges:
        return {"kind": "heads"}
    majority = params.college_majority
    written = {
        "kind": "colleges",
        "combination": params.combination or "proportional",
        "tie_in_college": params.tie_in_college,
        "college_majority": majority
        and {
            "threshold": str(majority.threshold),
            "strict": majority.strict,
            "base": majority.base,
        },
        "abstain_counts_for": params.abstain_counts_for or None,
        "min_colleges_for": params.min_colleges_for,
        "min_turnout": params.min_turnout and str(params.min_turnout),
        "no_member": params.empty_no_member,
        "no_attendee": params.empty_no_attendee,
        "no_expressed": params.empty_no_expressed,
        "min_active_colleges": params.min_active_colleges,
    }
    cap = None if params.college_cap is None else str(params.college_cap)
    return {name: value for name, value in written.items() if value is not None} | {"cap": cap}
