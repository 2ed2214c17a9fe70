"""What the meetings of a cooperative ask of those who prepare and convene them."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.keys import convocation_group
from meetings.models import Convocation, Meeting, MeetingTask, RollEntry
from meetings.selectors.calendar import deadline_of
from meetings.selectors.statutes import statutes_of
from meetings.selectors.tasks import open_by_hand
from organisations.models import Message, Organisation
from organisations.policies import Action, Actor, can
from organisations.selectors.todo import TodoCard
from tala.lib import dates

SHOWN = 3
"""How many meetings of one state the home page speaks of."""

NEAR = dt.timedelta(days=14)
"""How long before its date a task to do by hand is on the home page."""

IN_TROUBLE = [Message.State.FAILED, Message.State.UNKNOWN]


def meeting_cards(organisation: Organisation, actor: Actor, today: dt.date) -> Iterable[TodoCard]:
    """Return a card per draft to convene, and per convened meeting whose notices need someone."""
    if can(actor, Action.MEETING_PREPARE, organisation):
        yield from _drafts(organisation, actor, today)
    if can(actor, Action.MEETING_CONVENE, organisation):
        convened = _convened(organisation)
        yield from _notices(organisation, convened)
        yield from _by_hand(organisation, convened, today)


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


def _convened(organisation: Organisation) -> list[Meeting]:
    convened = Meeting.objects.filter(organisation=organisation, state=Meeting.State.CONVENED)
    return list(convened.select_related("organisation").order_by("starts_at")[:SHOWN])


def _by_hand(
    organisation: Organisation, convened: list[Meeting], today: dt.date
) -> Iterator[TodoCard]:
    """The nearest task of each meeting that a person has to say done."""
    notes = MeetingTask.objects.filter(meeting__in=convened).values_list("meeting", "code")
    noted = set(notes) if convened else set()
    for meeting in convened:
        codes = {code for pk, code in noted if pk == meeting.pk}
        found = open_by_hand(meeting, meeting.typed_statutes, codes)
        if found is None or found[1] > today + NEAR:
            continue
        name, due = found
        yield TodoCard(
            title=name,
            text=_("%(title)s, le %(day)s.")
            % {"title": meeting.title, "day": dates.long_datetime(meeting.starts_at)},
            url=reverse("meeting_detail", args=[organisation.slug, meeting.pk]) + "#taches",
            button=_("Voir les tâches"),
            due=due,
            tone="now" if due < today else "soon",
        )


def _notices(organisation: Organisation, convened: list[Meeting]) -> Iterator[TodoCard]:
    troubled, to_post = _troubled(convened), _to_post(convened)
    for meeting in convened:
        if failed := troubled.get(convocation_group(meeting)):
            yield _card(
                meeting,
                organisation,
                ngettext(
                    "%(n)s convocation est en échec ou incertaine.",
                    "%(n)s convocations sont en échec ou incertaines.",
                    failed,
                )
                % {"n": failed},
                ("convocation_list", "?state=trouble", _("Voir et régler")),
            )
        if letters := to_post.get(meeting.pk):
            yield _card(
                meeting,
                organisation,
                ngettext(
                    "%(n)s lettre reste à remettre à la poste.",
                    "%(n)s lettres restent à remettre à la poste.",
                    letters,
                )
                % {"n": letters},
                ("letters_page", "", _("Imprimer les lettres")),
            )


def _troubled(meetings: list[Meeting]) -> dict[str, int]:
    """Count by group the e-mails that need a person."""
    groups = [convocation_group(meeting) for meeting in meetings]
    rows = Message.objects.filter(group__in=groups, state__in=IN_TROUBLE).values_list("group")
    return dict(rows.annotate(n=Count("pk")).order_by()) if groups else {}


def _to_post(meetings: list[Meeting]) -> dict[int, int]:
    """Count by meeting the letters still to be handed to the post."""
    rows = Convocation.objects.filter(
        meeting__in=meetings, means=RollEntry.Means.POST, posted_on=None
    ).values_list("meeting")
    return dict(rows.annotate(n=Count("pk")).order_by()) if meetings else {}


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
