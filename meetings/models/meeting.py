"""A meeting, its agenda, the texts put to the vote and the papers attached."""

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, User
from organisations.rules.statutes import StatuteParameters
from tala.lib import clock
from tala.lib.dates import PARIS


class Meeting(models.Model):
    """One sitting of the general assembly, from draft to archive.

    At convocation `statutes`, `agenda_digest` and `roll_digest` are frozen; the texts and the roll
    can no longer change.
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Assemblée générale ordinaire")
        EXTRAORDINARY = "extraordinary", _("Assemblée générale extraordinaire")
        MIXED = "mixed", _("Assemblée générale mixte")
        BOARD = "board", _("Réunion du conseil d’administration")

    class SecondReason(models.TextChoices):
        NO_QUORUM = "no_quorum", _("quorum non atteint")
        MAJORITY = "majority", _("majorité des membres non atteinte")
        BOTH = "both", _("quorum ou majorité non atteints")

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        CONVENED = "convened", _("convoquée")
        IN_SESSION = "in_session", _("en séance")
        CLOSED = "closed", _("séance levée")
        CANCELLED = "cancelled", _("annulée")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings")
    kind = models.CharField(_("nature"), max_length=14, choices=Kind.choices, default=Kind.ORDINARY)
    title = models.CharField(_("titre"), max_length=160)
    starts_at = models.DateTimeField(_("date et heure"))
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    access_notes = models.TextField(_("accès à la salle"), blank=True)
    video_url = models.URLField(_("lien de visioconférence"), blank=True)
    call_number = models.PositiveSmallIntegerField(_("convocation n°"), default=1)
    first_meeting = models.ForeignKey(
        "self", models.PROTECT, related_name="second_meetings", null=True, blank=True
    )
    """The meeting that this one takes up on second call; its agenda is then locked (L225-105)."""
    second_reason = models.CharField(max_length=9, choices=SecondReason.choices, blank=True)
    """Why there is a second call: the notice says it (C.com R225-66)."""
    convener = models.CharField(_("organe qui convoque"), max_length=120, blank=True)
    convener_decided_on = models.DateField(_("décision de convoquer du"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    """Raised by every change of the draft; the confirmation names the revision that was read."""
    sequence = models.PositiveIntegerField(default=0)
    """The iCalendar SEQUENCE: raised by each notice that changes date, hour or place."""

    statutes = models.JSONField(null=True, blank=True)
    statutes_version = models.PositiveIntegerField(null=True, blank=True)
    agenda_digest = models.CharField(max_length=64, blank=True)
    roll_digest = models.CharField(max_length=64, blank=True)
    recipients = models.JSONField(default=list)
    """Frozen: how many were convened, or had no voice, as [means, reason, count]."""
    convened_at = models.DateTimeField(null=True, blank=True)
    late_reason = models.TextField(_("motif de la convocation tardive"), blank=True)
    """Why it was convened after the last lawful day; the minutes say it."""
    remote_closes_at = models.DateTimeField(null=True, blank=True)
    """Votes and proxies from home are taken from the convocation until this instant; null when the
    statutes let nobody vote from elsewhere."""
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(_("motif de l’annulation"), blank=True)

    chair_name = models.CharField(_("président de séance"), max_length=120, blank=True)
    secretary_name = models.CharField(_("secrétaire de séance"), max_length=120, blank=True)
    teller_names = models.CharField(_("scrutateurs"), max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("réunion")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "cancelled"])
                | (
                    models.Q(statutes__isnull=False)
                    & models.Q(convened_at__isnull=False)
                    & ~models.Q(agenda_digest="")
                    & ~models.Q(roll_digest="")
                ),
                name="convened_meeting_is_frozen",
            ),
            models.UniqueConstraint(
                fields=["first_meeting"],
                condition=~models.Q(state="cancelled"),
                name="one_second_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the meeting's page."""
        return reverse("meeting_detail", args=[self.organisation.slug, self.pk])

    @property
    def day(self) -> dt.date:
        """The day of the meeting in Paris, from which every delay of the law is counted."""
        return self.starts_at.astimezone(PARIS).date()

    @property
    def hour(self) -> dt.time:
        """The hour of the meeting in Paris."""
        return self.starts_at.astimezone(PARIS).time()

    @property
    def typed_statutes(self) -> StatuteParameters:
        """The frozen statute parameters; ValueError while the meeting is a draft."""
        if self.statutes is None:
            raise ValueError("the statutes are frozen at convocation")
        return StatuteParameters.from_json(self.statutes)

    @property
    def is_convened(self) -> bool:
        """True from the convocation on."""
        return self.state in {self.State.CONVENED, self.State.IN_SESSION, self.State.CLOSED}


class AgendaItem(models.Model):
    """One point of the agenda, in order."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information")
        DISCUSSION = "discussion", _("Discussion")
        DECISION = "decision", _("Décision")
        ELECTION = "election", _("Élection")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("nature du point"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("intitulé"), max_length=200)
    notes = models.TextField(_("présentation"), blank=True)
    presenter = models.CharField(_("présenté par"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("durée prévue, en minutes"), null=True, blank=True)

    class Meta:
        verbose_name = _("point de l’ordre du jour")
        ordering = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def carries_votes(self) -> bool:
        """True when resolutions may be put to the vote under this item."""
        return self.kind in {self.Kind.DECISION, self.Kind.ELECTION}


class Resolution(models.Model):
    """A text put to the vote, frozen with the convocation."""

    class Majority(models.TextChoices):
        ORDINARY = "ordinary", _("majorité ordinaire")
        EXTRAORDINARY = "extraordinary", _("majorité extraordinaire")
        MANAGER = "manager", _("nomination ou révocation du gérant")
        BOARD = "board", _("majorité du conseil")

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="resolutions")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("intitulé"), max_length=200)
    text = models.TextField(_("texte de la résolution"))
    majority = models.CharField(
        _("majorité"), max_length=14, choices=Majority.choices, default=Majority.ORDINARY
    )
    repeats = models.ForeignKey(
        "self", models.PROTECT, related_name="repeated_by", null=True, blank=True
    )
    """The text of the first meeting that a second call puts again to the vote."""
    board_supported = models.BooleanField(
        _("présentée ou agréée par le conseil"),
        default=True,
        help_text=_(
            "Un pouvoir en blanc vaut « pour » sur un texte agréé, « contre » sur les autres."
        ),
    )

    class Meta:
        verbose_name = _("résolution")
        ordering = ["item__position", "item_id", "position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def part(self) -> str:
        """The part of a mixed meeting that holds this text; a gérant is an ordinary matter."""
        return str(
            self.Majority.ORDINARY if self.majority == self.Majority.MANAGER else self.majority
        )


class Attachment(models.Model):
    """A PDF attached to an agenda item, kept with its SHA-256."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="attachments")
    title = models.CharField(_("titre de la pièce"), max_length=160)
    file = models.FileField(_("fichier PDF"), upload_to="attachments/%Y/%m/")
    """Stored under a random name; `filename` is only what a download is called."""
    filename = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("pièce jointe")
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return self.title
