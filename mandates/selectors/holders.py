"""Finds who could hold a proxy, by name or number, without telling anyone's address."""

from dataclasses import dataclass

from django.db.models import Q

from mandates.rules.proxies import ProxyVerdict
from mandates.selectors.eligibility import Eligibility, verdict_sentence
from meetings.models import Meeting, RollEntry
from meetings.selectors.paging import found
from tala.lib.text import fold, sort_key

MOST = 20
SHORTEST = 2


@dataclass(frozen=True)
class Candidate:
    """One person who could hold the proxy, and the rule's answer."""

    entry: RollEntry
    verdict: ProxyVerdict

    @property
    def reason(self) -> str:
        """Why not, in a sentence; empty when allowed."""
        return "" if self.verdict.allowed else verdict_sentence(self.verdict)


def voices_found(meeting: Meeting, query: str, most: int) -> list[RollEntry]:
    """Return the first voices of the roll whose name or number match, in alphabetical order.

    Every word of the query must be found; a query under two letters finds nobody. Only names and
    numbers are searched: a member who asks learns nothing of the others' addresses.
    """
    words = fold(query).split()
    if len("".join(words)) < SHORTEST:
        return []
    named = Q()
    for word in words:
        named &= Q(sort_key__contains=sort_key(word))
    numbered = Q(number__istartswith=query.strip())
    return list(found(RollEntry.objects.filter(named | numbered, meeting=meeting))[:most])


def voice_numbered(meeting: Meeting, number: str) -> RollEntry | None:
    """Return the voice with exactly this member number, in any case of its letters."""
    return RollEntry.objects.filter(meeting=meeting, number__iexact=number.strip()).first()


def candidates(eligibility: Eligibility, query: str) -> list[Candidate]:
    """Return the first voices found, the giver apart, each with the answer of the rules."""
    giver = eligibility.giver
    voices = voices_found(giver.meeting, query, MOST + 1)
    others = [voice for voice in voices if voice.pk != giver.pk][:MOST]
    return [Candidate(voice, eligibility.to_hold(voice)) for voice in others]
