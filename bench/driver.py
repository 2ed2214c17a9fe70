"""The voters: many connections at once, one request each, every answer kept.

One request per connection, as a reverse proxy makes them to gunicorn's sync workers. When the time
is up no new request leaves, and those in flight are awaited: so what the servers acknowledged and
what their databases hold can be compared one by one, which a load generator that cuts its
connections does not allow.
"""

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ANSWER_SECONDS = 30


@dataclass(slots=True)
class Load:
    """What came back: accepted answers, the others by status, and each answer's milliseconds."""

    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Accepted answers per second."""
        return self.accepted / self.seconds

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share of the answers came."""
        ordered = sorted(self.milliseconds)
        return ordered[int(share * (len(ordered) - 1))]


def requests_of(file: Path, method: str) -> Iterator[bytes]:
    """Yield the requests of a file of lines "path, cookie, body" parted by tabs, once each."""
    with file.open(encoding="ascii") as lines:
        for line in lines:
            path, cookie, body = line.rstrip("\n").split("\t")
            yield request(method, path, cookie, body if method == "POST" else "")


def request(method: str, path: str, cookie: str, body: str) -> bytes:
    """Return one request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines.append("Content-Type: application/x-www-form-urlencoded")
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", body]).encode("ascii")


def drive(
    port: int,
    requests: Iterator[bytes],
    accepts: Callable[[bytes], bool],
    *,
    connections: int,
    seconds: float,
) -> Load:
    """Keep `connections` requests in flight for `seconds`, then wait for the last answers.

    `accepts` is given a whole answer and says whether the act was done. RuntimeError when the
    requests run out or an answer does not come.
    """
    load, selector = Load(), selectors.DefaultSelector()
    started = time.perf_counter()
    until = started + seconds
    for _ in range(connections):
        _send(selector, port, requests)
    while selector.get_map():
        events = selector.select(ANSWER_SECONDS)
        if not events:
            raise RuntimeError(f"no answer in {ANSWER_SECONDS} s")
        for key, _mask in events:
            if not _receive(key, selector, accepts, load):
                continue
            if time.perf_counter() < until:
                _send(selector, port, requests)
    load.seconds = time.perf_counter() - started
    selector.close()
    return load


@dataclass(slots=True)
class _Flight:
    sent: float
    answer: bytes = b""


def _send(selector: selectors.BaseSelector, port: int, requests: Iterator[bytes]) -> None:
    content = next(requests, None)
    if content is None:
        raise RuntimeError("the requests have run out: make more voters")
    flight = _Flight(time.perf_counter())
    connection = socket.socket()
    connection.connect(("127.0.0.1", port))
    connection.sendall(content)
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, flight)


def _receive(
    key: selectors.SelectorKey,
    selector: selectors.BaseSelector,
    accepts: Callable[[bytes], bool],
    load: Load,
) -> bool:
    """Read what came; True once the answer is whole and noted."""
    connection, flight = key.fileobj, key.data
    assert isinstance(connection, socket.socket)
    try:
        part = connection.recv(262_144)
    except ConnectionResetError:
        part = b""
    if part:
        flight.answer += part
        return False
    selector.unregister(connection)
    connection.close()
    load.milliseconds.append((time.perf_counter() - flight.sent) * 1000)
    if accepts(flight.answer):
        load.accepted += 1
    else:
        load.refused[status_of(flight.answer)] += 1
    return True


def status_of(answer: bytes) -> str:
    """Return the status of an answer, with where it redirects; "no answer" for an empty one."""
    head = answer.split(b"\r\n\r\n", 1)[0].decode("latin-1").split("\r\n")
    words = head[0].split(" ", 2)
    if len(words) < 2:
        return "no answer"
    return words[1]


def location_of(answer: bytes) -> str:
    """Return where an answer redirects to; "" when it does not."""
    for line in answer.split(b"\r\n\r\n", 1)[0].split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"location":
            return value.strip().decode("latin-1")
    return ""
