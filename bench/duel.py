"""The protocol of a goal: both servers live at once, slices alternate, ratios decide.

The machine drifts by a third within minutes, so that only the ratio of two slices taken one after
the other means anything; the figure of a goal is the median of the rounds' ratios.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bench import meter
from bench.driver import Load, drive
from bench.meter import Reading
from bench.stage import Server, Stage
from bench.table import Verdict, print_table

CONNECTIONS = 32
FOREIGN_LIMIT = 0.08
"""A slice during which others took more of the machine than this is taken again, within reason."""

Check = Callable[[Load], None]


@dataclass
class Side:
    """One of the two: its server, its requests, what counts as done, and how that is checked."""

    name: str
    server: Server
    requests: Iterator[bytes]
    accepts: Callable[[bytes], bool]
    check: Check


@dataclass(frozen=True)
class Slice:
    """What one slice gave."""

    load: Load
    spent: Reading

    def cpu(self, part: str) -> float:
        """Processor milliseconds of a part per accepted answer; SQLite is a part of the web."""
        return self.spent.parts.get(part, 0.0) / max(self.load.accepted, 1) * 1000

    @property
    def driver_cpu(self) -> float:
        """Processor milliseconds of the driver per accepted answer."""
        return self.spent.driver / max(self.load.accepted, 1) * 1000


@dataclass
class Duel:
    """The slices of both sides, round by round."""

    stage: Stage
    product: Side
    baseline: Side
    seconds: float = 3.0
    rounds: list[tuple[Slice, Slice]] = field(default_factory=list)

    def fight(self, *, rounds: int, retakes: int) -> None:
        """Warm both up, then take `rounds` rounds; at most `retakes` slices are taken twice."""
        for side in (self.baseline, self.product):
            self._slice(side, 1.0)
        for _ in range(rounds):
            pair: list[Slice] = []
            for side in (self.baseline, self.product):
                taken = self._slice(side, self.seconds)
                if taken.spent.foreign > FOREIGN_LIMIT and retakes > 0:
                    retakes -= 1
                    taken = self._slice(side, self.seconds)
                pair.append(taken)
            self.rounds.append((pair[1], pair[0]))

    def verdict(self, must: float) -> Verdict:
        """Return the median ratio against the figure that must be reached.

        It is that of the rates; on a machine that others would not leave alone it is that of the
        processor time of an act, web and database, which they disturb less.
        """
        if self.disturbed:
            return Verdict(statistics.median(map(_cpu_ratio, self.rounds)), must, "at least")
        return Verdict(statistics.median(map(_rate_ratio, self.rounds)), must, "at least")

    @property
    def disturbed(self) -> bool:
        """True when others took more than their share in most of the rounds."""
        shares = [max(taken.spent.foreign for taken in pair) for pair in self.rounds]
        return statistics.median(shares) > FOREIGN_LIMIT

    def report(self, title: str, unit: str) -> None:
        """Print the rounds, and for both sides the medians of what one act costs."""
        print_table(
            title,
            [
                "round",
                f"product {unit}/s",
                f"lean {unit}/s",
                "ratio",
                "CPU ratio",
                "busy",
                "others",
            ],
            [
                [
                    str(number),
                    f"{pair[0].load.rate:.0f}",
                    f"{pair[1].load.rate:.0f}",
                    f"{_rate_ratio(pair):.2f}",
                    f"{_cpu_ratio(pair):.2f}",
                    " / ".join(f"{taken.spent.busy:.0%}" for taken in pair),
                    " / ".join(f"{taken.spent.foreign:.0%}" for taken in pair),
                ]
                for number, pair in enumerate(self.rounds, 1)
            ],
        )
        print_table(
            "",
            ["CPU ms per act", "web", "database", "driver", "p50 ms", "p99 ms", "refused"],
            [
                _costs("product", [product for product, _ in self.rounds]),
                _costs("lean", [baseline for _, baseline in self.rounds]),
            ],
        )
        if self.disturbed:
            print("Others used the machine: the verdict compares processor time, not rates.")

    def _slice(self, side: Side, seconds: float) -> Slice:
        parts = {"web": side.server.pid}
        if self.stage.postgres_pid:
            parts["database"] = self.stage.postgres_pid
        before = meter.read(parts)
        load = drive(
            side.server.port,
            side.requests,
            side.accepts,
            connections=CONNECTIONS,
            seconds=seconds,
        )
        spent = meter.read(parts).since(before)
        side.check(load)
        time.sleep(0.2)
        return Slice(load, spent)


def _rate_ratio(pair: tuple[Slice, Slice]) -> float:
    """How many acts the product does in the time in which the baseline does one."""
    return pair[0].load.rate / pair[1].load.rate


def _cpu_ratio(pair: tuple[Slice, Slice]) -> float:
    """The same for their processor time."""
    ours, theirs = (taken.cpu("web") + taken.cpu("database") for taken in pair)
    return theirs / ours


def _costs(name: str, slices: list[Slice]) -> list[str]:
    def median(figure: Callable[[Slice], float]) -> float:
        return statistics.median(figure(taken) for taken in slices)

    refused = sum(taken.load.refused.total() for taken in slices)
    return [
        name,
        f"{median(lambda taken: taken.cpu('web')):.2f}",
        f"{median(lambda taken: taken.cpu('database')):.2f}",
        f"{median(lambda taken: taken.driver_cpu):.2f}",
        f"{median(lambda taken: taken.load.percentile(0.5)):.0f}",
        f"{median(lambda taken: taken.load.percentile(0.99)):.0f}",
        str(refused),
    ]
