"""Goes from a first meeting to a second one: the draft, then the votes that still hold."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import AttendanceEvent, Meeting, RollEntry
from meetings.selectors.second_call import carries_votes, minimum_day
from meetings.services.second_meeting import second_meeting_create
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock
from tala.lib.dates import PARIS
from voting.models import NO_ANSWER, Ballot, Paper
from voting.selectors.second_call import SecondCall, second_call_of
from voting.selectors.session import ballots_of

Mode = RollEntry.Mode
BATCH = 1000


def second_call_create(*, meeting: Meeting, actor: Actor) -> Meeting:
    """Create the draft of the second meeting, at its first lawful day and the same hour.

    Refused while the sitting is open, when the first meeting decided everything it could, and when
    the second meeting is already prepared.
    """
    require(actor, Action.MEETING_PREPARE, meeting.organisation)
    with transaction.atomic():
        if meeting.state != Meeting.State.CLOSED:
            raise Refused(
                _("Une seconde convocation se prépare quand la première séance est levée."),
                code="not_closed",
            )
        left = second_call_of(meeting, ballots_of(meeting))
        if left is None:
            raise Refused(
                _(
                    "Rien ne peut être soumis à une seconde assemblée. Seules le peuvent les "
                    "résolutions dont la séance a constaté le quorum non atteint et, dans une "
                    "SARL, les résolutions ordinaires qui n’ont pas réuni la majorité de tous les "
                    "membres (C. com. art. L223-29)."
                ),
                code="nothing_left",
            )
        return second_meeting_create(
            first=meeting,
            actor=actor,
            resolutions=[row.ballot.resolution_id for row in left.rows],
            kind=left.kind,
            reason=left.reason,
            starts_at=_starts_at(meeting, left),
        )


def papers_carry(meeting: Meeting) -> None:
    """Put in the urn of a second meeting the votes sent before the first one (C.com R225-77).

    A step of the convocation, once the poll is drawn up. A voice that had voted from home keeps its
    answers on the texts put again; where the statutes or the law do not carry them, nothing moves.
    The voices are new: no other act has touched them.
    """
    first = meeting.first_meeting
    if first is None or not carries_votes(meeting):
        return
    places = _places(meeting)
    voices = dict(meeting.roll.values_list("member_id", "pk"))
    sent = Paper.objects.filter(
        poll__meeting=first,
        entry__mode=Mode.POSTAL,
        channel__in=[Paper.Channel.POSTAL, Paper.Channel.REMOTE],
    ).select_related("entry")
    papers = [
        _carried(meeting, paper, voices[paper.entry.member_id], places)
        for paper in sent.order_by("pk").iterator(chunk_size=BATCH)
        if paper.entry.member_id in voices
    ]
    Paper.objects.bulk_create(papers, batch_size=BATCH)
    _mark_voted(papers)
    journal_write(
        organisation=meeting.organisation_id,
        actor=Actor(label="TALA"),
        action="papers.carry",
        subject=f"meeting:{meeting.pk}",
        details={
            "papers": len(papers),
            "first": first.pk,
            "article": first.typed_statutes.article("postal_valid_second_call"),
        },
    )


def _starts_at(meeting: Meeting, left: SecondCall) -> dt.datetime:
    day = left.dates.earliest or minimum_day(meeting)
    starts_at = dt.datetime.combine(day, meeting.hour, tzinfo=PARIS)
    while starts_at <= clock.now():
        starts_at += dt.timedelta(days=1)
    return starts_at


def _places(meeting: Meeting) -> list[int]:
    """Return, for each ballot of the second meeting, the place of its text in the first papers."""
    return list(
        Ballot.objects.filter(poll__meeting=meeting)
        .order_by("position")
        .values_list("resolution__repeats__ballot__position", flat=True)
    )


def _carried(meeting: Meeting, paper: Paper, entry: int, places: list[int]) -> Paper:
    return Paper(
        poll=meeting.poll,
        entry_id=entry,
        cast_by_id=None if paper.channel == Paper.Channel.POSTAL else entry,
        choices="".join(paper.choices[place] or NO_ANSWER for place in places),
        channel=paper.channel,
        receipt=paper.receipt,
        cast_at=paper.cast_at,
    )


def _mark_voted(papers: list[Paper]) -> None:
    moment = clock.now()
    keys = [paper.entry_id for paper in papers]
    for start in range(0, len(keys), BATCH):
        RollEntry.objects.filter(pk__in=keys[start : start + BATCH]).update(
            mode=Mode.POSTAL, mode_at=moment
        )
    AttendanceEvent.objects.bulk_create(
        (
            AttendanceEvent(entry_id=key, at=moment, mode=Mode.POSTAL, recorded_by="TALA")
            for key in keys
        ),
        batch_size=BATCH,
    )
