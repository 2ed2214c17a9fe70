"""P1: the public vote against the lean view, on PostgreSQL.

The product's vote opens a personal link, holds the window of the convocation, moves the voice,
inserts the paper with its receipt under an idempotency key, and chains an entry of the journal.
"""

from bench.duel import Duel
from bench.sides import (
    GUNICORN,
    lean_votes,
    make_voters,
    postgres_counter,
    product_votes,
)
from bench.stage import stage
from bench.table import finish

VOTERS = 16_000
MUST = 0.9


def main() -> int:
    """Measure, print, and return the verdict as an exit status."""
    with stage() as made:
        urls = {
            "DATABASE_URL": made.database("product"),
            "LEAN_DATABASE_URL": made.database("lean"),
        }
        lean_file, product_file = make_voters(made, VOTERS, urls)
        lean = made.serve("gunicorn", "bench.lean.wsgi", *GUNICORN, **urls)
        product = made.serve("gunicorn", "tala.wsgi", *GUNICORN, **urls)
        duel = Duel(
            made,
            product_votes(product, product_file, postgres_counter(urls["DATABASE_URL"])),
            lean_votes(lean, lean_file, postgres_counter(urls["LEAN_DATABASE_URL"])),
        )
        duel.fight(rounds=5, retakes=2)
        duel.report("P1 vote by personal link, 32 connections, PostgreSQL", "votes")
        print(made.run("manage", "verify_journal", **urls), end="")
        return duel.verdict(MUST).say("P1 vote")


if __name__ == "__main__":
    finish(main)
