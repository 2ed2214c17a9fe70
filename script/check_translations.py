"""Checks the catalogues: every French sentence has its English, French plurals know that 0 is one.

Gettext extracts the sentences from a copy of the source; Babel then carries over the translations
of the committed catalogues. The result must be what is committed, and complete. With --update the
catalogues are rewritten instead, and new sentences are left empty for a translator. The output
depends on the source and the translations only: sorted, without dates, places or guesses.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import allauth
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = Path("locale/en/LC_MESSAGES/django.po")
FRENCH = Path("locale/fr/LC_MESSAGES/django.po")
LIBRARY = Path(allauth.__file__).parent / "locale/fr/LC_MESSAGES/django.po"
SOURCES = (
    "tala",
    "organisations",
    "meetings",
    "mandates",
    "voting",
    "documents",
    "demonstration",
    "templates",
    "manage.py",
)
MessageKey = str | tuple[str, ...] | list[str]
LANGUAGE = {ENGLISH: "en", FRENCH: "fr"}
PLURAL = {ENGLISH: "nplurals=2; plural=(n != 1);", FRENCH: "nplurals=2; plural=(n > 1);"}
NOTE = {
    ENGLISH: "# English of the French sentences of TALA.\n",
    FRENCH: (
        "# Plurals of TALA: in French, 0 takes the singular. The other entries, whose key is\n"
        "# English, correct the French of django-allauth.\n"
    ),
}


def extract() -> Catalog:
    """Return the sentences that makemessages finds in a copy of the source without catalogues."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for source in SOURCES:
            if (ROOT / source).is_dir():
                ignored = shutil.ignore_patterns("__pycache__", "migrations")
                shutil.copytree(ROOT / source, copy / source, ignore=ignored)
            else:
                shutil.copy(ROOT / source, copy / source)
        (copy / "locale").mkdir()
        command = [sys.executable, "manage.py", "makemessages", "-l", "en"]
        command += ["--no-location", "--no-wrap", "--verbosity", "0"]
        environment = {**os.environ, "TALA_DATA": str(copy / "var")}
        subprocess.run(command, cwd=copy, check=True, env=environment)
        found = load(copy / ENGLISH)
    result = Catalog()
    for message in sentences(found):
        result.add(unescaped(message.id), flags=message.flags - {"fuzzy"}, context=message.context)
    return result


def unescaped(key: MessageKey) -> MessageKey:
    """Return a key with the \\uXXXX that xgettext does not read in Python strings."""
    if isinstance(key, str):
        return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), key)
    return [str(unescaped(part)) for part in key]


def load(path: Path) -> Catalog:
    """Return the catalogue of a file, an empty one when it does not exist."""
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages without the header."""
    return (message for message in catalogue if message.id)


def english(source: Catalog, committed: Catalog) -> Catalog:
    """Return the sentences of the source with the English already written for them."""
    result = Catalog(locale="en")
    for message in sentences(source):
        known = committed.get(message.id, message.context)
        string = known.string if known and not known.fuzzy else None
        result.add(message.id, string, flags=message.flags, context=message.context)
    return result


def french(source: Catalog, committed: Catalog) -> Catalog:
    """Return the plurals of the source as they are, and the corrections of allauth."""
    result = Catalog(locale="fr")
    library = load(LIBRARY)
    for message in sentences(source):
        if message.pluralizable:
            result.add(message.id, message.id, flags=message.flags)
    for message in sentences(committed):
        if message.id in library and message.id not in source:
            result.add(message.id, message.string, flags=message.flags)
    return result


def text(catalogue: Catalog, path: Path) -> str:
    """Return the file of a catalogue, the same for the same sentences."""
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_output=True, ignore_obsolete=True)
    headers = (
        f"Language: {LANGUAGE[path]}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {PLURAL[path]}",
    )
    header = "".join(f'"{line}\\n"\n' for line in headers)
    return f'{NOTE[path]}msgid ""\nmsgstr ""\n{header}\n{body.getvalue().decode().strip()}\n'


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the sentences of a catalogue that have no translation."""
    missing = []
    for message in sentences(catalogue):
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(strings):
            missing.append(str(message.id))
    return missing


def main() -> int:
    """Return 0 when both catalogues are complete and up to date."""
    update = "--update" in sys.argv
    source = extract()
    made = {
        ENGLISH: english(source, load(ROOT / ENGLISH)),
        FRENCH: french(source, load(ROOT / FRENCH)),
    }
    stale = []
    for path, catalogue in made.items():
        content = text(catalogue, path)
        if (ROOT / path).exists() and (ROOT / path).read_text(encoding="utf-8") == content:
            continue
        stale.append(path)
        if update:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(content, encoding="utf-8")
    missing = untranslated(made[ENGLISH])
    for sentence in missing[:40]:
        print(f"not translated into English: {sentence!r}", file=sys.stderr)
    for path in stale:
        print(
            f"{path}: {'rewritten' if update else 'out of date, run with --update'}",
            file=sys.stderr,
        )
    print(f"{len(missing)} sentences without English.", file=sys.stderr)
    return 1 if (missing or stale) and not update else 0


if __name__ == "__main__":
    sys.exit(main())
