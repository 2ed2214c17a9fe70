"""Counts one ballot again from its count file: `python -m voting.recount FILE`, or - for stdin.

Needs the Python standard library and the `voting` folder only. Prints one `tala-result/1` document
and exits 0; says where and why a file is not valid on one line of standard error and exits 2.
"""

import json
import sys
from pathlib import Path
from typing import NoReturn

from voting.rules.countfile import CountFileError, parse_count
from voting.rules.tally import count

USAGE = "usage: python -m voting.recount FILE.json (or - for standard input)"


class UnreadableError(Exception):
    """A document that is not JSON as the open formats write it."""


def main(arguments: list[str]) -> int:
    """Run the program with the arguments after its name; return its exit status."""
    if len(arguments) != 1:
        return _refuse(USAGE)
    name = arguments[0]
    try:
        result = count(parse_count(_read_json(_read(name))))
    except (UnreadableError, CountFileError) as refusal:
        return _refuse(f"{name}: {refusal}")
    document = json.dumps(result.to_json(), ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(f"{document}\n".encode())
    return 0


def _refuse(reason: str) -> int:
    line = " ".join(reason.splitlines())
    sys.stderr.buffer.write(f"{line}\n".encode(errors="backslashreplace"))
    return 2


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as refusal:
        raise UnreadableError(refusal.strerror or "cannot be read") from refusal


def _read_json(content: bytes) -> object:
    """Read UTF-8 JSON; a key given twice or a number that is not one is refused."""
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_members, parse_constant=_no_constant)
    except UnicodeDecodeError as refusal:
        raise UnreadableError(f"not UTF-8 at byte {refusal.start}") from refusal
    except json.JSONDecodeError as refusal:
        where = f"line {refusal.lineno}, column {refusal.colno}"
        raise UnreadableError(f"not JSON at {where}: {refusal.msg}") from refusal
    except (RecursionError, ValueError) as refusal:
        raise UnreadableError(
            "not a count file: nested too deep, or a number too long"
        ) from refusal


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in members if keys.count(key) > 1)
        raise UnreadableError(f'the key "{twice}" is given twice in one object')
    return members


def _no_constant(name: str) -> NoReturn:
    raise UnreadableError(f"{name} is not a number")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
