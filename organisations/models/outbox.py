"""Messages to send and jobs to do: the rows are the truth, Celery only rings the bell."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from tala.lib import clock


class Message(models.Model):
    """One e-mail to one recipient, with the evidence of its sending.

    queued -> claimed -> sending -> sent | failed | queued again (temporary refusal).
    A worker that dies leaves at most one row in `sending`; recovery calls it `unknown`, and a human
    settles it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("en attente")
        CLAIMED = "claimed", _("prise en charge")
        SENDING = "sending", _("en cours d’envoi")
        SENT = "sent", _("envoyée")
        FAILED = "failed", _("échec")
        UNKNOWN = "unknown", _("incertaine")
        CANCELLED = "cancelled", _("annulée")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="messages")
    key = models.CharField(max_length=120, unique=True)
    """Idempotency key: the same act queues the same message once."""
    kind = models.CharField(max_length=40)
    """Names the renderer (organisations.services.outbox.RENDERERS) of this row."""
    subject_id = models.BigIntegerField()
    """Primary key of what the renderer renders."""
    group = models.CharField(max_length=80, blank=True)
    """What the message belongs to ("meeting:12:convocation"), for progress and lists."""
    to_address = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    answer = models.CharField(_("réponse du serveur"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("message")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="message_queue",
                condition=models.Q(state__in=["queued", "claimed", "sending"]),
            ),
            models.Index(fields=["group", "state", "sent_at"], name="message_progress"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"


class Job(models.Model):
    """A long piece of work (a PDF to make), done once by a worker and found again by its key."""

    class State(models.TextChoices):
        QUEUED = "queued", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("fait")
        FAILED = "failed", _("échec")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="jobs")
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    file = models.FileField(upload_to="jobs/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("travail")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"
