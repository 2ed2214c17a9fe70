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
from meetings.models.task import MeetingTask

__all__ = [
    "AgendaItem",
    "Attachment",
    "AttendanceEvent",
    "Convocation",
    "ExclusionReason",
    "MeansReason",
    "Meeting",
    "MeetingTask",
    "Resolution",
    "RollEntry",
    "RollExclusion",
]
