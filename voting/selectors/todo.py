"""What the day of an assembly asks: hold the sitting open or due, declare what is closed."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting
from organisations.models import Organisation
from organisations.policies import Action, Actor, can
from organisations.selectors.todo import TodoCard
from tala.lib import dates
from voting.models import Ballot


def session_cards(organisation: Organisation, actor: Actor, today: dt.date) -> Iterator[TodoCard]:
    """Return a card per sitting open now, and per assembly convened for today or before."""
    if not can(actor, Action.ATTENDANCE_RECORD, organisation):
        return
    waiting = Ballot.objects.filter(poll__meeting=OuterRef("pk"), state=Ballot.State.CLOSED)
    live = [Meeting.State.CONVENED, Meeting.State.IN_SESSION]
    meetings = (
        Meeting.objects.filter(organisation=organisation, state__in=live)
        .annotate(to_declare=Exists(waiting))
        .order_by("starts_at")
    )
    for meeting in meetings:
        if meeting.state == Meeting.State.IN_SESSION:
            text = (
                _("La séance est ouverte, un scrutin clos attend d’être proclamé.")
                if meeting.to_declare
                else _("La séance est ouverte.")
            )
        elif meeting.day <= today:
            text = _("Convoquée pour le %(when)s. Accueillez les membres, puis ouvrez la séance.")
            text = text % {"when": dates.long_datetime(meeting.starts_at)}
        else:
            continue
        yield TodoCard(
            title=_("Tenir la séance\u00a0: %(title)s") % {"title": meeting.title},
            text=text,
            url=reverse("session_page", args=[organisation.slug, meeting.pk]),
            button=_("Tenir la séance"),
            due=meeting.day,
            tone="now",
        )
