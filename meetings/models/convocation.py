"""The proof of convocation: one line per recipient."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from meetings.models.roll import RollEntry
from organisations.models import Message


class Convocation(models.Model):
    """The formal notice to one member: by what means, to what address, when, with what result.

    For an e-mail the evidence is its `message` row (sent when, answer, content hash). For a letter
    it is the printed file's hash and the day it was handed to the post. A letter that took over
    from an e-mail that failed keeps that e-mail's row.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="convocations")
    entry = models.OneToOneField(RollEntry, models.CASCADE, related_name="convocation")
    means = models.CharField(max_length=5, choices=RollEntry.Means.choices)
    address = models.TextField(_("adresse utilisée"))
    message = models.OneToOneField(Message, models.PROTECT, null=True, blank=True)
    letter_hash = models.CharField(max_length=64, blank=True)
    posted_on = models.DateField(_("remise à la poste le"), null=True, blank=True)
    posted_by = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(_("lien ouvert le"), null=True, blank=True)

    class Meta:
        verbose_name = _("convocation")
        ordering = ["entry__sort_key", "pk"]
        indexes = [
            models.Index(fields=["meeting", "means", "posted_on"], name="convocation_letters")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(means="post") | models.Q(message__isnull=False),
                name="email_convocation_has_message",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry} ({self.means})"
