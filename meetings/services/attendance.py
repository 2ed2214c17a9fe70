"""Moves each voice between its modes and keeps the hours: the attendance sheet in the making.

One voice has one live mode. It moves here only, by conditional UPDATE, so that two desks, a phone
and a proxy form cannot use one voice twice.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import AttendanceEvent, Meeting, RollEntry
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock, dates
from tala.lib.prepared import insert_row, update_row

Mode = RollEntry.Mode
LEFT = "left"
"""The mark of a departure on the sheet; the mode itself stays, with `left_at`."""

BEFORE_UNDO: list[Callable[[RollEntry], None]] = []
"""Guards of upper apps, asked before an entry on the sheet is undone; each may raise Refused."""

_HERE = Q(mode__in=[Mode.PRESENT, Mode.REMOTE], left_at=None)
_GONE = Q(mode__in=[Mode.PRESENT, Mode.REMOTE], left_at__isnull=False)


def mode_move(
    *,
    entry: RollEntry,
    actor: Actor,
    from_modes: Iterable[Mode],
    to_mode: Mode,
    at: dt.datetime | None = None,
) -> None:
    """Move one voice to `to_mode` if it is in one of `from_modes`, and note the hour.

    The only way to change `RollEntry.mode`; asks no permission and writes no journal: its callers
    do. `at` is the instant to note (now by default). The row given is brought up to date. Raises
    Refused("mode_conflict"), whose sentence names the present mode.
    """
    moment = at or clock.now()
    changes = {"mode": to_mode, "mode_at": moment, "left_at": None}
    with transaction.atomic(savepoint=False):
        if not update_row(RollEntry, entry.pk, when="mode", among=list(from_modes), **changes):
            raise _conflict(entry)
        _note(entry, actor, to_mode, moment)
    entry.mode, entry.mode_at, entry.left_at = to_mode, moment, None


def attendance_check_in(*, entry: RollEntry, actor: Actor, remote: bool = False) -> None:
    """Put a member on the sheet as present, or as taking part at a distance.

    Also brings back who had left, and moves between the room and a distance. Refused for a voice
    that is represented or has voted from home, and outside the day of the meeting.
    """
    meeting = entry.meeting
    require(actor, Action.ATTENDANCE_RECORD, meeting.organisation)
    _require_day(meeting)
    to_mode = Mode.REMOTE if remote else Mode.PRESENT
    other = Mode.PRESENT if remote else Mode.REMOTE
    allowed = Q(mode__in=[Mode.NONE, Mode.EXCUSED, other]) | _GONE
    with transaction.atomic():
        _move(entry, actor, allowed & _sheet_open(), to_mode)
        _journal(entry, actor, "attendance.check_in", mode=to_mode)


def attendance_check_out(*, entry: RollEntry, actor: Actor) -> None:
    """Note that a member has left: from now on they count in no quorum, unless they come back.

    Refused for who is not here, and the second time.
    """
    require(actor, Action.ATTENDANCE_RECORD, entry.meeting.organisation)
    moment = clock.now()
    with transaction.atomic():
        here = RollEntry.objects.filter(_HERE, _sheet_open(), pk=entry.pk)
        if not here.update(left_at=moment):
            raise _conflict(entry)
        _note(entry, actor, LEFT, moment)
        entry.left_at = moment
        _journal(entry, actor, "attendance.check_out", mode=entry.mode)


def attendance_excuse(*, entry: RollEntry, actor: Actor) -> None:
    """Note that a member has sent apologies; they may still come, give a proxy or vote."""
    require(actor, Action.ATTENDANCE_RECORD, entry.meeting.organisation)
    with transaction.atomic():
        _move(entry, actor, Q(mode=Mode.NONE) & _sheet_open(), Mode.EXCUSED)
        _journal(entry, actor, "attendance.excuse", mode=Mode.EXCUSED)


def attendance_undo(*, entry: RollEntry, actor: Actor) -> None:
    """Take back an entry made by mistake (a namesake, a wrong line): the voice is free again.

    The sheet keeps both hours. Refused once the voice has voted, by a guard of the voting app: then
    a departure is the right act.
    """
    require(actor, Action.ATTENDANCE_RECORD, entry.meeting.organisation)
    with transaction.atomic():
        on_sheet = Q(mode__in=[Mode.PRESENT, Mode.REMOTE, Mode.EXCUSED])
        _move(entry, actor, on_sheet & _sheet_open(), Mode.NONE)
        for guard in BEFORE_UNDO:
            guard(entry)
        _journal(entry, actor, "attendance.undo", mode=Mode.NONE)


def _move(entry: RollEntry, actor: Actor, allowed: Q, to_mode: Mode) -> None:
    moment = clock.now()
    with transaction.atomic():
        moved = RollEntry.objects.filter(allowed, pk=entry.pk).update(
            mode=to_mode, mode_at=moment, left_at=None
        )
        if not moved:
            raise _conflict(entry)
        _note(entry, actor, to_mode, moment)
    entry.mode, entry.mode_at, entry.left_at = to_mode, moment, None


def _note(entry: RollEntry, actor: Actor, mode: str, moment: dt.datetime) -> None:
    insert_row(AttendanceEvent(entry=entry, at=moment, mode=mode, recorded_by=actor.label[:200]))


def _journal(entry: RollEntry, actor: Actor, action: str, mode: str) -> None:
    journal_write(
        organisation=entry.meeting.organisation_id,
        actor=actor,
        action=action,
        subject=f"meeting:{entry.meeting_id}",
        details={"voice": entry.number, "mode": str(mode)},
    )


def _sheet_open() -> Q:
    return Q(
        meeting__in=Meeting.objects.filter(
            state__in=[Meeting.State.CONVENED, Meeting.State.IN_SESSION]
        )
    )


def _require_day(meeting: Meeting) -> None:
    """The sheet opens on the day itself, or earlier with the sitting when the chair opens it."""
    if meeting.state == Meeting.State.CONVENED and clock.today() < meeting.day:
        raise Refused(
            _(
                "La feuille de présence s’ouvre le jour de la réunion, %(day)s. D’ici là, notez "
                "une excuse ou un pouvoir."
            )
            % {"day": dates.long_date(meeting.day)},
            code="too_early",
        )


def _conflict(entry: RollEntry) -> Refused:
    """Say what the voice is at present, read afresh, and what to do about it."""
    entry.refresh_from_db(fields=["mode", "mode_at", "left_at"])
    state = Meeting.objects.values_list("state", flat=True).get(pk=entry.meeting_id)
    if state == Meeting.State.CLOSED:
        return Refused(
            _("La séance est levée : la feuille de présence ne change plus."), code="sheet_closed"
        )
    if entry.left_at is not None:
        sentence = _("%(name)s : départ déjà noté à %(hour)s. En cas de retour, inscrivez-le.")
        return Refused(_filled(sentence, entry, entry.left_at), code="mode_conflict")
    return Refused(_filled(_present_mode(entry), entry, entry.mode_at), code="mode_conflict")


def _present_mode(entry: RollEntry) -> str:
    return {
        Mode.NONE: _("%(name)s n’est pas sur la feuille de présence. Inscrivez d’abord l’arrivée."),
        Mode.PRESENT: _("%(name)s figure déjà parmi les présents, depuis %(hour)s."),
        Mode.REMOTE: _("%(name)s figure déjà à distance, depuis %(hour)s."),
        Mode.REPRESENTED: _(
            "%(name)s a donné un pouvoir. Retirez d’abord ce pouvoir, puis recommencez."
        ),
        Mode.POSTAL: _(
            "%(name)s a déjà voté avant la séance : ce vote compte et ne peut être repris "
            "(C. com. art. R225-85). Cette personne peut assister à la réunion."
        ),
        Mode.EXCUSED: _("%(name)s : une excuse est déjà notée."),
    }[Mode(entry.mode)]


def _filled(sentence: str, entry: RollEntry, moment: dt.datetime | None) -> str:
    hour = dates.time_of_day(moment) if moment else ""
    return sentence % {"name": entry.name, "hour": hour}
