"""One member of the register, and the end of a membership."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Member, Organisation
from organisations.rules.siren import normalise_siren
from organisations.services.members import MemberFacts
from tala.lib import money
from tala.lib.refusals import InputError

DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class MemberForm(forms.ModelForm):  # type: ignore[type-arg] # no generic at run time
    """What the register says of one member."""

    siren = forms.CharField(label=_("SIREN"), max_length=20, required=False)
    paid = forms.CharField(
        label=_("Montant libéré, en euros"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    class Meta:
        model = Member
        fields = [
            "number",
            "kind",
            "title",
            "last_name",
            "first_name",
            "company_name",
            "siren",
            "representative",
            "email",
            "email_consent",
            "email_consent_on",
            "phone",
            "street",
            "postal_code",
            "city",
            "country",
            "category",
            "college",
            "shares",
            "admitted_on",
        ]
        labels = {
            "number": _("Numéro de membre"),
            "kind": _("Type de membre"),
            "title": _("Civilité"),
            "email_consent": _("Accord pour être convoqué par courriel"),
            "shares": _("Nombre de parts"),
        }
        help_texts = {
            "email_consent": _("Sans accord, la loi impose une lettre (C.com R225-63)."),
            "email_consent_on": _("Vide, elle devient la date du jour quand l’accord change."),
            "representative": _("La personne qui vote pour une personne morale."),
        }
        widgets = {"admitted_on": DATE, "email_consent_on": DATE, "kind": forms.RadioSelect}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        for name in ("category", "college"):
            field = cast("forms.ModelChoiceField[Any]", self.fields[name])
            field.queryset = getattr(
                organisation, "categories" if name == "category" else "colleges"
            ).all()
            field.empty_label = _("aucun")
        self.fields["college"].help_text = _("Vide, c’est celui de la catégorie.")
        self.fields["kind"].choices = Member.Kind.choices  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["paid"].initial = money.format_euros(self.instance.paid_cents)

    def clean_siren(self) -> str:
        """Return the nine digits, or nothing."""
        typed: str = self.cleaned_data["siren"]
        try:
            return normalise_siren(typed) if typed else ""
        except ValueError as error:
            raise forms.ValidationError(
                _("Ce n’est pas un SIREN : neuf chiffres, dont le dernier contrôle les autres.")
            ) from error

    def clean_paid(self) -> int:
        """Return the cents paid up; nothing typed is zero."""
        typed: str = self.cleaned_data["paid"]
        try:
            cents = money.parse_amount(typed) if typed else 0
        except InputError as error:
            raise forms.ValidationError(str(error)) from error
        if cents < 0:
            raise forms.ValidationError(_("Écrivez le capital libéré, 0 ou plus."))
        return cents

    def clean(self) -> dict[str, Any]:
        """Each kind of person has its own name."""
        data = self.cleaned_data
        if data.get("kind") == Member.Kind.LEGAL and not data.get("company_name"):
            self.add_error("company_name", _("Écrivez la raison sociale de la personne morale."))
        if data.get("kind") == Member.Kind.NATURAL and not data.get("last_name"):
            self.add_error("last_name", _("Écrivez le nom de la personne."))
        return data

    def validate_unique(self) -> None:
        """Leave the number to the service, which names who has it."""

    def facts(self) -> MemberFacts:
        """Return what was typed, once valid."""
        values = dict(self.cleaned_data)
        values["paid_cents"] = values.pop("paid")
        return MemberFacts(**values)


class ExitForm(forms.Form):
    """The day a membership ends."""

    on = forms.DateField(label=_("Date de sortie"), widget=DATE)
