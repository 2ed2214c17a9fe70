"""The form of one question on the statutes: its inputs, the clause they come from, the answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, get_type_hints

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.forms.parameters import (
    Choice,
    Codes,
    Days,
    Flag,
    FullMajority,
    FullQuorum,
    Hour,
    Parameter,
    Retention,
    Seats,
    Share,
    YesNo,
)
from organisations.render.parameters import choices_of, parameter_name
from organisations.rules.answers import answer_of, own_article, typed_answer
from organisations.rules.legal_forms import LegalForm
from organisations.rules.questions import Question
from organisations.rules.statutes import (
    MajorityRule,
    ParameterError,
    QuorumRule,
    RetentionRule,
    SeatRule,
    StatuteParameters,
)

Colleges = Sequence[tuple[str, str]]
"""The code and the name of each college, in order."""


class Number(Days):
    """A number that always has a value: empty is the usual one."""

    def read(self, typed: Mapping[str, Any], _old: object) -> int:
        """Return the number typed, else the value of a profile where nobody said anything."""
        return int(_USUAL[self.name] if typed[""] is None else typed[""])


_HINTS = get_type_hints(StatuteParameters)
_USUAL: dict[str, Any] = {item.name: item.default for item in fields(StatuteParameters)}
_KINDS: dict[object, Callable[[str], Parameter]] = {
    bool: Flag,
    bool | None: YesNo,
    int: Number,
    int | None: Days,
    Fraction | None: Share,
    QuorumRule | None: FullQuorum,
    MajorityRule | None: FullMajority,
    tuple[RetentionRule, ...]: Retention,
    tuple[str, ...]: lambda name: Codes(name, choices_of(name)),
    str | None: lambda name: Choice(name, choices_of(name)),
}


def parameter_input(name: str, colleges: Colleges) -> Parameter:
    """Return how a parameter is typed, by what it holds."""
    if name == "electronic_cutoff_hour":
        return Hour(name)
    if name.startswith("empty_no_"):
        return Choice(name, [*choices_of(name), *_merges(colleges)])
    if _HINTS[name] == tuple[SeatRule, ...]:
        return Seats(name, colleges)
    return _KINDS[_HINTS[name]](name)


@dataclass(frozen=True)
class Group:
    """The inputs of one parameter, under its name."""

    name: str
    label: str
    inputs: Sequence[forms.BoundField]


class QuestionForm(forms.Form):
    """One question, showing what `shown` says of it."""

    article = forms.CharField(
        label=_("Article de vos statuts"),
        max_length=120,
        required=False,
        help_text=_("Comme : art. 18. Il sera cité partout où cette règle s’applique."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's own
        question: Question,
        shown: StatuteParameters,
        legal_form: LegalForm,
        colleges: Colleges,
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.shown, self.legal_form = question, shown, legal_form
        self.parameters = [parameter_input(name, colleges) for name in question.parameters]
        for parameter in self.parameters:
            self._add(parameter)
        self.fields["article"].initial = own_article(shown, question, legal_form)
        self.fields["seen"].initial = answer_of(shown, question).mark
        self.order_fields([*(name for name in self.fields if name not in _LAST), *_LAST])

    def _add(self, parameter: Parameter) -> None:
        initial = parameter.show(getattr(self.shown, parameter.name))
        inputs = parameter.fields()
        for suffix, field in inputs.items():
            field.label = field.label or parameter_name(parameter.name)
            field.initial = initial[suffix]
            if len(inputs) == 1 and type(field) is forms.ChoiceField:
                _as_radios(field)
            self.fields[_key(parameter.name, suffix)] = field

    def groups(self) -> list[Group]:
        """Return the parameters with their inputs."""
        return [
            Group(
                name=parameter.name,
                label=parameter_name(parameter.name),
                inputs=[self[_key(parameter.name, suffix)] for suffix in parameter.fields()],
            )
            for parameter in self.parameters
        ]

    def clean(self) -> dict[str, Any]:
        """Read the answer; a value that no statutes can hold is shown on its field."""
        if not self.errors:
            values: dict[str, Any] = {}
            for parameter in self.parameters:
                try:
                    values[parameter.name] = self._value(parameter)
                except ParameterError:
                    self._impossible(parameter.name)
            if not self.errors:
                self._answer(values)
        return self.cleaned_data

    def _value(self, parameter: Parameter) -> Any:  # noqa: ANN401 - any parameter
        typed = {
            suffix: self.cleaned_data[_key(parameter.name, suffix)] for suffix in parameter.fields()
        }
        return parameter.read(typed, None)

    def _answer(self, values: Mapping[str, Any]) -> None:
        try:
            StatuteParameters(**values)
        except ParameterError as error:
            self._impossible(error.field)
            return
        self.answer = typed_answer(
            self.question, values, self.cleaned_data["article"], self.shown, self.legal_form
        )

    def _impossible(self, name: str) -> None:
        keys = [key for key in self.fields if key == name or key.startswith(f"{name}-")]
        self.add_error(
            keys[0] if keys else None,
            _(
                "Ces valeurs ne vont pas ensemble : un minimum dépasse son maximum, ou une part"
                " dépasse le tout. Corrigez-les."
            ),
        )


_LAST = ("article", "seen")


def _key(name: str, suffix: str) -> str:
    return f"{name}-{suffix}" if suffix else name


def _as_radios(field: forms.ChoiceField) -> None:
    choices = field.choices
    field.widget = forms.RadioSelect(attrs={"class": "small"})
    field.choices = choices


def _merges(colleges: Colleges) -> list[tuple[str, str]]:
    return [
        (f"merge:{code}", gettext("il rejoint « %(name)s »") % {"name": name})
        for code, name in colleges
    ]
