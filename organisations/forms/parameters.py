"""How each kind of statute parameter is typed: its inputs, what they show, what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.render.parameters import MAJORITY_BASES, QUORUM_BASES, RECORDS
from organisations.rules.findings import percent
from organisations.rules.statutes import MajorityRule, QuorumRule, RetentionRule, SeatRule
from organisations.rules.weights import parse_share

NO_QUORUM = "aucun"
FOR_EVER = "toujours"
MOST_YEARS = 999
UNSAID = ("", _("non précisé"))
_SHARE_INPUT = {"size": 8, "autocomplete": "off"}


class ShareField(forms.CharField):
    """A share of a whole, typed as `1/5`, `20 %` or `33,33`; empty is None."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        kwargs.setdefault("widget", forms.TextInput(attrs=_SHARE_INPUT))
        super().__init__(max_length=20, required=False, **kwargs)

    def clean(self, value: object) -> Any:  # noqa: ANN401 - as Django's own
        """Return the exact share, or None."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            share = parse_share(typed)
        except ValueError as error:
            raise forms.ValidationError(_("Écrivez une part comme 1/5, 2/3 ou 20 %.")) from error
        if share > 1:
            raise forms.ValidationError(_("Une part ne dépasse pas 100 %."))
        return share


class QuorumShareField(ShareField):
    """The same, where the word `aucun` decides that no quorum is needed."""

    def clean(self, value: object) -> Any:  # noqa: ANN401 - as Django's own
        """Return the share, NO_QUORUM, or None when undecided."""
        if isinstance(value, str) and value.strip().lower() in (NO_QUORUM, "sans", "none", "0"):
            return NO_QUORUM
        return super().clean(value)


class Parameter:
    """A parameter of the statutes on a form: the base of its kinds."""

    def __init__(self, name: str, hint: Any = "") -> None:  # noqa: ANN401 - text or lazy text
        self.name = name
        self.hint = hint

    def fields(self) -> dict[str, forms.Field]:
        """Return the inputs, by suffix; the first one has none."""
        raise NotImplementedError

    def show(self, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any parameter
        """Return what the inputs show for a value, by suffix."""
        return {"": value}

    def read(self, typed: Mapping[str, Any], _old: Any) -> Any:  # noqa: ANN401 - any parameter
        """Return the value typed; `_old` is the present one, for what the form does not ask."""
        return typed[""]


class Days(Parameter):
    """A number of days; empty is undecided."""

    def fields(self) -> dict[str, forms.Field]:
        """One whole number."""
        widget = forms.NumberInput(attrs={"inputmode": "numeric"})
        return {"": forms.IntegerField(min_value=0, max_value=400, required=False, widget=widget)}


class Hour(Parameter):
    """An hour of the eve, as 15:00."""

    def fields(self) -> dict[str, forms.Field]:
        """One time."""
        return {
            "": forms.RegexField(
                r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
                required=False,
                widget=forms.TextInput(attrs={"type": "time"}),
                error_messages={"invalid": _("Écrivez l’heure comme 15:00.")},
            )
        }

    def read(self, typed: Mapping[str, Any], _old: Any) -> Any:  # noqa: ANN401 - any parameter
        """Nothing typed is None."""
        return typed[""] or None


class YesNo(Parameter):
    """Yes, no, or not said by the statutes."""

    def fields(self) -> dict[str, forms.Field]:
        """One choice."""
        choices = [UNSAID, ("yes", _("oui")), ("no", _("non"))]
        return {"": forms.ChoiceField(choices=choices, required=False)}

    def show(self, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any parameter
        """None shows as not said."""
        return {"": "" if value is None else ("yes" if value else "no")}

    def read(self, typed: Mapping[str, Any], _old: Any) -> Any:  # noqa: ANN401 - any parameter
        """Return True, False or None."""
        return {"yes": True, "no": False}.get(typed[""])


class Flag(YesNo):
    """Yes or no: what the statutes do not say is no."""

    def fields(self) -> dict[str, forms.Field]:
        """One choice of two."""
        return {"": forms.ChoiceField(choices=[("yes", _("oui")), ("no", _("non"))])}

    def read(self, typed: Mapping[str, Any], _old: Any) -> Any:  # noqa: ANN401 - any parameter
        """Return True or False."""
        return bool(typed[""] == "yes")


class Choice(Parameter):
    """One of a few rules, or not said."""

    def __init__(self, name: str, choices: Sequence[tuple[str, Any]], hint: Any = "") -> None:  # noqa: ANN401 - text or lazy text
        super().__init__(name, hint)
        self.choices = choices

    def fields(self) -> dict[str, forms.Field]:
        """One choice."""
        return {"": forms.ChoiceField(choices=[UNSAID, *self.choices], required=False)}

    def show(self, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any parameter
        """None shows as not said."""
        return {"": value or ""}

    def read(self, typed: Mapping[str, Any], _old: Any) -> Any:  # noqa: ANN401 - any parameter
        """Nothing chosen is None."""
        return typed[""] or None


class Share(Parameter):
    """A share of a whole."""

    def fields(self) -> dict[str, forms.Field]:
        """One share."""
        return {"": ShareField()}

    def show(self, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any parameter
        """Exact: a percentage, or a ratio."""
        return {"": _share_text(value)}


class Quorum(Parameter):
    """A share and what it is a share of."""

    def fields(self) -> dict[str, forms.Field]:
        """The share, then its base."""
        return {
            "": QuorumShareField(),
            "base": forms.ChoiceField(choices=QUORUM_BASES, required=False),
        }

    def show(self, value: QuorumRule | None) -> dict[str, Any]:
        """No quorum is a word, an undecided one is empty."""
        if value is None:
            return {"": "", "base": "raw"}
        threshold = gettext(NO_QUORUM) if value.threshold is None else _share_text(value.threshold)
        return {"": threshold, "base": value.base}

    def read(self, typed: Mapping[str, Any], old: QuorumRule | None) -> QuorumRule | None:
        """Keep the floor and the cap, which this form does not ask, where they still make sense."""
        share = typed[""]
        if share is None:
            return None
        if share == NO_QUORUM:
            return QuorumRule(None, "raw", None, None, "")
        base = typed["base"] or "raw"
        if old is not None and old.threshold is not None and base == "raw":
            return replace(old, threshold=share, base=base)
        return QuorumRule(share, base, None, None, "")


class Majority(Parameter):
    """More than, or at least, a share of a base."""

    def fields(self) -> dict[str, forms.Field]:
        """The comparison, the share, the base."""
        return {
            "strict": forms.ChoiceField(
                choices=[("yes", _("plus de")), ("no", _("au moins"))], required=False
            ),
            "": ShareField(),
            "base": forms.ChoiceField(choices=MAJORITY_BASES, required=False),
        }

    def show(self, value: MajorityRule | None) -> dict[str, Any]:
        """An undecided majority has no share."""
        if value is None:
            return {"strict": "yes", "": "", "base": "expressed"}
        strict = "yes" if value.strict else "no"
        return {"strict": strict, "": _share_text(value.threshold), "base": value.base}

    def read(self, typed: Mapping[str, Any], _old: MajorityRule | None) -> MajorityRule | None:
        """Return the rule, or None without a share."""
        if typed[""] is None:
            return None
        return MajorityRule(
            typed[""], typed["strict"] != "no", typed["base"] or "expressed", article=""
        )


class FullQuorum(Quorum):
    """A quorum with everything statutes can say of it: comparison, base, floor and cap."""

    def fields(self) -> dict[str, forms.Field]:
        """The comparison, the share, the base, then the bounds in persons."""
        plain = super().fields()
        return {
            "strict": forms.ChoiceField(
                label=_("Comparaison"),
                choices=[("no", _("au moins")), ("yes", _("plus de"))],
                required=False,
            ),
            "": _labelled(plain[""], _("Part (1/5, 20 % ou « aucun »)")),
            "base": _labelled(plain["base"], _("De quoi")),
            "floor": _persons(_("Plancher, en personnes")),
            "cap": _persons(_("Plafond, en personnes")),
            "share": _labelled(ShareField(), _("Plancher limité à (part des membres)")),
        }

    def show(self, value: QuorumRule | None) -> dict[str, Any]:
        """Bounds that are not set are empty."""
        shown = super().show(value)
        if value is None:
            return shown | {"strict": "no", "floor": None, "cap": None, "share": ""}
        return shown | {
            "strict": "yes" if value.strict else "no",
            "floor": value.floor,
            "cap": value.cap,
            "share": _share_text(value.floor_roll_share),
        }

    def read(self, typed: Mapping[str, Any], _old: QuorumRule | None) -> QuorumRule | None:
        """Return the rule, or None without a share."""
        if typed[""] is None or typed[""] == NO_QUORUM:
            return super().read(typed, None)
        return QuorumRule(
            threshold=typed[""],
            base=typed["base"] or "raw",
            floor=typed["floor"],
            cap=typed["cap"],
            article="",
            strict=typed["strict"] == "yes",
            floor_roll_share=typed["share"],
        )


class FullMajority(Majority):
    """A majority whose three inputs say what they are."""

    def fields(self) -> dict[str, forms.Field]:
        """The comparison, the share, the base."""
        plain = super().fields()
        return {
            "strict": _labelled(plain["strict"], _("Comparaison")),
            "": _labelled(plain[""], _("Part (1/2, 2/3…)")),
            "base": _labelled(plain["base"], _("De quoi")),
        }


class Codes(Parameter):
    """Several of a few codes, as boxes to tick; none ticked is nothing said."""

    def __init__(self, name: str, choices: Sequence[tuple[str, Any]], hint: Any = "") -> None:  # noqa: ANN401 - text or lazy text
        super().__init__(name, hint)
        self.choices = choices

    def fields(self) -> dict[str, forms.Field]:
        """One list of boxes."""
        boxes = forms.CheckboxSelectMultiple(attrs={"class": "small"})
        return {"": forms.MultipleChoiceField(choices=self.choices, required=False, widget=boxes)}

    def show(self, value: tuple[str, ...]) -> dict[str, Any]:
        """The codes as a list."""
        return {"": list(value)}

    def read(self, typed: Mapping[str, Any], _old: object) -> tuple[str, ...]:
        """Return the codes in the order of the choices."""
        return tuple(code for code, _label in self.choices if code in typed[""])


class Seats(Parameter):
    """The least and the most seats of each college; both empty is no seat kept for it."""

    def __init__(self, name: str, colleges: Sequence[tuple[str, str]]) -> None:
        super().__init__(name)
        self.colleges = colleges

    def fields(self) -> dict[str, forms.Field]:
        """Two whole numbers for each college."""
        inputs: dict[str, forms.Field] = {}
        for code, name in self.colleges:
            college = {"college": name}
            inputs[f"{code}-least"] = _persons(gettext("%(college)s : au moins") % college)
            inputs[f"{code}-most"] = _persons(gettext("%(college)s : au plus") % college)
        return inputs

    def show(self, value: tuple[SeatRule, ...]) -> dict[str, Any]:
        """Each college with its seats."""
        seats = {rule.college: rule for rule in value}
        shown: dict[str, Any] = {}
        for code, _name in self.colleges:
            rule = seats.get(code)
            shown[f"{code}-least"] = rule.least if rule else None
            shown[f"{code}-most"] = rule.most if rule else None
        return shown

    def read(self, typed: Mapping[str, Any], _old: object) -> tuple[SeatRule, ...]:
        """Return the colleges with seats, in order; ParameterError where most is under least."""
        rules = []
        for code, _name in self.colleges:
            least, most = typed[f"{code}-least"], typed[f"{code}-most"]
            if least is not None or most is not None:
                rules.append(SeatRule(code, least or 0, most))
        return tuple(rules)


class YearsField(forms.CharField):
    """A number of years, or the word `toujours` for no end; empty is None."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(max_length=12, required=False, **kwargs)

    def clean(self, value: object) -> Any:  # noqa: ANN401 - as Django's own
        """Return the years, FOR_EVER, or None."""
        typed = super().clean(value).strip().lower()
        if not typed:
            return None
        if typed in (FOR_EVER, gettext(FOR_EVER)):
            return FOR_EVER
        if not (typed.isascii() and typed.isdigit()) or int(typed) > MOST_YEARS:
            raise forms.ValidationError(_("Écrivez un nombre d’années, ou « toujours »."))
        return int(typed)


