"""Who may do what in which organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from organisations.models.user import User
from tala.lib import clock


class RoleName(models.TextChoices):
    """The roles of an organisation; being a member follows from the register."""

    ADMINISTRATOR = "administrator", _("administrateur")
    SECRETARY = "secretary", _("secrétaire")
    CHAIR = "chair", _("président")
    BOARD_MEMBER = "board_member", _("membre du conseil")
    AUDITOR = "auditor", _("contrôleur (lecture seule)")


class Role(models.Model):
    """One role of one person in one organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles")
    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    name = models.CharField(_("rôle"), max_length=16, choices=RoleName.choices)
    granted_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("rôle")
        ordering = ["organisation", "name", "user"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user", "name"], name="role_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.name}"
