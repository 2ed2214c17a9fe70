"""Reading pages in tests."""

from typing import Any

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def text_of(response: Any) -> str:
    """Return the page with its no-break spaces as plain ones, as people type them in tests."""
    return str(response.content.decode().translate(_SPACES))
