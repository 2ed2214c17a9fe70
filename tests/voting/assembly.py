"""A convened assembly of any size, built row by row for the tests of the day itself."""

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from mandates.models import Proxy
from meetings.models import AgendaItem, Meeting, Resolution, RollEntry
from organisations.models import College, Member, Organisation, RoleName
from organisations.policies import Actor
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import QuorumRule, StatuteParameters, usual_for
from tala.lib import text, tokens
from tala.lib.dates import PARIS
from tests.cast import make_organisation, make_role, make_user
from voting.models import NO_ANSWER, Ballot, Paper, Poll
from voting.services.poll import poll_create

DAY = dt.datetime(2026, 6, 20, 18, 0, tzinfo=PARIS)
"""The assembly of the worked calendar: Saturday 20 June 2026 at 18:00."""

_numbers = itertools.count(1)


@dataclass
class Assembly:
    """One convened assembly, its roll by college, and the people who hold it."""

    meeting: Meeting
    chair: Actor
    secretary: Actor
    colleges: dict[str, list[RollEntry]]

    @cached_property
    def poll(self) -> Poll:
        """The meeting's poll."""
        return Poll.objects.get(meeting=self.meeting)

    def ballot(self, number: int = 1) -> Ballot:
        """Return one ballot, read afresh, by the number of its resolution."""
        return Ballot.objects.select_related("poll__meeting__organisation", "resolution").get(
            poll__meeting=self.meeting, position=number - 1
        )

    def entry(self, college: str = "", place: int = 0) -> RollEntry:
        """Return one voice, read afresh."""
        return RollEntry.objects.select_related("meeting__organisation").get(
            pk=self.colleges[college][place].pk
        )

    def arrive(self, college: str = "", count: int | None = None, start: int = 0) -> None:
        """Put `count` voices of a college in the room (all by default), straight in the rows."""
        stop = None if count is None else start + count
        keys = [entry.pk for entry in self.colleges[college][start:stop]]
        RollEntry.objects.filter(pk__in=keys).update(mode=RollEntry.Mode.PRESENT, mode_at=DAY)

    def represent(self, giver: RollEntry, holder: RollEntry | None) -> Proxy:
        """Give a proxy, straight in the rows; without holder it is blank."""
        RollEntry.objects.filter(pk=giver.pk).update(mode=RollEntry.Mode.REPRESENTED, mode_at=DAY)
        return Proxy.objects.create(meeting=self.meeting, giver=giver, holder=holder)

    def vote(
        self,
        college: str,
        letters: str,
        *,
        number: int = 1,
        start: int = 0,
        channel: str = Paper.Channel.ROOM,
    ) -> None:
        """Put one paper per letter in the urn, straight in the rows, from the college's voices."""
        size = self.poll.size
        papers = []
        for entry, letter in zip(self.colleges[college][start:], letters, strict=False):
            choices = NO_ANSWER * (number - 1) + letter + NO_ANSWER * (size - number)
            papers.append(
                Paper(
                    poll=self.poll,
                    entry=entry,
                    cast_by=entry,
                    choices=choices,
                    channel=channel,
                    receipt="TEST-TEST-TEST",
                )
            )
        Paper.objects.bulk_create(papers)


def make_assembly(
    colleges: Mapping[str, tuple[int, Fraction | int]] | int = 10,
    *,
    resolutions: int = 1,
    organisation: Organisation | None = None,
    statutes: Mapping[str, Any] | None = None,
    texts: Mapping[str, Any] | None = None,
    **facts: Any,
) -> Assembly:
    """Create a convened ordinary assembly of an SA.

    `colleges`: code -> (voices, weight in percent), or a number of voices without colleges.
    `statutes` replaces parameters, `texts` fields of each resolution, `facts` those of the meeting.
    """
    groups = {"": (colleges, 100)} if isinstance(colleges, int) else dict(colleges)
    organisation = organisation or make_organisation(legal_form=LegalForm.SCIC_SA.value)
    has_colleges = not isinstance(colleges, int)
    parameters = replace(usual_for(LegalForm.SCIC_SA, has_colleges), **(statutes or {}))
    meeting = _meeting(organisation, parameters, facts)
    roll = {
        code: _voices(meeting, code, count, Fraction(weight) / 100 if code else None)
        for code, (count, weight) in groups.items()
    }
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, kind=AgendaItem.Kind.DECISION, title="Comptes"
    )
    for place in range(1, resolutions + 1):
        Resolution.objects.create(
            item=item,
            position=place,
            **{"title": f"Résolution {place}", "text": "L’assemblée décide.", **(texts or {})},
        )
    poll_create(meeting)
    return Assembly(
        meeting=meeting,
        chair=_person(organisation, RoleName.CHAIR),
        secretary=_person(organisation, RoleName.SECRETARY),
        colleges=roll,
    )


def kept(value: Any) -> Any:
    """Return what a ballot keeps, which must be there."""
    assert value is not None
    return value


def quorum_of(share: Fraction | str, base: str = "raw") -> dict[str, QuorumRule]:
    """Return the statute parameter of an ordinary assembly's quorum."""
    return {"quorum_ordinary_first": QuorumRule(Fraction(share), base, None, None, "statuts")}


NO_QUORUM = {"quorum_ordinary_first": QuorumRule(None, "raw", None, None, "statuts")}
"""The statute parameter that asks for no quorum."""


def _meeting(
    organisation: Organisation, parameters: StatuteParameters, facts: Mapping[str, Any]
) -> Meeting:
    values: dict[str, Any] = {
        "title": "Assemblée générale ordinaire 2026",
        "starts_at": DAY,
        "place": "Salle des fêtes, Liévin",
        "state": Meeting.State.CONVENED,
        "statutes": parameters.to_json(),
        "statutes_version": 1,
        "agenda_digest": "a" * 64,
        "roll_digest": "b" * 64,
        "convened_at": DAY - dt.timedelta(days=20),
        "remote_closes_at": DAY - dt.timedelta(hours=27),
    }
    return Meeting.objects.create(organisation=organisation, **{**values, **facts})


def _voices(meeting: Meeting, code: str, count: int, weight: Fraction | None) -> list[RollEntry]:
    college = None
    if code:
        college = College.objects.create(
            organisation=meeting.organisation,
            code=code,
            name=f"Collège {code}",
            weight=weight,
            position=meeting.organisation.colleges.count(),
        )
    members = [
        Member(
            organisation=meeting.organisation,
            number=f"V{next(_numbers):05}",
            last_name="Voix",
            first_name=f"N{place}",
            college=college,
        )
        for place in range(count)
    ]
    for member in members:
        member.refresh_keys()
    Member.objects.bulk_create(members)
    return RollEntry.objects.bulk_create(_entry(meeting, member, weight) for member in members)


def _entry(meeting: Meeting, member: Member, weight: Fraction | None) -> RollEntry:
    token = f"{meeting.pk}-{member.number}"
    return RollEntry(
        meeting=meeting,
        member=member,
        number=member.number,
        name=member.display_name,
        sort_key=member.sort_key,
        search_key=text.fold(f"{member.number} {member.display_name}"),
        college_code=member.college.code if member.college else "",
        college_name=member.college.name if member.college else "",
        college_weight=weight,
        means=RollEntry.Means.POST,
        link_hash=tokens.token_hash(token),
        link_expires_at=DAY + dt.timedelta(days=30),
    )


def _person(organisation: Organisation, role: RoleName) -> Actor:
    user = make_user(name=str(role.label))
    make_role(organisation, role, user)
    return Actor.of(user)
