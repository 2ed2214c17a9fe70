"""What a member says of their own coming, and "I am connected" on the day."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, RollEntry
from meetings.services.attendance import mode_move
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.services.journal import journal_write
from tala.lib import clock
from tala.lib.sharelock import rows_held
from voting.selectors.windows import is_here, may_connect

Answer = RollEntry.Answer
Mode = RollEntry.Mode


def attendance_answer(*, entry: RollEntry, answer: Answer) -> None:
    """Note whether a member means to come; it binds nobody and moves no voice.

    May be changed until the sitting opens. Refused afterwards.
    """
    moment = clock.now()
    with transaction.atomic():
        meeting = Meeting.objects.filter(pk=entry.meeting_id, state=Meeting.State.CONVENED)
        if not rows_held(meeting.values_list("pk")):
            raise Refused(
                _("La séance est ouverte ou levée : il n’y a plus de réponse à donner."),
                code="closed",
            )
        RollEntry.objects.filter(pk=entry.pk).update(answer=answer, answered_at=moment)
        _journal(entry, action="attendance.answer", details={"answer": str(answer)})
    entry.answer, entry.answered_at = answer, moment


def attendance_connect(*, entry: RollEntry) -> None:
    """Put a member who follows the open sitting from a distance on the sheet, by their own word.

    Their link identifies them (C.com R225-97, R225-98). Said again it changes nothing. Refused
    where the statutes do not know attendance at a distance, and for a voice used otherwise.
    """
    actor = Actor.member_link(entry.number, entry.name)
    if is_here(entry):
        return
    with transaction.atomic():
        in_session = Meeting.objects.filter(
            pk=entry.meeting_id, state=Meeting.State.IN_SESSION
        ).values_list("pk")
        if not rows_held(in_session) or not may_connect(entry.meeting):
            raise Refused(
                _("La séance n’est pas ouverte à distance : vous ne pouvez pas la rejoindre ici."),
                code="not_open",
            )
        back = [entry.mode] if entry.left_at is not None else []
        mode_move(
            entry=entry,
            actor=actor,
            from_modes=[Mode.NONE, Mode.EXCUSED, *map(Mode, back)],
            to_mode=Mode.REMOTE,
        )
        _journal(entry, action="attendance.connect", details={"mode": str(Mode.REMOTE)})


def _journal(entry: RollEntry, *, action: str, details: dict[str, str]) -> None:
    journal_write(
        organisation=entry.meeting.organisation_id,
        actor=Actor.member_link(entry.number, entry.name),
        action=action,
        subject=f"meeting:{entry.meeting_id}",
        details={"voice": entry.number, **details},
    )
