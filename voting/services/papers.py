"""Writes the papers of the urn: one row per represented voice, one letter per ballot."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from meetings.models import Meeting, RollEntry
from tala.lib import clock
from tala.lib.prepared import insert_row, insert_row_while
from voting.models import NO_ANSWER, Ballot, Paper, Poll, has_letter, with_letter

ANSWERS = "YNAB"
"""The letters a voter may choose: for, against, abstain, blank."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who casts, by which form, and through which channel: the same for all its papers."""

    poll: Poll
    by: RollEntry | None
    key: str
    channel: Paper.Channel


def receipt_of(key: str, entry_id: int) -> str:
    """Return the receipt `K7QD-2M4X-9TPA` of one voice in one form: the same form, the same one."""
    digest = salted_hmac("tala.receipt", f"{key}:{entry_id}", algorithm="sha256").digest()
    letters = base64.b32encode(digest[:8]).decode()
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:12]}"


def papers_insert(
    cast: Cast, choices_by_entry: Mapping[int, str], *, convened: Meeting | None = None
) -> list[Paper]:
    """Put whole papers in the urn; IntegrityError when one of the voices already has one.

    With `convened`, that meeting is held in its state until the commit; no paper when the sitting
    has opened.
    """
    moment = clock.now()
    papers = [
        Paper(
            poll=cast.poll,
            entry_id=entry_id,
            cast_by=cast.by,
            choices=choices_by_entry[entry_id],
            channel=cast.channel,
            key=cast.key,
            receipt=receipt_of(cast.key, entry_id) if cast.key else "",
            cast_at=moment,
        )
        for entry_id in sorted(choices_by_entry)
    ]
    return papers if all(_insert(paper, convened) for paper in papers) else []


def _insert(paper: Paper, convened: Meeting | None) -> bool:
    if convened is not None:
        return insert_row_while(paper, Meeting, convened.pk, state=Meeting.State.CONVENED)
    insert_row(paper)
    return True


def letter_set(cast: Cast, ballot: Ballot, entry_id: int, letter: str) -> None:
    """Put one answer on the voice's paper, or a new paper with it alone in the urn.

    IntegrityError when the voice has answered this ballot: only an open place is ever written.
    """
    open_places = Paper.objects.filter(entry_id=entry_id).exclude(has_letter(ballot))
    written = open_places.update(
        choices=with_letter(ballot.position, letter),
        cast_by=cast.by,
        channel=cast.channel,
        key=cast.key,
        receipt=receipt_of(cast.key, entry_id),
        cast_at=clock.now(),
    )
    if not written:
        after = cast.poll.size - ballot.position - 1
        whole = NO_ANSWER * ballot.position + letter + NO_ANSWER * after
        papers_insert(cast, {entry_id: whole})
