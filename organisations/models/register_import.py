"""An uploaded register file on its way to the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from organisations.models.user import User
from tala.lib import clock


class RegisterImport(models.Model):
    """A file under preview, then applied once; nothing is written to the register before."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("à vérifier")
        APPLIED = "applied", _("importé")
        DISCARDED = "discarded", _("abandonné")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="imports")
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True)
    filename = models.CharField(_("fichier"), max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(_("correspondance des colonnes"), default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEW)
    summary = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import du registre")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename
