"""Lets many act at the same instant, each with a connection of their own."""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection, connections

Result = TypeVar("Result")


def crowd_size() -> int:
    """Return how many act at once: 32 on PostgreSQL, 8 on SQLite."""
    return 32 if connection.vendor == "postgresql" else 8


def at_once(acts: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """Run all acts at the same instant, one thread each; return what each gave or raised."""
    gate = threading.Barrier(len(acts))

    def act(job: Callable[[], Result]) -> Result | Exception:
        connection.ensure_connection()
        gate.wait(30)
        return _tried(job)

    return _in_threads(act, acts, len(acts))


def in_turns(acts: Iterable[Callable[[], Result]], crowd: int) -> list[Result | Exception]:
    """Run many acts from `crowd` threads as fast as they go."""
    return _in_threads(_tried, acts, crowd)


def _tried(job: Callable[[], Result]) -> Result | Exception:
    try:
        return job()
    except Exception as error:
        return error


def _in_threads(
    act: Callable[[Callable[[], Result]], Result | Exception],
    acts: Iterable[Callable[[], Result]],
    crowd: int,
) -> list[Result | Exception]:
    # The last job of each thread closes its connection: threads outlive their jobs in a pool.
    with ThreadPoolExecutor(crowd) as pool:
        results = list(pool.map(act, acts))
        farewell = threading.Barrier(crowd)

        def leave() -> None:
            connections.close_all()
            farewell.wait(30)

        for future in [pool.submit(leave) for _ in range(crowd)]:
            future.result()
    return results
