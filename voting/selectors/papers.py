"""What the urn of one ballot holds: papers by college, by channel, and the count of the room."""

from django.db.models import Count, QuerySet

from voting.models import Ballot, Paper, RoomTotal, has_letter, letter_at
from voting.rules.counts import Counts
from voting.rules.papers import group_papers

ROOM_COUNT = "room_count"
"""The channel of the votes of the room counted by hand, beside those of `Paper.Channel`."""


def ballot_counts(ballot: Ballot) -> dict[str, Counts]:
    """Return the papers of a ballot by college code, the room's totals included."""
    rows = Paper.objects.filter(poll=ballot.poll_id).values_list("choices", "entry__college_code")
    (counts,) = group_papers(rows.iterator(chunk_size=5000), [ballot.position])
    for total in RoomTotal.objects.filter(ballot=ballot):
        counts[total.college_code] = counts.get(total.college_code, Counts()) + Counts(
            total.votes_for, total.votes_against, total.abstentions, total.blanks, total.nulls
        )
    return counts


def ballot_channels(ballot: Ballot) -> dict[str, int]:
    """Return how many voices answered a ballot through each channel, without any choice."""
    rows = (
        Paper.objects.filter(has_letter(ballot), poll=ballot.poll_id)
        .order_by()
        .values_list("channel")
        .annotate(count=Count("pk"))
    )
    counted = sum(total.papers for total in RoomTotal.objects.filter(ballot=ballot))
    return {**dict(rows), ROOM_COUNT: counted}


def answers_of(ballot: Ballot) -> int:
    """Return how many voices have answered a ballot so far."""
    return Paper.objects.filter(has_letter(ballot), poll=ballot.poll_id).count()


def named_votes(ballot: Ballot) -> QuerySet[Paper]:
    """Return the papers that answer a ballot, by name of the voice, each with its `letter`.

    Naming the voice's meeting too lets the database walk the roll in order and stop at the page.
    """
    poll = ballot.poll
    return (
        Paper.objects.filter(has_letter(ballot), poll=poll, entry__meeting=poll.meeting_id)
        .annotate(letter=letter_at(ballot.position))
        .select_related("entry", "cast_by")
        .order_by("entry__sort_key", "entry_id")
    )
