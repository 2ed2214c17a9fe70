"""Proxies (pouvoirs): written authority to vote for someone at one meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, RollEntry
from tala.lib import clock


class Proxy(models.Model):
    """One proxy for one meeting; without a holder it is blank and follows C.com L225-106 III."""

    class State(models.TextChoices):
        ACTIVE = "active", _("valable")
        WITHDRAWN = "withdrawn", _("retiré")

    class Via(models.TextChoices):
        ONLINE = "online", _("en ligne")
        PAPER = "paper", _("sur papier")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="proxies")
    giver = models.ForeignKey(RollEntry, models.CASCADE, related_name="proxies_given")
    holder = models.ForeignKey(
        RollEntry, models.CASCADE, related_name="proxies_received", null=True, blank=True
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.ACTIVE)
    via = models.CharField(max_length=6, choices=Via.choices, default=Via.ONLINE)
    given_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pouvoir")
        verbose_name_plural = _("pouvoirs")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["giver"],
                condition=models.Q(state="active"),
                name="one_active_proxy_per_giver",
            ),
            models.CheckConstraint(
                condition=models.Q(holder__isnull=True) | ~models.Q(holder=models.F("giver")),
                name="nobody_represents_himself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} -> {self.holder or 'blank'}"

    @property
    def is_blank(self) -> bool:
        """True when no holder is named."""
        return self.holder_id is None
