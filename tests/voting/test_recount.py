"""`python -m voting.recount` counts a file again with nothing but the standard library."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.oracles.files import dice_of, random_file
from tests.rules_tables import table
from tests.voting.elections import election_file
from tests.voting.worked import count_file
from voting.rules.countfile import parse_count
from voting.rules.tally import count

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder with a copy of the recount program and of the rules it needs."""
    folder = tmp_path_factory.mktemp("alone")
    voting = folder / "voting"
    (voting / "rules").mkdir(parents=True)
    shutil.copy(ROOT / "voting" / "__init__.py", voting)
    shutil.copy(ROOT / "voting" / "recount.py", voting)
    for path in (ROOT / "voting" / "rules").glob("*.py"):
        shutil.copy(path, voting / "rules")
    return folder


def _recount(
    alone: Path, *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program where neither site packages nor the repository can be imported."""
    return subprocess.run(  # noqa: S603 -- our own interpreter and program
        [sys.executable, "-S", "-W", "error", "-m", "voting.recount", *arguments],
        cwd=alone,
        input=stdin,
        capture_output=True,
        check=False,
        env=env or {},
    )


def _w01() -> dict[str, Any]:
    return count_file(table("count.proportional")[0])


def test_a_file_is_counted_with_the_standard_library_alone(alone: Path, tmp_path: Path) -> None:
    path = tmp_path / "count.json"
    path.write_text(json.dumps(_w01()), encoding="utf-8")
    done = _recount(alone, str(path))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == count(parse_count(_w01())).to_json()


@pytest.mark.parametrize("case", ["W37 weighted, two seats", "W39 more yes than no"])
def test_an_election_is_counted_again_with_the_standard_library_alone(
    alone: Path, case: str
) -> None:
    (row,) = [row for row in table("count.elections") if row["case"] == case]
    file = election_file(row)
    done = _recount(alone, "-", stdin=json.dumps(file).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == count(parse_count(file)).to_json()


def test_standard_input_is_counted_like_a_file(alone: Path) -> None:
    done = _recount(alone, "-", stdin=json.dumps(_w01()).encode())
    assert json.loads(done.stdout)["share"] == "53/100"


def test_the_output_is_utf_8_whatever_the_locale(alone: Path) -> None:
    file = count_file(table("count.heads")[0] | {"case": "Élu·e·s ≈ 100 %"})
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = _recount(alone, "-", stdin=json.dumps(file).encode(), env=env)
    assert done.returncode == 0
    assert "adoptée" in done.stdout.decode("utf-8")


def test_a_file_with_a_byte_order_mark_is_read(alone: Path) -> None:
    done = _recount(alone, "-", stdin=b"\xef\xbb\xbf" + json.dumps(_w01()).encode())
    assert done.returncode == 0


REFUSED: list[tuple[bytes, bytes]] = [
    (b"", b"not JSON at line 1, column 1"),
    (b'{"format": ', b"not JSON at line 1, column 12"),
    (b"\xff\xfe{}", b"not UTF-8 at byte 0"),
    (b'{"format": 1, "format": 2}', b'the key "format" is given twice'),
    (b'{"format": NaN}', b"NaN is not a number"),
    (b"[" * 100_000, b"nested too deep"),
    (b'{"format": ' + b"9" * 5000 + b"}", b"a number too long"),
    (b"[]", b"$: expected an object, found a list"),
    (b'{"format": "tala-count/1", "method": "stv"}', b"method stv is not counted by this version"),
]


@pytest.mark.parametrize(("content", "why"), REFUSED)
def test_a_file_that_is_not_valid_gets_one_line_and_status_two(
    alone: Path, content: bytes, why: bytes
) -> None:
    done = _recount(alone, "-", stdin=content)
    assert (done.returncode, done.stdout) == (2, b"")
    assert why in done.stderr
    assert done.stderr.startswith(b"-: ")
    assert done.stderr.count(b"\n") == 1


def test_the_refusal_names_the_file_the_place_and_the_reason(alone: Path, tmp_path: Path) -> None:
    file = _w01()
    file["papers"][3]["count"] = -2
    path = tmp_path / "count.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    done = _recount(alone, str(path))
    assert done.returncode == 2
    assert done.stderr.decode() == f"{path}: $.papers[3].count: -2 is negative\n"


def test_a_line_break_in_the_file_does_not_break_the_line(alone: Path) -> None:
    file = _w01() | {"method": "two\nlines\r\nhere"}
    done = _recount(alone, "-", stdin=json.dumps(file).encode())
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_a_missing_file_is_said(alone: Path, tmp_path: Path) -> None:
    done = _recount(alone, str(tmp_path / "nowhere.json"))
    assert done.returncode == 2
    assert b"No such file" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["one.json", "two.json"]])
def test_wrong_arguments_get_the_usage(alone: Path, arguments: list[str]) -> None:
    done = _recount(alone, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(b"usage: python -m voting.recount FILE.json")


def test_random_files_are_counted_to_the_same_byte_in_another_process(
    alone: Path, tmp_path: Path
) -> None:
    dice = dice_of("recount")
    for number in range(8):
        file = random_file(dice)
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(file), encoding="utf-8")
        expected = json.dumps(count(parse_count(file)).to_json(), ensure_ascii=False, indent=2)
        assert _recount(alone, str(path)).stdout.decode() == f"{expected}\n"


def test_importing_the_packages_imports_nothing() -> None:
    for path in (ROOT / "voting" / "__init__.py", ROOT / "voting" / "rules" / "__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [
            node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
        ]


def test_the_count_imports_the_standard_library_and_itself_only() -> None:
    for path in [*(ROOT / "voting" / "rules").glob("*.py"), ROOT / "voting" / "recount.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                assert name.startswith("voting.rules") or name.split(".")[0] in (
                    sys.stdlib_module_names
                ), f"{path.name} imports {name}"
