"""Plays one ordinary assembly from the register to the sealed minutes, through the web's services.

Who does what is drawn from a seed, so that two plays of one register are alike. The clock is
played: the notice leaves today, the assembly is held on its day.
"""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from demonstration.services.agenda import assembly_prepare
from demonstration.services.cooperative import Officers, next_meeting_day, officers
from documents.models import Minutes
from documents.services.minutes import minutes_seal, minutes_start, minutes_write
from mandates.models import Proxy
from mandates.services.proxies import proxy_give
from meetings.models import Meeting, RollEntry
from meetings.services.attendance import attendance_check_in
from meetings.services.convene import meeting_convene
from meetings.services.convocations import letters_posted
from meetings.services.session import session_close, session_open
from organisations.models import Organisation
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.services.jobs import jobs_run
from organisations.services.outbox import messages_send
from tala.lib import clock
from voting.models import Ballot
from voting.services.ballot import ballot_close, ballot_open
from voting.services.cast import vote_cast_room, votes_cast_early
from voting.services.declare import ballot_declare
from voting.services.postal import postal_vote_record
from voting.services.room import RoomCount, room_by_college, room_total_record

UNSUPPORTED = "YNNNA"
"""How members answer a text that the board does not support."""

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
MOODS = ("YYYYYYYA", "YYYNA", "YNNA", "YYYYYB")
"""How a group of members leans; a member answers each resolution from their mood's letters."""


@dataclass
class Played:
    """What a play did, for its summary; `refusals` counts the codes met on the way."""

    organisation: Organisation
    meeting: Meeting
    minutes: Minutes
    convened: int = 0
    sent: int = 0
    letters: int = 0
    proxies_named: int = 0
    proxies_blank: int = 0
    votes_from_home: int = 0
    postal_votes: int = 0
    present: int = 0
    remote: int = 0
    room_votes: int = 0
    refusals: dict[str, int] = field(default_factory=dict)


