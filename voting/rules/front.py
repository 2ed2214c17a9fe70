"""Keeps, among choices that add up, only those no other beats on both cost and value."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

Value = TypeVar("Value", Fraction, tuple[int, int])

Front = list[tuple[int, Value]]
"""Pairs of (papers, value), papers rising and value rising."""


def best(pairs: Iterable[tuple[int, Value]]) -> Front[Value]:
    """Return the pairs that no pair of equal or fewer papers equals or beats in value."""
    front: Front[Value] = []
    for papers, value in sorted(pairs, key=lambda pair: (-pair[0], pair[1]), reverse=True):
        if not front or value > front[-1][1]:
            front.append((papers, value))
    return front
