"""What a closed first meeting leaves to a second one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.rules.second_call import FirstOutcome, may_be_put_again, second_kind
from meetings.selectors.second_call import SecondDates, second_dates
from organisations.rules.legal_forms import LegalForm
from voting.models import Ballot


@dataclass(frozen=True)
class LeftText:
    """A text that may be put again, why, and the article that says so."""

    ballot: Ballot
    reason: str
    why: str
    article: str


@dataclass(frozen=True)
class SecondCall:
    """The texts left to a second meeting, its kind, its dates, and the draft if there is one."""

    rows: list[LeftText]
    kind: str
    reason: str
    dates: SecondDates
    prepared: Meeting | None
    proxies_hold: bool
    votes_hold: bool


def second_call_of(meeting: Meeting, ballots: Sequence[Ballot]) -> SecondCall | None:
    """Return what a second meeting may decide; None for an open sitting or when nothing is left."""
    rows = left_texts(meeting, ballots) if meeting.state == Meeting.State.CLOSED else []
    if not rows:
        return None
    params = meeting.typed_statutes
    kind = second_kind(frozenset(row.ballot.part for row in rows))
    return SecondCall(
        rows=rows,
        kind=kind,
        reason=_reason({row.reason for row in rows}),
        dates=second_dates(meeting, kind),
        prepared=meeting.second_meetings.exclude(state=Meeting.State.CANCELLED).first(),
        proxies_hold=params.proxy_valid_second_call,
        votes_hold=params.postal_valid_second_call,
    )


def left_texts(meeting: Meeting, ballots: Sequence[Ballot]) -> list[LeftText]:
    """Return the texts that the law lets a second meeting take up."""
    form = LegalForm(meeting.organisation.legal_form)
    found = []
    for ballot in ballots:
        rule = ballot.typed_rule
        verdict = may_be_put_again(
            form=form,
            call_number=meeting.call_number,
            part=rule.part,
            base=rule.majority.base,
            outcome=_outcome(ballot),
        )
        if verdict.allowed:
            found.append(LeftText(ballot, verdict.reason, _why(verdict.reason), verdict.article))
    return found


def _outcome(ballot: Ballot) -> FirstOutcome:
    if ballot.state == Ballot.State.NO_QUORUM:
        return "no_quorum"
    if ballot.state != Ballot.State.DECLARED or ballot.result is None:
        return "not_voted"
    verdict: FirstOutcome = ballot.result["verdict"]
    return verdict


def _why(reason: str) -> str:
    if reason == "no_quorum":
        return _("quorum non atteint")
    return _("majorité de tous les membres non atteinte")


def _reason(reasons: set[str]) -> str:
    if len(reasons) > 1:
        return Meeting.SecondReason.BOTH
    if "no_quorum" in reasons:
        return Meeting.SecondReason.NO_QUORUM
    return Meeting.SecondReason.MAJORITY
