"""The rows of the meetings app."""

from meetings.models.convocation import Convocation
from meetings.models.meeting import AgendaItem, Attachment, Meeting, Resolution
from meetings.models.roll import (
    AttendanceEvent,
    ExclusionReason,
    MeansReason,
    RollEntry,
    RollExclusion,
)

__all__ = [
    "AgendaItem",
    "Attachment",
    "AttendanceEvent",
    "Convocation",
    "ExclusionReason",
    "MeansReason",
    "Meeting",
    "Resolution",
    "RollEntry",
    "RollExclusion",
]
