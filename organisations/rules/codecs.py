"""How a profile of the statutes is written to JSON and read back, exactly.

One reader per type, found by the annotation of the field, so that a parameter added to a dataclass
is written and read without another line here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any, TypeVar, get_type_hints

from organisations.rules.clauses import (
    MajorityRule,
    ParameterError,
    QuorumRule,
    RetentionRule,
    SeatRule,
)

T = TypeVar("T")

_FRACTION = re.compile(r"[0-9]{1,18}(/[0-9]{0,17}[1-9][0-9]{0,17})?")


Reader = Callable[[object], Any]


def encode(value: object) -> object:
    """Return a value of a parameter as JSON: a fraction as "p/q", a clause as an object."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, _CLAUSES):
        return {item.name: encode(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


def decode(name: str, read: Callable[[object], T], value: object) -> T:
    """Read one value; raises ParameterError naming `name` when it has another type or sense."""
    try:
        return read(value)
    except ParameterError as error:
        raise ParameterError(f"{name}.{error.field}", error.reason) from None
    except (TypeError, ValueError) as error:
        raise ParameterError(name, str(error)) from None


def require_keys(data: Mapping[str, object], expected: set[str]) -> None:
    """Raise ParameterError for the first key that is missing, else for the first unknown one."""
    for name in sorted(expected - set(data)):
        raise ParameterError(name, "missing")
    for name in sorted(set(data) - expected):
        raise ParameterError(name, "unknown")


def readers_of(kind: type) -> dict[str, Reader]:
    """Return the reader of each field of a dataclass, by name, as its annotation says."""
    return {name: _READERS[hint] for name, hint in get_type_hints(kind).items()}


def _read_as(kind: type[T]) -> Callable[[object], T]:
    def read(value: object) -> T:
        # An exact type: JSON's true is no number of days.
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
        return value

    return read


def _optional(read: Callable[[object], T]) -> Callable[[object], T | None]:
    return lambda value: None if value is None else read(value)


def _several(read: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    return lambda value: tuple(read(item) for item in _read_as(list)(value))


def _read_fraction(value: object) -> Fraction:
    text = _read_as(str)(value)
    if not _FRACTION.fullmatch(text):
        raise ValueError('expected a fraction "p/q"')
    return Fraction(text)


def _read_articles(value: object) -> dict[str, str]:
    return {name: _read_as(str)(text) for name, text in _read_as(dict)(value).items()}


def _clause(kind: type[T]) -> Callable[[object], T]:
    readers = readers_of(kind)

    def read(value: object) -> T:
        data: dict[str, object] = _read_as(dict)(value)
        require_keys(data, set(readers))
        return kind(**{name: decode(name, one, data[name]) for name, one in readers.items()})

    return read


_CLAUSES = (MajorityRule, QuorumRule, SeatRule, RetentionRule)
_READERS: dict[object, Reader] = {
    bool: _read_as(bool),
    int: _read_as(int),
    str: _read_as(str),
    Fraction: _read_fraction,
    bool | None: _optional(_read_as(bool)),
    int | None: _optional(_read_as(int)),
    str | None: _optional(_read_as(str)),
    Fraction | None: _optional(_read_fraction),
    tuple[str, ...]: _several(_read_as(str)),
    Mapping[str, str]: _read_articles,
}
_READERS |= {
    MajorityRule | None: _optional(_clause(MajorityRule)),
    QuorumRule | None: _optional(_clause(QuorumRule)),
    tuple[SeatRule, ...]: _several(_clause(SeatRule)),
    tuple[RetentionRule, ...]: _several(_clause(RetentionRule)),
}
