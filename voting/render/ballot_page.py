"""The questions of a ballot as the page shows them; what is common is laid out once per meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Attachment, Meeting
from meetings.render.ways import abstention_effect
from meetings.selectors.agenda import NumberedResolution, agenda
from voting.models import NO_ANSWER
from voting.selectors.voices import Voice

BODY_SECONDS = 24 * 3600
LONG_TEXT = 420
"""A text longer than this many characters is folded under a line to open."""


@dataclass(frozen=True)
class Option:
    """One answer: its letter, its name, and what it does where that is not plain."""

    letter: str
    name: str
    effect: str = ""


@dataclass(frozen=True)
class Field:
    """One voice's answer to one question: the field's name, whose voice, what was chosen."""

    name: str
    voice: str
    chosen: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Question:
    """One resolution put to the vote: its number, its text, its papers, its fields."""

    numbered: NumberedResolution
    papers: tuple[Attachment, ...]
    fields: tuple[Field, ...]
    missing: bool

    @property
    def number(self) -> int:
        """The resolution's number, from 1."""
        return self.numbered.number

    @property
    def position(self) -> int:
        """The place of the answer's letter on a paper, from 0."""
        return self.numbered.number - 1

    @property
    def folded(self) -> bool:
        """True when the text is too long to stand above its answers."""
        return len(self.numbered.resolution.text) > LONG_TEXT


@dataclass(frozen=True)
class Asked:
    """How the questions are asked: one field for all voices, or one for each; what was answered."""

    voices: Sequence[Voice]
    by_entry: Mapping[int, str]
    apart: bool
    again: bool


def ballot_body(meeting: Meeting) -> SafeString:
    """Return the questions for one voice, nothing answered, from the cache.

    Texts, papers and rules are frozen with the convocation, so the body is the same for every
    member; its links are relative, so it holds no token.
    """
    key = body_key(meeting)
    body: SafeString | None = cache.get(key)
    if body is None:
        body = body_of(questions(meeting, Asked([], {}, apart=False, again=False)))
        cache.set(key, body, BODY_SECONDS)
    return body


def body_key(meeting: Meeting) -> str:
    """Return the key of a meeting's questions in the language of the page."""
    return f"ballot-body:{meeting.pk}:{meeting.poll.fingerprint}:{get_language()}"


def body_of(asked: Sequence[Question]) -> SafeString:
    """Return the questions as HTML."""
    return render_to_string("member/ballot_body.html", {"questions": asked})


def questions(meeting: Meeting, asked: Asked) -> list[Question]:
    """Return the meeting's questions in order, with a field for each voice asked."""
    found = []
    for line in agenda(meeting):
        for numbered in line.resolutions:
            place = numbered.number - 1
            missing = asked.again and any(
                text[place] == NO_ANSWER for text in asked.by_entry.values()
            )
            options = options_for(meeting, numbered.resolution.majority, again=missing)
            fields = fields_for(place, asked, options)
            found.append(Question(numbered, line.attachments, fields, missing))
    return found


def options_for(meeting: Meeting, majority: str, *, again: bool = False) -> tuple[Option, ...]:
    """Return the answers offered: for, against, abstain (C.com R225-76), each said in full.

    Asked `again`, a voter who left the question open may also leave it blank, in so many words.
    """
    effect = abstention_effect(meeting.typed_statutes, majority, min(meeting.call_number, 2))
    options = [
        Option("Y", _("Pour")),
        Option("N", _("Contre")),
        Option("A", _("Abstention"), effect),
    ]
    if again:
        options.append(Option("B", _("Vote blanc"), _("Vous ne répondez pas à cette résolution.")))
    return tuple(options)


def fields_for(place: int, asked: Asked, options: tuple[Option, ...]) -> tuple[Field, ...]:
    """Return the fields of one question: one for all voices, or one for each.

    What an answer does is said once per question, not once per voice.
    """
    if not asked.apart:
        first = next(iter(asked.by_entry.values()), "")
        return (Field(field_name(place), "", first[place : place + 1], options),)
    bare = tuple(replace(option, effect="") for option in options)
    return tuple(
        Field(
            name=field_name(place, voice.entry.pk),
            voice=voice.entry.name,
            chosen=asked.by_entry.get(voice.entry.pk, "")[place : place + 1],
            options=bare if number else options,
        )
        for number, voice in enumerate(asked.voices)
    )


def field_name(position: int, entry_id: int | None = None) -> str:
    """Return the name of one question's field: for all voices, or for one."""
    return f"r{position}" if entry_id is None else f"r{position}-{entry_id}"
