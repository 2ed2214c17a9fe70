"""The two servers of a duel: voters, requests, and what each database must hold afterwards."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from bench.driver import Load, location_of, requests_of, status_of
from bench.duel import Side
from bench.stage import Server, Stage
from bench.table import VoidFigure

GUNICORN = (
    "--workers", "4", "--backlog", "4096", "--no-control-socket", "--bind", "127.0.0.1:{port}",
)  # fmt: skip
"""As the product's own image starts it (Dockerfile)."""

Counter = Callable[[str], int]
"""Runs a SELECT that gives one number."""


def make_voters(stage: Stage, count: int, environment: dict[str, str]) -> tuple[Path, Path]:
    """Fill both databases at the same time; return the files of the baseline's and our requests."""
    lean, product = stage.folder / "lean.txt", stage.folder / "product.txt"
    making = [
        stage.begin("bench.lean.voters", str(count), str(lean), **environment),
        stage.begin("bench.inside.voters", str(count), str(product), **environment),
    ]
    statuses = [process.wait() for process in making]
    if any(statuses):
        raise RuntimeError("the voters could not be made")
    return lean, product


def sqlite_counter(file: Path) -> Counter:
    """Return a counter on an SQLite database."""
    connection = sqlite3.connect(file, timeout=20)
    return lambda query: int(connection.execute(query).fetchone()[0])


def postgres_counter(url: str) -> Counter:
    """Return a counter on a PostgreSQL database."""
    connection = psycopg.connect(url, autocommit=True)

    def count(query: str) -> int:
        row = connection.execute(query.encode()).fetchone()
        return int(row[0]) if row else 0

    return count


def lean_votes(server: Server, file: Path, count: Counter) -> Side:
    """The baseline, voting."""
    return Side(
        "lean",
        server,
        requests_of(file, "POST"),
        lambda answer: location_of(answer) == "/done",
        _holds(count, {"votes": "SELECT count(*) FROM lean_vote"}),
    )


def product_votes(server: Server, file: Path, count: Counter) -> Side:
    """The product, voting: each vote is a paper, a line of the journal, a voice that moved."""
    return Side(
        "product",
        server,
        requests_of(file, "POST"),
        lambda answer: location_of(answer).endswith("/recu/"),
        _holds(
            count,
            {
                "papers": "SELECT count(*) FROM voting_paper",
                "receipts": "SELECT count(DISTINCT receipt) FROM voting_paper",
                "journal entries": "SELECT count(*) FROM organisations_journalentry "
                "WHERE action = 'paper.cast'",
                "journal head": "SELECT sequence FROM organisations_journalhead",
                "voices that voted": "SELECT count(*) FROM meetings_rollentry "
                "WHERE mode = 'postal'",
            },
        ),
    )


def page_side(name: str, server: Server, requests: Iterator[bytes], mark: bytes) -> Side:
    """One of the two, showing a page that must hold `mark` 30 times at least."""
    return Side(
        name,
        server,
        requests,
        lambda answer: status_of(answer) == "200" and answer.count(mark) >= 30,
        _none_refused,
    )


def _holds(count: Counter, queries: dict[str, str]) -> Callable[[Load], None]:
    acknowledged = 0

    def check(load: Load) -> None:
        nonlocal acknowledged
        _none_refused(load)
        acknowledged += load.accepted
        for what, query in queries.items():
            found = count(query)
            if found != acknowledged:
                raise VoidFigure(f"{acknowledged} votes acknowledged, {found} {what}")

    return check


def _none_refused(load: Load) -> None:
    if load.refused:
        raise VoidFigure(f"refused: {dict(load.refused)}")
