"""Prints the tables and the verdicts of the measures."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn


class VoidFigure(RuntimeError):
    """What was measured was not done right: the figure means nothing."""


def finish(main: Callable[[], int]) -> NoReturn:
    """Run a measure and leave with its verdict as the exit status, 1 for a void figure."""
    try:
        sys.exit(main())
    except VoidFigure as problem:
        sys.exit(f"void: {problem}")


@dataclass(frozen=True)
class Verdict:
    """A figure against the one it must reach; `broken` says what makes it void."""

    figure: float
    must: float
    sense: Literal["at least", "at most"]
    broken: str = ""

    @property
    def passed(self) -> bool:
        """True when the figure is good and nothing makes it void."""
        good = self.figure >= self.must if self.sense == "at least" else self.figure <= self.must
        return good and not self.broken

    def say(self, name: str) -> int:
        """Print the verdict on one line; return the exit status."""
        result = "pass" if self.passed else "MISSED"
        reason = f" ({self.broken})" if self.broken else ""
        print(f"{name}: {self.figure:.2f}, must be {self.sense} {self.must:g}: {result}{reason}")
        return 0 if self.passed else 1


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print columns wide enough for their content, the first to the left, the others right."""
    table = [list(head), *(list(row) for row in rows)]
    widths = [max(len(row[place]) for row in table) for place in range(len(head))]
    if title:
        print(title)
    for row in table:
        cells = [
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  " + "  ".join(cells).rstrip())
    print(flush=True)
