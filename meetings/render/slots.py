"""Personal slots in a text that is laid out once for everybody.

The common part of 871 convocations is rendered once with a mark in place of each personal value;
every recipient then costs one substitution. The marks are private-use characters that no person
types and no template escapes.
"""

import re
from collections.abc import Mapping

_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")


def slot(name: str) -> str:
    """Return the mark that stands for the personal value `name`."""
    return f"{_OPEN}{name}{_CLOSE}"


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its slots filled; a slot that has no value leaves nothing."""
    return _SLOT.sub(lambda found: values.get(found[1], ""), text)
