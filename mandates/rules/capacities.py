"""One person, several links: one membership is one voice in one college, whatever the links.

A human who is a member and also speaks for a legal person that is a member stands for two entries
of the roll, signs twice and casts two votes, each in its own college.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mandates.rules.readings import USUAL, Readings


@dataclass(frozen=True, slots=True)
class Membership:
    """A member: who casts the vote, and every category the member has a link with.

    `human` is the member, or whoever represents a legal person. `assigned` is the category that the
    board has given the member, empty while it has given none.
    """

    number: str
    human: str
    categories: tuple[str, ...]
    assigned: str = ""


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One voice of the roll; `category` is empty while the board has to choose between several."""

    number: str
    human: str
    category: str


def roll_entries(
    members: Sequence[Membership],
    employees: Collection[str] = ("employees",),
    readings: Readings = USUAL,
) -> tuple[RollEntry, ...]:
    """Return one entry a membership, with the category that gives its college.

    The board's choice holds; else an employee votes with the employees; else a single category
    decides. `employees` are the codes of the categories of employees. Raises ValueError for a
    member who is there twice or without any category.
    """
    numbers = [member.number for member in members]
    if len(set(numbers)) != len(numbers):
        raise ValueError("a member is there twice")
    return tuple(
        RollEntry(member.number, member.human, _category(member, employees, readings))
        for member in members
    )


def votes_in_hand(entries: Sequence[RollEntry], human: str) -> int:
    """Return how many votes of the roll one human casts, before any proxy."""
    return sum(entry.human == human for entry in entries)


def heads_by_category(entries: Sequence[RollEntry]) -> Mapping[str, int]:
    """Return how many voices each category has; a member of two categories is in one of them."""
    heads: dict[str, int] = {}
    for entry in entries:
        heads[entry.category] = heads.get(entry.category, 0) + 1
    return heads


def _category(member: Membership, employees: Collection[str], readings: Readings) -> str:
    if not member.categories:
        raise ValueError(f"member {member.number} has no category")
    if member.assigned:
        return member.assigned
    if readings.employees_first:
        own = [category for category in member.categories if category in employees]
        if own:
            return own[0]
    return member.categories[0] if len(member.categories) == 1 else ""
