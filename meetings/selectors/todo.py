"""What the meetings of a cooperative ask of those who prepare and convene them."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting, RollEntry
from meetings.selectors.calendar import deadline_of
from meetings.selectors.statutes import statutes_of
from organisations.models import Message, Organisation
from organisations.policies import Action, Actor, can
from organisations.selectors.todo import TodoCard
from tala.lib import dates

SHOWN = 5
"""How many meetings of one state the home page speaks of."""

IN_TROUBLE = [Message.State.FAILED, Message.State.UNKNOWN]


def meeting_cards(organisation: Organisation, actor: Actor, today: dt.date) -> Iterable[TodoCard]:
    """Return a card per draft to convene, and per convened meeting whose notices need someone."""
    if can(actor, Action.MEETING_PREPARE, organisation):
        yield from _drafts(organisation, actor, today)
    if can(actor, Action.MEETING_CONVENE, organisation):
        yield from _notices(organisation)


def _drafts(organisation: Organisation, actor: Actor, today: dt.date) -> Iterator[TodoCard]:
    drafts = Meeting.objects.filter(organisation=organisation, state=Meeting.State.DRAFT)
    convenes = bool(can(actor, Action.MEETING_CONVENE, organisation))
    for meeting in drafts.select_related("organisation").order_by("starts_at")[:SHOWN]:
        limit = deadline_of(meeting, statutes_of(meeting), "last_sending")
        late = limit is not None and limit.on < today
        page, button = (
            ("meeting_convene_page", _("Relire et convoquer"))
            if convenes
            else ("meeting_detail", _("Préparer"))
        )
        yield TodoCard(
            title=_("Convoquer : %(title)s") % {"title": meeting.title},
            text=_limit_text(meeting, limit.on if limit else None, late=late),
            url=reverse(page, args=[organisation.slug, meeting.pk]),
            button=button,
            due=limit.on if limit else None,
            tone="now" if late else "soon",
        )


def _limit_text(meeting: Meeting, limit: dt.date | None, *, late: bool) -> str:
    if limit is None:
        return _("Prévue le %(day)s.") % {"day": dates.long_datetime(meeting.starts_at)}
    sentence = (
        _("Prévue le %(day)s ; le dernier jour légal d’envoi, le %(limit)s, est passé.")
        if late
        else _("Prévue le %(day)s ; dernier jour légal d’envoi : %(limit)s.")
    )
    return sentence % {
        "day": dates.long_datetime(meeting.starts_at),
        "limit": dates.long_date(limit),
    }


def _notices(organisation: Organisation) -> Iterator[TodoCard]:
    convened = (
        Meeting.objects.filter(organisation=organisation, state=Meeting.State.CONVENED)
        .annotate(
            troubled=Count("convocations", filter=_TROUBLED),
            to_post=Count("convocations", filter=_TO_POST),
        )
        .filter(Q(troubled__gt=0) | Q(to_post__gt=0))
        .order_by("starts_at")[:SHOWN]
    )
    for meeting in convened:
        if meeting.troubled:
            yield _card(
                meeting,
                organisation,
                ngettext(
                    "%(n)s convocation est en échec ou incertaine.",
                    "%(n)s convocations sont en échec ou incertaines.",
                    meeting.troubled,
                )
                % {"n": meeting.troubled},
                ("convocation_list", "?state=trouble", _("Voir et régler")),
            )
        if meeting.to_post:
            yield _card(
                meeting,
                organisation,
                ngettext(
                    "%(n)s lettre reste à remettre à la poste.",
                    "%(n)s lettres restent à remettre à la poste.",
                    meeting.to_post,
                )
                % {"n": meeting.to_post},
                ("letters_page", "", _("Imprimer les lettres")),
            )


_TROUBLED = Q(
    convocations__means=RollEntry.Means.EMAIL, convocations__message__state__in=IN_TROUBLE
)
_TO_POST = Q(convocations__means=RollEntry.Means.POST, convocations__posted_on=None)


def _card(
    meeting: Meeting, organisation: Organisation, text: str, act: tuple[str, str, str]
) -> TodoCard:
    page, query, button = act
    return TodoCard(
        title=meeting.title,
        text=text,
        url=reverse(page, args=[organisation.slug, meeting.pk]) + query,
        button=button,
        due=meeting.day,
        tone="now",
    )
