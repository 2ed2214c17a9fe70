"""The rail of a meeting: its six steps, what is done, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from documents.models import Minutes
from meetings.models import Meeting
from organisations.policies import Action, Actor, can
from tala.lib.dates import short_date, short_datetime

register = template.Library()

STEPS = ("prepare", "convene", "vote", "session", "minutes", "archive")


@dataclass(frozen=True)
class Step:
    """One step: its page, whether it is done or current, and a few words on where it stands.

    `url` is empty for a person whose role does not open the step's page.
    """

    code: str
    name: str
    url: str
    note: str
    done: bool
    current: bool


@register.inclusion_tag("documents/meeting_rail.html", takes_context=True)
def meeting_rail(context: Mapping[str, Any], meeting: Meeting, current: str) -> dict[str, object]:
    """Show the rail: {% meeting_rail meeting current="convene" %}."""
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    actor: Actor = context["actor"]
    return {"steps": [_step(code, meeting, minutes, current, actor) for code in STEPS]}


def _step(code: str, meeting: Meeting, minutes: Minutes | None, current: str, actor: Actor) -> Step:
    names = {
        "prepare": (_("Préparer"), "meeting_detail"),
        "convene": (_("Convoquer"), "meeting_convene_page"),
        "vote": (_("Voter à distance"), "poll_overview"),
        "session": (_("Tenir la séance"), "session_page"),
        "minutes": (_("Rédiger"), "minutes_edit"),
        "archive": (_("Archiver"), "meeting_archive"),
    }
    name, page = names[code]
    url = reverse(page, args=[meeting.organisation.slug, meeting.pk])
    access: str = getattr(resolve(url).func, "access", "")
    opens = can(actor, Action(access), meeting.organisation)
    return Step(
        code=code,
        name=name,
        url=url if opens else "",
        note=_note(code, meeting, minutes),
        done=_done(code, meeting, minutes),
        current=code == current,
    )


def _done(code: str, meeting: Meeting, minutes: Minutes | None) -> bool:
    states = Meeting.State
    sealed = minutes is not None and minutes.state == Minutes.State.SEALED
    return {
        "prepare": meeting.is_convened,
        "convene": meeting.is_convened,
        "vote": meeting.state in {states.IN_SESSION, states.CLOSED},
        "session": meeting.state == states.CLOSED,
        "minutes": sealed,
        "archive": sealed,
    }[code]


def _note(code: str, meeting: Meeting, minutes: Minutes | None) -> str:
    if code == "convene" and meeting.convened_at:
        return _("le %(day)s") % {"day": short_date(meeting.convened_at)}
    if code == "vote" and meeting.remote_closes_at:
        return _("jusqu’au %(moment)s") % {"moment": short_datetime(meeting.remote_closes_at)}
    if code == "session":
        return short_datetime(meeting.starts_at)
    if code == "minutes":
        return str(minutes.get_state_display()) if minutes else _("procès-verbal")
    return {
        "prepare": _("ordre du jour, textes"),
        "convene": _("avis et preuves"),
        "vote": _("votes et pouvoirs"),
        "archive": _("registre, preuves"),
    }[code]
