"""Reads a JSON document strictly: every refusal says where (a JSON path) and why."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn, TypeVar

from voting.rules.exact import parse_exact

T = TypeVar("T")

_NAMES = {
    "dict": "an object",
    "list": "a list",
    "str": "a text",
    "int": "an integer",
    "bool": "true or false",
    "NoneType": "null",
}


class CountFileError(ValueError):
    """A file that cannot be counted; `path` says where ("$.papers[3].count"), `reason` why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the document and the path that leads to it."""

    value: object
    path: str = "$"

    def fail(self, reason: str) -> NoReturn:
        """Refuse the document because of this value."""
        raise CountFileError(self.path, reason)

    def _expect(self, what: str) -> NoReturn:
        self.fail(f"expected {what}, found {_NAMES.get(type(self.value).__name__, 'a decimal')}")

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> "Fields":
        """Return the members of an object that holds all of `required` and nothing unknown."""
        if not isinstance(self.value, dict):
            self._expect("an object")
        for key in self.value:
            if key not in required and key not in optional:
                self.fail(f'unknown key "{key}"')
        for key in required:
            if key not in self.value:
                self.fail(f'the key "{key}" is missing')
        members = {key: Node(value, f"{self.path}.{key}") for key, value in self.value.items()}
        return Fields(members)

    def items(self) -> list["Node"]:
        """Return the members of a list."""
        if not isinstance(self.value, list):
            self._expect("a list")
        return [Node(value, f"{self.path}[{place}]") for place, value in enumerate(self.value)]

    def text(self) -> str:
        """Return a text that UTF-8 can write."""
        if not isinstance(self.value, str):
            self._expect("a text")
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            self.fail("holds half a character (a lone surrogate)")
        return self.value

    def code(self) -> str:
        """Return a text that names something: not empty."""
        return self.text() or self.fail("empty")

    def one_of(self, choices: Collection[str]) -> str:
        """Return a text that is one of `choices`."""
        text = self.text()
        if text not in choices:
            self.fail(f'"{text}" is not one of {", ".join(choices)}')
        return text

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self._expect("true or false")
        return self.value

    def integer(self) -> int:
        """Return a whole number, zero or more."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self._expect("an integer")
        if self.value < 0:
            self.fail(f"{self.value} is negative")
        return self.value

    def exact(self) -> Fraction:
        """Return an exact number, zero or more: "3/10", "3", or the integer 3."""
        if not isinstance(self.value, str):
            if isinstance(self.value, bool) or not isinstance(self.value, int):
                self._expect('a fraction such as "3/10"')
            return Fraction(self.integer())
        try:
            return parse_exact(self.value)
        except ValueError as refusal:
            self.fail(str(refusal))

    def part(self) -> Fraction:
        """Return an exact number between 0 and 1."""
        value = self.exact()
        if value > 1:
            self.fail(f"{value} is more than 1")
        return value


@dataclass(frozen=True, slots=True)
class Fields:
    """The members of an object by key."""

    members: dict[str, Node]

    def __getitem__(self, key: str) -> Node:
        return self.members[key]

    def get(self, key: str) -> Node | None:
        """Return a member, None where the object does not have it."""
        return self.members.get(key)

    def read(self, key: str, reader: Callable[[Node], T]) -> T | None:
        """Return what `reader` reads in a member, None where the object does not have it."""
        node = self.members.get(key)
        return None if node is None else reader(node)
