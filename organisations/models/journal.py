"""The append-only journal of an organisation, chained by hash."""

import datetime as dt
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation


class JournalHead(models.Model):
    """The last link of an organisation's chain; its row lock puts entries in one order."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="journal_head")
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.organisation_id}#{self.sequence}"


class JournalEntry(models.Model):
    """One act: who, what, on what, when; `hash` covers all of it and the entry before."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="journal")
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ligne du journal")
        ordering = ["organisation", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sequence"], name="journal_sequence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"

    def payload(self) -> dict[str, Any]:
        """Return exactly what the hash covers, beside the previous hash."""
        return {
            "organisation": self.organisation_id,
            "sequence": self.sequence,
            "at": self.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "actor": self.actor,
            "action": self.action,
            "subject": self.subject,
            "details": self.details,
        }

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: the journal only grows."""
        raise TypeError("the journal is append-only")
