"""Filters for the texts of an agenda and the states of a notice."""

from django import template
from django.utils.safestring import SafeString

from meetings.models import Convocation
from meetings.render.evidence import state_label
from tala.lib.markdown import plain_markdown, render_markdown

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Show Markdown as safe HTML; its headings stay below those of a point."""
    return render_markdown(text, first_heading=4)


@register.filter
def plain_text(text: str) -> str:
    """Show Markdown as the plain text of a mail."""
    return plain_markdown(text)


@register.filter
def sending_state(convocation: Convocation) -> str:
    """Show where one notice stands, in a word or two."""
    return state_label(convocation)


@register.filter
def indent(text: str, margin: str) -> str:
    """Put a margin before every line but the first, which the template places itself."""
    return "\n".join(
        margin + line if place and line else line for place, line in enumerate(text.split("\n"))
    )
