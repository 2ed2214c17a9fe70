"""The receipts of a voter: what is recorded for each voice, to be read again at any time."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import RollEntry
from meetings.selectors.agenda import AgendaLine
from voting.models import NO_ANSWER, Paper

ANSWER_NAMES: dict[str, "str | Promise"] = {
    "Y": _("Pour"),
    "N": _("Contre"),
    "A": _("Abstention"),
    "B": _("Vote blanc"),
    "X": _("Vote nul"),
    NO_ANSWER: _("pas de réponse"),
}


@dataclass(frozen=True)
class RecordedAnswer:
    """What one voice answered to one resolution."""

    number: int
    title: str
    answer: "str | Promise"


@dataclass(frozen=True)
class VoiceReceipt:
    """What is in the urn for one voice; `by` names who cast it when that is someone else."""

    voice: str
    own: bool
    by: str
    receipt: str
    cast_at: dt.datetime
    channel: str
    answers: tuple[RecordedAnswer, ...]


def receipts_of(
    entry: RollEntry, papers: Iterable[Paper], lines: Sequence[AgendaLine]
) -> list[VoiceReceipt]:
    """Return the receipts a person may read: their own voice first, then those they cast."""
    receipts = [_receipt(entry, paper, lines) for paper in papers]
    return sorted(receipts, key=lambda receipt: not receipt.own)


def recorded_answers(choices: str, lines: Sequence[AgendaLine]) -> tuple[RecordedAnswer, ...]:
    """Return each resolution of the agenda with the answer the letters hold."""
    texts = [numbered for line in lines for numbered in line.resolutions]
    return tuple(
        RecordedAnswer(numbered.number, numbered.resolution.title, ANSWER_NAMES[letter])
        for numbered, letter in zip(texts, choices, strict=True)
    )


def _receipt(entry: RollEntry, paper: Paper, lines: Sequence[AgendaLine]) -> VoiceReceipt:
    caster = paper.cast_by
    return VoiceReceipt(
        voice=paper.entry.name,
        own=paper.entry_id == entry.pk,
        by=caster.name if caster is not None and caster.pk != entry.pk else "",
        receipt=paper.receipt,
        cast_at=paper.cast_at,
        channel=paper.get_channel_display(),
        answers=recorded_answers(paper.choices, lines),
    )
