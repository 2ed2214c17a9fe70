"""The register: colleges, categories and members."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.fields import FractionField
from organisations.models.organisation import Organisation
from tala.lib import clock, text


class CategoryKind(models.TextChoices):
    """The legal link of a category with the cooperative (L47 art. 19 septies)."""

    EMPLOYEE = "employee", _("salariés")
    PRODUCER = "producer", _("producteurs de biens ou de services")
    BENEFICIARY = "beneficiary", _("bénéficiaires, usagers")
    PUBLIC_BODY = "public_body", _("collectivités publiques")
    VOLUNTEER = "volunteer", _("bénévoles")
    OTHER = "other", _("autres contributeurs, soutiens")


class College(models.Model):
    """A voting group of the statutes, with its exact share of the votes (L47 art. 19 octies)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="colleges")
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("nom"), max_length=80)
    weight = FractionField(_("poids"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("collège")
        ordering = ["organisation", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="college_code_once")
        ]

    def __str__(self) -> str:
        return self.name


class MemberCategory(models.Model):
    """The nature of the link between a member and the cooperative; not a voting group."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="categories")
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("nom"), max_length=80)
    kind = models.CharField(
        _("lien avec la coopérative"), max_length=12, choices=CategoryKind.choices
    )
    college = models.ForeignKey(
        College,
        models.PROTECT,
        related_name="categories",
        null=True,
        blank=True,
        verbose_name=_("collège"),
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("catégorie de membres")
        ordering = ["organisation", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="category_code_once")
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A natural or legal person who belongs to the organisation."""

    class Kind(models.TextChoices):
        NATURAL = "natural", _("personne physique")
        LEGAL = "legal", _("personne morale")

    class Consent(models.TextChoices):
        """Whether the member agreed to be convened by e-mail (C.com R225-63)."""

        UNKNOWN = "unknown", _("non demandé")
        YES = "yes", _("oui")
        NO = "no", _("non")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="members")
    number = models.CharField(_("numéro"), max_length=30)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.NATURAL)
    title = models.CharField(_("civilité"), max_length=20, blank=True)
    last_name = models.CharField(_("nom"), max_length=80, blank=True)
    first_name = models.CharField(_("prénom"), max_length=80, blank=True)
    company_name = models.CharField(_("raison sociale"), max_length=160, blank=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True)
    representative = models.CharField(_("représentant"), max_length=120, blank=True)
    email = models.EmailField(_("courriel"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    street = models.CharField(_("adresse"), max_length=200, blank=True)
    postal_code = models.CharField(_("code postal"), max_length=12, blank=True)
    city = models.CharField(_("ville"), max_length=80, blank=True)
    country = models.CharField(_("pays, hors de France"), max_length=60, blank=True)
    # These keys have their index in Meta, where it serves the lists too.
    category = models.ForeignKey(
        MemberCategory,
        models.PROTECT,
        related_name="members",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("catégorie"),
    )
    college = models.ForeignKey(
        College,
        models.PROTECT,
        related_name="members",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("collège"),
    )
    shares = models.PositiveIntegerField(_("parts"), default=0)
    paid_cents = models.BigIntegerField(_("montant libéré, en centimes"), default=0)
    admitted_on = models.DateField(_("date d’admission"), null=True, blank=True)
    exited_on = models.DateField(_("date de sortie"), null=True, blank=True)
    email_consent = models.CharField(max_length=8, choices=Consent.choices, default=Consent.UNKNOWN)
    email_consent_on = models.DateField(_("accord donné le"), null=True, blank=True)
    user = models.ForeignKey(
        "organisations.User",
        models.SET_NULL,
        related_name="memberships",
        null=True,
        blank=True,
        db_index=False,
    )
    sort_key = models.CharField(max_length=260, editable=False)
    search_key = models.TextField(editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("membre")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="member_number_once")
        ]
        # In order: the list; the list and the count of one college or category, present members
        # only, because PostgreSQL keeps no order behind an IS NULL; the search, which reads its
        # index alone (5 ms for 60,000 members on SQLite, against 70 through the rows); the members
        # without a college; the role of a member, asked by every page (without the three columns
        # SQLite takes the search index and reads it all); the memberships of an address.
        indexes = [
            models.Index(fields=["organisation", "sort_key", "id"], name="member_list"),
            models.Index(
                fields=["college", "sort_key", "id"],
                name="member_list_college",
                condition=models.Q(exited_on=None),
            ),
            models.Index(
                fields=["category", "sort_key", "id"],
                name="member_list_category",
                condition=models.Q(exited_on=None),
            ),
            models.Index(fields=["organisation", "exited_on", "search_key"], name="member_search"),
            models.Index(
                fields=["organisation", "college", "exited_on"], name="member_without_college"
            ),
            models.Index(fields=["user", "organisation", "exited_on"], name="member_of_user"),
            models.Index(fields=["email"], name="member_of_email"),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        """Save with fresh keys; bulk writes call `refresh_keys` themselves."""
        self.refresh_keys()
        super().save(*args, **kwargs)

    def refresh_keys(self) -> None:
        """Rebuild the keys by which the register is sorted and searched."""
        names = [self.company_name] if self.company_name else [self.last_name, self.first_name]
        self.sort_key = text.sort_key(*names)
        words = (
            self.number,
            self.last_name,
            self.first_name,
            self.company_name,
            self.email,
            self.city,
            self.representative,
        )
        # PostgreSQL indexes at most 2,700 bytes, and a letter may take four.
        self.search_key = text.fold(" ".join(words))[:600]

    @property
    def display_name(self) -> str:
        """The name as printed on a list: a company's name, else first name and surname."""
        return self.company_name or f"{self.first_name} {self.last_name}".strip()

    @property
    def sorted_name(self) -> str:
        """The name as filed: SURNAME first."""
        return self.company_name or f"{self.last_name} {self.first_name}".strip()
