"""The form by which the office types in a postal vote."""

import datetime as dt
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from mandates.forms import VoiceForm
from meetings.models import Meeting, RollEntry
from tala.lib import clock
from voting.models import Ballot

ANSWERS = [
    ("Y", _("Pour")),
    ("N", _("Contre")),
    ("A", _("Abstention")),
    ("B", _("Blanc")),
    ("X", _("Nul (illisible ou double réponse)")),
    ("", _("Aucune marque sur le formulaire")),
]


class PostalVoteForm(VoiceForm):
    """A postal form as received: who, when, and one answer per resolution."""

    giver = forms.CharField(
        label=_("Membre qui a voté"), help_text=_("Son nom ou son numéro."), max_length=120
    )
    received_on = forms.DateField(
        label=_("Reçu le"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=clock.today,
    )

    def __init__(self, meeting: Meeting, data: Mapping[str, str] | None = None) -> None:
        super().__init__(meeting, data)
        self.ballots = list(
            Ballot.objects.filter(poll__meeting=meeting).select_related("resolution")
        )
        for ballot in self.ballots:
            self.fields[f"answer_{ballot.position}"] = forms.ChoiceField(
                label=f"{ballot.position + 1}. {ballot.resolution.title}",
                choices=ANSWERS,
                widget=forms.RadioSelect,
                required=False,
            )

    def clean_giver(self) -> RollEntry:
        """Turn the text into the one voice it names."""
        return self.voice("giver")

    def answers(self) -> list[str]:
        """Return one letter per resolution, empty where the form bears no mark."""
        return [self.cleaned_data[f"answer_{ballot.position}"] for ballot in self.ballots]

    def received(self) -> dt.date:
        """Return the day of reception."""
        day: dt.date = self.cleaned_data["received_on"]
        return day
