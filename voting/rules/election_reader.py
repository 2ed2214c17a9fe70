"""Reads what an election adds to a count file, and checks that it holds together."""

from collections.abc import Collection

from voting.rules.election_file import (
    ELECTION_TIES,
    IN_ORDER,
    MARKS,
    TOO_MANY,
    Election,
    ElectionPaper,
)
from voting.rules.reader import Fields, Node

_ANSWERS = ("yes", "no", "abstain")


def read_election(fields: Fields, method: str, kind: str, colleges: Collection[str]) -> Election:
    """Read the options, the seats, the tie rule and the papers of an election.

    `kind` is the weighting, `colleges` the codes a paper may name. Raises CountFileError.
    """
    options = _codes(fields["options"])
    if not options:
        fields["options"].fail("empty")
    tie = _tie(fields)
    minimum, maximum = _bounds(fields, method, len(options))
    return Election(
        method=method,
        options=options,
        papers=tuple(
            read_election_paper(node, method, kind, options, colleges)
            for node in fields["papers"].items()
        ),
        seats=_seats(fields),
        min_choices=minimum,
        max_choices=maximum,
        tie=tie,
        precedence=_precedence(fields, tie, options),
        too_many=fields.read("too_many", lambda node: node.one_of(TOO_MANY)) or TOO_MANY[0],
    )


def read_election_paper(
    node: Node, method: str, kind: str, options: Collection[str], colleges: Collection[str]
) -> ElectionPaper:
    """Read a line of papers: a list of codes (choice), an object (yes_no_each), or a mark."""
    extra = {"heads": (), "weights": ("weight",), "colleges": ("college",)}[kind]
    fields = node.fields(("choice", *extra), ("count",))
    yes, no, mark = _answers(fields["choice"], method, options)
    count = fields.read("count", Node.integer)
    return ElectionPaper(
        yes=yes,
        no=no,
        mark=mark,
        count=1 if count is None else count,
        college=fields.read("college", lambda item: _college(item, colleges)),
        weight=fields.read("weight", Node.exact),
    )


def _college(node: Node, colleges: Collection[str]) -> str:
    code = node.text()
    if code not in colleges:
        node.fail(f'no college has the code "{code}"')
    return code


def _answers(
    node: Node, method: str, options: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    if isinstance(node.value, str):
        return (), (), node.one_of(MARKS)
    if method == "choice":
        return _known(node, options), (), None
    answers = node.fields((), options).members
    said = {code: answer.one_of(_ANSWERS) for code, answer in answers.items()}
    yes = tuple(code for code in options if said.get(code) == "yes")
    return yes, tuple(code for code in options if said.get(code) == "no"), None


def _codes(node: Node) -> tuple[str, ...]:
    """Return a list of codes, none of them twice."""
    codes: dict[str, None] = {}
    for item in node.items():
        code = item.code()
        if code in codes:
            item.fail(f'the code "{code}" is given twice')
        codes[code] = None
    return tuple(codes)


def _known(node: Node, options: Collection[str]) -> tuple[str, ...]:
    codes = _codes(node)
    for place, code in enumerate(codes):
        if code not in options:
            node.items()[place].fail(f'"{code}" is not one of the options')
    return codes


def _seats(fields: Fields) -> int:
    node = fields.get("seats")
    if node is None:
        return 1
    return node.integer() or node.fail("no seat to fill")


def _bounds(fields: Fields, method: str, options: int) -> tuple[int, int | None]:
    """Return the least and the most options a paper may be for."""
    least, most = fields.get("min_choices"), fields.get("max_choices")
    if method == "yes_no_each" and least is not None:
        least.fail('goes with the method "choice" only')
    minimum = 1 if least is None else least.integer()
    if least is not None and minimum > options:
        least.fail(f"{minimum} to tick out of {options} options")
    if most is None:
        return minimum, max(_seats(fields), minimum) if method == "choice" else None
    maximum = most.integer()
    if maximum < max(minimum, 1):
        most.fail(f"{maximum} is less than {max(minimum, 1)}")
    return minimum, maximum


def _tie(fields: Fields) -> str:
    casting, node = fields.get("casting_vote"), fields.get("tie")
    if casting is not None:
        casting.fail("an election has no casting vote")
    return ELECTION_TIES[0] if node is None else node.one_of(ELECTION_TIES)


def _precedence(fields: Fields, tie: str, options: Collection[str]) -> tuple[str, ...]:
    node = fields.get("precedence")
    if node is None:
        return ()
    if tie not in IN_ORDER:
        node.fail(f"goes with the tie rules {', '.join(IN_ORDER)} only")
    return _known(node, options)
