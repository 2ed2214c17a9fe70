"""Sends one request to the product inside this process, and counts what it costs."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.db import connection

from tala.wsgi import application


@dataclass(frozen=True)
class Visit:
    """What one request gave: its status, its kind of content, its statements, what they cost.

    `cpu` is in milliseconds of processor, of this process and of the PostgreSQL process that serves
    it: unlike the wall's, they do not depend on what else the machine does.
    """

    status: int
    content_type: str
    statements: list[tuple[float, str]]
    """Milliseconds and text of each."""
    cpu: float


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

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        head.append((status, headers))
        return io.BytesIO().write

    started = _cpu()
    with connection.execute_wrapper(note):
        answer = application(environ, start)
        for _part in answer:
            pass
        answer.close()
    cpu = _cpu() - started
    status, headers = head[0]
    kind = dict(headers).get("Content-Type", "").split(";")[0]
    return Visit(int(status.split(" ")[0]), kind, statements, cpu)


def _cpu() -> float:
    """Return the milliseconds of processor taken so far by this process and its database's."""
    milliseconds = time.process_time() * 1000
    if connection.vendor == "postgresql" and connection.connection is not None:
        backend = connection.connection.info.backend_pid
        nanoseconds = Path(f"/proc/{backend}/schedstat").read_text().split()[0]
        milliseconds += int(nanoseconds) / 1e6
    return milliseconds
