"""Reads what cooperative a register file belongs to: its colleges, their categories and weights."""

from collections import Counter
from fractions import Fraction

from demonstration.register import COLLEGES, DemoCollege
from organisations.models import CategoryKind
from organisations.rules.register_columns import recognise
from tala.lib.csvfile import read_table
from tala.lib.refusals import InputError
from tala.lib.text import fold

KINDS = (
    ("salari", CategoryKind.EMPLOYEE),
    ("producteur", CategoryKind.PRODUCER),
    ("collectivite", CategoryKind.PUBLIC_BODY),
    ("benevole", CategoryKind.VOLUNTEER),
    ("usager", CategoryKind.BENEFICIARY),
    ("beneficiaire", CategoryKind.BENEFICIARY),
    ("client", CategoryKind.BENEFICIARY),
)
"""A word of a category's name and the legal link it tells; any other is a contributor."""


def colleges_of(content: bytes, filename: str, weights: list[Fraction]) -> list[DemoCollege]:
    """Return the colleges of a register; none when the file names none.

    `weights` go to the colleges in the demonstration's order where the names are its own, else from
    the least numerous to the most; without weights the demonstration's are taken. Raises InputError
    when there are not as many weights as colleges.
    """
    table = read_table(content, filename)
    columns = recognise([fold(heading) for heading in table.headers])
    if "college" not in columns or "category" not in columns:
        return []
    pairs = Counter(
        (row.cells[columns["college"]].strip(), row.cells[columns["category"]].strip())
        for row in table.rows
        if len(row.cells) > max(columns["college"], columns["category"])
    )
    names = _in_order({college for college, _category in pairs if college}, pairs)
    weights = weights or [college.weight for college in COLLEGES]
    if len(weights) != len(names):
        raise InputError(
            f"Le registre a {len(names)} collèges et il y a {len(weights)} poids : donnez-en un "
            f"par collège avec --weights, dans l’ordre : {', '.join(names)}."
        )
    return [_college(name, weight, pairs) for name, weight in zip(names, weights, strict=True)]


def _in_order(names: set[str], pairs: Counter[tuple[str, str]]) -> list[str]:
    known = {college.name: place for place, college in enumerate(COLLEGES)}
    if names == set(known):
        return sorted(names, key=known.__getitem__)
    sizes = Counter[str]()
    for (college, _category), number in pairs.items():
        sizes[college] += number
    return sorted(names, key=lambda name: (sizes[name], name))


def _college(name: str, weight: Fraction, pairs: Counter[tuple[str, str]]) -> DemoCollege:
    categories = tuple(
        (_code(category), category, kind_of(category).value, number)
        for (college, category), number in sorted(pairs.items())
        if college == name
    )
    return DemoCollege(_code(name), name, weight, categories)


def kind_of(category: str) -> CategoryKind:
    """Return the legal link a category's name tells."""
    folded = fold(category)
    return next((kind for word, kind in KINDS if word in folded), CategoryKind.OTHER)


def _code(name: str) -> str:
    return fold(name).replace(" ", "-")[:40]
