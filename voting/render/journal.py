"""The sentences of the journal for the acts of the day, and how their figures are shown."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meetings.models import RollEntry
from tala.lib import figures
from voting.render.quorum import part_name
from voting.render.result import verdict_word

SENTENCES: dict[str, str] = {
    "paper.cast": gettext_noop("a voté pour %(voices)s."),
    "attendance.answer": gettext_noop(
        "a répondu, pour la voix n°\u00a0%(voice)s\u00a0: %(answer)s."
    ),
    "attendance.connect": gettext_noop(
        "s’est déclaré présent à distance, pour la voix n°\u00a0%(voice)s."
    ),
    "postal_vote.record": gettext_noop(
        "a saisi le vote par correspondance de la voix n°\u00a0%(voice)s, reçu le %(received_on)s."
    ),
    "attendance.check_in": gettext_noop(
        "a inscrit l’arrivée de la voix n°\u00a0%(voice)s (%(mode)s)."
    ),
    "attendance.check_out": gettext_noop("a noté le départ de la voix n°\u00a0%(voice)s."),
    "attendance.excuse": gettext_noop("a excusé la voix n°\u00a0%(voice)s."),
    "attendance.undo": gettext_noop(
        "a annulé une inscription de la voix n°\u00a0%(voice)s à la feuille de présence."
    ),
    "session.open": gettext_noop(
        "a ouvert la séance\u202f; président\u00a0: %(chair_name)s, secrétaire\u00a0:"
        " %(secretary_name)s."
    ),
    "session.bureau": gettext_noop(
        "a corrigé le bureau\u202f; président\u00a0: %(chair_name)s, secrétaire\u00a0:"
        " %(secretary_name)s."
    ),
    "session.close": gettext_noop("a levé la séance."),
    "ballot.open": gettext_noop(
        "a ouvert le scrutin sur la résolution n°\u00a0%(resolution)s (%(heads)s voix participent)."
    ),
    "part.no_quorum": gettext_noop(
        "a constaté que le quorum n’est pas atteint (%(part)s)\u00a0: %(heads)s voix sur"
        " %(registered)s\u202f; résolutions n°\u00a0%(resolutions)s non mises aux voix."
    ),
    "papers.carry": gettext_noop(
        "a repris de la première convocation %(papers)s votes envoyés avant la séance, pour les"
        " résolutions reprises (%(article)s)."
    ),
    "ballot.close": gettext_noop(
        "a clos le scrutin sur la résolution n°\u00a0%(resolution)s"
        " (%(blank_proxies)s pouvoirs en blanc)."
    ),
    "room_total.record": gettext_noop(
        "a saisi le décompte de la salle sur la résolution n°\u00a0%(resolution)s."
    ),
    "ballot.declare": gettext_noop(
        "a proclamé le résultat de la résolution n°\u00a0%(resolution)s\u00a0: %(verdict)s."
        " Empreinte du décompte\u00a0: %(count_file_sha256)s."
    ),
}
"""Action -> what was done; the reader's page fills in the entry's details."""


def _mode(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return str(dict(RollEntry.Mode.choices).get(str(value), value)).lower()


def _answer(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return str(dict(RollEntry.Answer.choices).get(str(value), value))


def _voices(value: Any) -> str:  # noqa: ANN401 - any JSON value
    sentence = _("la voix n°\u00a0%(voice)s, reçu %(receipt)s")
    return "\u202f; ".join(sentence % voice for voice in value)


FIGURES: dict[str, Callable[[Any], str]] = {
    "answer": _answer,
    "voices": _voices,
    "mode": _mode,
    "verdict": lambda value: verdict_word(str(value)).lower(),
    "part": lambda value: part_name(str(value)),
    "resolutions": lambda value: ", ".join(str(number) for number in value),
    "heads": lambda value: figures.integer(int(value)),
}
"""Detail -> how it is shown in a sentence."""
