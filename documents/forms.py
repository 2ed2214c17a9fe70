"""The form of the minutes: free texts and one debate per agenda item."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.models import Minutes
from meetings.models import AgendaItem

LONGEST = 40_000
"""Characters of one text: some fifteen printed pages, beyond which a paste went wrong."""


class MinutesForm(forms.Form):
    """The editable part of the minutes; `version` detects two people writing at once."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    opening = forms.CharField(
        label=_("Ouverture de la séance"),
        help_text=_("Ce qui précède le premier point : mots d’accueil, constitution du bureau."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=LONGEST,
    )
    incidents = forms.CharField(
        label=_("Incidents, réserves et contestations"),
        help_text=_("Pannes, départs remarqués, désaccords à consigner (R. 225-99, R. 225-106)."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=LONGEST,
    )
    closing = forms.CharField(
        label=_("Clôture"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=LONGEST,
    )

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        items: Sequence[AgendaItem],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.items = list(items)
        for item in self.items:
            self.fields[f"debate_{item.pk}"] = forms.CharField(
                label=_("Débats"),
                widget=forms.Textarea(attrs={"rows": 5}),
                required=False,
                max_length=LONGEST,
            )

    @classmethod
    def of(cls, minutes: Minutes, items: Sequence[AgendaItem]) -> "MinutesForm":
        """Return the form filled with what the minutes hold now."""
        initial: dict[str, object] = {
            "version": minutes.version,
            "opening": minutes.opening,
            "incidents": minutes.incidents,
            "closing": minutes.closing,
        }
        initial |= {f"debate_{debate.item_id}": debate.text for debate in minutes.debates.all()}
        return cls(items=items, initial=initial)

    def debates(self) -> dict[int, str]:
        """Return the debates by agenda item id, once valid."""
        return {item.pk: self.cleaned_data[f"debate_{item.pk}"] for item in self.items}
