"""An independent and naive count of elections, one paper at a time: slow, and on purpose.

It knows the empty policies `lost` and `renormalise`; the others have their own oracle for texts.
"""

from fractions import Fraction
from typing import Any

File = dict[str, Any]


def count(file: File) -> dict[str, Any]:
    """Return the verdict, those elected in order and the support of each option."""
    ballots = [_ballot(file, line) for line in file["papers"] for _ in range(line["count"])]
    majority = file.get("majority") or {
        "threshold": "0" if file["method"] == "choice" else "1/2",
        "strict": True,
        "base": "expressed",
    }
    worth, total = _worth(file, ballots, majority["base"])
    if worth is None:
        return {"verdict": "blocked", "elected": []}
    supports: dict[str, Fraction] = {}
    passing: list[str] = []
    for code in file["options"]:
        yes = sum((worth(b) for b in ballots if code in b["yes"]), Fraction(0))
        silent = sum(
            (worth(b) for b in ballots if b["kind"] == "said" and code not in b["yes"] + b["no"]),
            Fraction(0),
        )
        each = file["method"] == "yes_no_each" and majority["base"].startswith("expressed")
        each = each and "abstain" not in majority["base"]
        base = total - silent if each else total
        supports[code] = yes
        threshold = Fraction(majority["threshold"]) * base
        if yes > 0 and (yes > threshold or (yes == threshold and not majority["strict"])):
            passing.append(code)
    return _seats(file, supports, passing) | {"supports": supports}


def _ballot(file: File, line: dict[str, Any]) -> dict[str, Any]:
    choice = line["choice"]
    ballot: dict[str, Any] = {
        "college": line.get("college"),
        "weight": line.get("weight"),
        "yes": [],
        "no": [],
    }
    if isinstance(choice, str):
        return ballot | {"kind": choice}
    most: int = file.get("max_choices", 10**9)
    if isinstance(choice, list):
        most = int(file.get("max_choices") or file.get("seats", 1))
        kind = "blank" if not choice else "said" if len(choice) <= most else "null"
        return ballot | {"kind": kind, "yes": choice if kind == "said" else []}
    yes = [code for code, said in choice.items() if said == "yes"]
    no = [code for code, said in choice.items() if said == "no"]
    if len(yes) > most:
        return ballot | {"kind": "null"}
    return ballot | {"kind": "said" if yes or no else "abstain", "yes": yes, "no": no}


def _worth(file: File, ballots: list[dict[str, Any]], base: str) -> tuple[Any, Fraction]:
    """Return what a ballot is worth and the whole; no worth where a college passes the cap."""
    if "colleges" not in file:

        def own(ballot: dict[str, Any]) -> Fraction:
            return Fraction(ballot["weight"] if ballot["weight"] is not None else 1)

        if base in ("attending", "registered"):
            return own, Fraction(file[base])
        counted = [b for b in ballots if _counts(b, base)]
        return own, sum((own(ballot) for ballot in counted), Fraction(0))
    values: dict[str, Fraction] = {}
    kept: dict[str, Fraction] = {}
    moved = False
    for college in file["colleges"]:
        code = college["code"]
        mine = [b for b in ballots if b["college"] == code]
        divisor = college.get(base, sum(_counts(b, base) for b in mine))
        trigger = None
        if not college["registered"]:
            trigger = "no_member"
        elif not college["attending"]:
            trigger = "no_attendee"
        elif not divisor:
            trigger = "no_expressed"
        weight = Fraction(college["weight"])
        if trigger and file["weighting"].get(trigger, "lost") == "renormalise":
            moved = moved or weight > 0
            continue
        kept[code] = weight
        values[code] = Fraction(0) if trigger else weight / divisor
    total = sum(kept.values(), Fraction(0))
    cap = file["weighting"].get("cap", "1/2")
    if moved and cap is not None and any(one > Fraction(cap) * total for one in kept.values()):
        return None, total
    return (lambda ballot: values.get(ballot["college"], Fraction(0))), total


def _counts(ballot: dict[str, Any], base: str) -> bool:
    return base == "voters" or ballot["kind"] == "said" or ballot["kind"] in base.split("+")


def _seats(file: File, supports: dict[str, Fraction], passing: list[str]) -> dict[str, Any]:
    """Fill the seats one by one; whoever has no better than the next is tied with them."""
    seats: int = file.get("seats", 1)
    elected: list[str] = []
    if len(passing) > seats and file.get("too_many") == "second_round":
        return {"verdict": "second_round", "elected": []}
    left = list(passing)
    while left and len(elected) < seats:
        best = max(supports[code] for code in left)
        tied = [code for code in left if supports[code] == best]
        if len(elected) + len(tied) > seats:
            order = file.get("precedence", [])
            if file["tie"] == "second_round":
                return {"verdict": "second_round", "elected": elected}
            if any(code not in order for code in tied):
                return {"verdict": "blocked", "elected": []}
            tied = [code for code in order if code in tied][: seats - len(elected)]
        elected += tied
        left = [code for code in left if supports[code] < best]
    others = [code for code in supports if supports[code] > 0 and code not in passing]
    if len(elected) < seats and file["method"] == "choice" and others:
        return {"verdict": "second_round", "elected": elected}
    return {"verdict": "elected" if elected else "rejected", "elected": elected}
