"""Until when proxies are taken: from home to an hour, on paper to the end of the sitting."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from mandates.selectors.windows import home_closes_at
from meetings.models import Meeting
from organisations.refusals import Refused
from tala.lib import clock, dates
from tala.lib.sharelock import rows_held

State = Meeting.State


def require_window(meeting: Meeting, *, own_act: bool, alone: bool = False) -> None:
    """Hold the meeting as it is until the commit; raise Refused once proxies are no longer taken.

    A member's own act ends at the hour of C.com R225-80 and with the opening of the sitting; the
    secretary's office records paper forms until the sitting is closed. `alone` makes the acts that
    ask for it wait for one another.
    """
    states = [State.CONVENED] if own_act else [State.CONVENED, State.IN_SESSION]
    if not _hold(Meeting.objects.filter(pk=meeting.pk, state__in=states), alone=alone):
        raise Refused(_closed(meeting, own_act=own_act), code="closed")
    if own_act and clock.now() >= home_closes_at(meeting):
        raise Refused(_closed(meeting, own_act=True), code="closed")


def _hold(meetings: QuerySet[Meeting], *, alone: bool) -> bool:
    if alone:
        return bool(meetings.update(state=F("state")))
    return bool(rows_held(meetings.values_list("pk")))


def _closed(meeting: Meeting, *, own_act: bool) -> str:
    if not own_act:
        return _("La séance n’est plus ouverte : aucun pouvoir ne peut plus être noté ni retiré.")
    if clock.now() < home_closes_at(meeting):
        return _(
            "La séance est ouverte ou levée : un pouvoir ne se donne ni ne se retire plus en "
            "ligne. Pendant la séance, adressez-vous au secrétariat."
        )
    return _(
        "Depuis %(when)s, un pouvoir ne se donne ni ne se retire plus en ligne (C. com. art. "
        "R225-80). Remettez un pouvoir signé au secrétariat, ou venez à la réunion."
    ) % {"when": dates.long_datetime(home_closes_at(meeting))}
