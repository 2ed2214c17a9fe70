"""Giving a role by e-mail address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import RoleName


class RoleForm(forms.Form):
    """To whom, and which role."""

    email = forms.EmailField(
        label=_("Courriel"),
        help_text=_("La personne se connecte avec un code envoyé à cette adresse."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Nom affiché"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Rôle"), choices=RoleName.choices)
