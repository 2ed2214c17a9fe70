"""The answers to the questions on the statutes, on their way to a new version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from organisations.models.user import User
from tala.lib import clock


class StatutesDraft(models.Model):
    """One open draft per organisation; it is deleted when it is adopted or discarded.

    `answers` holds, by question code, what `rules.answers.Answer` writes: the draft lies over the
    last version, whatever it has become since.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="statutes_draft")
    answers = models.JSONField(_("réponses"), default=dict)
    last_question = models.CharField(_("dernière question"), max_length=40, blank=True)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=clock.now, editable=False)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("statuts en préparation")

    def __str__(self) -> str:
        return f"{self.organisation}: {len(self.answers)}"
