"""What becomes of the weight of a college without members, without attendees or without votes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from voting.rules.contents import MERGE, College, CollegeRule
from voting.rules.exact import number, percent, short_percent
from voting.rules.groups import NOBODY, Group
from voting.rules.trace import TraceStep

_MOVES = ("renormalise", "equal_split", "merge")  # the fates by which a weight goes elsewhere
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """A college after the policies.

    `group` holds the papers merged into it, `worth` the weight it has now, `empty` the trigger it
    fell under, None for a college that counts; `gone` says that it left the total or joined another
    college, and has no worth any more.
    """

    code: str
    weight: Fraction
    group: Group
    worth: Fraction
    empty: str | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Settlement:
    """All the colleges after the policies.

    `total` is the sum of the weights that count and `whole` what it was before; `headcount` says
    that weights stop; `over_cap` are the colleges above the cap after a redistribution.
    """

    standings: tuple[Standing, ...]
    total: Fraction
    whole: Fraction
    headcount: bool
    over_cap: tuple[Standing, ...]
    steps: tuple[TraceStep, ...]

    @property
    def counting(self) -> tuple[Standing, ...]:
        """The colleges that are not empty."""
        return tuple(standing for standing in self.standings if standing.empty is None)

    def part(self, worth: Fraction) -> Fraction:
        """Return a weight as a part of the total; 0 where the total is 0."""
        return Fraction(worth, self.total) if self.total else _ZERO

    def weight_text(self, weight: Fraction) -> str:
        """Return a weight as a percentage of all the weights of the roll."""
        return _weight_text(weight, self.whole)


@dataclass(frozen=True, slots=True)
class _Case:
    """An empty college: why it is empty, what the rule makes of it, and whom it joins."""

    college: College
    trigger: str
    fate: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class _Holding:
    """What a college holds once the merges are done."""

    weight: Fraction
    group: Group


def trigger(group: Group, base: int) -> str | None:
    """Return why a college is empty, None when it has something to divide by."""
    if not group.registered:
        return "no_member"
    if not group.attending:
        return "no_attendee"
    return None if base else "no_expressed"


def settle(
    colleges: Sequence[College],
    groups: Mapping[str, Group],
    rule: CollegeRule,
    base: Callable[[Group], int],
) -> Settlement:
    """Apply the three empty policies of `rule` once, then compare each college with the cap.

    `base` is what the combination divides by inside a college. A college is found empty on its own
    figures, before any merge. Members, papers and weight merge together; a merge into an empty
    college shares that college's fate, and a merge that leads back to itself is lost.
    """
    cases = _cases(colleges, groups, rule, base)
    whole = sum((college.weight for college in colleges), _ZERO)
    if any(case.fate == "headcount" for case in cases.values()):
        return _without_weights(colleges, groups, cases, whole, rule.min_active_colleges)
    holdings = _merge(colleges, groups, cases)
    total = whole - _held(cases, holdings, "renormalise")
    split = _held(cases, holdings, "equal_split")
    received = _share_out(split, cases, holdings, rule.cap, total)
    standings = tuple(
        _standing(college, cases.get(college.code), holdings[college.code], received)
        for college in colleges
    )
    over_cap = _over_cap(standings, cases, rule.cap, total)
    steps = (
        *_case_steps(cases, holdings, rule, whole),
        *_split_steps(split, received, holdings, whole),
        *_total_steps(total, whole),
        *_over_cap_steps(over_cap, rule.cap, total),
    )
    return Settlement(standings, total, whole, False, over_cap, steps)


def _cases(
    colleges: Sequence[College],
    groups: Mapping[str, Group],
    rule: CollegeRule,
    base: Callable[[Group], int],
) -> dict[str, _Case]:
    triggers = {
        college.code: trigger(groups[college.code], base(groups[college.code]))
        for college in colleges
    }
    policies = {code: str(getattr(rule, found)) for code, found in triggers.items() if found}
    few = len(colleges) - len(policies) < rule.min_active_colleges
    return {
        college.code: _case(college, found, policies, few=few)
        for college in colleges
        if (found := triggers[college.code]) is not None
    }


def _case(college: College, found: str, policies: Mapping[str, str], *, few: bool) -> _Case:
    policy = policies[college.code]
    if policy.startswith(MERGE):
        target = _destination(college.code, policies)
        return _Case(college, found, "merge_loop" if target is None else "merge", target)
    if policy == "headcount" and not few:
        return _Case(college, found, "headcount_not_reached")
    return _Case(college, found, policy)


def _destination(code: str, policies: Mapping[str, str]) -> str | None:
    """Follow the merges from one college to the last, None when they come back."""
    seen: set[str] = set()
    while (policy := policies.get(code, "")).startswith(MERGE):
        if code in seen:
            return None
        seen.add(code)
        code = policy.removeprefix(MERGE)
    return code


def _merge(
    colleges: Sequence[College], groups: Mapping[str, Group], cases: Mapping[str, _Case]
) -> dict[str, _Holding]:
    holdings = {
        college.code: _Holding(college.weight, groups[college.code]) for college in colleges
    }
    for case in cases.values():
        if case.target is not None:
            code, target = case.college.code, holdings[case.target]
            group = target.group + groups[code]
            holdings[case.target] = _Holding(target.weight + case.college.weight, group)
            holdings[code] = _Holding(_ZERO, NOBODY)
    return holdings


def _held(cases: Mapping[str, _Case], holdings: Mapping[str, _Holding], fate: str) -> Fraction:
    return sum((holdings[code].weight for code in cases if cases[code].fate == fate), _ZERO)


def _share_out(
    split: Fraction,
    cases: Mapping[str, _Case],
    holdings: Mapping[str, _Holding],
    cap: Fraction | None,
    total: Fraction,
) -> dict[str, Fraction]:
    """Share `split` equally among the colleges that count, none above the cap by it."""
    rooms = {
        code: split if cap is None else max(_ZERO, cap * total - holding.weight)
        for code, holding in holdings.items()
        if code not in cases
    }
    received: dict[str, Fraction] = {}
    # From the least room up: who is full leaves the excess to those after.
    for place, (code, room) in enumerate(sorted(rooms.items(), key=lambda item: item[1])):
        received[code] = min(room, Fraction(split, len(rooms) - place))
        split -= received[code]
    return received


def _standing(
    college: College, case: _Case | None, holding: _Holding, received: Mapping[str, Fraction]
) -> Standing:
    gone = case is not None and case.fate in _MOVES
    return Standing(
        code=college.code,
        weight=college.weight,
        group=holding.group,
        worth=_ZERO if gone else holding.weight + received.get(college.code, _ZERO),
        empty=None if case is None else case.trigger,
        gone=gone,
    )


def _over_cap(
    standings: Sequence[Standing],
    cases: Mapping[str, _Case],
    cap: Fraction | None,
    total: Fraction,
) -> tuple[Standing, ...]:
    """The colleges above the cap, where some weight changed hands or left the total."""
    moved = any(case.college.weight and case.fate in _MOVES for case in cases.values())
    if cap is None or not moved:
        return ()
    return tuple(standing for standing in standings if standing.worth > cap * total)


def _without_weights(
    colleges: Sequence[College],
    groups: Mapping[str, Group],
    cases: Mapping[str, _Case],
    whole: Fraction,
    fewest: int,
) -> Settlement:
    standings = tuple(
        _standing(college, cases.get(college.code), _Holding(_ZERO, groups[college.code]), {})
        for college in colleges
    )
    left = number(len(colleges) - len(cases))
    steps = [TraceStep(case.trigger, {"college": code}) for code, case in cases.items()]
    steps.append(TraceStep("headcount", {"left": left, "fewest": number(fewest)}))
    return Settlement(standings, _ZERO, whole, True, (), tuple(steps))


def _weight_text(weight: Fraction, whole: Fraction) -> str:
    return short_percent(Fraction(weight, whole)) if whole else number(weight)


def _case_steps(
    cases: Mapping[str, _Case],
    holdings: Mapping[str, _Holding],
    rule: CollegeRule,
    whole: Fraction,
) -> Iterator[TraceStep]:
    left = number(len(holdings) - len(cases))
    for code, case in cases.items():
        weight = case.college.weight if case.target else holdings[code].weight
        figures = {"college": code, "weight": _weight_text(weight, whole)}
        yield TraceStep(case.trigger, {"college": code})
        if case.fate == "equal_split" and rule.cap is None:
            yield TraceStep("equal_split_uncapped", figures)
        else:
            extra = {
                "merge": {"target": case.target or ""},
                "headcount_not_reached": {
                    "left": left,
                    "fewest": number(rule.min_active_colleges),
                },
                "equal_split": {"cap": short_percent(rule.cap or _ZERO)},
            }
            yield TraceStep(case.fate, figures | extra.get(case.fate, {}))


def _split_steps(
    split: Fraction,
    received: Mapping[str, Fraction],
    holdings: Mapping[str, _Holding],
    whole: Fraction,
) -> Iterator[TraceStep]:
    for code, more in received.items():
        if more:
            own = holdings[code].weight
            yield TraceStep(
                "received",
                {
                    "college": code,
                    "weight": _weight_text(own, whole),
                    "received": _weight_text(more, whole),
                    "total": _weight_text(own + more, whole),
                },
            )
    rest = split - sum(received.values(), _ZERO)
    if rest:
        yield TraceStep("split_rest_lost", {"rest": _weight_text(rest, whole)})


def _total_steps(total: Fraction, whole: Fraction) -> Iterator[TraceStep]:
    if total != whole:
        yield TraceStep("new_total", {"total": _weight_text(total, whole)})


def _over_cap_steps(
    over_cap: Sequence[Standing], cap: Fraction | None, total: Fraction
) -> Iterator[TraceStep]:
    for standing in over_cap:
        figures = {
            "college": standing.code,
            "part": percent(Fraction(standing.worth, total), against=[cap or _ZERO]),
            "cap": short_percent(cap or _ZERO),
        }
        yield TraceStep("over_cap", figures)
