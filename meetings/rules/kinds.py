"""The kinds of meetings, as stored."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """What a meeting may decide; a mixed one holds its two parts in one sitting."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"
    MIXED = "mixed"
    BOARD = "board"


KINDS: tuple[MeetingKind, ...] = tuple(MeetingKind)
"""All kinds, in the order a form offers them."""
