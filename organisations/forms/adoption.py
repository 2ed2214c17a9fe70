"""From when a version of the statutes holds, and which decision adopted it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.members import DATE
from organisations.selectors.decisions import Decision


class AdoptionForm(forms.Form):
    """The day, the decision (one held in TALA, or in words), and the version it follows."""

    valid_from = forms.DateField(
        label=_("En vigueur à partir du"),
        widget=DATE,
        help_text=_("Une assemblée convoquée garde les règles en vigueur à sa convocation."),
    )
    decision_key = forms.ChoiceField(
        label=_("Résolution qui l’a adoptée"),
        required=False,
        help_text=_("Les résolutions extraordinaires adoptées dans TALA."),
    )
    decision = forms.CharField(
        label=_("Décision qui l’a adoptée"),
        max_length=200,
        required=False,
        help_text=_("Comme : assemblée générale extraordinaire du 14 juin 2025, résolution 3."),
    )
    after_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's own
        decisions: Sequence[Decision] = (),
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        """Offer `decisions`; without any, only words are asked for."""
        super().__init__(*args, **kwargs)
        choice = self.fields["decision_key"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - tells the types only
        if decisions:
            choice.choices = [("", _("une autre décision, écrite ci-dessous"))]
            choice.choices += [(one.key, one.label) for one in decisions]
        else:
            del self.fields["decision_key"]
            self.fields["decision"].required = True

    def decided_by(self) -> dict[str, str]:
        """Return `decision` and `decision_key` as the service takes them."""
        return {
            "decision": self.cleaned_data["decision"],
            "decision_key": self.cleaned_data.get("decision_key", ""),
        }
