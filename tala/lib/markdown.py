"""Markdown written by people, made into safe HTML or plain text."""

from collections.abc import Sequence

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# `breaks`: whoever presses Enter in a text box means a new line.
_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(
    ["table", "strikethrough"]
)
_TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}


def render_markdown(text: str, *, first_heading: int = 3) -> SafeString:
    """Return safe HTML: no raw HTML, no image, no script, links that tell nothing to their target.

    `#` becomes a heading of level `first_heading`, so that the page keeps its own outline.
    """
    html = nh3.clean(
        _html(text, first_heading),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    # Cleaned on the lines above.
    return mark_safe(html)  # nosec B308 B703


def _html(text: str, first_heading: int) -> str:
    """Return HTML that is still to be cleaned, headings lowered, images replaced by their words."""
    tokens = _PARSER.parse(text)
    for token in _walk(tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + first_heading - 1)}"
        elif token.type == "image":
            token.type = "text"
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return html


def plain_markdown(text: str) -> str:
    """Return the text for a mail: no marks, lists with dashes or numbers, addresses in brackets."""
    writer = _PlainWriter()
    for token in _PARSER.parse(text):
        writer.add(token)
    return "\n".join(writer.lines)


def _walk(tokens: Sequence[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *(token.children or ()))]


class _PlainWriter:
    """Collects lines of text from a stream of tokens."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: list[int | None] = []  # of the open lists; None for a list without numbers
        self.marker = ""  # of a list item whose first line is not written yet
        self.quotes = 0
        self.cells: list[str] | None = None  # of the open table row
        self.close = False  # no blank line before the next line

    def add(self, token: Token) -> None:
        """Take one token of the block level."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                self.numbers.append(start if token.tag == "ol" else None)
            case "bullet_list_close" | "ordered_list_close":
                self.numbers.pop()
                self.close = bool(self.numbers)
            case "list_item_open":
                self._begin_item()
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
            case "tr_open":
                self.cells = []
            case "tr_close":
                self._write(" | ".join(self.cells or ()), close=True)
                self.cells = None
            case "table_close":
                self.close = False
            case _:
                self._add_text(token)

    def _begin_item(self) -> None:
        number = self.numbers[-1]
        self.marker = "- " if number is None else f"{number}. "
        if number is not None:
            self.numbers[-1] = number + 1

    def _add_text(self, token: Token) -> None:
        if token.type == "inline" and self.cells is not None:
            self.cells.append(_inline_text(token))
        elif token.type == "inline":
            self._write(_inline_text(token), close=bool(self.numbers))
        elif token.type in {"fence", "code_block"}:
            self._write(token.content.rstrip("\n"))
        elif token.type == "hr":
            self._write("-----")

    def _write(self, text: str, *, close: bool = False) -> None:
        if self.lines and not self.close:
            self.lines.append("")
        margin = "> " * self.quotes + "  " * (len(self.numbers) - 1)
        for line in text.split("\n"):
            indent = self.marker or ("  " if self.numbers else "")
            self.lines.append(f"{margin}{indent}{line}")
            self.marker = ""
        self.close = close


def _inline_text(token: Token) -> str:
    parts: list[str] = []
    links: list[tuple[str, int]] = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type == "link_open":
            links.append((str(child.attrs["href"]), len(parts)))
        elif child.type == "link_close":
            address, start = links.pop()
            parts.append(_link_text("".join(parts[start:]), address))
        else:
            parts.append(child.content)
    return "".join(parts)


def _link_text(shown: str, address: str) -> str:
    return "" if address in {shown, f"mailto:{shown}"} else f" ({address})"
