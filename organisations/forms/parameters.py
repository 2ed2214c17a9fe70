"""How each kind of statute parameter is typed: its inputs, what they show, what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.render.parameters import MAJORITY_BASES, QUORUM_BASES
from organisations.rules.findings import percent
from organisations.rules.statutes import MajorityRule, QuorumRule
from organisations.rules.weights import parse_share

NO_QUORUM = "aucun"
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


def _share_text(share: Fraction | None) -> str:
    return "" if share is None else percent(share)
