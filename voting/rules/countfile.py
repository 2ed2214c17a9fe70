"""Reads and checks an open count file, `tala-count/1`: docs/formats.md tells the format.

`parse_count` checks everything; a CountFile built by hand is checked by
`parse_count(file.to_json())`.
"""

from dataclasses import replace
from fractions import Fraction

from voting.rules.contents import (
    COMBINATIONS,
    COUNTED_METHODS,
    DEFAULT_CAP,
    EMPTY_POLICIES,
    FEWEST_COLLEGES,
    FORMAT,
    KINDS,
    MERGE,
    METHODS,
    RESOLUTION_TIES,
    TIES,
    TIES_IN_COLLEGE,
    TRIGGERS,
    College,
    CollegeRule,
    CountFile,
    Paper,
)
from voting.rules.counts import CHOICES
from voting.rules.election_file import ELECTION_METHODS, USUAL_MAJORITIES
from voting.rules.election_reader import read_election
from voting.rules.majority import BASES, Majority, is_base
from voting.rules.reader import CountFileError, Fields, Node

__all__ = ["College", "CollegeRule", "CountFile", "CountFileError", "Paper", "parse_count"]


def parse_count(data: object) -> CountFile:
    """Read and check a count file given as JSON values.

    Raises CountFileError, which says where and why, for anything that is not a `tala-count/1` file
    counted by this version.
    """
    root = Node(data)
    method, fields = _root_fields(root)
    majority = fields.read("majority", _majority) or USUAL_MAJORITIES[method]
    kind, rule = _weighting(fields["weighting"])
    colleges = _colleges(root, fields, rule)
    registered, attending = _roll(root, fields, kind, majority.base)
    file = CountFile(
        title=fields["title"].text(),
        method=method,
        majority=majority,
        kind=kind,
        papers=(),
        college_rule=rule,
        colleges=colleges,
        registered=registered,
        attending=attending,
    )
    file = _with_election(file, fields) if method in ELECTION_METHODS else _with_text(file, fields)
    _check_papers_fit(file, fields)
    return file


def _with_text(file: CountFile, fields: Fields) -> CountFile:
    """Add the papers for and against a text, and what a tie becomes."""
    tie, casting_vote = _tie(fields)
    known = {college.code for college in file.colleges}
    papers = tuple(_paper(node, file.kind, known) for node in fields["papers"].items())
    return replace(file, papers=papers, tie=tie, casting_vote=casting_vote)


def _with_election(file: CountFile, fields: Fields) -> CountFile:
    """Add the options and the papers of an election; its colleges count by proportion only."""
    rule = file.college_rule
    if rule is not None and rule.combination != "proportional":
        fields["weighting"].fail('elections count colleges by "proportional" only')
    known = [college.code for college in file.colleges]
    election = read_election(fields, file.method, file.kind, known)
    return replace(file, election=election, tie=election.tie)


def _root_fields(root: Node) -> tuple[str, Fields]:
    """Check format and method first: their refusal explains every other."""
    method = "resolution"
    if isinstance(root.value, dict):
        head = {key: Node(root.value.get(key), f"$.{key}") for key in ("format", "method")}
        if head["format"].value != FORMAT:
            head["format"].fail(f'not "{FORMAT}"')
        method = head["method"].one_of(METHODS)
        if method not in COUNTED_METHODS:
            head["method"].fail(f"method {method} is not counted by this version")
    required = ("format", "title", "method", "weighting", "papers")
    optional = ("tie", "casting_vote", "colleges", "registered", "attending")
    if method in ELECTION_METHODS:
        return method, root.fields((*required, "options"), (*optional, *_OF_ELECTIONS))
    return method, root.fields((*required, "majority"), optional)


_OF_ELECTIONS = ("majority", "seats", "min_choices", "max_choices", "precedence", "too_many")


def _majority(node: Node, *, optional: tuple[str, ...] = ()) -> Majority:
    fields = node.fields(("threshold", "strict", "base"), optional)
    majority = Majority(
        threshold=fields["threshold"].part(),
        strict=fields["strict"].flag(),
        base=fields["base"].text(),
    )
    if not is_base(majority.base):
        fields["base"].one_of(BASES)
    if majority.threshold == (1 if majority.strict else 0):
        node.fail("more than everything, or at least nothing: no vote decides")
    return majority


def _tie(fields: Fields) -> tuple[str, str | None]:
    node, casting = fields.get("tie"), fields.get("casting_vote")
    tie = "rejected" if node is None else node.one_of(TIES)
    if node is not None and tie not in RESOLUTION_TIES:
        node.fail(f'"{tie}" puts options in order, and a resolution has none')
    if tie != "casting_vote":
        if casting is not None:
            casting.fail('goes with the tie rule "casting_vote" only')
        return tie, None
    if casting is None:
        raise CountFileError("$", 'the key "casting_vote" is missing')
    return tie, casting.one_of(("for", "against"))


def _weighting(node: Node) -> tuple[str, CollegeRule | None]:
    if isinstance(node.value, dict) and node.value.get("kind") == "colleges":
        return "colleges", _college_rule(node)
    kind = node.fields(("kind",))["kind"].one_of(KINDS)
    return kind, None


