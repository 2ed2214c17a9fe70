"""Asks the rules who may give a proxy and who may hold it, with the figures of the day."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from mandates.models import Proxy
from mandates.rules.proxies import ProxyVerdict, may_give, may_hold, proxy_cap, sentence
from meetings.models import RollEntry
from organisations.rules.statutes import StatuteParameters
from organisations.selectors.remembered import remembered

Mode = RollEntry.Mode


@dataclass(frozen=True)
class Eligibility:
    """What decides on a proxy of one voice: the giver as it is now, and the frozen statutes."""

    giver: RollEntry
    params: StatuteParameters

    @classmethod
    def of(cls, giver: RollEntry) -> "Eligibility":
        """Return the eligibility around a voice, read afresh."""
        giver.refresh_from_db(fields=["mode", "left_at", "proxies_held"])
        return cls(giver, giver.meeting.typed_statutes)

    @cached_property
    def member_count(self) -> int:
        """How many voices the roll has: frozen with the convocation, so a kept count is exact."""
        voices = RollEntry.objects.filter(meeting=self.giver.meeting_id)
        meeting = self.giver.meeting
        return remembered(meeting.organisation, f"roll:{meeting.pk}", voices.count)

    @property
    def cap(self) -> int | None:
        """How many proxies one person may hold at most, None for no limit."""
        limits = [proxy_cap(self.params, self.member_count)]
        if self.params.max_votes_per_person is not None:
            limits.append(max(0, self.params.max_votes_per_person - 1))
        return min((limit for limit in limits if limit is not None), default=None)

    def to_give(self) -> ProxyVerdict:
        """Say whether this voice may give a proxy at all."""
        return may_give(
            self.params,
            giver_already_voted=self.giver.mode == Mode.POSTAL,
            giver_represented=self.giver.mode == Mode.REPRESENTED,
        )

    def to_hold(self, holder: RollEntry) -> ProxyVerdict:
        """Say whether this voice may give, and `holder`, a row read afresh, may hold its proxy."""
        verdict = self.to_give()
        return self.seat(holder) if verdict.allowed else verdict

    def seat(self, holder: RollEntry) -> ProxyVerdict:
        """Say whether `holder`, a row read afresh, has room for this voice's proxy."""
        return may_hold(
            self.params,
            member_count=self.member_count,
            already_held=holder.proxies_held,
            giver_college=self.giver.college_name,
            holder_college=holder.college_name,
            holder_is_giver=holder.pk == self.giver.pk,
            holder_represented=holder.mode == Mode.REPRESENTED,
        )

    def in_blank(self) -> ProxyVerdict:
        """Say whether this voice may give a blank proxy.

        Blank proxies are voted by law and go to nobody; where the statutes cap them too, all of
        the meeting's count together.
        """
        verdict = self.to_give()
        if not verdict.allowed:
            return verdict
        blanks = 0
        if self.params.cap_applies_to_blank:
            active = Proxy.objects.filter(meeting=self.giver.meeting_id, state=Proxy.State.ACTIVE)
            blanks = active.filter(holder=None).count()
        return may_hold(
            self.params,
            member_count=self.member_count,
            already_held=0,
            blank=True,
            blanks_held=blanks,
        )


def verdict_sentence(verdict: ProxyVerdict) -> str:
    """Return the verdict in words, with its article when it refuses by one."""
    words = sentence(verdict, gettext)
    return words if verdict.allowed or not verdict.article else f"{words} ({verdict.article})"
