"""Whether the chair's casting vote decides a tie."""

from dataclasses import dataclass
from typing import Literal

CastingReason = Literal["applies", "not_given", "secret_ballot", "no_tie"]

_ON_BOARD = "C.com L225-37"
_IN_ASSEMBLY = "statuts"
"""No law gives a casting vote in a general meeting: only a clause of the statutes can."""


@dataclass(frozen=True, slots=True)
class CastingVerdict:
    """Whether the casting vote is asked for, why, and the text that says so."""

    applies: bool
    reason: CastingReason
    article: str


def casting_vote_applies(*, kind: str, given: bool, tied: bool, secret: bool) -> CastingVerdict:
    """Say whether the chair's casting vote decides a vote.

    `kind` is that of the resolution ("board" for a board of directors); `given` says that the
    statutes give the chair this vote (on the board of an SA the law does, unless they refuse it:
    C.com L225-37); `tied` that both sides hold exactly half. Never in a secret ballot: using it
    would tell how the chair voted.
    """
    article = _ON_BOARD if kind == "board" else _IN_ASSEMBLY
    reason: CastingReason = "applies"
    if not given:
        reason = "not_given"
    elif secret:
        reason = "secret_ballot"
    elif not tied:
        reason = "no_tie"
    return CastingVerdict(reason == "applies", reason, article)
