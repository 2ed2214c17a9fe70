"""Writes the open count file of a ballot: its rule, its roll by college and its papers."""

import json
from collections.abc import Mapping
from typing import Any

from voting.models import Ballot, BallotRule
from voting.rules.countfile import CountFile, parse_count
from voting.rules.counts import Counts
from voting.rules.papers import paper_lines


def count_file_of(
    *,
    title: str,
    rule: BallotRule,
    attendance: Mapping[str, Mapping[str, int]],
    counts: Mapping[str, Counts],
    casting_vote: str | None = None,
) -> CountFile:
    """Return the count file of these papers under this rule, checked as any other file would be.

    `attendance` and `counts` are by college code ("" and any other code are summed where the rule
    counts heads). `casting_vote`, "for" or "against", goes with that tie rule and is "against" when
    nobody had to give it. Raises CountFileError for a rule that cannot be counted.
    """
    written: dict[str, Any] = {
        "format": "tala-count/1",
        "title": title,
        "method": "resolution",
        "majority": {
            "threshold": str(rule.majority.threshold),
            "strict": rule.majority.strict,
            "base": rule.base,
        },
        "tie": rule.tie,
        "weighting": dict(rule.weighting),
        "papers": [line.to_json() for line in paper_lines(_by_rule(rule, counts))],
    }
    if rule.tie == "casting_vote":
        written["casting_vote"] = casting_vote or "against"
    return parse_count(written | _roll(rule, attendance))


def count_file_bytes(ballot: Ballot) -> bytes:
    """Return the frozen count file of a declared ballot as downloaded, hashed and annexed.

    Keys are sorted, so that the bytes are the same on every database.
    """
    text = json.dumps(ballot.count_file, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()


def count_file_name(ballot: Ballot) -> str:
    """Return the file name of a ballot's count: the meeting's day, the resolution's number."""
    return f"decompte-{ballot.poll.meeting.day}-{ballot.number:02}.json"


def _roll(rule: BallotRule, attendance: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    if not rule.by_college:
        return {
            name: sum(row[name] for row in attendance.values())
            for name in ("registered", "attending")
        }
    nobody = {"registered": 0, "attending": 0}
    return {
        "colleges": [
            {
                "code": college.code,
                "weight": str(college.weight),
                "registered": attendance.get(college.code, nobody)["registered"],
                "attending": attendance.get(college.code, nobody)["attending"],
            }
            for college in rule.colleges
        ]
    }


def _by_rule(rule: BallotRule, counts: Mapping[str, Counts]) -> dict[str, Counts]:
    """Return the papers in the order of the rule's colleges, or all together under ""."""
    if not rule.by_college:
        return {"": sum(counts.values(), Counts())}
    return {college.code: counts.get(college.code, Counts()) for college in rule.colleges}
