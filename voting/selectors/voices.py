"""The voices one person holds: their own, and those they represent by named proxy."""

from dataclasses import dataclass

from mandates.selectors.proxies import givers_to
from meetings.models import RollEntry
from voting.models import NO_ANSWER, Ballot, Paper

Mode = RollEntry.Mode


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice, whether it is the person's own, and its paper once it has one."""

    entry: RollEntry
    own: bool
    paper: Paper | None

    def has_answered(self, ballot: Ballot) -> bool:
        """True when the voice's paper holds an answer on this ballot."""
        return self.paper is not None and self.paper.choices[ballot.position] != NO_ANSWER


def paper_of(entry: RollEntry) -> Paper | None:
    """Return the voice's paper; no query when `paper` was selected with the entry."""
    return getattr(entry, "paper", None)


def voices_held(entry: RollEntry) -> list[Voice]:
    """Return the person's own voice, then the represented ones in the order the proxies came."""
    voices = [Voice(entry, own=True, paper=paper_of(entry))]
    if entry.proxies_held:
        givers = givers_to(entry).select_related("paper")
        voices += [Voice(giver, own=False, paper=paper_of(giver)) for giver in givers]
    return voices


def voices_for_home(entry: RollEntry) -> list[Voice]:
    """Return the voices this person may still cast from home.

    A member who gave a proxy has none of their own, unless the statutes let a vote cancel it.
    """
    usable = {Mode.NONE, Mode.EXCUSED}
    if (entry.meeting.statutes or {}).get("mode_change_allowed"):
        usable.add(Mode.REPRESENTED)
    return [
        voice
        for voice in voices_held(entry)
        if voice.paper is None and (not voice.own or entry.mode in usable)
    ]


def voices_for_room(entry: RollEntry, ballot: Ballot) -> list[Voice]:
    """Return the voices this person, being in the sitting, may still cast on an open ballot."""
    return [voice for voice in voices_held(entry) if not voice.has_answered(ballot)]
