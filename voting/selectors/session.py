"""Where the sitting stands: its ballots in order, the quorum of each kind, the one next act."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from meetings.models import Meeting
from organisations.render.bars import Bar
from tala.lib import figures
from voting.models import Ballot, BallotRule
from voting.render.quorum import (
    part_name,
    quorum_json,
    quorum_missing,
    quorum_sentence,
    quorum_steps,
)
from voting.selectors.attendance import ModeCounts, live_quorum, modes_shown
from voting.selectors.papers import answers_of


@dataclass(frozen=True)
class KindQuorum:
    """The live quorum of one part of the meeting.

    `kind` names the part, and is empty when there is only one; `waiting` are the numbers of its
    resolutions that still await a vote.
    """

    part: str
    kind: str
    waiting: list[int]
    met: bool
    sentence: str
    missing: str
    article: str
    steps: list[str]


@dataclass(frozen=True)
class CollegeLine:
    """One college in the live table."""

    name: str
    weight: str
    counts: ModeCounts


@dataclass(frozen=True)
class LiveAttendance:
    """Who is here at this instant, and what it weighs."""

    quorums: list[KindQuorum]
    lines: list[CollegeLine]
    total: ModeCounts
    bars: list[Bar]
    answers: int | None
    open_number: int | None


def ballots_of(meeting: Meeting) -> list[Ballot]:
    """Return the meeting's ballots in agenda order, with their resolutions and poll; one query."""
    return list(Ballot.objects.filter(poll__meeting=meeting).select_related("resolution", "poll"))


def live_attendance(meeting: Meeting, ballots: Sequence[Ballot]) -> LiveAttendance:
    """Return the live attendance: one query after each act, one more while a ballot is open."""
    counts = modes_shown(meeting)
    rules: dict[str, BallotRule] = {}
    for ballot in ballots:
        rules.setdefault(ballot.part, ballot.typed_rule)
    waiting = waiting_by_part(ballots)
    opened = next((ballot for ballot in ballots if ballot.state == Ballot.State.OPEN), None)
    reference = ballots[0].typed_rule if ballots else None
    return LiveAttendance(
        quorums=[
            _kind_quorum(meeting, rule, counts, waiting.get(part, []), named=len(rules) > 1)
            for part, rule in rules.items()
        ],
        lines=_lines(reference, counts),
        total=sum(counts.values(), ModeCounts()),
        bars=_bars(reference, counts),
        answers=None if opened is None else answers_of(opened),
        open_number=None if opened is None else opened.number,
    )


def state_mark(meeting: Meeting, ballots: Sequence[Ballot], live: LiveAttendance | None) -> str:
    """Return a mark that changes with every act of the chair: an open page then reloads itself.

    During the sitting it also changes when a part of the meeting gains or loses its quorum, for
    the next act is then another one.
    """
    in_session = live is not None and meeting.state == Meeting.State.IN_SESSION
    met = "".join(str(int(quorum.met)) for quorum in live.quorums) if live and in_session else ""
    return "-".join([meeting.state, *(ballot.state[0] for ballot in ballots), met])


def waiting_by_part(ballots: Sequence[Ballot]) -> dict[str, list[int]]:
    """Return the numbers of the resolutions not voted yet, by part of the meeting."""
    found: dict[str, list[int]] = {}
    for ballot in ballots:
        if ballot.state == Ballot.State.PENDING:
            found.setdefault(ballot.typed_rule.part, []).append(ballot.number)
    return found


def next_ballot(ballots: Sequence[Ballot], lacking: Collection[str] = ()) -> Ballot | None:
    """Return the ballot the next act is about: the open one, else one to declare, else to open.

    A ballot of a part whose quorum is `lacking` comes after those that can be opened.
    """
    for state in (Ballot.State.OPEN, Ballot.State.CLOSED, Ballot.State.PENDING):
        found = [ballot for ballot in ballots if ballot.state == state]
        if found:
            return min(found, key=lambda ballot: ballot.typed_rule.part in lacking)
    return None


def lacking_quorums(live: LiveAttendance | None) -> list[KindQuorum]:
    """Return the parts whose quorum is not met while some of their texts await a vote."""
    quorums = live.quorums if live else []
    return [quorum for quorum in quorums if not quorum.met and quorum.waiting]


def _kind_quorum(
    meeting: Meeting,
    rule: BallotRule,
    counts: Mapping[str, ModeCounts],
    waiting: list[int],
    *,
    named: bool,
) -> KindQuorum:
    # Where statutes fix the quorum at the opening, who has left still counts.
    counted = counts if rule.recheck else modes_shown(meeting, departures=False)
    data = quorum_json(rule, live_quorum(rule, counted))
    names = {college.code: college.name for college in rule.colleges}
    return KindQuorum(
        part=rule.part,
        kind=part_name(rule.part) if named else "",
        waiting=waiting,
        met=data["met"],
        sentence=quorum_sentence(data),
        missing=quorum_missing(data),
        article=data["article"],
        steps=quorum_steps(data, names),
    )


def _lines(rule: BallotRule | None, counts: Mapping[str, ModeCounts]) -> list[CollegeLine]:
    if rule is None or not rule.by_college:
        return []
    return [
        CollegeLine(
            college.name, figures.percent(college.weight), counts.get(college.code, ModeCounts())
        )
        for college in rule.colleges
    ]


def _bars(rule: BallotRule | None, counts: Mapping[str, ModeCounts]) -> list[Bar]:
    if rule is None or not rule.by_college:
        total = sum(counts.values(), ModeCounts())
        return [Bar(_("Assemblée"), _rate(total), _here(total))]
    return [
        Bar(
            _("%(college)s, pèse %(weight)s")
            % {"college": college.name, "weight": figures.percent(college.weight)},
            _rate(counts.get(college.code, ModeCounts())),
            _here(counts.get(college.code, ModeCounts())),
        )
        for college in rule.colleges
    ]


def _rate(counts: ModeCounts) -> Fraction:
    return Fraction(counts.attending, counts.registered) if counts.registered else Fraction(0)


def _here(counts: ModeCounts) -> str:
    return _("%(here)s sur %(all)s, soit %(rate)s") % {
        "here": figures.integer(counts.attending),
        "all": figures.integer(counts.registered),
        "rate": figures.percent(_rate(counts)),
    }
