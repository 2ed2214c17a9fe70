"""The one exception by which a service says no, with a sentence for the person who asked."""

from typing import TYPE_CHECKING

from organisations.policies import Action, Actor, can

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from organisations.models import Organisation


class Refused(Exception):
    """The act was refused and nothing was written.

    `reasons` are sentences in the reader's language: why, by which rule, and what to do now.
    `code` is stable, for tests and for callers that react to one kind of refusal.
    """

    def __init__(self, *reasons: "_StrOrPromise", code: str = "refused") -> None:
        super().__init__(*[str(reason) for reason in reasons])
        self.reasons = reasons
        self.code = code

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self.reasons)


class NotAllowed(Refused):
    """The actor's role does not permit the act (403 on the web)."""


def require(actor: Actor, action: Action, organisation: "Organisation") -> None:
    """Raise NotAllowed with its sentence unless the actor may do the action."""
    verdict = can(actor, action, organisation)
    if not verdict:
        raise NotAllowed(verdict.reason, code="not_allowed")  # type: ignore[union-attr]
