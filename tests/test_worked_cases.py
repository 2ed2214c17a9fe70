"""All fifty worked cases of the notes stand in a table of docs/rules.md that some test reads."""

import re
from pathlib import Path

import pytest

from tests.rules_tables import RULES, table

TESTS = Path(__file__).resolve().parent
NAMES = re.findall(r"<!-- table: (\S+) -->", RULES.read_text(encoding="utf-8"))
CASES = [f"W{number:02}" for number in range(1, 51)]


def _sources() -> list[str]:
    paths = [path for path in TESTS.rglob("test_*.py") if path != Path(__file__).resolve()]
    return [path.read_text(encoding="utf-8") for path in paths]


def _is_read(name: str, sources: list[str]) -> bool:
    """Say whether a test file reads a table, by its name or by a family: `f"count.{name}"`."""
    family, _, last = name.rpartition(".")
    by_family = f'table(f"{family}.{{name}}")'
    return any(
        f'table("{name}")' in source or (by_family in source and f'"{last}"' in source)
        for source in sources
    )


def _rows_of(case: str) -> list[dict[str, str]]:
    rows = (row for name in NAMES for row in table(name))
    return [row for row in rows if any(case in cell for cell in row.values())]


@pytest.mark.parametrize("case", CASES)
def test_a_worked_case_is_on_the_page_of_rules(case: str) -> None:
    assert _rows_of(case), f"{case} is in no table of docs/rules.md"


@pytest.mark.parametrize("name", NAMES)
def test_a_table_of_the_page_is_read_by_a_test(name: str) -> None:
    assert _is_read(name, _sources()), f"no test reads the table {name}"


def test_a_table_that_nobody_reads_would_be_seen() -> None:
    assert not _is_read("count.nobody", _sources())
