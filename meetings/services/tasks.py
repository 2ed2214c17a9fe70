"""Notes, and unnotes, what was done for a meeting and no data shows."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingTask
from meetings.selectors.statutes import statutes_of
from meetings.selectors.tasks import noted_by_hand
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock


def task_note(*, meeting: Meeting, actor: Actor, code: str) -> None:
    """Note a task as done, now, by `actor`; noted already, it keeps who noted it first.

    Refused for a task that this meeting has not, or that TALA sees done by itself, and once the
    meeting is over or cancelled.
    """
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    _check(meeting, code)
    with transaction.atomic():
        _row, created = MeetingTask.objects.get_or_create(
            meeting=meeting,
            code=code,
            defaults={"done_by": actor.label[:200], "done_at": clock.now()},
        )
        if created:
            _journal(meeting, actor, "task.note", task=code)


def task_unnote(*, meeting: Meeting, actor: Actor, code: str) -> None:
    """Take back a note; nothing happens when there is none. Refused as `task_note` is."""
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    _check(meeting, code)
    with transaction.atomic():
        removed, _rows = MeetingTask.objects.filter(meeting=meeting, code=code).delete()
        if removed:
            _journal(meeting, actor, "task.unnote", task=code)


def _check(meeting: Meeting, code: str) -> None:
    if meeting.state in {Meeting.State.CLOSED, Meeting.State.CANCELLED}:
        raise Refused(
            _("Cette réunion est finie ou annulée : ce qui a été noté avant elle ne change plus."),
            code="over",
        )
    if code not in noted_by_hand(meeting, statutes_of(meeting)):
        raise Refused(
            _(
                "Cette tâche ne se note pas à la main : TALA la constate elle-même, ou ni la loi ni"
                " vos statuts ne la demandent pour cette réunion."
            ),
            code="not_by_hand",
        )


def _journal(meeting: Meeting, actor: Actor, action: str, **details: object) -> None:
    journal_write(
        organisation=meeting.organisation_id,
        actor=actor,
        action=action,
        subject=f"meeting:{meeting.pk}",
        details=details,
    )
