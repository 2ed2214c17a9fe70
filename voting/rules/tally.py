"""Counts a ballot: the door to one file per method."""

from collections.abc import Callable

from voting.rules.contents import CountFile
from voting.rules.election import count_election
from voting.rules.resolution import count_resolution
from voting.rules.result import Result

METHODS: dict[str, Callable[[CountFile], Result]] = {
    "resolution": count_resolution,
    "choice": count_election,
    "yes_no_each": count_election,
}


def count(file: CountFile) -> Result:
    """Count a file that `countfile.parse_count` accepts; exact, pure, the same everywhere."""
    return METHODS[file.method](file)
