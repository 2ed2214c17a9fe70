"""The extraordinary resolutions that an assembly adopted: they may change the statutes."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Resolution
from organisations.models import Organisation
from organisations.selectors.decisions import Decision
from tala.lib import dates
from voting.models import Ballot

NEWEST = 50
"""Statutes change a few times in ten years: older decisions are written as text."""


def adopted_extraordinary(organisation: Organisation) -> Iterator[Decision]:
    """Yield the newest extraordinary resolutions declared adopted."""
    ballots = (
        Ballot.objects.filter(
            poll__meeting__organisation=organisation,
            state=Ballot.State.DECLARED,
            resolution__majority=Resolution.Majority.EXTRAORDINARY,
            result__verdict="adopted",
        )
        .select_related("poll__meeting", "resolution")
        .order_by("-declared_at", "-pk")[:NEWEST]
    )
    for ballot in ballots:
        meeting = ballot.poll.meeting
        figures = {
            "meeting": meeting.title,
            "day": dates.short_date(meeting.day),
            "number": ballot.number,
            "title": ballot.resolution.title,
        }
        yield Decision(
            key=f"ballot:{ballot.pk}",
            label=_("%(meeting)s du %(day)s, résolution n° %(number)s : %(title)s") % figures,
            on=meeting.day,
            url=reverse("result_page", args=[organisation.slug, meeting.pk, ballot.pk]),
        )
