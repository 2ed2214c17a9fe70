"""Sends voters' requests inside one process, to count or profile what they do.

python -m bench.inside.requests FILE METHOD COUNT [--profile] prints the statements of the last of
COUNT requests of FILE ("path, cookie, body"), or the functions in which all but the first spent
their time.
"""

import argparse
import cProfile
import itertools
import pstats
import sys
from pathlib import Path

from bench.inside.visit import Visit, visit


def main() -> None:
    """Read the arguments and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("method", choices=["GET", "POST"])
    parser.add_argument("count", type=int)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    with given.file.open(encoding="ascii") as lines:
        requests = [line.rstrip("\n").split("\t") for line in itertools.islice(lines, given.count)]
    last = _send(given.method, requests[0])
    with cProfile.Profile() as profile:
        for request in requests[1:]:
            last = _send(given.method, request)
    if given.profile:
        pstats.Stats(profile, stream=sys.stdout).sort_stats("cumulative").print_stats(90)
    else:
        print("\n".join(sql for _milliseconds, sql in last.statements))


def _send(method: str, request: list[str]) -> Visit:
    path, cookie, body = request
    made = visit(method, path, cookie, body)
    if made.status not in {200, 302}:
        raise RuntimeError(f"{method} answered {made.status}")
    return made


if __name__ == "__main__":
    main()
