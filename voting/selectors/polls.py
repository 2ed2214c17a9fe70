"""The vote from home so far: how many voices by college, and which, never what they said."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from meetings.models import Meeting, RollEntry
from organisations.render.bars import Bar
from organisations.selectors.remembered import remembered
from tala.lib import figures
from voting.models import BallotRule, Paper, Poll
from voting.selectors.attendance import FROM_HOME


@dataclass(frozen=True)
class Turnout:
    """How many voices have voted from home, in all and by college."""

    voted: int
    registered: int
    bars: list[Bar]

    @property
    def share(self) -> Fraction:
        """The part of the roll that has voted."""
        return _share(self.voted, self.registered)


def home_turnout(meeting: Meeting, rule: BallotRule | None) -> Turnout:
    """Return the turnout of the vote from home, in one query after each act."""
    by_code = remembered(
        meeting.organisation, f"home-turnout:{meeting.pk}", lambda: _voted_by_college(meeting)
    )
    voted = sum(row[0] for row in by_code.values())
    registered = sum(row[1] for row in by_code.values())
    if rule is None or not rule.by_college:
        return Turnout(voted, registered, [_bar(_("Assemblée"), voted, registered)])
    bars = [_bar(college.name, *by_code.get(college.code, (0, 0))) for college in rule.colleges]
    return Turnout(voted, registered, bars)


def _voted_by_college(meeting: Meeting) -> dict[str, tuple[int, int]]:
    """Return, by college code, how many voices have voted from home, and how many there are."""
    rows = (
        RollEntry.objects.filter(meeting=meeting)
        .order_by()
        .values_list("college_code")
        .annotate(
            registered=Count("pk"), voted=Count("paper", filter=Q(paper__channel__in=FROM_HOME))
        )
    )
    return {code: (voted, registered) for code, registered, voted in rows}


def early_voters(poll: Poll) -> QuerySet[Paper]:
    """Return the papers cast from home by name of the voice; show that they exist, nothing else.

    Naming the voice's meeting too lets the database walk the roll in order and stop at the page.
    """
    return (
        Paper.objects.filter(poll=poll, entry__meeting=poll.meeting_id, channel__in=FROM_HOME)
        .select_related("entry", "cast_by")
        .defer("choices", "key", "receipt")
        .order_by("entry__sort_key", "entry_id")
    )


def _bar(name: str, voted: int, registered: int) -> Bar:
    note = _("%(voted)s sur %(all)s, soit %(share)s") % {
        "voted": figures.integer(voted),
        "all": figures.integer(registered),
        "share": figures.percent(_share(voted, registered)),
    }
    return Bar(name, _share(voted, registered), note)


def _share(voted: int, registered: int) -> Fraction:
    return Fraction(voted, registered) if registered else Fraction(0)
