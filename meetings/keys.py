"""The names under which the messages and jobs of a meeting are found again."""

from meetings.models import Convocation, Meeting


def convocation_group(meeting: Meeting) -> str:
    """Return the group of the messages that convene a meeting."""
    return f"meeting:{meeting.pk}:convocation"


def trial_group(meeting: Meeting) -> str:
    """Return the group of the trials of a meeting's convocation."""
    return f"meeting:{meeting.pk}:trial"


def link_group(meeting: Meeting) -> str:
    """Return the group of the messages that bring a new personal link."""
    return f"meeting:{meeting.pk}:link"


def cancel_group(meeting: Meeting) -> str:
    """Return the group of the messages that cancel a meeting."""
    return f"meeting:{meeting.pk}:cancellation"


def letters_key(meeting: Meeting) -> str:
    """Return the key of the job that prints a meeting's letters."""
    return f"meeting:{meeting.pk}:letters"


def letter_key(convocation: Convocation, version: int = 1) -> str:
    """Return the key of the job that prints one member's letter, by version of its link."""
    return f"meeting:{convocation.meeting_id}:letter:{convocation.pk}:{version}"


def cancel_letters_key(meeting: Meeting) -> str:
    """Return the key of the job that prints the cancellation for members convened by letter."""
    return f"meeting:{meeting.pk}:cancellation-letters"
