"""Turns the rows of the count's worked tables (docs/rules.md) into open count files."""

import re
from typing import Any

CHOICES = ("for", "against", "abstain", "blank", "null")


def count_file(row: dict[str, str]) -> dict[str, Any]:
    """Return the count file, as JSON values, of one row of a table `count.*`."""
    tie, _, casting = row.get("tie", "rejected").partition(" ")
    data = {
        "format": "tala-count/1",
        "title": row["case"],
        "method": "resolution",
        "majority": majority(row["majority"]),
        "tie": tie,
    }
    if casting:
        data["casting_vote"] = casting
    return data | (_with_colleges(row) if "colleges" in row else _of_heads(row))


def majority(words: str) -> dict[str, Any]:
    """Read `> 1/2 expressed` or `>= 2/3 attending`."""
    comparison, threshold, base = words.split()
    return {"threshold": threshold, "strict": comparison == ">", "base": base}


def _of_heads(row: dict[str, str]) -> dict[str, Any]:
    return {
        "weighting": {"kind": "heads"},
        "registered": int(row["registered"]),
        "attending": int(row["attending"]),
        "papers": _papers(row["papers"]),
    }


def _with_colleges(row: dict[str, str]) -> dict[str, Any]:
    read = [_college(words.strip()) for words in row["colleges"].split(";")]
    return {
        "weighting": _weighting(row["rule"]),
        "colleges": [college for college, _papers_ in read],
        "papers": [paper for _college_, papers in read for paper in papers],
    }


def _weighting(words: str) -> dict[str, Any]:
    combination, *pairs = words.split()
    weighting: dict[str, Any] = {"kind": "colleges", "combination": combination}
    for pair in pairs:
        key, _, value = pair.partition("=")
        weighting[key] = _value(key, value)
    return weighting


def _value(key: str, value: str) -> Any:
    if key == "college_majority":
        return majority(value.replace("_", " "))
    if key in {"min_colleges_for", "min_active_colleges"}:
        return int(value)
    return {"none": None, "yes": True}.get(value, value)


def _college(words: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found = re.fullmatch(r"(\S+) (\S+): (.+?)(?: of (\d+))?", words)
    assert found is not None, words
    code, weight, votes, registered = found.groups()
    college = {"code": code, "weight": weight, "registered": 0, "attending": 0}
    if votes.startswith("absent "):
        return college | {"registered": int(votes.split()[1])}, []
    papers = [] if votes == "no member" else _papers(votes)
    cast = sum(paper["count"] for paper in papers)
    college |= {"registered": int(registered or cast), "attending": cast}
    return college, [paper | {"college": code} for paper in papers]


def _papers(votes: str) -> list[dict[str, Any]]:
    pairs = zip(CHOICES, votes.split("/"), strict=False)
    return [{"choice": choice, "count": int(count)} for choice, count in pairs]
