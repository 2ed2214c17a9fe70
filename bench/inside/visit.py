"""Sends one request to the product inside this process, and counts its statements."""

import io
import time
from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.db import connection

from tala.wsgi import application


@dataclass(frozen=True)
class Visit:
    """What one request gave: its status, its kind of content, its statements, its milliseconds."""

    status: int
    content_type: str
    statements: list[tuple[float, str]]
    """Milliseconds and text of each."""
    milliseconds: float


def visit(method: str, path: str, cookie: str, body: str = "") -> Visit:
    """Send a request through every middleware, read the answer to its end, and return the visit."""
    address, _, query = path.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_COOKIE": cookie,
    }
    if method == "POST":
        environ |= {
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body.encode("ascii")),
        }
    setup_testing_defaults(environ)
    head: list[tuple[str, list[tuple[str, str]]]] = []
    statements: list[tuple[float, str]] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:  # noqa: ANN401 - as Django's wrappers
        begun = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            statements.append(((time.perf_counter() - begun) * 1000, sql))

    started = time.perf_counter()
    with connection.execute_wrapper(note):
        answer = application(environ, lambda status, headers, *_: head.append((status, headers)))  # type: ignore[arg-type]
        for _part in answer:
            pass
        answer.close()
    milliseconds = (time.perf_counter() - started) * 1000
    status, headers = head[0]
    kind = dict(headers).get("Content-Type", "").split(";")[0]
    return Visit(int(status.split(" ")[0]), kind, statements, milliseconds)