def _college_rule(node: Node) -> CollegeRule:
    own = ("tie_in_college", "college_majority", "abstain_counts_for", "min_colleges_for")
    more = ("min_turnout", *TRIGGERS, "cap", "min_active_colleges")
    fields = node.fields(("kind", "combination"), (*own, *more))
    combination = fields["combination"].one_of(COMBINATIONS)
    for key in _NEEDED[combination]:
        if fields.get(key) is None:
            node.fail(f'the key "{key}" is missing, the combination "{combination}" needs it')
    return CollegeRule(
        combination=combination,
        tie_in_college=fields.read("tie_in_college", lambda node: node.one_of(TIES_IN_COLLEGE)),
        college_majority=fields.read("college_majority", _college_majority),
        abstain_counts_for=_abstain_counts_for(fields),
        min_colleges_for=fields.read("min_colleges_for", Node.integer),
        min_turnout=fields.read("min_turnout", Node.part),
        no_member=fields.read("no_member", _policy) or "lost",
        no_attendee=fields.read("no_attendee", _policy) or "lost",
        no_expressed=fields.read("no_expressed", _policy) or "lost",
        cap=fields.read("cap", _cap) if fields.get("cap") else DEFAULT_CAP,
        min_active_colleges=_min_active(fields),
    )


def _min_active(fields: Fields) -> int:
    least = fields.read("min_active_colleges", Node.integer)
    return FEWEST_COLLEGES if least is None else least


_NEEDED: dict[str, tuple[str, ...]] = {
    "proportional": (),
    "majority": ("tie_in_college",),
    "college_vote": ("college_majority",),
    "double_test": ("min_colleges_for", "min_turnout"),
}


def _abstain_counts_for(fields: Fields) -> bool:
    """Read `abstain_counts_for` beside `college_majority` or inside it, not in both places."""
    beside, inside = fields.get("abstain_counts_for"), None
    majority = fields.get("college_majority")
    if majority is not None:
        keys = ("threshold", "strict", "base")
        inside = majority.fields(keys, ("abstain_counts_for",)).get("abstain_counts_for")
    if beside is not None and inside is not None:
        inside.fail("given twice, beside college_majority and inside it")
    given = beside or inside
    return given is not None and given.flag()


def _college_majority(node: Node) -> Majority:
    return _majority(node, optional=("abstain_counts_for",))


def _policy(node: Node) -> str:
    policy = node.text()
    if policy.startswith(MERGE) and policy != MERGE:
        return policy
    return node.one_of((*EMPTY_POLICIES, "merge:CODE"))


def _cap(node: Node) -> Fraction | None:
    return None if node.value is None else node.part()


def _colleges(root: Node, fields: Fields, rule: CollegeRule | None) -> tuple[College, ...]:
    node = fields.get("colleges")
    if rule is None:
        if node is not None:
            node.fail('goes with the weighting "colleges" only')
        return ()
    if node is None:
        root.fail('the key "colleges" is missing')
    colleges: dict[str, College] = {}
    for item in node.items():
        college = _college(item)
        if college.code in colleges:
            item.fail(f'the code "{college.code}" is given twice')
        colleges[college.code] = college
    if not colleges:
        node.fail("empty")
    _check_merges(rule, colleges)
    return tuple(colleges.values())


def _college(node: Node) -> College:
    fields = node.fields(("code", "weight", "registered", "attending"))
    college = College(
        code=fields["code"].code(),
        weight=fields["weight"].exact(),
        registered=fields["registered"].integer(),
        attending=fields["attending"].integer(),
    )
    if college.attending > college.registered:
        fields["attending"].fail(f"{college.attending} attend out of {college.registered}")
    return college


def _check_merges(rule: CollegeRule, colleges: dict[str, College]) -> None:
    for trigger in TRIGGERS:
        policy: str = getattr(rule, trigger)
        if policy.startswith(MERGE) and policy.removeprefix(MERGE) not in colleges:
            code = policy.removeprefix(MERGE)
            raise CountFileError(f"$.weighting.{trigger}", f'no college has the code "{code}"')


def _roll(
    root: Node, fields: Fields, kind: str, base: str
) -> tuple[Fraction | None, Fraction | None]:
    """Return who is registered and who attends where there are no colleges."""
    values: list[Fraction | None] = []
    for key in ("registered", "attending"):
        node = fields.get(key)
        if node is None:
            if base == key and kind != "colleges":
                root.fail(f'the key "{key}" is missing, the majority is reckoned on it')
            values.append(None)
        elif kind == "colleges":
            node.fail("given by college where the weighting is by college")
        else:
            values.append(node.exact() if kind == "weights" else Fraction(node.integer()))
    registered, attending = values
    if registered is not None and attending is not None and attending > registered:
        fields["attending"].fail(f"{attending} attend out of {registered}")
    return registered, attending


def _paper(node: Node, kind: str, colleges: set[str]) -> Paper:
    extra = {"heads": (), "weights": ("weight",), "colleges": ("college",)}[kind]
    fields = node.fields(("choice", *extra), ("count",))
    college = fields.get("college")
    if college is not None and college.text() not in colleges:
        college.fail(f'no college has the code "{college.value}"')
    count = fields.read("count", Node.integer)
    return Paper(
        choice=fields["choice"].one_of(CHOICES),
        count=1 if count is None else count,
        college=fields.read("college", Node.text),
        weight=fields.read("weight", Node.exact),
    )


def _check_papers_fit(file: CountFile, fields: Fields) -> None:
    """Refuse more papers than people who attend: a share would pass one."""
    lines = file.papers if file.election is None else file.election.papers
    if file.college_rule is not None:
        for place, college in enumerate(file.colleges):
            papers = sum(line.count for line in lines if line.college == college.code)
            if papers > college.attending:
                reason = f"{papers} papers for {college.attending} who attend"
                raise CountFileError(f"$.colleges[{place}].attending", reason)
        return
    weights = (line.count * (1 if line.weight is None else line.weight) for line in lines)
    papers_cast = sum(weights, Fraction(0))
    for key, value in (("attending", file.attending), ("registered", file.registered)):
        if value is not None and papers_cast > value:
            fields[key].fail(f"{papers_cast} cast for {value} {key}")