class Retention(Parameter):
    """How many years each kind of record is kept."""

    def fields(self) -> dict[str, forms.Field]:
        """One number of years for each record."""
        return {
            code: YearsField(label=label, widget=forms.TextInput(attrs=_SHARE_INPUT))
            for code, label in RECORDS
        }

    def show(self, value: tuple[RetentionRule, ...]) -> dict[str, Any]:
        """Years, a word for no end, nothing where nothing is said."""
        years = {rule.record: rule.years for rule in value}
        return {
            code: ("" if code not in years else _years_text(years[code]))
            for code, _label in RECORDS
        }

    def read(self, typed: Mapping[str, Any], _old: object) -> tuple[RetentionRule, ...]:
        """Return a rule for each record that has one."""
        return tuple(
            RetentionRule(code, None if typed[code] == FOR_EVER else typed[code])
            for code, _label in RECORDS
            if typed[code] is not None
        )


def _persons(label: Any) -> forms.IntegerField:  # noqa: ANN401 - text or lazy text
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=100_000, required=False, widget=widget
    )


def _labelled(field: forms.Field, label: Any) -> forms.Field:  # noqa: ANN401 - text or lazy text
    field.label = label
    return field


def _years_text(years: int | None) -> str:
    return gettext(FOR_EVER) if years is None else str(years)


def _share_text(share: Fraction | None) -> str:
    return "" if share is None else percent(share)
