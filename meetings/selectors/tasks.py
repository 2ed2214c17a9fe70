"""What the cooperative itself must do for a meeting: by when, who may, and whether it is done.

What data shows (notices sent, papers joined, roll frozen) is read from it; only what TALA cannot
see, such as documents lying at the seat, is noted by hand.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Convocation, Meeting, MeetingTask, RollEntry
from meetings.rules.calendar import Deadline, lateness
from meetings.selectors.agenda import AgendaLine
from meetings.selectors.calendar import Tone, days_late, deadlines_of, overrun, remaining
from meetings.selectors.readiness import expects_paper
from organisations.models import Message
from organisations.policies import Action, Actor, can, held_by
from organisations.rules.statutes import StatuteParameters
from tala.lib import clock, dates

ByHand = Literal["", "note", "unnote"]

_TROUBLED = (Message.State.FAILED, Message.State.UNKNOWN)


@dataclass(frozen=True)
class Task:
    """One thing to do: what and why, until when, who may, where, and where it stands in words.

    `url` leads to the act, for who may do it; `by_hand` says which button this person has, for what
    is noted by hand. `due` is None for what only has to precede the meeting.
    """

    code: str
    name: str
    why: str
    due: dt.date | None
    safe: dt.date | None
    article: str
    who: str
    done: bool
    status: str
    tone: Tone
    url: str = ""
    button: str = ""
    by_hand: ByHand = ""


@dataclass(frozen=True)
class _Sent:
    """How the notices of a convened meeting left: letters posted, and those who still wait."""

    letters: int
    to_post: int
    posted_on: dt.date | None
    troubled: int


@dataclass(frozen=True)
class _View:
    """The meeting, its statutes and its dates, and who looks at them on which day."""

    meeting: Meeting
    params: StatuteParameters
    deadlines: dict[str, Deadline]
    actor: Actor
    today: dt.date

    def due(self, *codes: str) -> Deadline | None:
        """The first of these dates that this meeting has."""
        return next((self.deadlines[code] for code in codes if code in self.deadlines), None)

    def late(self, on: dt.date) -> int:
        """By how many days a notice that left on that day was late."""
        return days_late(self.meeting, self.params, on)


def tasks_of(
    meeting: Meeting,
    params: StatuteParameters,
    lines: Iterable[AgendaLine],
    notes: Collection[MeetingTask],
    actor: Actor,
) -> list[Task]:
    """Return the tasks of a meeting, the earliest first; none once it is over or cancelled.

    `lines` is its agenda and `notes` its rows of `MeetingTask`.
    """
    if meeting.state in {Meeting.State.CLOSED, Meeting.State.CANCELLED}:
        return []
    deadlines = {item.code: item for item in deadlines_of(meeting, params)}
    view = _View(meeting, params, deadlines, actor, clock.today())
    tasks = [*_papers(view, lines), _roll(view), *_sending(view), *_by_hand(view, notes)]
    return sorted(tasks, key=lambda task: task.due or meeting.day)


def noted_codes(meeting: Meeting) -> set[str]:
    """Return the codes of the tasks noted as done for this meeting."""
    return set(MeetingTask.objects.filter(meeting=meeting).values_list("code", flat=True))


def noted_by_hand(meeting: Meeting, params: StatuteParameters) -> list[str]:
    """Return the codes of the tasks of this meeting that only a person can say done."""
    codes = {item.code for item in deadlines_of(meeting, params)}
    return [code for code, after in _AFTER.items() if after in codes]


def open_by_hand(
    meeting: Meeting, params: StatuteParameters, noted: Collection[str]
) -> tuple[str, dt.date] | None:
    """Return the name and the date of the next task to note by hand, None when all are noted."""
    deadlines = {item.code: item for item in deadlines_of(meeting, params)}
    found = [
        (_name_by_hand(code, deadlines), _due_by_hand(code, deadlines).on)
        for code, after in _AFTER.items()
        if after in deadlines and code not in noted
    ]
    return min(found, key=lambda task: task[1], default=None)


_AFTER: dict[str, str] = {
    MeetingTask.Code.DOCUMENTS: "documents_available",
    MeetingTask.Code.ANSWERS: "written_questions",
}
"""Task noted by hand -> the date of the calendar that makes it one."""

_WHY_BY_HAND = {
    MeetingTask.Code.DOCUMENTS: gettext_lazy(
        "Comptes, rapports, projets de résolutions. TALA ne le voit pas : notez-le quand c’est"
        " fait."
    ),
    MeetingTask.Code.ANSWERS: gettext_lazy(
        "En séance ou avant, à chaque question reçue à temps. Sans question, notez-le aussi : rien"
        " ne reste alors en attente."
    ),
}


def _name_by_hand(code: str, deadlines: dict[str, Deadline]) -> str:
    if code == MeetingTask.Code.ANSWERS:
        return _("Répondre aux questions écrites des membres")
    if deadlines["documents_available"].note_code == "documents_sent":
        return _("Envoyer les documents à chaque associé")
    return _("Tenir les documents à la disposition des membres, au siège")


def _due_by_hand(code: str, deadlines: dict[str, Deadline]) -> Deadline:
    """Questions may be answered until the sitting itself."""
    return deadlines["meeting" if code == MeetingTask.Code.ANSWERS else _AFTER[code]]


def _papers(view: _View, lines: Iterable[AgendaLine]) -> Iterator[Task]:
    expected = [line for line in lines if expects_paper(line.item.title)]
    missing = [line for line in expected if not line.attachments]
    if not expected:
        return
    status, tone = _waiting(view, view.due("last_sending"))
    if not missing:
        status, tone = _("jointes"), "ok"
    elif view.meeting.is_convened:
        status, tone = _("convoquée sans elles"), "warn"
    first = missing[0] if missing else None
    yield _task(
        view,
        code="papers",
        name=_("Joindre les pièces que l’ordre du jour annonce"),
        why=_papers_left(missing) if missing else "",
        deadline=view.due("last_sending"),
        action=Action.MEETING_PREPARE,
        done=not missing,
        standing=(status, tone),
        act=_act(view, "attachment_add", _("Joindre une pièce"), first.item.pk)
        if first and not view.meeting.is_convened
        else None,
    )


def _papers_left(missing: list[AgendaLine]) -> str:
    numbers = ", ".join(str(line.number) for line in missing)
    sentence = ngettext(
        "Il en manque une au point %(numbers)s.",
        "Il en manque aux points %(numbers)s.",
        len(missing),
    )
    return sentence % {"numbers": numbers}


def _roll(view: _View) -> Task:
    frozen_at = view.meeting.convened_at
    return _task(
        view,
        code="roll",
        name=_("Arrêter la liste de ceux qui votent"),
        why=_("TALA la fige à la convocation ; relisez-la avant."),
        deadline=view.due("roll_frozen", "last_sending"),
        action=Action.MEETING_CONVENE,
        done=frozen_at is not None,
        standing=(_("arrêtée le %(day)s") % {"day": dates.short_date(frozen_at)}, "ok")
        if frozen_at
        else _open(view, view.due("roll_frozen", "last_sending")),
        act=None if frozen_at else _act(view, "recipients_list", _("Relire la liste")),
    )


def _sending(view: _View) -> Iterator[Task]:
    deadline, convened_at = view.due("last_sending"), view.meeting.convened_at
    yield _task(
        view,
        code="convene",
        name=_("Envoyer la convocation"),
        why="" if convened_at else _("Les courriels partent à la confirmation, les lettres après."),
        deadline=deadline,
        action=Action.MEETING_CONVENE,
        done=convened_at is not None,
        standing=_left(view, convened_at.astimezone(dates.PARIS).date())
        if convened_at
        else _waiting(view, deadline),
        act=None if convened_at else _act(view, "meeting_convene_page", _("Relire et convoquer")),
    )
    if convened_at:
        sent = _sent(view.meeting)
        yield from _letters(view, deadline, sent)
        yield from _troubles(view, deadline, sent)


def _letters(view: _View, deadline: Deadline | None, sent: _Sent) -> Iterator[Task]:
    if not sent.letters:
        return
    done = sent.to_post == 0 and sent.posted_on is not None
    left = ngettext("%(n)s lettre reste à poster.", "%(n)s lettres restent à poster.", sent.to_post)
    yield _task(
        view,
        code="letters",
        name=_("Remettre les lettres à la poste"),
        why="" if done else left % {"n": sent.to_post},
        deadline=deadline,
        action=Action.LETTERS_PRINT,
        done=done,
        standing=_left(view, sent.posted_on)
        if done and sent.posted_on
        else _waiting(view, deadline),
        act=None if done else _act(view, "letters_page", _("Imprimer les lettres")),
    )


def _troubles(view: _View, deadline: Deadline | None, sent: _Sent) -> Iterator[Task]:
    if not sent.troubled:
        return
    left = ngettext(
        "%(n)s convocation est en échec ou incertaine.",
        "%(n)s convocations sont en échec ou incertaines.",
        sent.troubled,
    )
    yield _task(
        view,
        code="troubles",
        name=_("Régler les courriels qui ne sont pas partis"),
        why=left % {"n": sent.troubled},
        deadline=deadline,
        action=Action.MEETING_CONVENE,
        done=False,
        standing=_waiting(view, deadline),
        act=_act(view, "convocation_list", _("Voir et régler"), query="?state=trouble"),
    )


def _by_hand(view: _View, notes: Collection[MeetingTask]) -> Iterator[Task]:
    by_code = {note.code: note for note in notes}
    may = can(view.actor, Action.MEETING_CONVENE, view.meeting.organisation)
    for code in noted_by_hand(view.meeting, view.params):
        deadline, note = _due_by_hand(code, view.deadlines), by_code.get(code)
        yield _task(
            view,
            code=code,
            name=_name_by_hand(code, view.deadlines),
            why="" if note else str(_WHY_BY_HAND[MeetingTask.Code(code)]),
            deadline=deadline,
            action=Action.MEETING_CONVENE,
            done=note is not None,
            standing=_noted(note, deadline) if note else _waiting(view, deadline),
            act=None,
            by_hand="" if not may else "unnote" if note else "note",
        )


def _noted(note: MeetingTask, deadline: Deadline) -> tuple[str, Tone]:
    """Say who noted a task and when; a note does not say when the thing itself was done."""
    name = note.done_by.partition(" <")[0]  # the journal keeps the address too
    who = {"day": dates.short_datetime(note.done_at), "who": name}
    if note.done_at.astimezone(dates.PARIS).date() > deadline.on:
        return _("noté le %(day)s par %(who)s, après l’échéance") % who, "warn"
    return _("noté le %(day)s par %(who)s") % who, "ok"


def _left(view: _View, on: dt.date) -> tuple[str, Tone]:
    late = view.late(on)
    if late:
        sentence = ngettext(
            "fait le %(day)s, avec %(n)s jour de retard",
            "fait le %(day)s, avec %(n)s jours de retard",
            late,
        )
        return sentence % {"day": dates.short_date(on), "n": late}, "bad"
    return _("fait le %(day)s") % {"day": dates.short_date(on)}, "ok"


def _waiting(view: _View, deadline: Deadline | None) -> tuple[str, Tone]:
    """Say how long is left, or by how many days a task is late."""
    if deadline is None:
        return _("avant la réunion"), ""
    where = lateness(deadline, view.today)
    if where.state == "past":
        return overrun(-where.days), "bad"
    return remaining(where), "warn" if where.state in {"today", "soon"} else ""


def _open(view: _View, deadline: Deadline | None) -> tuple[str, Tone]:
    """As `_waiting` for the roll, which late admissions alone could spoil: never in red."""
    status, tone = _waiting(view, deadline)
    return status, "warn" if tone == "bad" else tone


def _act(view: _View, page: str, button: str, *args: int, query: str = "") -> tuple[str, str]:
    meeting = view.meeting
    return reverse(page, args=[meeting.organisation.slug, meeting.pk, *args]) + query, button


def _task(
    view: _View,
    *,
    code: str,
    name: str,
    why: str,
    deadline: Deadline | None,
    action: Action,
    done: bool,
    standing: tuple[str, Tone],
    act: tuple[str, str] | None,
    by_hand: ByHand = "",
) -> Task:
    allowed = bool(can(view.actor, action, view.meeting.organisation))
    url, button = act if act and allowed else ("", "")
    return Task(
        code=code,
        name=name,
        why=why,
        due=deadline.on if deadline else None,
        safe=deadline.safe_on if deadline else None,
        article=deadline.article if deadline else "",
        who=", ".join(str(role) for role in held_by(action)),
        done=done,
        status=standing[0],
        tone=standing[1],
        url=url,
        button=button,
        by_hand=by_hand,
    )


def _sent(meeting: Meeting) -> _Sent:
    by_post = Q(means=RollEntry.Means.POST)
    counts = Convocation.objects.filter(meeting=meeting).aggregate(
        letters=Count("pk", filter=by_post),
        to_post=Count("pk", filter=by_post & Q(posted_on=None)),
        posted_on=Max("posted_on"),
        troubled=Count("pk", filter=Q(means=RollEntry.Means.EMAIL, message__state__in=_TROUBLED)),
    )
    return _Sent(**counts)
