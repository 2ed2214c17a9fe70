"""Markdown written by people, made into safe HTML or plain text."""

from django.utils.safestring import SafeString


def render_markdown(text: str, *, first_heading: int = 3) -> SafeString:
    """Return safe HTML; `#` becomes a heading of level `first_heading`."""
    raise NotImplementedError


def plain_markdown(text: str) -> str:
    """Return the text without marks, for a mail."""
    raise NotImplementedError
