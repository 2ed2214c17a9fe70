"""The append-only journal: each entry carries the SHA-256 of itself and of the entry before it.

Whoever holds a copy of the last hash can tell whether anything before it was changed, removed or
inserted. What the chain cannot tell by itself is that its tail was cut: the head is kept apart and
given to `first_broken`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GENESIS = "0" * 64
"""The "previous hash" of the first entry."""


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """One stored entry: its number from 1, the hash it follows, what it says, its own hash."""

    sequence: int
    previous: str
    payload: Mapping[str, object]
    hash: str


def canonical_json(value: object) -> str:
    """Return the one JSON text of `value`: sorted keys, no spaces, letters as they are.

    Raises TypeError or ValueError for what JSON cannot hold (dates, NaN); callers pass text.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def entry_hash(previous: str, payload: Mapping[str, object]) -> str:
    """Return the hash, 64 hexadecimal digits, of `payload` written after the entry `previous`.

    It is the SHA-256 of the UTF-8 canonical JSON of {"payload": ..., "previous": ...}, which
    anyone can compute again. The payload holds text, integers, booleans, null, lists and objects
    only: a float may not survive a database unchanged.
    """
    text = canonical_json({"payload": payload, "previous": previous})
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def first_broken(
    entries: Iterable[ChainedEntry], head: tuple[int, str] | None = None
) -> int | None:
    """Return the number of the first entry that does not hold, or None when all hold.

    `entries` come in order from number 1 and are read once, one at a time. An entry fails when its
    number does not follow, when it does not name the hash before it, or when its own hash is not
    that of its content. Where entries are missing, the number is that of the first one missing.
    `head` is the number and hash of the last entry as kept elsewhere: with it, a cut or rewritten
    tail is found too.
    """
    expected, previous = 1, GENESIS
    for entry in entries:
        if entry.sequence != expected:
            return min(entry.sequence, expected)
        if entry.previous != previous or entry.hash != entry_hash(previous, entry.payload):
            return entry.sequence
        expected, previous = expected + 1, entry.hash
    if head is None or head == (expected - 1, previous):
        return None
    last_is_wrong = head[0] == expected - 1
    return max(head[0], 1) if last_is_wrong else min(head[0] + 1, expected)
