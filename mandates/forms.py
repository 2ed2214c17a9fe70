"""The forms of the mandates app."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mandates.selectors.holders import voice_numbered, voices_found
from meetings.models import Meeting, RollEntry

MOST_CHOICES = 12


class VoiceForm(forms.Form):
    """A form about voices of one meeting, each named or numbered as on the paper received.

    Where a name fits several members the field becomes a choice between them.
    """

    def __init__(self, meeting: Meeting, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.meeting = meeting

    def voice(self, name: str) -> RollEntry:
        """Return the one voice the field's text names; ValidationError otherwise."""
        query = self.cleaned_data[name]
        exact = voice_numbered(self.meeting, query)
        found = [exact] if exact else voices_found(self.meeting, query, MOST_CHOICES + 1)
        if not found:
            raise ValidationError(
                _("Personne de ce nom ou de ce numéro n’a de voix à cette réunion.")
            )
        if len(found) > MOST_CHOICES:
            raise ValidationError(_("Trop de membres correspondent. Écrivez aussi le prénom."))
        if len(found) > 1:
            self._offer(name, found)
            raise ValidationError(_("Plusieurs membres correspondent. Choisissez le bon."))
        return found[0]

    def _offer(self, name: str, found: list[RollEntry]) -> None:
        choices = [(voice.number, _voice_label(voice)) for voice in found]
        self.fields[name].widget = forms.RadioSelect(choices=choices)


class PaperProxyForm(VoiceForm):
    """A proxy received on paper: who gives it, and to whom, each by name or number."""

    giver = forms.CharField(
        label=_("Membre qui donne pouvoir"), help_text=_("Son nom ou son numéro."), max_length=120
    )
    kind = forms.ChoiceField(
        label=_("Le pouvoir"),
        choices=[
            ("named", _("nomme une personne")),
            ("blank", _("est en blanc : il ne nomme personne")),
        ],
        widget=forms.RadioSelect,
    )
    holder = forms.CharField(
        label=_("Personne nommée"),
        help_text=_("Son nom ou son numéro."),
        max_length=120,
        required=False,
    )

    def clean_giver(self) -> RollEntry:
        """Turn the text into the one voice it names."""
        return self.voice("giver")

    def clean_holder(self) -> RollEntry | None:
        """Turn the text into the one voice it names; nobody for a blank proxy."""
        if self.cleaned_data.get("kind") == "blank":
            return None
        if not self.cleaned_data["holder"]:
            raise ValidationError(_("Écrivez le nom ou le numéro de la personne nommée."))
        return self.voice("holder")


def _voice_label(voice: RollEntry) -> str:
    return ", ".join(filter(None, [f"{voice.name} (n° {voice.number})", voice.college_name]))
