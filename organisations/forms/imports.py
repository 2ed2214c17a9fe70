"""Uploading a register and saying what its columns are."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.rules.register_columns import LABELS
from tala.lib.refusals import InputError
from tala.lib.tables import Table, check_size

SAMPLES = 3


class UploadForm(forms.Form):
    """The file; its size is judged before it is read."""

    file = forms.FileField(
        label=_("Fichier du registre"),
        help_text=_("CSV ou XLSX, 20 Mo au plus. La première ligne porte le nom des colonnes."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        max_length=200,
        allow_empty_file=True,
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse a file over the limit, unread."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            check_size(file.size or 0)
        except InputError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class MappingForm(forms.Form):
    """For each column of the file, the field it fills."""

    def __init__(self, *args: Any, table: Table, columns: dict[str, int], **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.table = table
        fields = {place: field for field, place in columns.items()}
        choices = [("", _("ne pas importer")), *((k, gettext(v)) for k, v in LABELS.items())]
        for place, heading in enumerate(table.headers):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading or gettext("Colonne %(place)d") % {"place": place + 1},
                choices=choices,
                required=False,
                initial=fields.get(place, ""),
            )

    def rows(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Return each column's choice with the first values it holds."""
        return [
            (self[f"column-{place}"], self._samples(place))
            for place in range(len(self.table.headers))
        ]

    def _samples(self, place: int) -> list[str]:
        values = (row.cells[place].strip() for row in self.table.rows if place < len(row.cells))
        return [value[:60] for value, _place in zip(filter(None, values), range(SAMPLES))]  # noqa: B905 - stops at either end

    def clean(self) -> dict[str, Any]:
        """A field comes from one column."""
        chosen: dict[str, str] = {}
        for name, field in list(self.cleaned_data.items()):
            if field and field in chosen:
                self.add_error(
                    name,
                    _("« %(field)s » est déjà rempli par la colonne « %(other)s ».")
                    % {
                        "field": gettext(LABELS[field]),
                        "other": self.fields[chosen[field]].label,
                    },
                )
            elif field:
                chosen[field] = name
        return self.cleaned_data

    def columns(self) -> dict[str, int]:
        """Return the place of each field, once valid."""
        return {
            field: int(name.removeprefix("column-"))
            for name, field in self.cleaned_data.items()
            if field
        }
