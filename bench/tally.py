"""P9: the count of 100,000 papers on 30 resolutions, weighted by college, from PostgreSQL.

The ratio is time: the product may take at most twice the fastest way found, and must be exact.
"""

import json
import statistics

from bench.stage import stage
from bench.table import Verdict, finish, print_table

MUST = 2.0
Times = tuple[float, float]
"""Seconds by the wall, and of this side's processor without the database's."""


def main() -> int:
    """Measure, print, and return the verdict as an exit status."""
    with stage() as made:
        output = made.run("bench.inside.tally", DATABASE_URL=made.database("product"))
    found = json.loads(output)
    rounds: list[tuple[Times, Times]] = found["rounds"]
    print_table(
        "P9 count of 100,000 papers on 30 resolutions, by college, PostgreSQL",
        ["round", "product s", "baseline s", "ratio", "product CPU s", "baseline CPU s"],
        [
            [
                str(number),
                f"{ours[0]:.2f}",
                f"{theirs[0]:.2f}",
                f"{ours[0] / theirs[0]:.2f}",
                f"{ours[1]:.2f}",
                f"{theirs[1]:.2f}",
            ]
            for number, (ours, theirs) in enumerate(rounds, 1)
        ],
    )
    print(f"one ballot counted alone, as when the chair declares it: {found['alone'][0]:.2f} s")
    print(f"exact: {'yes' if found['right'] else 'NO'}")
    ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in rounds)
    return Verdict(ratio, MUST, "at most", "" if found["right"] else "not exact").say("P9 tally")


if __name__ == "__main__":
    finish(main)
