"""The urn of a meeting: one poll, one ballot per resolution, one paper per voice."""

from django.db import models
from django.db.models.functions import Concat, Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, Resolution, RollEntry
from tala.lib import clock
from voting.models.rule import BallotRule

NO_ANSWER = "."
"""The letter of a ballot that a paper leaves open."""


class Poll(models.Model):
    """All the votes of one meeting: its roll is the meeting's, its papers hold every answer.

    `size` is the number of ballots; a paper's `choices` has one letter for each, in order.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="poll")
    size = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=64)
    """SHA-256 over roll, texts, rules and order, made at convocation and shown to all."""
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    """End of the votes from home; null when the statutes allow none."""

    class Meta:
        verbose_name = _("scrutin de la réunion")

    def __str__(self) -> str:
        return f"poll of {self.meeting_id}"


class Ballot(models.Model):
    """The vote on one resolution: pending -> open -> closed -> declared.

    Or pending -> no_quorum, recorded by the chair; it may still be opened if the quorum comes.
    """

    MAX_IN_POLL = 200
    """A paper holds one letter per ballot in a field of this length."""

    class State(models.TextChoices):
        PENDING = "pending", _("à ouvrir")
        OPEN = "open", _("ouvert")
        CLOSED = "closed", _("clos, à proclamer")
        DECLARED = "declared", _("proclamé")
        NO_QUORUM = "no_quorum", _("quorum non atteint")

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="ballots")
    resolution = models.OneToOneField(Resolution, models.PROTECT, related_name="ballot")
    position = models.PositiveSmallIntegerField()
    """From 0; the place of this ballot's letter in each paper's `choices`."""
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    rule = models.JSONField()
    """Frozen at convocation: majority, tie, weighting, empty-college policies, quorum."""
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    attendance = models.JSONField(null=True, blank=True)
    """By college code at the close: registered, attending, and `room`, the voices of the room
    without an answer, which the room's totals cannot exceed."""
    quorum = models.JSONField(null=True, blank=True)
    """The quorum's verdict at the opening, then at the close with the first as `opening`; where the
    quorum was recorded as missing, that of `closed_at`."""
    channels = models.JSONField(null=True, blank=True)
    """How many voices answered through each channel, and in the room's totals (`room_count`)."""
    count_file = models.JSONField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("scrutin")
        ordering = ["poll", "position"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="ballot_position_once"),
            models.CheckConstraint(
                condition=~models.Q(state="declared")
                | (models.Q(result__isnull=False) & models.Q(count_file__isnull=False)),
                name="declared_ballot_has_result",
            ),
        ]

    def __str__(self) -> str:
        return f"ballot {self.position} {self.state}"

    @property
    def number(self) -> int:
        """The resolution's number in the meeting, from 1."""
        return self.position + 1

    @property
    def openable(self) -> bool:
        """True while the vote may still be opened, once the quorum is there."""
        return self.state in {self.State.PENDING, self.State.NO_QUORUM}

    @property
    def part(self) -> str:
        """The part of the meeting whose quorum this vote asks for."""
        return self.typed_rule.part

    @property
    def typed_rule(self) -> BallotRule:
        """The frozen rule as one value."""
        return BallotRule.from_json(self.rule)


class Paper(models.Model):
    """The answers of one represented voice, whoever cast them: one row, one letter per ballot.

    Letters: Y for, N against, A abstain, B blank, X null, '.' no answer yet.
    The unique constraint is on the represented voice, so one voice is counted once.
    """

    class Channel(models.TextChoices):
        REMOTE = "remote", _("à distance, avant la séance")
        POSTAL = "postal", _("par correspondance")
        ROOM = "room", _("en séance")
        BLANK_PROXY = "blank", _("pouvoir en blanc")

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="papers")
    entry = models.OneToOneField(RollEntry, models.PROTECT, related_name="paper")
    cast_by = models.ForeignKey(RollEntry, models.PROTECT, related_name="papers_cast", null=True)
    """The human voice that acted: the member, or the holder of the proxy; null for paper forms."""
    choices = models.CharField(max_length=Ballot.MAX_IN_POLL)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    key = models.CharField(max_length=64, blank=True)
    """The last form's idempotency key: the same form sent again gets the same receipt."""
    receipt = models.CharField(max_length=20)
    cast_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("bulletin")

    def __str__(self) -> str:
        return f"paper of {self.entry_id}"


def letter_at(position: int) -> Substr:
    """Return the expression "the answer on the ballot at `position`" of a paper."""
    return Substr("choices", position + 1, 1)


def with_letter(position: int, letter: str) -> Concat:
    """Return the expression "`choices` with this answer at `position`" of a paper."""
    return Concat(
        Substr("choices", 1, position), models.Value(letter), Substr("choices", position + 2)
    )


def has_letter(ballot: Ballot) -> models.Q:
    """Return the condition "holds an answer on this ballot" on a paper."""
    return ~models.Q(Exact(letter_at(ballot.position), models.Value(NO_ANSWER)))


class RoomTotal(models.Model):
    """Votes of the room counted by hand, as totals of one college."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="room_totals")
    college_code = models.CharField(max_length=40, blank=True)
    votes_for = models.PositiveIntegerField(_("pour"), default=0)
    votes_against = models.PositiveIntegerField(_("contre"), default=0)
    abstentions = models.PositiveIntegerField(_("abstentions"), default=0)
    blanks = models.PositiveIntegerField(_("blancs"), default=0)
    nulls = models.PositiveIntegerField(_("nuls"), default=0)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("décompte de la salle")
        ordering = ["ballot", "college_code"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "college_code"], name="room_total_once")
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.college_code}"

    @property
    def papers(self) -> int:
        """How many voices these totals hold."""
        return self.votes_for + self.votes_against + self.abstentions + self.blanks + self.nulls
