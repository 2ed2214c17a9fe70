"""Records the votes of the room that were counted by hand, as totals per college."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock, figures
from voting.models import Ballot, RoomTotal


@dataclass(frozen=True, slots=True)
class RoomCount:
    """What was counted in the room for one college, in voices."""

    votes_for: int = 0
    votes_against: int = 0
    abstentions: int = 0
    blanks: int = 0
    nulls: int = 0

    @property
    def voices(self) -> int:
        """How many voices this count holds."""
        return self.votes_for + self.votes_against + self.abstentions + self.blanks + self.nulls


def room_total_record(*, ballot: Ballot, actor: Actor, totals: Mapping[str, RoomCount]) -> None:
    """Write the room's totals of a closed ballot, by college code; the colleges given are replaced.

    Where votes are counted by heads the one code is "". Correctable until the result is declared.
    Refused for a ballot that is not closed, and for more voices than the room had without an answer
    when the ballot closed.
    """
    meeting = ballot.poll.meeting
    require(actor, Action.PAPER_TOTALS_RECORD, meeting.organisation)
    with transaction.atomic():
        ballot_hold_closed(ballot)
        ballot.refresh_from_db()
        room = room_by_college(ballot)
        for code, count in totals.items():
            _check(ballot, room, code, count)
            RoomTotal.objects.update_or_create(
                ballot=ballot,
                college_code=code,
                defaults={
                    **asdict(count),
                    "recorded_by": actor.label[:200],
                    "recorded_at": clock.now(),
                },
            )
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="room_total.record",
            subject=f"ballot:{ballot.pk}",
            details={
                "resolution": ballot.number,
                "totals": {code: asdict(count) for code, count in totals.items()},
            },
        )


def ballot_hold_closed(ballot: Ballot) -> None:
    """Keep a ballot closed and undeclared until the end of the transaction; Refused when it is not.

    An UPDATE that changes nothing locks the row on both databases, so that a count of the room and
    the declaration come one after the other.
    """
    closed = Ballot.State.CLOSED
    if Ballot.objects.filter(pk=ballot.pk, state=closed).update(state=closed):
        return
    state = Ballot.objects.values_list("state", flat=True).get(pk=ballot.pk)
    if state == Ballot.State.DECLARED:
        raise Refused(
            _("Le résultat est proclamé\u00a0: il ne change plus."), code="already_declared"
        )
    raise Refused(_("Ce scrutin n’est pas clos. Closez-le d’abord."), code="not_closed")


def room_by_college(ballot: Ballot) -> dict[str, int]:
    """Return the voices of the room without an answer at the close, by college code of the rule."""
    frozen = ballot.attendance or {}
    rule = ballot.typed_rule
    if not rule.by_college:
        return {"": sum(row["room"] for row in frozen.values())}
    return {college.code: frozen.get(college.code, {}).get("room", 0) for college in rule.colleges}


def _check(ballot: Ballot, room: Mapping[str, int], code: str, count: RoomCount) -> None:
    if code not in room:
        raise Refused(
            _("Ce collège ne figure pas dans la règle de ce scrutin."), code="unknown_college"
        )
    if min(asdict(count).values()) < 0:
        raise Refused(_("Un nombre de voix ne peut pas être négatif."), code="negative")
    if count.voices > room[code]:
        names = {college.code: college.name for college in ballot.typed_rule.colleges}
        raise Refused(
            _(
                "%(college)s\u00a0: vous indiquez %(counted)s voix, mais à la clôture la salle "
                "n’en comptait que %(room)s sans réponse (présentes, ou représentées par un "
                "présent). Recomptez, puis corrigez."
            )
            % {
                "college": names.get(code, _("Assemblée")),
                "counted": figures.integer(count.voices),
                "room": figures.integer(room[code]),
            },
            code="too_many_voices",
        )
