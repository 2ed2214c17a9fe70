"""No rule of any app can round: no float, no division that could make one, no inexact function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RULES = sorted(
    path
    for folder in ROOT.glob("*/rules")
    if (ROOT / folder.parent.name / "__init__.py").exists()
    for path in folder.rglob("*.py")
)
EXACT_FILES = [*RULES, ROOT / "voting" / "recount.py"]
# `round` is exact on a Fraction and rounds halves to even: cut or raise in words instead.
INEXACT_NAMES = {"float", "round", "complex"}
INEXACT_MODULES = {"cmath", "decimal", "random", "statistics", "numpy"}
EXACT_OF_MATH = {"ceil", "comb", "factorial", "floor", "gcd", "isqrt", "lcm", "perm", "prod"}
_Scope = ast.FunctionDef | ast.Module


def _scopes(tree: ast.Module) -> Iterator[tuple[_Scope, list[ast.AST]]]:
    """Yield every function, and the module, with all that it contains."""
    yield tree, list(ast.walk(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node, list(ast.walk(node))


def _fractions_of(scope: _Scope, nodes: list[ast.AST]) -> set[str]:
    """Return the names that a scope annotates as Fraction or fills from a Fraction."""
    names = set()
    if isinstance(scope, ast.FunctionDef):
        arguments = [*scope.args.args, *scope.args.kwonlyargs]
        names = {
            argument.arg
            for argument in arguments
            if argument.annotation is not None and ast.unparse(argument.annotation) == "Fraction"
        }
    for node in nodes:
        if isinstance(node, ast.Assign) and "Fraction" in ast.unparse(node.value):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def _exact(operand: ast.expr, fractions: set[str]) -> bool:
    named = {node.id for node in ast.walk(operand) if isinstance(node, ast.Name)}
    return "Fraction" in named or bool(named & fractions)


def _floats(source: str) -> list[str]:
    """Return each place of a source that has or could make a float."""
    tree = ast.parse(source)
    found = []
    exact_divisions: set[ast.BinOp] = set()
    divisions: set[ast.BinOp] = set()
    for scope, nodes in _scopes(tree):
        fractions = _fractions_of(scope, nodes)
        for node in nodes:
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
                divisions.add(node)
                if _exact(node.left, fractions) or _exact(node.right, fractions):
                    exact_divisions.add(node)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            found.append(f"line {node.lineno}: the constant {node.value}")
        if isinstance(node, ast.Name) and node.id in INEXACT_NAMES:
            found.append(f"line {node.lineno}: the name {node.id}")
        found += _inexact_imports(node)
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
            found.append(f"line {node.lineno}: /=")
    found += [
        f"line {division.lineno}: {ast.unparse(division)}"
        for division in divisions - exact_divisions
    ]
    return found


def _inexact_imports(node: ast.AST) -> list[str]:
    """Return what a statement imports, or takes from `math`, that works on floats."""
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names if alias.name in INEXACT_MODULES]
    elif isinstance(node, ast.ImportFrom) and node.module == "math":
        names = [alias.name for alias in node.names if alias.name not in EXACT_OF_MATH]
    elif isinstance(node, ast.ImportFrom) and node.module in INEXACT_MODULES:
        names = [node.module]
    elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "math":
        names = [node.attr] if node.attr not in EXACT_OF_MATH else []
    return [f"line {getattr(node, 'lineno', 0)}: {name} works on floats" for name in names]


@pytest.mark.parametrize("path", EXACT_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rule_file_has_no_float_and_no_division_of_whole_numbers(path: Path) -> None:
    assert _floats(path.read_text(encoding="utf-8")) == []


def test_the_rules_of_every_app_are_looked_at() -> None:
    apps = {path.relative_to(ROOT).parts[0] for path in RULES}
    assert {"organisations", "meetings", "mandates", "voting"} <= apps


@pytest.mark.parametrize(
    "source",
    [
        "x = 0.5",
        "x = 1e3",
        "x = float('1')",
        "def f(a: int, b: int) -> object:\n    return a / b",
        "def f(a: int) -> object:\n    a /= 2\n    return a",
        "def f(a: Fraction) -> object:\n    return a\ndef g(a: int) -> object:\n    return a / 2",
        "def f(x: float) -> object:\n    return x",
        "x = round(Fraction(1, 3), 2)",
        "from math import sqrt",
        "from math import pi, floor",
        "import math\nx = math.log(2)",
        "import math\nx = math.inf",
        "from decimal import Decimal",
        "import statistics",
        "x = 1j",
    ],
)
def test_the_check_sees_a_float(source: str) -> None:
    assert _floats(source)


@pytest.mark.parametrize(
    "source",
    [
        "x = Fraction(1, 2) / 3",
        "x = 7 // 2",
        "from math import ceil, comb, floor, gcd, isqrt, lcm",
        "import math\nx = math.gcd(4, 6)",
        "def f(a: Fraction) -> Fraction:\n    return 1 / a",
        "def f(a: int) -> Fraction:\n    whole = Fraction(a)\n    return whole / 3",
    ],
)
def test_the_check_lets_exact_arithmetic_through(source: str) -> None:
    assert _floats(source) == []
