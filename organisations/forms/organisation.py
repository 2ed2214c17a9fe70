"""The identity card of an organisation."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.rules.siren import normalise_siren
from organisations.services.organisation import OrganisationFacts, in_alsace_moselle

_RNA = re.compile(r"W[0-9A-Z][0-9]{8}")
_POSTAL_CODE = re.compile(r"[0-9]{5}")


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg] # no generic at run time
    """Everything the papers print about the organisation."""

    siren = forms.CharField(
        label=_("SIREN"),
        max_length=20,
        required=False,
        help_text=_("Neuf chiffres. Laissez vide tant que l’immatriculation est en cours."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    class Meta:
        model = Organisation
        fields = [
            "name",
            "acronym",
            "legal_form",
            "street",
            "postal_code",
            "city",
            "siren",
            "registry_city",
            "rna",
            "variable_capital",
            "contact_email",
        ]
        widgets = {
            "street": forms.TextInput(attrs={"autocomplete": "street-address"}),
            "postal_code": forms.TextInput(
                attrs={"autocomplete": "postal-code", "inputmode": "numeric"}
            ),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2"}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        help_texts = {
            "legal_form": _("Elle fixe les délais, quorums et majorités que la loi impose."),
            "registry_city": _("Pour une société, comme sur l’extrait Kbis : RCS Arras."),
            "rna": _("Pour une association : W et neuf chiffres."),
            "contact_email": _("Elle figure sur les convocations ; les membres y répondent."),
        }

    def clean_siren(self) -> str:
        """Return the nine digits, or nothing."""
        typed: str = self.cleaned_data["siren"]
        if not typed:
            return ""
        try:
            return normalise_siren(typed)
        except ValueError as error:
            raise forms.ValidationError(
                _("Ce n’est pas un SIREN : neuf chiffres, dont le dernier contrôle les autres.")
            ) from error

    def clean_postal_code(self) -> str:
        """Return the five digits of a seat in France."""
        typed: str = self.cleaned_data["postal_code"].replace(" ", "")
        if not _POSTAL_CODE.fullmatch(typed):
            raise forms.ValidationError(_("Un code postal a cinq chiffres, comme 62800."))
        return typed

    def clean_rna(self) -> str:
        """Return the number in capitals, or nothing."""
        typed: str = self.cleaned_data["rna"].replace(" ", "").upper()
        if typed and not _RNA.fullmatch(typed):
            raise forms.ValidationError(
                _("Un numéro RNA s’écrit W suivi de neuf chiffres, comme W621000000.")
            )
        return typed

    def facts(self) -> OrganisationFacts:
        """Return what was typed, once valid."""
        values = dict(self.cleaned_data)
        values.setdefault("alsace_moselle", in_alsace_moselle(values["postal_code"]))
        return OrganisationFacts(**values)


class OrganisationEditForm(OrganisationForm):
    """The same, with what follows from the address at first and may be corrected."""

    class Meta(OrganisationForm.Meta):
        fields = [*OrganisationForm.Meta.fields, "alsace_moselle"]
        help_texts = {
            **OrganisationForm.Meta.help_texts,
            "alsace_moselle": _("Deux jours fériés de plus y comptent dans les délais."),
        }
