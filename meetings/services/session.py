"""Opens and closes the sitting of a convened meeting, with its bureau."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock, dates

BEFORE_CLOSE: list[Callable[[Meeting], None]] = []
"""Guards of upper apps, asked before a sitting is closed; each may raise Refused."""


def session_open(
    *,
    meeting: Meeting,
    actor: Actor,
    chair_name: str,
    secretary_name: str,
    teller_names: str = "",
    early: bool = False,
) -> None:
    """Open the sitting and name its bureau; votes and proxies from home stop at this instant.

    Refused before the day of the meeting unless `early`, without a chair or a secretary (C. com.
    R225-100 and R225-101), and the second time.
    """
    require(actor, Action.SESSION_HOLD, meeting.organisation)
    bureau = _bureau(chair_name, secretary_name, teller_names)
    moment = clock.now()
    with transaction.atomic():
        moved = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CONVENED).update(
            state=Meeting.State.IN_SESSION, opened_at=moment, **bureau
        )
        if not moved:
            raise _not_convened(meeting)
        if not early:
            _require_day(meeting)
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="session.open",
            subject=f"meeting:{meeting.pk}",
            details=bureau,
        )
    meeting.refresh_from_db()


def session_bureau(
    *, meeting: Meeting, actor: Actor, chair_name: str, secretary_name: str, teller_names: str = ""
) -> None:
    """Correct the bureau during the sitting; the journal keeps each version."""
    require(actor, Action.SESSION_HOLD, meeting.organisation)
    bureau = _bureau(chair_name, secretary_name, teller_names)
    with transaction.atomic():
        in_session = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.IN_SESSION)
        if not in_session.update(**bureau):
            raise _not_in_session()
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="session.bureau",
            subject=f"meeting:{meeting.pk}",
            details=bureau,
        )
    meeting.refresh_from_db()


def session_close(*, meeting: Meeting, actor: Actor) -> None:
    """Close the sitting: attendance and votes are final, the minutes can be sealed.

    Refused when it is not open, and by the guards of upper apps (a ballot still open).
    """
    require(actor, Action.SESSION_HOLD, meeting.organisation)
    with transaction.atomic():
        moved = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.IN_SESSION).update(
            state=Meeting.State.CLOSED, closed_at=clock.now()
        )
        if not moved:
            raise _not_in_session()
        for guard in BEFORE_CLOSE:
            guard(meeting)
        journal_write(
            organisation=meeting.organisation_id,
            actor=actor,
            action="session.close",
            subject=f"meeting:{meeting.pk}",
        )
    meeting.refresh_from_db()


def _bureau(chair_name: str, secretary_name: str, teller_names: str) -> dict[str, str]:
    chair, secretary = chair_name.strip(), secretary_name.strip()
    if not (chair and secretary):
        raise Refused(
            _(
                "Le bureau compte au moins un président et un secrétaire (C. com. art. R225-100"
                " et "
                "R225-101). Indiquez leurs noms."
            ),
            code="bureau_incomplete",
        )
    return {
        "chair_name": chair[:120],
        "secretary_name": secretary[:120],
        "teller_names": teller_names.strip()[:200],
    }


def _require_day(meeting: Meeting) -> None:
    if clock.today() < meeting.day:
        raise Refused(
            _(
                "La réunion est convoquée pour le %(day)s : l’ouvrir avant priverait des membres "
                "de leur vote. Confirmez que vous l’ouvrez en avance, ou attendez ce jour."
            )
            % {"day": dates.long_date(meeting.day)},
            code="too_early",
        )


def _not_convened(meeting: Meeting) -> Refused:
    state = Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk)
    if state == Meeting.State.IN_SESSION:
        return Refused(_("La séance est déjà ouverte."), code="already_open")
    if state == Meeting.State.CLOSED:
        return Refused(_("La séance a été levée : elle ne s’ouvre qu’une fois."), code="closed")
    return Refused(
        _("Cette réunion n’est pas convoquée. Envoyez d’abord les convocations."),
        code="not_convened",
    )


def _not_in_session() -> Refused:
    return Refused(_("La séance n’est pas ouverte."), code="not_in_session")
