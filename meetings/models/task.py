"""What the cooperative did for a meeting and no data shows: noted by a person, by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from tala.lib import clock


class MeetingTask(models.Model):
    """One task noted as done: which, by whom, when. Without a row it is not done.

    What TALA sees by itself (notices sent, papers joined, roll frozen) has no row.
    """

    class Code(models.TextChoices):
        DOCUMENTS = "documents_available", _("documents à la disposition des membres")
        ANSWERS = "written_answers", _("réponses aux questions écrites")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tasks")
    code = models.CharField(max_length=24, choices=Code.choices)
    done_by = models.CharField(max_length=200)
    done_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("tâche notée")
        ordering = ["meeting", "done_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "code"], name="one_note_per_task")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.code}"
