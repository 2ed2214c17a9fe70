"""Random count files of resolutions, small and full of empty colleges, ties and exact halves."""

from random import Random
from typing import Any

CHOICES = ("for", "against", "abstain", "blank", "null")
BASES = ("expressed", "voters", "attending", "registered")
ENLARGED = ("expressed+blank", "expressed+abstain+null")
THRESHOLDS = ("1/2", "1/2", "1/2", "1/2", "2/3", "3/4", "3/5", "1/3", "0", "1")
WEIGHTS = (("3", "2", "1"), ("1/2", "1/3", "1/6"), ("1", "1", "1", "1"), ("4", "6"))
POLICIES = ("lost", "renormalise", "equal_split", "headcount", "merge:A", "merge:B", "merge:C")


def dice_of(seed: str) -> Random:
    """Return dice that always fall the same way."""
    return Random(seed)  # noqa: S311 -- tests, not secrets


def random_file(dice: Random) -> dict[str, Any]:
    """Return the JSON values of a valid count file."""
    file: dict[str, Any] = {
        "format": "tala-count/1",
        "title": "au hasard",
        "method": "resolution",
        "majority": _majority(dice),
        "tie": dice.choice(("rejected", "casting_vote", "second_round")),
    }
    if file["tie"] == "casting_vote":
        file["casting_vote"] = dice.choice(("for", "against"))
    kind = dice.choice(("heads", "weights", "colleges", "colleges", "colleges", "colleges"))
    if kind == "colleges":
        return file | _with_colleges(dice)
    papers = _papers(dice, 6)
    if kind == "weights":
        for line in papers:
            line["weight"] = dice.choice(("0", "1", "2", "5/2", "1/3"))
    attending = 3 * sum(line["count"] for line in papers) + dice.randrange(3)
    return file | {
        "weighting": {"kind": kind},
        "papers": papers,
        "attending": attending,
        "registered": attending + dice.randrange(4),
    }


def _majority(dice: Random) -> dict[str, Any]:
    threshold = dice.choice(THRESHOLDS)
    return {
        "threshold": threshold,
        "strict": threshold == "0" or (threshold != "1" and dice.random() < 0.6),
        "base": dice.choice(("expressed", *BASES, *ENLARGED)),
    }


def _papers(dice: Random, most: int) -> list[dict[str, Any]]:
    """Papers, silent one time in five, balanced one time in four."""
    silent = dice.random() < 0.2
    choices = CHOICES[2:] if silent else dice.choice((CHOICES[:2], CHOICES))
    lines = [{"choice": choice, "count": dice.randrange(most)} for choice in choices]
    if not silent and dice.random() < 0.25:
        lines[1]["count"] = lines[0]["count"]
    dice.shuffle(lines)
    return lines


def _with_colleges(dice: Random) -> dict[str, Any]:
    weights = dice.choice(
        (("3", "2", "1"), ("1/2", "1/3", "1/6"), ("1", "1", "1", "1"), ("4", "6"))
    )
    colleges, papers = [], []
    for code, weight in zip("ABCD", weights, strict=False):
        cast = _papers(dice, 5) if dice.random() < 0.75 else []
        attending = sum(line["count"] for line in cast) + (dice.randrange(3) if cast else 0)
        registered = attending + dice.choice((0, 0, 1, 5))
        colleges.append(
            {"code": code, "weight": weight, "registered": registered, "attending": attending}
        )
        papers += [line | {"college": code} for line in cast]
    weighting: dict[str, Any] = {
        "kind": "colleges",
        "combination": dice.choice(("proportional", "majority", "college_vote", "double_test")),
        "tie_in_college": dice.choice(("split", "neutral", "against")),
        "college_majority": _majority(dice),
        "abstain_counts_for": dice.random() < 0.4,
        "min_colleges_for": dice.randrange(4),
        "min_turnout": dice.choice(("0", "0", "1/3", "2/3")),
        "cap": dice.choice(("1/2", "1/2", "2/3", "1/3", "1", None)),
        "min_active_colleges": dice.choice((3, 3, 2, 4)),
    }
    codes = [college["code"] for college in colleges]
    policies = [name for name in POLICIES if not name.startswith("merge:") or name[6:] in codes]
    for trigger in ("no_member", "no_attendee", "no_expressed"):
        weighting[trigger] = dice.choice(policies)
    return {"weighting": weighting, "colleges": colleges, "papers": papers}
