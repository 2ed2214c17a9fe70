"""P6: the ballot page of thirty resolutions against the lean template page.

Each request is another voter's: the page is found by personal link, carries the voter's name, and
its questions come from the meeting's agenda.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.driver import request
from bench.duel import Duel
from bench.sides import GUNICORN, make_voters, page_side
from bench.stage import stage
from bench.table import finish

VOTERS = 2_000
MUST = 1.0
STATEMENTS = 4


def main() -> int:
    """Measure, print, and return the verdict as an exit status."""
    with stage() as made:
        urls = {
            "DATABASE_URL": made.database("product"),
            "LEAN_DATABASE_URL": made.database("lean"),
        }
        lean_file, cast_file = make_voters(made, VOTERS, urls)
        ballot_file = _ballot_pages(cast_file)
        statements = made.run(
            "bench.inside.requests", str(ballot_file), "GET", "3", **urls
        ).splitlines()
        lean = made.serve("gunicorn", "bench.lean.wsgi", *GUNICORN, **urls)
        product = made.serve("gunicorn", "tala.wsgi", *GUNICORN, **urls)
        duel = Duel(
            made,
            page_side("product", product, _endless(ballot_file), b'name="r'),
            page_side("lean", lean, _endless(lean_file), b"name=r"),
        )
        duel.fight(rounds=5, retakes=2)
        duel.report("P6 ballot page of 30 resolutions, 32 connections, PostgreSQL", "pages")
        print(f"SQL statements of one page: {len(statements)}, must be at most {STATEMENTS}")
        verdict = duel.verdict(MUST)
        if len(statements) > STATEMENTS:
            verdict = replace(verdict, broken=f"{len(statements)} statements")
        return verdict.say("P6 ballot page")


def _ballot_pages(cast_file: Path) -> Path:
    """Write the addresses of the ballot page beside those of the form that casts."""
    file = cast_file.with_name("ballot.txt")
    file.write_text(cast_file.read_text("ascii").replace("/vote/deposer/\t", "/vote/\t"), "ascii")
    return file


def _endless(file: Path) -> Iterator[bytes]:
    lines = (line.split("\t") for line in file.read_text("ascii").splitlines())
    return itertools.cycle([request("GET", path, cookie, "") for path, cookie, _body in lines])


if __name__ == "__main__":
    finish(main)
