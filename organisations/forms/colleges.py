"""Rows of categories and of colleges; a row without a name is left out."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import CategoryKind, College, MemberCategory
from organisations.rules.findings import percent
from organisations.rules.legal_forms import LegalForm, is_scic, is_scop
from organisations.rules.weights import parse_share
from organisations.services.colleges import CategoryDraft, CollegeDraft

EMPTY_ROWS = 2
MOST_ROWS = 40

_SUGGESTED: dict[str, tuple[tuple[Any, str], ...]] = {
    "scic": (
        (_("Salariés"), CategoryKind.EMPLOYEE),
        (_("Bénéficiaires"), CategoryKind.BENEFICIARY),
        (_("Collectivités publiques"), CategoryKind.PUBLIC_BODY),
        (_("Soutiens"), CategoryKind.OTHER),
    ),
    "scop": (
        (_("Associés salariés"), CategoryKind.EMPLOYEE),
        (_("Associés extérieurs"), CategoryKind.OTHER),
    ),
}


class CategoryRow(forms.Form):
    """One category: its name, its link with the cooperative, the college it votes in."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Nom de la catégorie"), max_length=80, required=False)
    kind = forms.ChoiceField(
        label=_("Lien avec la coopérative"),
        choices=CategoryKind.choices,
        initial=CategoryKind.OTHER,
        required=False,
    )
    college = forms.ChoiceField(label=_("Collège"), required=False)

    def __init__(self, *args: Any, colleges: Iterable[College], **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        choices = [("", _("aucun")), *((college.code, college.name) for college in colleges)]
        self.fields["college"].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> CategoryDraft:
        """Return what was typed, once valid."""
        data = self.cleaned_data
        return CategoryDraft(
            data["code"], data["name"], data["kind"] or CategoryKind.OTHER, data["college"] or None
        )


class CollegeRow(forms.Form):
    """One college: its name, its exact share of the votes, the categories that vote in it."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Nom du collège"), max_length=80, required=False)
    weight = forms.CharField(
        label=_("Poids"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"size": 8, "autocomplete": "off"}),
    )
    categories = forms.MultipleChoiceField(
        label=_("Catégories qui y votent"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, categories: Iterable[MemberCategory], **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        choices = [(category.code, category.name) for category in categories]
        self.fields["categories"].choices = choices  # type: ignore[attr-defined]

    def clean_weight(self) -> Fraction | None:
        """Return the exact share typed."""
        typed: str = self.cleaned_data["weight"]
        if not typed:
            return None
        try:
            return parse_share(typed)
        except ValueError as error:
            raise forms.ValidationError(
                _("Écrivez le poids comme 40, 40 %, 33,33 % ou 1/3.")
            ) from error

    def clean(self) -> dict[str, Any]:
        """A college has a name and a weight, or neither."""
        data = self.cleaned_data
        if data.get("name") and data.get("weight") is None and "weight" not in self.errors:
            self.add_error("weight", _("Donnez un poids à ce collège."))
        if data.get("weight") is not None and not data.get("name"):
            self.add_error("name", _("Donnez un nom à ce collège."))
        return data

    def draft(self) -> CollegeDraft:
        """Return what was typed, once valid."""
        data = self.cleaned_data
        return CollegeDraft(
            data["code"], data["name"], data["weight"], frozenset(data["categories"])
        )


def category_rows(
    *,
    data: Mapping[str, Any] | None,
    categories: Sequence[MemberCategory],
    colleges: Sequence[College],
    form: LegalForm,
) -> "forms.BaseFormSet[CategoryRow]":
    """Return the rows of the categories and some empty ones; the legal form suggests the first."""
    initial = [
        {
            "code": category.code,
            "name": category.name,
            "kind": category.kind,
            "college": category.college.code if category.college else "",
        }
        for category in categories
    ] or _suggested(form)
    return _rows(CategoryRow, data, initial, {"colleges": colleges})


def college_rows(
    *,
    data: Mapping[str, Any] | None,
    colleges: Sequence[College],
    categories: Sequence[MemberCategory],
) -> "forms.BaseFormSet[CollegeRow]":
    """Return the rows of the colleges and some empty ones."""
    initial = [
        {
            "code": college.code,
            "name": college.name,
            "weight": percent(college.weight),
            "categories": [c.code for c in categories if c.college_id == college.pk],
        }
        for college in colleges
    ]
    return _rows(CollegeRow, data, initial, {"categories": categories})


def filled_rows(rows: "forms.BaseFormSet[Any]") -> list[Any]:
    """Return the forms that carry a name, in order; the set must be valid."""
    return [row for row in rows.forms if row.cleaned_data.get("name")]


def _suggested(form: LegalForm) -> list[dict[str, Any]]:
    family = "scic" if is_scic(form) else "scop" if is_scop(form) else ""
    return [{"name": name, "kind": kind} for name, kind in _SUGGESTED.get(family, ())]


def _rows(
    row: type[Any],
    data: Mapping[str, Any] | None,
    initial: list[dict[str, Any]],
    form_kwargs: dict[str, Any],
) -> "forms.BaseFormSet[Any]":
    empty = EMPTY_ROWS if initial else EMPTY_ROWS + 2
    kind = forms.formset_factory(row, extra=empty, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    if data is not None and "more" in data:
        return kind(initial=_typed(data) + [{}] * EMPTY_ROWS, form_kwargs=form_kwargs)
    # Posted rows stand alone: one equal to what was suggested would pass for an empty row.
    return kind(data, initial=None if data is not None else initial, form_kwargs=form_kwargs)


def _typed(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what was typed, row by row, as initial values: asking for rows loses nothing."""
    count = str(data.get("form-TOTAL_FORMS", "0"))
    names = ("code", "name", "kind", "college", "weight")
    rows: list[dict[str, Any]] = []
    for number in range(min(int(count) if count.isdecimal() else 0, MOST_ROWS)):
        values = {name: data.get(f"form-{number}-{name}", "") for name in names}
        key = f"form-{number}-categories"
        values["categories"] = data.getlist(key) if hasattr(data, "getlist") else []
        rows.append(values)
    return rows
