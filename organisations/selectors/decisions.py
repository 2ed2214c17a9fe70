"""Decisions held in TALA that may have adopted a version of the statutes.

The app that knows them appends its provider to DECISIONS in AppConfig.ready.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of this organisation: its key, in words, its day, and where it can be read."""

    key: str
    label: str
    on: dt.date
    url: str


DECISIONS: list[Callable[[Organisation], Iterable[Decision]]] = []
"""From an organisation to its adopted extraordinary decisions."""


def decisions_of(organisation: Organisation) -> list[Decision]:
    """Return the decisions that can change the statutes, newest first."""
    found = [decision for provider in DECISIONS for decision in provider(organisation)]
    return sorted(found, key=lambda decision: (decision.on, decision.key), reverse=True)


def decision_by_key(organisation: Organisation, key: str) -> Decision | None:
    """Return one of them, None when this organisation has no such decision."""
    return next((one for one in decisions_of(organisation) if one.key == key), None)
