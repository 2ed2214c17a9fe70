"""Opens and closes the ballots of a sitting, one after the other."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from mandates.models import Proxy
from mandates.rules.proxies import blank_direction
from meetings.models import Meeting, RollEntry
from meetings.rules.quorum import QuorumVerdict, quorum
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock
from voting.models import NO_ANSWER, Ballot, Paper, Poll, has_letter, with_letter
from voting.render.quorum import quorum_json, quorum_reasons
from voting.selectors.attendance import (
    ballot_attendance,
    college_attendance,
    live_quorum,
    modes_by_college,
)

_BLANK_LETTER = {"for": "Y", "against": "N", "abstain": "A"}


def ballot_open(*, ballot: Ballot, actor: Actor) -> None:
    """Open a ballot to the voices that are here; only one is open at a time.

    Refused while the quorum of its part of the meeting is not met, with the figures and the way
    out. A ballot recorded without its quorum may be opened once the quorum has come.
    """
    meeting = ballot.poll.meeting
    require(actor, Action.SESSION_HOLD, meeting.organisation)
    with transaction.atomic():
        session_hold(meeting)
        waiting = [Ballot.State.PENDING, Ballot.State.NO_QUORUM]
        moved = Ballot.objects.filter(pk=ballot.pk, state__in=waiting).update(
            state=Ballot.State.OPEN, opened_at=clock.now(), closed_at=None
        )
        if not moved:
            raise _not_pending(ballot)
        require_none_open(ballot.poll, but=ballot)
        verdict = _require_quorum(ballot)
        Ballot.objects.filter(pk=ballot.pk).update(quorum=quorum_json(ballot.typed_rule, verdict))
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="ballot.open",
            subject=f"ballot:{ballot.pk}",
            details={
                "resolution": ballot.number,
                "heads": verdict.heads,
                "quorum_reached": str(verdict.reached),
            },
        )
    ballot.refresh_from_db()


def ballot_close(*, ballot: Ballot, actor: Actor) -> None:
    """Close a ballot: answers stop, blank proxies take their legal direction, attendance freezes.

    An answer acknowledged before is counted, one that comes after is refused: the state moves
    first, once the answers in flight (they hold the ballot's row) are in, and all is read after it.
    """
    meeting = ballot.poll.meeting
    require(actor, Action.SESSION_HOLD, meeting.organisation)
    with transaction.atomic():
        moved = Ballot.objects.filter(pk=ballot.pk, state=Ballot.State.OPEN).update(
            state=Ballot.State.CLOSED, closed_at=clock.now()
        )
        if not moved:
            raise Refused(
                _("Ce scrutin n’est pas ouvert\u00a0: il est peut-être déjà clos."), code="not_open"
            )
        ballot.refresh_from_db()
        blanks = _blank_proxies_vote(ballot)
        _freeze(ballot)
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="ballot.close",
            subject=f"ballot:{ballot.pk}",
            details={"resolution": ballot.number, "blank_proxies": blanks},
        )
    ballot.refresh_from_db()


def session_hold(meeting: Meeting) -> None:
    """Keep the sitting open until the end of the transaction; Refused when it is not.

    An UPDATE that changes nothing locks the row on both databases, so that an act of the sitting
    and its close come one after the other.
    """
    state = Meeting.State.IN_SESSION
    if not Meeting.objects.filter(pk=meeting.pk, state=state).update(state=state):
        raise Refused(
            _("La séance n’est pas ouverte. Ouvrez-la, puis recommencez."), code="not_in_session"
        )


def no_open_ballot(meeting: Meeting) -> None:
    """Guard of the close of a sitting: raise Refused while a ballot awaits its end."""
    waiting = Ballot.objects.filter(
        poll__meeting=meeting, state__in=[Ballot.State.OPEN, Ballot.State.CLOSED]
    ).first()
    if waiting is None:
        return
    raise Refused(
        _(
            "Le scrutin sur la résolution n°\u00a0%(number)d n’est pas proclamé. Closez-le et "
            "proclamez son résultat avant de lever la séance."
        )
        % {"number": waiting.number},
        code="ballot_waiting",
    )


def _not_pending(ballot: Ballot) -> Refused:
    state = Ballot.objects.values_list("state", flat=True).get(pk=ballot.pk)
    if state == Ballot.State.OPEN:
        return Refused(_("Ce scrutin est déjà ouvert."), code="already_open")
    return Refused(
        _("Ce scrutin a déjà eu lieu\u00a0: une résolution n’est mise aux voix qu’une fois."),
        code="already_held",
    )


def require_none_open(poll: Poll, but: Ballot | None = None) -> None:
    """Raise Refused while another ballot of the sitting than `but` is open."""
    opened = Ballot.objects.filter(poll=poll, state=Ballot.State.OPEN)
    other = (opened.exclude(pk=but.pk) if but else opened).first()
    if other is not None:
        raise Refused(
            _(
                "Le scrutin sur la résolution n°\u00a0%(number)d est encore ouvert. "
                "Closez-le d’abord."
            )
            % {"number": other.number},
            code="other_open",
        )


def _require_quorum(ballot: Ballot) -> QuorumVerdict:
    rule = ballot.typed_rule
    counts = modes_by_college(ballot.poll.meeting, departures=rule.recheck)
    verdict = live_quorum(rule, counts)
    if not verdict.met:
        raise Refused(
            *quorum_reasons(quorum_json(rule, verdict), sum(row.left for row in counts.values())),
            _(
                "Cette résolution ne peut pas être mise aux voix. Attendez des arrivées, ou "
                "constatez que le quorum n’est pas atteint et convoquez une seconde assemblée sur "
                "le même ordre du jour."
            ),
            code="no_quorum",
        )
    return verdict


def _blank_proxies_vote(ballot: Ballot) -> int:
    """Give each blank proxy its letter (C. com. L225-106 III); return how many received one.

    The entries are locked first, by an UPDATE that changes nothing, so that a proxy being withdrawn
    is either gone or here for good.
    """
    size, now = ballot.poll.size, clock.now()
    rule = ballot.typed_rule
    letter = _BLANK_LETTER[blank_direction(rule.board_supported, rule.blank_direction)]
    blank = Proxy.objects.filter(giver=OuterRef("pk"), holder=None, state=Proxy.State.ACTIVE)
    entries = RollEntry.objects.filter(
        Exists(blank), meeting=ballot.poll.meeting_id, mode=RollEntry.Mode.REPRESENTED
    )
    if not entries.update(proxies_held=F("proxies_held")):
        return 0
    marked = (
        Paper.objects.filter(entry__in=entries)
        .exclude(has_letter(ballot))
        .update(choices=with_letter(ballot.position, letter))
    )
    choices = NO_ANSWER * ballot.position + letter + NO_ANSWER * (size - ballot.position - 1)
    missing = entries.filter(paper=None).values_list("pk", flat=True)
    added = Paper.objects.bulk_create(
        (
            Paper(
                poll=ballot.poll,
                entry_id=entry_id,
                choices=choices,
                channel=Paper.Channel.BLANK_PROXY,
                cast_at=now,
            )
            for entry_id in missing
        ),
        batch_size=1000,
    )
    return marked + len(added)


def _freeze(ballot: Ballot) -> None:
    rule = ballot.typed_rule
    attendance = ballot_attendance(ballot)
    verdict = quorum(
        rule.quorum,
        college_attendance(
            rule,
            {code: college.registered for code, college in attendance.items()},
            {code: college.quorum for code, college in attendance.items()},
        ),
    )
    Ballot.objects.filter(pk=ballot.pk).update(
        attendance={
            code: {
                "registered": college.registered,
                "attending": college.attending,
                "room": college.room,
            }
            for code, college in attendance.items()
        },
        quorum=quorum_json(rule, verdict) | {"opening": ballot.quorum},
    )
