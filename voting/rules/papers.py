"""Groups the urn's compact rows into counts: one letter per resolution, one row per voice."""

from collections.abc import Iterable, Mapping, Sequence

from voting.rules.countfile import Paper
from voting.rules.counts import Counts

LETTERS = {"Y": "for", "N": "against", "A": "abstain", "B": "blank", "X": "null"}
NOT_VOTED = "."


def group_papers(
    rows: Iterable[tuple[str, str]], positions: Sequence[int] | None = None
) -> list[dict[str, Counts]]:
    """Return, for each position (all of them by default), the counts of each college by its code.

    A row is (letters, college code); every row has one letter per resolution, a key of LETTERS or
    NOT_VOTED, which is no paper. A college with rows but no paper has zero counts. Raises
    ValueError for rows of unequal lengths, an unknown letter or a position out of the rows.
    """
    grouped: dict[str, list[str]] = {}
    for letters, college in rows:
        try:
            grouped[college].append(letters)
        except KeyError:
            grouped[college] = [letters]
    sizes = {len(letters) for group in grouped.values() for letters in group}
    if len(sizes) > 1:
        raise ValueError(f"rows of {min(sizes)} and {max(sizes)} letters in one urn")
    size = max(sizes, default=0)
    wanted = range(size) if positions is None else positions
    if sizes and not all(0 <= position < size for position in wanted):
        raise ValueError(f"a position is out of rows of {size} letters")
    columns = {college: "".join(group) for college, group in grouped.items()}
    return [
        {college: _counts(joined[position::size]) for college, joined in columns.items()}
        for position in wanted
    ]


def _counts(column: str) -> Counts:
    counts = Counts(*(column.count(letter) for letter in LETTERS))
    if counts.papers + column.count(NOT_VOTED) != len(column):
        unknown = sorted(set(column) - {*LETTERS, NOT_VOTED})
        raise ValueError(f"unknown letters in the urn: {' '.join(unknown)}")
    return counts


def paper_lines(counts: Mapping[str, Counts]) -> tuple[Paper, ...]:
    """Return the lines of a count file for these counts by college, without empty lines.

    The code "" stands for a ballot without colleges.
    """
    return tuple(
        Paper(choice, count, college or None)
        for college, group in counts.items()
        for choice, count in group.by_choice().items()
        if count
    )
