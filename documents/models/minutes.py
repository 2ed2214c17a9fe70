"""The minutes of a meeting and their place in the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting
from organisations.models import Organisation
from tala.lib import clock


class Minutes(models.Model):
    """The legal record of one meeting: a draft made from the data, then sealed for ever.

    `organisation` repeats the meeting's, so that the database can keep register numbers unique.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("projet")
        SEALING = "sealing", _("en cours d’établissement")
        SEALED = "sealed", _("au registre")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="minutes")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    """Raised by each edit; an edit made from an older version is refused, not lost."""
    opening = models.TextField(_("ouverture de la séance"), blank=True)
    incidents = models.TextField(_("incidents et réserves"), blank=True)
    closing = models.TextField(_("clôture"), blank=True)
    number = models.PositiveIntegerField(_("numéro au registre"), null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_by = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to="minutes/%Y/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("procès-verbal")
        verbose_name_plural = _("procès-verbaux")
        ordering = ["organisation", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="minutes_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="sealed")
                | (models.Q(number__isnull=False) & ~models.Q(sha256="") & ~models.Q(file="")),
                name="sealed_minutes_are_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}"


class Debate(models.Model):
    """What was said on one agenda item, in Markdown."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="debates")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    text = models.TextField(_("débats"), blank=True)

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "item"], name="one_debate_per_item")
        ]

    def __str__(self) -> str:
        return f"debate on {self.item_id}"
