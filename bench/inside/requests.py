"""Sends voters' requests inside one process, to count or profile what they do.

python -m bench.inside.requests FILE METHOD COUNT [--profile] prints the statements of the last of
COUNT requests of FILE ("path, cookie, body"), or the functions in which all but the first spent
their time.
"""

import argparse
import cProfile
import io
import itertools
import pstats
import sys
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.db import connection

from bench import inside  # noqa: F401 - sets Django up
from tala.wsgi import application


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
    if given.profile:
        _profile(given.method, requests)
    else:
        print("\n".join(_statements(given.method, requests)))


def _statements(method: str, requests: list[list[str]]) -> list[str]:
    for request in requests[:-1]:
        _send(method, request)
    seen: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:  # noqa: ANN401 - as Django's wrappers
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        _send(method, requests[-1])
    return seen


def _profile(method: str, requests: list[list[str]]) -> None:
    _send(method, requests[0])
    with cProfile.Profile() as profile:
        for request in requests[1:]:
            _send(method, request)
    pstats.Stats(profile, stream=sys.stdout).sort_stats("cumulative").print_stats(90)


def _send(method: str, request: list[str]) -> None:
    path, cookie, body = request
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
    }
    if method == "POST":
        environ |= {
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body.encode("ascii")),
        }
    setup_testing_defaults(environ)
    seen: list[str] = []
    response = application(environ, lambda status, headers, *_: seen.append(status))
    for _part in response:
        pass
    response.close()
    if not seen[0].startswith(("200", "302")):
        raise RuntimeError(f"{method} answered {seen[0]}")


if __name__ == "__main__":
    main()
