"""Every public rule is told in docs/rules.md: a rule coded and not written down fails here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules_tables import RULES

ROOT = Path(__file__).resolve().parents[2]


def public_rules() -> Iterator[tuple[str, str]]:
    """Yield (module, function) for every public function of every rules package."""
    for path in sorted(ROOT.glob("*/rules/**/*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield str(path.relative_to(ROOT)), node.name


def test_the_rules_are_found() -> None:
    names = {name for _path, name in public_rules()}
    assert {"check", "legal_calendar", "quorum", "may_hold"} <= names


@pytest.mark.parametrize(("path", "name"), list(public_rules()))
def test_a_rule_is_told_in_the_page_of_rules(path: str, name: str) -> None:
    assert f"`{name}`" in RULES.read_text(encoding="utf-8"), f"{path}: {name} is not told"
