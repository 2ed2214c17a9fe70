"""Reads the worked tables of docs/rules.md, so that prose and tests cannot part.

A table is named by a comment on the line above it:

    <!-- table: quorum.bounded -->
    | roll | kind | needed |
    | --- | --- | --- |
    | 60 | ordinary | 10 |
"""

from pathlib import Path

RULES = Path(__file__).resolve().parent.parent / "docs" / "rules.md"


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of the table called `name`, as dictionaries by column heading.

    Raises LookupError when docs/rules.md has no such table or the table is empty.
    """
    lines = RULES.read_text(encoding="utf-8").splitlines()
    marker = f"<!-- table: {name} -->"
    if marker not in lines:
        raise LookupError(f"docs/rules.md has no table named {name}")
    start = lines.index(marker) + 1
    block: list[str] = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        block.append(line)
    heads, rows = _cells(block[0]), [_cells(line) for line in block[2:]]
    if not rows:
        raise LookupError(f"the table {name} of docs/rules.md is empty")
    return [dict(zip(heads, row, strict=True)) for row in rows]
