"""Reads settings from environment variables, with secrets also from files.

Each reader remembers the variable it was asked for in `KNOWN`, so that a test can hold the settings
table of the README complete.
"""

import os
import secrets
from pathlib import Path

KNOWN: dict[str, str] = {}
"""Every variable the settings read, with its default in words."""


def text(name: str, default: str = "") -> str:
    """Return the variable as text; `NAME_FILE` may name a file that holds it instead."""
    KNOWN[name] = default
    from_file = os.environ.get(f"{name}_FILE")
    if from_file:
        return Path(from_file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """Return True for 1, true, yes, on, oui; False for anything else that is set."""
    value = text(name, "yes" if default else "no").strip().lower()
    return value in {"1", "true", "yes", "on", "oui"}


def number(name: str, default: int) -> int:
    """Return the variable as a whole number; ValueError when it is not one."""
    return int(text(name, str(default)))


def words(name: str, default: str = "") -> list[str]:
    """Return a list from a text separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def kept_secret(name: str, folder: Path) -> str:
    """Return the variable, or a random secret made once and kept in `folder` with mode 0600."""
    given = text(name)
    if given:
        return given
    KNOWN[name] = "made on first start, kept in the data folder"
    path = folder / name.lower()
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()
