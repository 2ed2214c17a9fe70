"""P18: the embedded mode on SQLite, thirty-two voters at once, no "database is locked".

The product runs as `script/server` runs it: waitress's threads, the worker and its beat in one
process. The baseline runs under waitress too, with IMMEDIATE transactions of its own.
"""

from bench.duel import Duel
from bench.sides import lean_votes, make_voters, product_votes, sqlite_counter
from bench.stage import stage
from bench.table import VoidFigure, finish
from tala.embedded import THREADS

VOTERS = 16_000
MUST = 0.8
WAITRESS = (f"--threads={THREADS}", "--listen=127.0.0.1:{port}")


def main() -> int:
    """Measure, print, and return the verdict as an exit status."""
    with stage(postgres=False) as made:
        lean_data, product_data = made.folder / "lean.sqlite3", made.folder / "data/tala.sqlite3"
        urls = {"LEAN_DATABASE_URL": f"sqlite:///{lean_data}"}
        lean_file, product_file = make_voters(made, VOTERS, urls)
        lean = made.serve("waitress", *WAITRESS, "bench.lean.wsgi:application", **urls)
        product = made.serve("tala.embedded")
        duel = Duel(
            made,
            product_votes(product, product_file, sqlite_counter(product_data)),
            lean_votes(lean, lean_file, sqlite_counter(lean_data)),
        )
        duel.fight(rounds=5, retakes=2)
        duel.report("P18 vote by personal link, 32 connections, SQLite, embedded mode", "votes")
        print(made.run("manage", "verify_journal"), end="")
        locked = made.server_errors().count("database is locked")
        print(f'"database is locked": {locked}, must be 0')
        if locked:
            raise VoidFigure(f"{locked} times locked")
        return duel.verdict(MUST).say("P18 SQLite")


if __name__ == "__main__":
    finish(main)
