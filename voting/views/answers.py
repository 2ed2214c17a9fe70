"""Reads what a voter chose: one letter per resolution, for all voices alike or for each."""

import re
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from voting.models import NO_ANSWER
from voting.render.ballot_page import field_name
from voting.services.papers import ANSWERS

ALIKE, APART = "alike", "apart"
"""The two ways to vote for several voices: the same answers for all, or one vote for each."""

_VOICE = re.compile(r"v[0-9]{1,18}")
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class Answers:
    """The answers of a form: `way` is ALIKE, APART, or empty while that question is open."""

    way: str
    by_entry: Mapping[int, str]

    @property
    def missing(self) -> list[int]:
        """The positions without an answer for some voice, in order."""
        texts = self.by_entry.values()
        return sorted(
            {place for text in texts for place, letter in enumerate(text) if letter == NO_ANSWER}
        )

    @property
    def complete(self) -> bool:
        """True when every voice has answered everything."""
        return bool(self.by_entry) and not self.missing


def way_of(data: Mapping[str, str], voices: Collection[int]) -> str:
    """Return the way chosen for several voices; a single voice has only one."""
    if len(voices) < 2:
        return ALIKE
    way = data.get("way", "")
    return way if way in {ALIKE, APART} else ""


def read_answers(
    data: Mapping[str, str], voices: Collection[int], places: Iterable[int]
) -> Answers:
    """Read the answers of these voices (keys of roll entries) at these positions of the poll.

    Each text has one letter per position given; what is not one of the letters is no answer.
    """
    way = way_of(data, voices)
    places = list(places)
    by_entry = {
        key: "".join(
            _letter(data, field_name(place, None if way == ALIKE else key)) for place in places
        )
        for key in voices
    }
    return Answers(way, by_entry)


def read_review(data: Mapping[str, str]) -> dict[int, str]:
    """Read the hidden fields of the review page: `v<voice>` holds that voice's letters."""
    return {int(name[1:]): text for name, text in data.items() if _VOICE.fullmatch(name)}


def new_key() -> str:
    """Return a one-time key for a form that casts."""
    return secrets.token_urlsafe(18)


def read_key(data: Mapping[str, str]) -> str:
    """Return the form's one-time key; empty when it is none of ours."""
    key = data.get("key", "")
    return key if _KEY.fullmatch(key) else ""


def _letter(data: Mapping[str, str], name: str) -> str:
    letter = data.get(name, "")
    return letter if len(letter) == 1 and letter in ANSWERS else NO_ANSWER
