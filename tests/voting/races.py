"""Runs acts at the same instant, each in a thread with a connection of its own."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from organisations.refusals import Refused

DONE = "done"


def together(*acts: Callable[[], object]) -> list[str]:
    """Start every act at once; return for each DONE or the code of its refusal, in order.

    Any other exception is raised here, once all have ended.
    """
    start = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            act()
            outcomes[place] = DONE
        except Refused as refused:
            outcomes[place] = refused.code
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _raise_errors(outcomes)


class Race:
    """Lets the first `early` runners finish, then starts the others and the closer together."""

    def __init__(self, early: int) -> None:
        self.early = early
        self._finished = threading.Semaphore(0)
        self._closing = threading.Event()

    def run(self, place: int, act: Callable[[], object]) -> None:
        """Run one of the racers, by its place."""
        if place >= self.early:
            self._closing.wait()
        try:
            act()
        finally:
            self._finished.release()

    def close(self, act: Callable[[], object]) -> None:
        """Run the act that ends the race."""
        for _each in range(self.early):
            self._finished.acquire()
        self._closing.set()
        act()


def _raise_errors(outcomes: Sequence[Any]) -> list[str]:
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return list(outcomes)


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads really share: on SQLite a file, as in production, not the memory.

    On PostgreSQL the test's own database already is one.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    path = tmp_path / "race.sqlite3"
    with sqlite3.connect(path) as copy:
        memory.backup(copy)
    copy.close()
    connection.connection = None
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.connection = memory
