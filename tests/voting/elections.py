"""Turns the rows of the table of elections (docs/rules.md) into open count files."""

import re
from collections import Counter
from random import Random
from typing import Any

from tests.oracles.files import random_file
from tests.voting.worked import majority

KEYS = {"seats": int, "min_choices": int, "max_choices": int, "tie": str, "too_many": str}


def election_file(row: dict[str, str]) -> dict[str, Any]:
    """Return the count file, as JSON values, of one row of the table `count.elections`."""
    file: dict[str, Any] = {
        "format": "tala-count/1",
        "title": row["case"],
        "method": row["method"],
        **_rule(row["rule"]),
    }
    if row["majority"] != "-":
        file["majority"] = majority(row["majority"])
    groups = [_group(words.strip(), row["method"]) for words in row["votes"].split(";")]
    file["options"] = list(dict.fromkeys(code for group in groups for code in group["options"]))
    if groups[0]["college"] is None:
        (group,) = groups
        registered = {"attending": group["voters"], "registered": group["registered"]}
        return file | registered | {"weighting": {"kind": "heads"}, "papers": group["papers"]}
    file["weighting"] = {"kind": "colleges", "combination": "proportional", **_policies(row)}
    file["colleges"] = [
        {
            "code": group["college"],
            "weight": group["weight"],
            "registered": group["registered"],
            "attending": group["voters"],
        }
        for group in groups
    ]
    file["papers"] = [
        paper | {"college": group["college"]} for group in groups for paper in group["papers"]
    ]
    return file


def _rule(words: str) -> dict[str, Any]:
    pairs = dict(word.split("=") for word in words.split())
    read: dict[str, Any] = {key: KEYS[key](pairs[key]) for key in pairs if key in KEYS}
    if "precedence" in pairs:
        read["precedence"] = pairs["precedence"].split(",")
    return read


def _policies(row: dict[str, str]) -> dict[str, Any]:
    pairs = dict(word.split("=") for word in row["rule"].split())
    policies = {key: pairs[key] for key in ("no_member", "no_attendee") if key in pairs}
    return policies | ({"cap": None} if pairs.get("cap") == "none" else {})


def _group(words: str, method: str) -> dict[str, Any]:
    """Read `Users 40: 10 vote: A 8, B 2` or, by heads, `60 vote of 80: A 40/10, B 30/25`."""
    found = re.fullmatch(r"(?:(\S+) (\S+): )?(\d+) vote(?: of (\d+))?(?:: (.+))?", words)
    assert found is not None, words
    college, weight, voters, registered, votes = found.groups()
    said = _votes(votes or "")
    return {
        "college": college,
        "weight": weight,
        "voters": int(voters),
        "registered": int(registered or voters),
        "options": list(said),
        "papers": papers_of(int(voters), said, method) if said else [],
    }


def _votes(words: str) -> dict[str, tuple[int, int]]:
    """Read `A 8, B 2`, `A 40/10` or `27 times 30/10`."""
    if not words:
        return {}
    if " times " in words:
        number, votes = words.split(" times ")
        words = ", ".join(f"O{place + 1} {votes}" for place in range(int(number)))
    said = {}
    for part in words.split(", "):
        code, votes = part.split()
        yes, _slash, no = votes.partition("/")
        said[code] = (int(yes), int(no or 0))
    return said


def papers_of(voters: int, said: dict[str, tuple[int, int]], method: str) -> list[dict[str, Any]]:
    """Deal the votes out in turn, so that no paper has many more ticks than another."""
    answers: list[dict[str, str]] = [{} for _ in range(voters)]
    start = 0
    for code, (yes, no) in said.items():
        assert yes + no <= voters, f"{code}: {yes + no} votes of {voters} voters"
        for step in range(yes + no):
            answers[(start + step) % voters][code] = "yes" if step < yes else "no"
        start += yes
    if method == "yes_no_each":
        lines = Counter(tuple(sorted(answer.items())) for answer in answers)
        return [{"choice": dict(line), "count": count} for line, count in lines.items()]
    ticked = Counter(tuple(sorted(answer)) for answer in answers)
    return [{"choice": list(codes), "count": count} for codes, count in ticked.items()]


def random_election(dice: Random) -> dict[str, Any]:
    """Return the JSON values of a valid count file of an election, full of ties and silences."""
    method = dice.choice(("choice", "yes_no_each"))
    options = ["A", "B", "C", "D"][: dice.randrange(1, 5)]
    file: dict[str, Any] = {
        "format": "tala-count/1",
        "title": "au hasard",
        "method": method,
        "options": options,
        "seats": dice.randrange(1, 4),
        "max_choices": dice.randrange(1, 5),
        "tie": dice.choice(("second_round", "lot")),
        "too_many": dice.choice(("most_votes", "most_votes", "second_round")),
    }
    if file["tie"] == "lot":
        file["precedence"] = dice.sample(options, dice.choice((len(options), len(options), 0)))
    if dice.random() < 0.5:
        file["majority"] = random_file(dice)["majority"]
    rest = random_file(dice)
    weighting = rest["weighting"]
    if weighting["kind"] == "colleges":
        kept = ("kind", "no_member", "no_attendee", "no_expressed", "cap")
        weighting = {key: weighting[key] for key in kept if key in weighting}
        weighting["combination"] = "proportional"
    papers = [line | {"choice": _random_choice(dice, method, options)} for line in rest["papers"]]
    kept_keys = ("colleges", "registered", "attending")
    roll = {key: rest[key] for key in kept_keys if key in rest}
    return file | roll | {"weighting": weighting, "papers": papers}


def _random_choice(dice: Random, method: str, options: list[str]) -> Any:
    if dice.random() < 0.15:
        return dice.choice(("abstain", "blank", "null"))
    if method == "choice":
        return dice.sample(options, dice.randrange(0, len(options) + 1))
    return {code: dice.choice(("yes", "yes", "no", "abstain")) for code in options}
