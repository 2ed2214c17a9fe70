"""Checks that the English catalogue holds every French sentence of the source, translated.

Extracts the messages as `makemessages` does, into a copy, and compares: a sentence missing from
locale/en, empty or marked fuzzy fails. With --update the catalogue is rewritten instead, new
sentences being left empty for a translator.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
IGNORED = ["var/*", ".venv/*", "tests/*", "bench/*", "script/*", "node_modules/*"]


def extract(folder: Path) -> None:
    """Run makemessages for English in `folder`, a checkout."""
    command = [sys.executable, "manage.py", "makemessages", "-l", "en", "--no-location", "--no-obsolete"]
    command += ["--no-wrap", "--verbosity", "0"]
    for pattern in IGNORED:
        command += ["-i", pattern]
    environment = {**os.environ, "TALA_DATA": os.environ.get("TALA_DATA", str(ROOT / "var"))}
    subprocess.run(command, cwd=folder, check=True, env=environment)


def untranslated(path: Path) -> list[str]:
    """Return the messages of a catalogue that have no translation or a doubtful one."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    missing = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            missing.append(str(message.id))
    return missing


def main() -> int:
    """Return 0 when the English catalogue is complete."""
    if "--update" in sys.argv:
        extract(ROOT)
        missing = untranslated(ROOT / CATALOGUE)
    else:
        with tempfile.TemporaryDirectory() as name:
            copy = Path(name) / "tala"
            ignore = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", ".*_cache", "*.mo")
            shutil.copytree(ROOT, copy, ignore=ignore)
            extract(copy)
            missing = untranslated(copy / CATALOGUE)
    for text in missing[:40]:
        print(f"not translated into English: {text!r}", file=sys.stderr)
    print(f"{len(missing)} sentences without English.", file=sys.stderr)
    return 1 if missing and "--update" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
