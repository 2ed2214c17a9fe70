"""The cooperative, association or company, and the versions of its statutes."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.rules.statutes import StatuteParameters
from tala.lib import clock


class Form(models.TextChoices):
    """The ten legal forms (the codes of organisations.rules.legal_forms.LegalForm)."""

    ASSOCIATION_1901 = "association_1901", _("Association loi 1901")
    SCOP_SA = "scop_sa", _("SCOP SA")
    SCOP_SARL = "scop_sarl", _("SCOP SARL")
    SCOP_SAS = "scop_sas", _("SCOP SAS")
    SCIC_SA = "scic_sa", _("SCIC SA")
    SCIC_SARL = "scic_sarl", _("SCIC SARL")
    SCIC_SAS = "scic_sas", _("SCIC SAS")
    SA = "sa", _("Société anonyme (SA)")
    SARL = "sarl", _("SARL")
    SAS = "sas", _("SAS")


class Organisation(models.Model):
    """The legal person that uses TALA."""

    slug = models.SlugField(_("adresse courte"), max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    acronym = models.CharField(_("sigle"), max_length=40, blank=True)
    legal_form = models.CharField(_("forme juridique"), max_length=20, choices=Form.choices)
    street = models.CharField(_("siège : numéro et voie"), max_length=160)
    postal_code = models.CharField(_("code postal"), max_length=10)
    city = models.CharField(_("ville"), max_length=80)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True)
    registry_city = models.CharField(_("ville du greffe (RCS)"), max_length=80, blank=True)
    rna = models.CharField(_("numéro RNA (association)"), max_length=10, blank=True)
    variable_capital = models.BooleanField(_("capital variable"), default=True)
    contact_email = models.EmailField(_("courriel de contact"))
    alsace_moselle = models.BooleanField(_("siège en Alsace-Moselle"), default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("organisation")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the cooperative's home page."""
        return reverse("organisation_home", args=[self.slug])

    @property
    def address(self) -> str:
        """The seat on one line."""
        return f"{self.street}, {self.postal_code} {self.city}"


class StatuteProfile(models.Model):
    """One version of the statute parameters, in force from a date."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="profiles")
    version = models.PositiveIntegerField(_("version"))
    valid_from = models.DateField(_("en vigueur depuis"))
    parameters = models.JSONField(_("paramètres"))
    decision = models.CharField(_("décision qui l’a adoptée"), max_length=200, blank=True)
    decision_key = models.CharField(max_length=40, blank=True)
    """Which decision held in TALA adopted it (`selectors.decisions`); empty for any other."""
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("version des statuts")
        ordering = ["organisation", "-valid_from", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="profile_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} v{self.version}"

    @property
    def typed(self) -> StatuteParameters:
        """The parameters as the rules read them."""
        return StatuteParameters.from_json(self.parameters)
