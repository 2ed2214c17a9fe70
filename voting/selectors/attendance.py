"""Who takes part, counted by college in one query, and the quorum that follows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from mandates.models import Proxy
from meetings.models import Meeting, RollEntry
from meetings.rules.quorum import CollegeAttendance, QuorumVerdict, counts_in_quorum, quorum
from organisations.selectors.remembered import remembered
from voting.models import Ballot, BallotRule, Paper, has_letter

Mode = RollEntry.Mode
FROM_HOME = (Paper.Channel.REMOTE, Paper.Channel.POSTAL)
"""The channels of a vote cast before the sitting, which counts whoever is in the room."""


@dataclass(frozen=True, slots=True)
class ModeCounts:
    """How many voices of a college take part, and how; each voice is counted once.

    `represented` are those whose proxy counts (blank, or held by someone here, or already used from
    home); `unheard` those whose holder is not here. `left` are those who went before the end.
    """

    present: int = 0
    remote: int = 0
    represented: int = 0
    unheard: int = 0
    postal: int = 0
    excused: int = 0
    left: int = 0
    none: int = 0

    @property
    def registered(self) -> int:
        """All the voices of the roll."""
        return sum(getattr(self, item.name) for item in fields(self))

    @property
    def attending(self) -> int:
        """The voices that count in the quorum of an assembly (C.com L225-96, L225-107)."""
        return self.present + self.remote + self.represented + self.postal

    def in_quorum(self, kind: str) -> int:
        """The voices that count in the quorum of `kind`: on a board a proxy does not (L225-37)."""
        modes = (item.name for item in fields(self))
        return sum(getattr(self, mode) for mode in modes if counts_in_quorum(kind, mode))

    def __add__(self, other: "ModeCounts") -> "ModeCounts":
        return ModeCounts(
            *(getattr(self, item.name) + getattr(other, item.name) for item in fields(self))
        )


def here(prefix: str = "", *, departures: bool = True) -> Q:
    """Return the condition "present or at a distance, and not gone" on a roll entry.

    `prefix` is the path to the entry; with `departures` false, who has left still counts.
    """
    condition = Q(**{f"{prefix}mode__in": [Mode.PRESENT, Mode.REMOTE]})
    return condition & Q(**{f"{prefix}left_at": None}) if departures else condition


def represented(*, departures: bool = True) -> Q:
    """Return the condition "represented, by a proxy that counts" on a roll entry.

    A blank proxy counts by itself (C.com L225-106 III); a named one when its holder is here, or has
    already voted with it from home.
    """
    proxies = Proxy.objects.filter(giver=OuterRef("pk"), state=Proxy.State.ACTIVE)
    heard = proxies.filter(Q(holder=None) | here("holder__", departures=departures))
    used = Paper.objects.filter(entry=OuterRef("pk"), channel__in=FROM_HOME)
    return Q(mode=Mode.REPRESENTED) & (Q(Exists(heard)) | Q(Exists(used)))


def attending(*, departures: bool = True) -> Q:
    """Return the condition "counts in the quorum" on a roll entry."""
    return here(departures=departures) | Q(mode=Mode.POSTAL) | represented(departures=departures)


def modes_by_college(meeting: Meeting, *, departures: bool = True) -> dict[str, ModeCounts]:
    """Return the live attendance by college code, in one query whatever the size of the roll."""
    gone = Q(mode__in=[Mode.PRESENT, Mode.REMOTE], left_at__isnull=False)
    stays = ~gone if departures else Q()
    counted = {
        "present": Q(mode=Mode.PRESENT) & stays,
        "remote": Q(mode=Mode.REMOTE) & stays,
        "represented": represented(departures=departures),
        "unheard": Q(mode=Mode.REPRESENTED),
        "postal": Q(mode=Mode.POSTAL),
        "excused": Q(mode=Mode.EXCUSED),
        "left": gone if departures else Q(pk=None),
        "none": Q(mode=Mode.NONE),
    }
    rows = (
        RollEntry.objects.filter(meeting=meeting)
        .order_by()
        .values("college_code")
        .annotate(**{f"in_{name}": Count("pk", filter=rule) for name, rule in counted.items()})
    )
    return {row["college_code"]: _counts(row) for row in rows}


def modes_shown(meeting: Meeting, *, departures: bool = True) -> dict[str, ModeCounts]:
    """Return the same counts for a page, remembered until the next act; an act counts afresh."""
    return remembered(
        meeting.organisation,
        f"modes:{meeting.pk}:{departures}",
        lambda: modes_by_college(meeting, departures=departures),
    )


def _counts(row: Mapping[str, Any]) -> ModeCounts:
    values = {item.name: row[f"in_{item.name}"] for item in fields(ModeCounts)}
    return ModeCounts(**values | {"unheard": values["unheard"] - values["represented"]})


@dataclass(frozen=True, slots=True)
class FrozenAttendance:
    """One college at the close of a ballot.

    `attending` also counts who answered and has gone since; `quorum` those who count in the quorum
    (the same, but on a board, where the represented are not present: C.com L225-37); `room` are the
    voices of the room, of members there or represented by them, that have not answered: no hand
    count can exceed them.
    """

    registered: int
    attending: int
    quorum: int
    room: int


def ballot_attendance(ballot: Ballot) -> dict[str, FrozenAttendance]:
    """Return the attendance of a ballot by college code, in one query, thus at one instant."""
    answered = Q(Exists(Paper.objects.filter(entry=OuterRef("pk")).filter(has_letter(ballot))))
    rule = ballot.typed_rule
    attends = attending(departures=rule.recheck) | answered
    directors = here(departures=rule.recheck) | (answered & here(departures=False))
    rows = (
        RollEntry.objects.filter(meeting=ballot.poll.meeting_id)
        .order_by()
        .values_list("college_code")
        .annotate(
            registered=Count("pk"),
            attending=Count("pk", filter=attends),
            quorum=Count("pk", filter=directors if rule.kind == "board" else attends),
            room=Count("pk", filter=in_room() & ~answered),
        )
    )
    return {code: FrozenAttendance(*counts) for code, *counts in rows}


def in_room() -> Q:
    """Return the condition "in the room, or represented by someone in the room" on a roll entry."""
    there = Proxy.objects.filter(
        giver=OuterRef("pk"),
        state=Proxy.State.ACTIVE,
        holder__mode=Mode.PRESENT,
        holder__left_at=None,
    )
    present = Q(mode=Mode.PRESENT, left_at=None)
    return present | (Q(mode=Mode.REPRESENTED) & Q(Exists(there)))


def college_attendance(
    rule: BallotRule, registered: Mapping[str, int], taking_part: Mapping[str, int]
) -> list[CollegeAttendance]:
    """Return the rows the quorum reads: one per college of the rule, or one for the whole roll."""
    if not rule.by_college:
        return [CollegeAttendance("", None, sum(registered.values()), sum(taking_part.values()))]
    return [
        CollegeAttendance(
            college.code,
            college.weight,
            registered.get(college.code, 0),
            taking_part.get(college.code, 0),
        )
        for college in rule.colleges
    ]


def live_quorum(rule: BallotRule, counts: Mapping[str, ModeCounts]) -> QuorumVerdict:
    """Return where the quorum of a ballot stands with this attendance."""
    return quorum(
        rule.quorum,
        college_attendance(
            rule,
            {code: college.registered for code, college in counts.items()},
            {code: college.in_quorum(rule.kind) for code, college in counts.items()},
        ),
    )
