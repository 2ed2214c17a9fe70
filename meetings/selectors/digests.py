"""The digests frozen with the convocation: anyone can compute them again from the same facts."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable

from meetings.models import Meeting, RollEntry
from meetings.selectors.agenda import AgendaLine, agenda


def agenda_digest(meeting: Meeting) -> str:
    """Return the SHA-256 of what is convened: facts, points, texts and papers (by their own hash).

    The bytes are JSON in UTF-8, keys sorted, without spaces.
    """
    content = {
        "format": "tala-agenda/1",
        "kind": meeting.kind,
        "title": meeting.title,
        "starts_at": meeting.starts_at.astimezone(dt.UTC).isoformat(),
        "place": meeting.place,
        "video_url": meeting.video_url,
        "call_number": meeting.call_number,
        "items": [_item(line) for line in agenda(meeting)],
    }
    return _sha256(content)


def roll_line(entry: RollEntry) -> bytes:
    """Return what the digest of the roll covers of one voice, as a line of JSON."""
    weight = None if entry.college_weight is None else str(entry.college_weight)
    return _canonical([entry.number, entry.name, entry.college_code, weight, entry.shares])


def roll_digest(lines: Iterable[bytes]) -> str:
    """Return the SHA-256 of the electoral roll: the lines of its voices, sorted, one per line."""
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line + b"\n")
    return digest.hexdigest()


def _item(line: AgendaLine) -> dict[str, object]:
    return {
        "kind": line.item.kind,
        "title": line.item.title,
        "notes": line.item.notes,
        "presenter": line.item.presenter,
        "resolutions": [
            {
                "title": numbered.resolution.title,
                "text": numbered.resolution.text,
                "majority": numbered.resolution.majority,
                "board_supported": numbered.resolution.board_supported,
            }
            for numbered in line.resolutions
        ],
        "attachments": [
            {"title": paper.title, "sha256": paper.sha256, "size": paper.size}
            for paper in line.attachments
        ],
    }


def _sha256(content: object) -> str:
    return hashlib.sha256(_canonical(content)).hexdigest()


def _canonical(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