class Play:
    """One assembly being played."""

    def __init__(self, organisation: Organisation, seed: int = 20) -> None:
        self.organisation = organisation
        self.random = random.Random(seed)  # noqa: S311 - invented behaviour, not secrets
        self.who: Officers = officers()
        self.refusals: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self._supported: list[bool] = []
        self._arriving: list[RollEntry] = []

    def run(self) -> Played:
        """Play everything and return what was done."""
        meeting = assembly_prepare(self.organisation, self.who.board_member, next_meeting_day())
        self._convene(meeting)
        meeting.refresh_from_db()
        ballots = meeting.poll.ballots.order_by("position")
        self._supported = list(ballots.values_list("resolution__board_supported", flat=True))
        with clock.played(meeting.starts_at - 20 * DAY):
            self._before(meeting)
        with clock.played(meeting.starts_at):
            self._hold(meeting)
        with clock.played(meeting.starts_at + 3 * DAY):
            minutes = self._minute(meeting)
        return Played(
            organisation=self.organisation,
            meeting=meeting,
            minutes=minutes,
            refusals=self.refusals,
            **self.counts,
        )

    def _convene(self, meeting: Meeting) -> None:
        meeting_convene(meeting=meeting, actor=self.who.secretary)
        self.counts["convened"] = meeting.roll.count()
        self.counts["sent"] = messages_send()
        jobs_run()
        self.counts["letters"] = letters_posted(
            meeting=meeting, actor=self.who.secretary, posted_on=clock.today()
        )

    def _before(self, meeting: Meeting) -> None:
        """Proxies, postal forms and votes from home, three weeks before."""
        voices = list(meeting.roll.select_related("meeting__organisation", "meeting__poll"))
        self.random.shuffle(voices)
        share = max(len(voices) // 20, 3)
        self._proxies(voices[: 2 * share], voices[2 * share : 4 * share])
        by_post = [voice for voice in voices[4 * share :] if voice.means == RollEntry.Means.POST]
        self._postal(by_post[: share // 2 + 1])
        online = [voice for voice in voices[4 * share :] if voice.means == RollEntry.Means.EMAIL]
        self._from_home(online[: 5 * share])
        self._arriving = voices[2 * share : 4 * share] + online[5 * share : 7 * share]

    def _proxies(self, givers: list[RollEntry], holders: list[RollEntry]) -> None:
        named = blank = 0
        for place, giver in enumerate(givers):
            holder = None if place % 4 == 3 else holders[place // 2 % len(holders)]
            with self._noting():
                proxy_give(actor=_self(giver), giver=giver, holder=holder, via=Proxy.Via.ONLINE)
                named, blank = (named, blank + 1) if holder is None else (named + 1, blank)
        self.counts |= {"proxies_named": named, "proxies_blank": blank}

    def _postal(self, voices: Iterable[RollEntry]) -> None:
        done = 0
        for voice in voices:
            with self._noting():
                postal_vote_record(
                    entry=voice,
                    actor=self.who.secretary,
                    answers=list(self._answers(voice)),
                    received_on=clock.today(),
                )
                done += 1
        self.counts["postal_votes"] = done

    def _from_home(self, voices: Iterable[RollEntry]) -> None:
        done = 0
        for voice in voices:
            with self._noting():
                votes_cast_early(
                    entry=voice,
                    choices_by_entry={voice.pk: self._answers(voice)},
                    key=f"play-{voice.pk}",
                )
                done += 1
        self.counts["votes_from_home"] = done

    def _hold(self, meeting: Meeting) -> None:
        """The sitting: arrivals, each ballot in turn, the end."""
        self._arrive()
        session_open(
            meeting=meeting,
            actor=self.who.chair,
            chair_name="Hélène Kouyaté",
            secretary_name="Gérard Capelle",
            teller_names="Fatou Traoré, Loïc Vasseur",
        )
        self.counts["room_votes"] = 0
        for number, ballot in enumerate(meeting.poll.ballots.select_related("poll__meeting")):
            with clock.played(meeting.starts_at + HOUR + number * dt.timedelta(minutes=10)):
                self._ballot(ballot)
        with clock.played(meeting.starts_at + 3 * HOUR):
            session_close(meeting=meeting, actor=self.who.chair)
        meeting.refresh_from_db()

    def _arrive(self) -> None:
        present = remote = 0
        for place, voice in enumerate(self._arriving):
            far = place % 5 == 4
            with self._noting():
                attendance_check_in(entry=voice, actor=self.who.secretary, remote=far)
                present, remote = (present, remote + 1) if far else (present + 1, remote)
        self.counts |= {"present": present, "remote": remote}

    def _ballot(self, ballot: Ballot) -> None:
        ballot_open(ballot=ballot, actor=self.who.chair)
        for voice in self._arriving[::2]:  # one in two answers on a phone, the others by hand
            held = Proxy.objects.filter(holder=voice, state=Proxy.State.ACTIVE)
            voices = [voice.pk, *held.values_list("giver", flat=True)]
            letter = self._answers(voice)[ballot.position]
            with self._noting():
                vote_cast_room(
                    entry=voice,
                    ballot=ballot,
                    choices_by_entry=dict.fromkeys(voices, letter),
                    key=f"play-{ballot.pk}-{voice.pk}",
                )
                self.counts["room_votes"] += len(voices)
        ballot_close(ballot=ballot, actor=self.who.chair)
        ballot.refresh_from_db()
        totals = {code: self._by_hand(room) for code, room in room_by_college(ballot).items()}
        room_total_record(ballot=ballot, actor=self.who.secretary, totals=totals)
        ballot_declare(ballot=ballot, actor=self.who.chair)

    def _by_hand(self, room: int) -> RoomCount:
        votes_against, abstentions = room // 5, room // 9
        return RoomCount(
            votes_for=room - votes_against - abstentions,
            votes_against=votes_against,
            abstentions=abstentions,
        )

    def _minute(self, meeting: Meeting) -> Minutes:
        minutes = minutes_start(meeting=meeting, actor=self.who.secretary)
        items = list(meeting.items.all())
        minutes_write(
            minutes=minutes,
            actor=self.who.secretary,
            version=minutes.version,
            texts={
                "opening": "La présidente ouvre la séance et remercie les membres présents.",
                "incidents": "Le son de la visioconférence est coupé **trois minutes** au "
                "point 2 ; aucun vote n’était ouvert.",
                "closing": "La présidente rappelle la fête des ateliers, le mois prochain.",
            },
            debates={
                items[1].pk: "Mme Traoré demande l’évolution des charges d’énergie.\n\n"
                "- M. Lamblin : elles baissent de 8 % avec la nouvelle toiture.\n"
                "- La présidente annonce un second atelier à l’automne.",
                items[2].pk: "M. Lamblin commente les comptes. Aucune question.",
            },
        )
        minutes_seal(minutes=minutes, actor=self.who.secretary)
        jobs_run()
        minutes.refresh_from_db()
        return minutes

    def _answers(self, voice: RollEntry) -> str:
        """Return one letter per resolution, the same for one voice whenever asked."""
        mine = random.Random(voice.number)  # noqa: S311 - invented behaviour
        mood = mine.choice(MOODS)
        return "".join(
            mine.choice(mood if supported else UNSUPPORTED) for supported in self._supported
        )

    def _noting(self) -> "_Noting":
        return _Noting(self.refusals)


class _Noting:
    """Lets a refusal pass and counts its code: refusals belong to ordinary days."""

    def __init__(self, refusals: dict[str, int]) -> None:
        self.refusals = refusals

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, Refused):
            return False
        self.refusals[error.code] = self.refusals.get(error.code, 0) + 1
        return True


def _self(voice: RollEntry) -> Actor:
    return Actor.member_link(voice.number, voice.name)
