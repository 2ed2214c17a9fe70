"""Reads from /proc how much processor time each part took, and how much others took meanwhile."""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
CORES = os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds since some origin: the wall's, those of each part, this process's, the machine's."""

    wall: float
    parts: Mapping[str, float]
    driver: float
    machine: float

    def since(self, before: "Reading") -> "Reading":
        """Return what passed since an earlier reading."""
        return Reading(
            self.wall - before.wall,
            {name: self.parts[name] - before.parts[name] for name in self.parts},
            self.driver - before.driver,
            self.machine - before.machine,
        )

    @property
    def foreign(self) -> float:
        """The share of the machine, 0 to 1, that none of the parts took."""
        own = sum(self.parts.values()) + self.driver
        return max(0.0, self.machine - own) / (CORES * self.wall)

    @property
    def busy(self) -> float:
        """The share of the machine, 0 to 1, that was at work at all."""
        return self.machine / (CORES * self.wall)


def read(parts: Mapping[str, int]) -> Reading:
    """Read the clocks; `parts` names process trees by the process identifier of their root."""
    table = dict(_processes())
    return Reading(
        time.perf_counter(),
        {name: _tree_seconds(table, root) for name, root in parts.items()},
        time.process_time(),
        _busy_seconds(),
    )


def _processes() -> Iterable[tuple[int, tuple[int, float]]]:
    """Yield (process, (parent, seconds of the process and of its children that have ended))."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        yield int(folder.name), (int(fields[1]), sum(map(int, fields[11:15])) / TICK)


def _tree_seconds(table: Mapping[int, tuple[int, float]], root: int) -> float:
    wanted, total = [root], 0.0
    while wanted:
        process = wanted.pop()
        total += table.get(process, (0, 0.0))[1]
        wanted += [child for child, (parent, _seconds) in table.items() if parent == process]
    return total


def _busy_seconds() -> float:
    """User, nice, system and interrupt time of all cores; not idle, waiting or stolen."""
    line = Path("/proc/stat").read_text().split("\n", 1)[0]
    fields = [int(word) for word in line.split()[1:]]
    return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / TICK
