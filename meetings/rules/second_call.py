"""What a first meeting leaves to a second one: which texts may be put again, and why."""

from dataclasses import dataclass
from typing import Literal

from organisations.rules.legal_forms import LegalForm, company_form

FirstOutcome = Literal["no_quorum", "not_voted", "adopted", "rejected", "tie", "blocked"]
SecondCallReason = Literal[
    "no_quorum", "majority_not_reached", "second_call", "decided", "final", "not_voted"
]

_QUORUM_ARTICLES = {
    ("sa", "ordinary"): "C.com L225-98",
    ("sa", "extraordinary"): "C.com L225-96",
    ("sarl", "extraordinary"): "C.com L223-30",
}


@dataclass(frozen=True, slots=True)
class SecondCallVerdict:
    """Whether a text may be put again on a second call, the reason and its article."""

    allowed: bool
    reason: SecondCallReason
    article: str


def may_be_put_again(
    *, form: LegalForm, call_number: int, part: str, base: str, outcome: FirstOutcome
) -> SecondCallVerdict:
    """Say whether a text of a first meeting goes to a second one.

    `part` is the part of the meeting that holds the text ("ordinary", "extraordinary", "board");
    `base` that of its majority; `outcome` what became of it. A text whose part lacked its quorum
    may be put again. In a SARL so may an ordinary text that the majority of all votes rejected: it
    is consulted a second time, on the votes cast (C.com L223-29). A text that was decided, or left
    aside by the chair, may not; nor any text of a second call, or of a board.
    """
    if call_number != 1 or part == "board":
        return SecondCallVerdict(False, "second_call", "")
    company = company_form(form)
    if outcome == "no_quorum":
        article = _QUORUM_ARTICLES.get((company, part), "statuts")
        return SecondCallVerdict(True, "no_quorum", article)
    if outcome == "not_voted":
        return SecondCallVerdict(False, "not_voted", "")
    if outcome != "rejected":
        return SecondCallVerdict(False, "decided", "")
    if company == "sarl" and part == "ordinary" and base == "registered":
        return SecondCallVerdict(True, "majority_not_reached", "C.com L223-29")
    return SecondCallVerdict(False, "final", "")


def second_kind(parts: frozenset[str]) -> str:
    """Return the kind of a meeting that holds these parts: one of them, or "mixed" for both."""
    return next(iter(parts)) if len(parts) == 1 else "mixed"
