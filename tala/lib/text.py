"""Keys made from names: to search, to sort and to name files."""

import re
import unicodedata
from pathlib import PurePosixPath

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
        "ŧ": "t", "ŋ": "ng", "ı": "i", "ĸ": "k", "ſ": "s", "ƒ": "f", "ə": "e",
    }
)  # fmt: skip
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_IN_FILENAME = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


def fold(text: str) -> str:
    """Return a search key: no case, no accent, no ligature, one space for any hyphen or mark.

    `Jean-Noël d’Œuvre` gives `jean noel d oeuvre`; `Łukasz`, `Nguyễn`, `Strauß` give `lukasz`,
    `nguyen`, `strauss`.
    """
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare.translate(_LETTERS)).strip()


def sort_key(*parts: str, max_length: int = 250) -> str:
    """Return a key to store: its plain order is the alphabetical order of the names.

    The key is made of `0-9a-z` only, which SQLite's bytes and every collation of PostgreSQL put in
    the same order: `0` stands for a space, `00` for the end of a part (surname before first name),
    `1x` for the digit x, `zz` and six digits for a letter of another script.
    """
    return "00".join(_sortable(part) for part in parts)[:max_length]


def _sortable(part: str) -> str:
    return "".join(_sort_symbol(letter) for letter in fold(part))


def _sort_symbol(letter: str) -> str:
    if letter == " ":
        return "0"
    if letter.isascii():
        return f"1{letter}" if letter.isdigit() else letter
    return f"zz{ord(letter):06x}"


def safe_filename(name: str, *, fallback: str = "fichier", max_length: int = 100) -> str:
    """Return a file name fit for every system: ASCII, no path, no hidden file, extension kept."""
    apart = unicodedata.normalize("NFKD", name.replace("\\", "/")).translate(_LETTERS)
    path = PurePosixPath(apart)
    stem = _filename_part(path.stem)[: max_length - 10] or fallback
    suffix = _filename_part(path.suffix)[:9]
    if stem.lower() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem}.{suffix}" if suffix else stem


def _filename_part(text: str) -> str:
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _NOT_IN_FILENAME.sub("-", bare).strip("-._")
