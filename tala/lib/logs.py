"""Keeps personal links, codes and addresses out of every log line."""

import logging
import re

_MASKS = (
    # A personal link, /v/<token>; and its token wherever else it may be printed.
    (re.compile(r"(/v/)[A-Za-z0-9_-]{20,}"), r"\1…"),
    (re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[A-Za-z0-9_-]{40,}(?![\w-])"), "…"),
    # A login code, `code=AB12-CD34` or `"code": "AB12-CD34"`.
    (re.compile(r"(?i)(\bcode['\"]?\s*[=:]\s*\[?['\"]?)[A-Z0-9]{3,}(?:-[A-Z0-9]+)*"), r"\1…"),
    (re.compile(r"(?i)(\b(?:sessionid|csrf\w*token)['\"]?\s*[=:]\s*['\"]?)\w+"), r"\1…"),
    (re.compile(r"[\w.+%-]+@(?=[\w-]+\.)"), "…@"),
)  # fmt: skip


def mask(text: str) -> str:
    """Return the text with `…` for tokens, codes, session keys and the names in addresses."""
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return text


class MaskSecrets(logging.Filter):
    """Masks the message and the traceback of every record; lets all of them pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place."""
        record.msg = mask(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask(record.exc_text)
        return True
