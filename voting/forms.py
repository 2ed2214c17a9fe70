"""The forms of the sitting: the bureau, and the votes of the room by college."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting
from tala.lib import figures
from voting.models import Ballot, RoomTotal
from voting.services.room import RoomCount, room_by_college

CHOICES = {
    "votes_for": gettext_lazy("Pour"),
    "votes_against": gettext_lazy("Contre"),
    "abstentions": gettext_lazy("Abstentions"),
    "blanks": gettext_lazy("Blancs"),
    "nulls": gettext_lazy("Nuls"),
}


class BureauForm(forms.Form):
    """Who chairs, who writes, who tells; `early` confirms a sitting opened before its day."""

    chair_name = forms.CharField(label=gettext_lazy("Président de séance"), max_length=120)
    secretary_name = forms.CharField(label=gettext_lazy("Secrétaire de séance"), max_length=120)
    teller_names = forms.CharField(
        label=gettext_lazy("Scrutateurs"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Deux membres qui acceptent cette charge (C. com. art. R225-101)."),
    )
    early = forms.BooleanField(
        label=gettext_lazy("J’ouvre la séance avant le jour convoqué"), required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, ask_early: bool = False) -> None:
        super().__init__(data)
        if not ask_early:
            del self.fields["early"]

    @classmethod
    def of(
        cls, meeting: Meeting, *, suggested_chair: str = "", ask_early: bool = False
    ) -> "BureauForm":
        """Return the form filled with the bureau of a meeting."""
        form = cls(ask_early=ask_early)
        form.initial = {
            "chair_name": meeting.chair_name or suggested_chair,
            "secretary_name": meeting.secretary_name,
            "teller_names": meeting.teller_names,
        }
        return form


@dataclass(frozen=True)
class RoomCell:
    """One number of the form; `short_label` names it where the column's head is out of sight."""

    short_label: str
    field: forms.BoundField


@dataclass(frozen=True)
class RoomLine:
    """One college of the form: its name, how many voices are left, and its numbers."""

    name: str
    room: str
    cells: list[RoomCell]


class RoomTotalsForm(forms.Form):
    """The votes of the room on one ballot, one line per college.

    With `rest_for` the voices left over are counted for: the usual "who is against, who abstains?".
    """

    rest_for = forms.BooleanField(
        label=gettext_lazy("Compter « pour » toutes les voix restantes de la salle"),
        required=False,
        help_text=gettext_lazy(
            "Pour un vote à main levée où l’on ne demande que les contre et les abstentions."
        ),
    )

    def __init__(self, ballot: Ballot, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.room = room_by_college(ballot)
        self._names = {college.code: college.name for college in ballot.typed_rule.colleges}
        kept = {total.college_code: total for total in RoomTotal.objects.filter(ballot=ballot)}
        for place, code in enumerate(self.room):
            for choice, label in CHOICES.items():
                self.fields[f"c{place}-{choice}"] = self._field(
                    code, str(label), getattr(kept.get(code), choice, 0)
                )

    def lines(self) -> Iterator[RoomLine]:
        """Yield the lines of the table, in the order of the rule's colleges."""
        for place, code in enumerate(self.room):
            yield RoomLine(
                self._name(code),
                figures.integer(self.room[code]),
                [
                    RoomCell(str(label), self[f"c{place}-{choice}"])
                    for choice, label in CHOICES.items()
                ],
            )

    def totals(self) -> dict[str, RoomCount]:
        """Return the counts by college code, the voices left over counted for where asked."""
        counts = {
            code: RoomCount(
                **{choice: self.cleaned_data[f"c{place}-{choice}"] or 0 for choice in CHOICES}
            )
            for place, code in enumerate(self.room)
        }
        if not self.cleaned_data["rest_for"]:
            return counts
        return {
            code: replace(count, votes_for=max(0, self.room[code] - _others(count)))
            for code, count in counts.items()
        }

    def _name(self, code: str) -> str:
        return self._names.get(code, _("Assemblée"))

    def _field(self, code: str, label: str, kept: int) -> forms.IntegerField:
        name = f"{label}, {self._name(code)}"
        widget = forms.NumberInput(attrs={"class": "short", "aria-label": name, "min": "0"})
        return forms.IntegerField(
            label=name, min_value=0, max_value=10**7, required=False, initial=kept, widget=widget
        )


def _others(count: RoomCount) -> int:
    return count.voices - count.votes_for
