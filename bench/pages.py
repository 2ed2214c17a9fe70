"""P20: every page of a cooperative of 60,000 members against one of 600, by one who may do all.

Two processes, two databases of one PostgreSQL, the same pages in turn, in the three phases of a
meeting (convened, in session, closed). A page's time is the processor's, of the page's process and
of its PostgreSQL process, at the best of several openings: what others do on the machine only ever
adds. Files (PDF, CSV, JSON) and acts (POST) are no pages.
"""

import contextlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.stage import Stage, stage
from bench.table import Verdict, finish, print_table

SMALL, LARGE = 600, 60_000
MUST = 1.5
STATEMENTS = 12
OPENINGS = 3
MORE_OPENINGS = 8
"""A page found too slow is opened so many times more before it is called slow."""
WORST = 12


@dataclass
class Page:
    """One page at one size: its best time and its fewest statements, the first opening apart."""

    status: int
    content_type: str
    statements: int
    cpu: float
    slowest: tuple[float, str]

    def best(self, other: "Page") -> "Page":
        """Return the same page at the better of both."""
        return Page(
            max(self.status, other.status),
            self.content_type,
            min(self.statements, other.statements),
            min(self.cpu, other.cpu),
            min(self.slowest, other.slowest),
        )


@dataclass(frozen=True)
class Pair:
    """One page at both sizes."""

    name: str
    small: Page
    large: Page

    @property
    def ratio(self) -> float:
        """How much longer the large cooperative's page takes."""
        return self.large.cpu / self.small.cpu

    @property
    def fault(self) -> str:
        """What is wrong with the page, if anything."""
        if self.large.status >= 500 or self.small.status >= 500:
            return "error page"
        if self.large.statements != self.small.statements:
            return "statements grow"
        if self.large.statements > STATEMENTS:
            return f"over {STATEMENTS} statements"
        return "time grows" if self.ratio > MUST else ""


class Crawler:
    """A process that builds a cooperative, and opens its pages when told."""

    def __init__(self, made: Stage, members: int) -> None:
        url = made.database(f"product_{members}")
        self._process = made.begin("bench.inside.pages", str(members), DATABASE_URL=url)

    def tell(self, command: str) -> None:
        """Send one command."""
        assert self._process.stdin is not None
        print(command, file=self._process.stdin, flush=True)

    def answer(self) -> Any:  # noqa: ANN401 - any JSON value
        """Return the answer to the oldest command."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a crawler has died")
        return json.loads(line)

    def open(self, page: str, times: int) -> Page:
        """Open a page so many times, once at least, and return it at its best."""
        best: Page | None = None
        for _ in range(times):
            self.tell(f"open {page}")
            opened = Page(**self.answer())
            best = opened if best is None else best.best(opened)
        assert best is not None
        return best

    def end(self) -> None:
        """Let the process end."""
        self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=5)


def main() -> int:
    """Measure, print, and return the verdict as an exit status."""
    with stage() as made:
        crawlers = Crawler(made, SMALL), Crawler(made, LARGE)
        try:
            pairs = list(_crawl(*crawlers))
        finally:
            for crawler in crawlers:
                crawler.end()
    faulty = [pair for pair in pairs if pair.fault]
    shown = sorted(pairs, key=lambda pair: (not pair.fault, -pair.ratio))[: max(WORST, len(faulty))]
    print_table(
        f"P20 {len(pairs)} pages at {LARGE:,} members against {SMALL}, PostgreSQL; the worst:",
        ["page", "CPU ms large", "CPU ms small", "ratio", "SQL large", "SQL small", ""],
        [
            [
                pair.name,
                f"{pair.large.cpu:.1f}",
                f"{pair.small.cpu:.1f}",
                f"{pair.ratio:.2f}",
                str(pair.large.statements),
                str(pair.small.statements),
                pair.fault,
            ]
            for pair in shown
        ],
    )
    for pair in faulty:
        milliseconds, sql = pair.large.slowest
        print(f"{pair.name}: {milliseconds:.1f} ms in {sql}\n")
    most = max(pair.large.statements for pair in pairs)
    print(f"SQL statements of a page: at most {most}, must be at most {STATEMENTS} and equal")
    broken = f"{len(faulty)} of {len(pairs)} pages" if faulty else ""
    worst = max(pair.ratio for pair in pairs)
    return Verdict(worst, MUST, "at most", broken).say("P20 slowest page")


def _crawl(small: Crawler, large: Crawler) -> Iterator[Pair]:
    """Yield every page that answers, in every phase."""
    while True:
        for crawler in (small, large):
            crawler.tell("next")
        entered, other = small.answer(), large.answer()
        if entered is None:
            return
        if entered != other:
            raise RuntimeError("the two cooperatives do not have the same pages")
        for page in entered["pages"]:
            pair = _pair(small, large, page, f"{entered['phase']}: {page}")
            if pair is not None:
                yield pair


def _pair(small: Crawler, large: Crawler, page: str, name: str) -> Pair | None:
    """Open a page at both sizes; None when it is no page: a file, an act, or elsewhere."""
    first = small.open(page, 1), large.open(page, 1)
    is_page = {(opened.status // 100, opened.content_type) for opened in first}
    if is_page != {(2, "text/html")} and max(opened.status for opened in first) < 500:
        return None
    pair = Pair(name, small.open(page, OPENINGS - 1), large.open(page, OPENINGS - 1))
    if pair.ratio <= MUST:
        return pair
    again = small.open(page, MORE_OPENINGS), large.open(page, MORE_OPENINGS)
    return Pair(name, pair.small.best(again[0]), pair.large.best(again[1]))


if __name__ == "__main__":
    finish(main)
