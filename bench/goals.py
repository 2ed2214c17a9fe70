"""Runs the measures one after the other, each in a process of its own, and prints one table.

python -m bench.goals [NAME...] leaves with 1 when a goal is missed or void.
"""

import subprocess
import sys
import time

from bench.stage import ROOT
from bench.table import print_table

GOALS = {
    "vote": "P1 vote by personal link, PostgreSQL",
    "ballot_page": "P6 ballot page of 30 resolutions",
    "tally": "P9 count of 100,000 x 30",
    "sqlite": "P18 vote on SQLite, embedded mode",
    "pages": "P20 pages at 60,000 members",
}


def main(names: list[str]) -> int:
    """Run the named measures, all by default; return the exit status."""
    unknown = [name for name in names if name not in GOALS]
    if unknown:
        print(f"no such measure: {', '.join(unknown)}; there are {', '.join(GOALS)}")
        return 2
    rows, missed = [], 0
    for name in names or GOALS:
        started = time.monotonic()
        status, verdict = _run(name)
        missed += status != 0
        seconds = f"{time.monotonic() - started:.0f}"
        rows.append([GOALS[name], verdict, seconds])
    print_table("Summary", ["goal", "verdict", "s"], rows)
    return 1 if missed else 0


def _run(name: str) -> tuple[int, str]:
    """Run one measure, show what it prints, and return its status and its last line."""
    command = [sys.executable, "-m", f"bench.{name}"]
    last = "no verdict"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    print(flush=True)
    return process.returncode, last if process.returncode in {0, 1} else "failed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
