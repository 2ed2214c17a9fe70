"""A second count of resolutions, written from docs/formats.md alone and as naively as can be.

It works on the JSON values, one paper at a time, and finds the swing by trying every change.
It shares no code with voting.rules.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

Ballot = tuple[str, str, Fraction]  # college, choice, weight
File = dict[str, Any]


def unroll(file: File) -> list[Ballot]:
    """Return the papers one by one."""
    return [
        (line.get("college", ""), line["choice"], Fraction(line.get("weight", 1)))
        for line in file["papers"]
        for _ in range(line.get("count", 1))
    ]


def count(file: File) -> dict[str, Any]:
    """Return verdict, share and effective weights."""
    return _count(file, unroll(file))


def swing(file: File) -> int | None:
    """Return the fewest papers turned between for and against that change the verdict."""
    ballots = unroll(file)
    verdict = _count(file, ballots)["verdict"]
    if verdict == "blocked":
        return None
    sizes: list[int] = []
    for before, after in (("for", "against"), ("against", "for")):
        for turned in _changes(ballots, before):
            size = sum(turned.values())
            if sizes and size >= min(sizes):
                continue
            if _count(file, _turn(ballots, turned, before, after))["verdict"] != verdict:
                sizes.append(size)
    return min(sizes, default=None)


def _changes(ballots: list[Ballot], before: str) -> Iterator[Counter[tuple[str, Fraction]]]:
    """Yield every number of papers to turn in each college and of each weight, fewest first."""
    kinds = Counter((college, weight) for college, choice, weight in ballots if choice == before)
    ranges = [range(count + 1) for count in kinds.values()]
    for numbers in sorted(product(*ranges), key=sum):
        yield Counter(dict(zip(kinds, numbers, strict=True)))


def _turn(
    ballots: list[Ballot], turned: Counter[tuple[str, Fraction]], before: str, after: str
) -> list[Ballot]:
    left = Counter(turned)
    changed = []
    for college, choice, weight in ballots:
        if choice == before and left[college, weight] > 0:
            left[college, weight] -= 1
            changed.append((college, after, weight))
        else:
            changed.append((college, choice, weight))
    return changed


def _count(file: File, ballots: list[Ballot]) -> dict[str, Any]:
    weighting = file["weighting"]
    if weighting["kind"] != "colleges":
        support = _sum(ballots, "for")
        people = {key: Fraction(file.get(key, 0)) for key in ("attending", "registered")}
        base = _base(file["majority"]["base"], ballots, people)
        return _decide(file, support, base, {})
    return _by_college(file, ballots)


def _sum(ballots: list[Ballot], *choices: str) -> Fraction:
    return sum((weight for _, choice, weight in ballots if choice in choices), Fraction(0))


def _base(name: str, ballots: list[Ballot], people: dict[str, Fraction]) -> Fraction:
    if name.startswith("expressed"):
        return _sum(ballots, "for", "against", *name.split("+")[1:])
    if name == "voters":
        return _sum(ballots, "for", "against", "abstain", "blank", "null")
    return people[name]


class _College:
    def __init__(self, data: dict[str, Any], ballots: list[Ballot]) -> None:
        self.code = data["code"]
        self.weight = Fraction(data["weight"])
        self.ballots = [ballot for ballot in ballots if ballot[0] == self.code]
        self.people = {key: Fraction(data[key]) for key in ("registered", "attending")}
        self.policy: str | None = None
        self.left = False

    def base(self, weighting: dict[str, Any], majority: dict[str, Any]) -> Fraction:
        """What the combination divides by in this college."""
        if weighting["combination"] == "majority":
            return _sum(self.ballots, "for", "against")
        if weighting["combination"] == "college_vote":
            rule = weighting["college_majority"]
            base = _base(rule["base"], self.ballots, self.people)
            outside = rule["base"].startswith("expressed") and "abstain" not in rule["base"]
            if weighting.get("abstain_counts_for") and outside:
                base += _sum(self.ballots, "abstain")
            return base
        return _base(majority["base"], self.ballots, self.people)

    def find_policy(self, weighting: dict[str, Any], majority: dict[str, Any]) -> None:
        """Set what the file says of this college, if it is empty."""
        trigger = None
        if self.people["registered"] == 0:
            trigger = "no_member"
        elif self.people["attending"] == 0:
            trigger = "no_attendee"
        elif self.base(weighting, majority) == 0:
            trigger = "no_expressed"
        if trigger is not None:
            lost = weighting["combination"] == "double_test"
            self.policy = "lost" if lost else weighting.get(trigger, "lost")


def _by_college(file: File, ballots: list[Ballot]) -> dict[str, Any]:
    weighting, majority = file["weighting"], file["majority"]
    colleges = {data["code"]: _College(data, ballots) for data in file["colleges"]}
    for college in colleges.values():
        college.find_policy(weighting, majority)
    full = [college for college in colleges.values() if college.policy is None]
    policies = [college.policy for college in colleges.values()]
    if "headcount" in policies and len(full) < weighting.get("min_active_colleges", 3):
        people = {
            key: sum((college.people[key] for college in colleges.values()), Fraction(0))
            for key in ("registered", "attending")
        }
        base = _base(majority["base"], ballots, people)
        return _decide(file, _sum(ballots, "for"), base, dict.fromkeys(colleges))
    moved = _merge(colleges)
    for college in colleges.values():
        if college.policy == "renormalise":
            college.left = True
            moved = moved or college.weight > 0
    total = sum((each.weight for each in colleges.values() if not each.left), Fraction(0))
    cap_text = weighting.get("cap", "1/2")
    cap = None if cap_text is None else Fraction(cap_text)
    moved = _split(list(colleges.values()), cap, total) or moved
    effective = {
        code: Fraction(0) if each.left or not total else each.weight / total
        for code, each in colleges.items()
    }
    if moved and cap is not None and any(part > cap for part in effective.values()):
        return {"verdict": "blocked", "share": None, "effective": effective}
    return _combine(file, list(colleges.values()), full, total, effective)


def _merge(colleges: dict[str, _College]) -> bool:
    moved = False
    ends: dict[str, str | None] = {}
    for code, college in colleges.items():
        path, at = [code], college
        while at is not None and (at.policy or "").startswith("merge:"):
            target = (at.policy or "")[len("merge:") :]
            if target in path:
                ends[code] = None
                break
            path.append(target)
            at = colleges[target]
        else:
            ends[code] = at.code
    for code, end in ends.items():
        college = colleges[code]
        if end is None:
            college.policy = "lost"
        elif end != code:
            moved = moved or college.weight > 0
            target_college = colleges[end]
            target_college.weight += college.weight
            target_college.ballots = target_college.ballots + college.ballots
            for key in college.people:
                target_college.people[key] += college.people[key]
            college.weight, college.ballots, college.left = Fraction(0), [], True
    return moved


def _split(colleges: list[_College], cap: Fraction | None, total: Fraction) -> bool:
    """Share out in rounds: whoever passes the cap gives the excess back for the next round."""
    giving = [college for college in colleges if college.policy == "equal_split"]
    moved = any(college.weight > 0 for college in giving)
    pot = sum((college.weight for college in giving), Fraction(0))
    for college in giving:
        college.weight, college.left = Fraction(0), True
    taking = [college for college in colleges if college.policy is None]
    if cap is not None:
        taking = [college for college in taking if college.weight < cap * total]
    while pot > 0 and taking:
        each, pot = pot / len(taking), Fraction(0)
        for college in taking:
            college.weight += each
            if cap is not None and college.weight > cap * total:
                pot += college.weight - cap * total
                college.weight = cap * total
        if cap is not None:
            taking = [college for college in taking if college.weight < cap * total]
    return moved


def _combine(
    file: File,
    colleges: list[_College],
    full: list[_College],
    total: Fraction,
    effective: dict[str, Fraction],
) -> dict[str, Any]:
    weighting, majority = file["weighting"], file["majority"]
    combination = weighting["combination"]
    if combination == "majority":
        support, base = _winners(weighting["tie_in_college"], full, total)
    elif combination == "college_vote":
        base = Fraction(sum(not college.left for college in colleges))
        support = Fraction(sum(_in_favour(college, weighting, majority) for college in full))
    else:
        base = total
        support = sum(
            (
                college.weight * _sum(college.ballots, "for") / college.base(weighting, majority)
                for college in full
            ),
            Fraction(0),
        )
    answer = _decide(file, support, base, effective)
    if combination == "double_test" and not _other_tests(weighting, colleges):
        answer["verdict"] = "rejected"
    return answer


def _winners(tie: str, full: list[_College], total: Fraction) -> tuple[Fraction, Fraction]:
    support = Fraction(0)
    for college in full:
        lead = _sum(college.ballots, "for") - _sum(college.ballots, "against")
        if lead > 0:
            support += college.weight
        elif lead == 0 and tie == "split":
            support += college.weight / 2
        elif lead == 0 and tie == "neutral":
            total -= college.weight
    return support, total


def _in_favour(college: _College, weighting: dict[str, Any], majority: dict[str, Any]) -> bool:
    votes = _sum(college.ballots, "for")
    if weighting.get("abstain_counts_for"):
        votes += _sum(college.ballots, "abstain")
    divisor = college.base(weighting, majority)
    return divisor > 0 and _reached(votes / divisor, weighting["college_majority"])


def _other_tests(weighting: dict[str, Any], colleges: list[_College]) -> bool:
    in_favour = 0
    for college in colleges:
        if _sum(college.ballots, "for") > _sum(college.ballots, "against"):
            in_favour += 1
        registered = college.people["registered"]
        turnout = len(college.ballots) / registered if registered else Fraction(0)
        if turnout < Fraction(weighting["min_turnout"]):
            return False
    return in_favour >= int(weighting["min_colleges_for"])


def _reached(share: Fraction, majority: dict[str, Any]) -> bool:
    threshold = Fraction(majority["threshold"])
    return share > threshold or (share == threshold and not majority["strict"])


def _decide(
    file: File, support: Fraction, base: Fraction, effective: dict[str, Any]
) -> dict[str, Any]:
    share = support / base if base else Fraction(0)
    verdict = "adopted" if base and _reached(share, file["majority"]) else "rejected"
    half = Fraction(1, 2)
    strict_half = file["majority"]["strict"] and Fraction(file["majority"]["threshold"]) == half
    if base and strict_half and share == half:
        by_rule = {"rejected": "rejected", "second_round": "tie"}
        cast = {"for": "adopted", "against": "rejected"}
        tie = file.get("tie", "rejected")
        verdict = cast[file["casting_vote"]] if tie == "casting_vote" else by_rule[tie]
    return {"verdict": verdict, "share": share, "effective": effective}
