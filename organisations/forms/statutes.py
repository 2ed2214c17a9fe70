"""The main parameters of the statutes, each with its article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.forms.adoption import AdoptionForm
from organisations.forms.parameters import (
    Choice,
    Days,
    Flag,
    Hour,
    Majority,
    Parameter,
    Quorum,
    Share,
    YesNo,
)
from organisations.models import College
from organisations.render.parameters import (
    COMBINATIONS,
    EMPTY_POLICIES,
    TIE_RULES,
    TIES_IN_COLLEGE,
    parameter_name,
)
from organisations.rules.statutes import (
    MajorityRule,
    ParameterError,
    QuorumRule,
    StatuteParameters,
)

OWN_ARTICLE = "statuts"
"""Stands for the article of a value that was changed without saying where it is written."""


@dataclass(frozen=True)
class Section:
    """Parameters shown together."""

    title: Any
    parameters: Sequence[Parameter]


@dataclass(frozen=True)
class Row:
    """One parameter as the page shows it."""

    label: str
    hint: Any
    inputs: Sequence[forms.BoundField]
    article: forms.BoundField
    missing: bool


_DELAYS = Section(
    _("Délais"),
    (
        Days("notice_days_first"),
        Days("notice_days_second"),
        Days("notice_days_board"),
        Days("email_consent_days"),
        Days("roll_freeze_days"),
        Days("documents_disposal_days"),
        Days("postal_cutoff_days"),
        Hour("electronic_cutoff_hour"),
    ),
)
_QUORUMS = Section(
    _("Quorum"),
    (
        Quorum("quorum_ordinary_first", _("Une part comme 1/5 ou 20 %, ou « aucun ».")),
        Quorum("quorum_ordinary_second"),
        Quorum("quorum_extraordinary_first"),
        Quorum("quorum_extraordinary_second"),
        Quorum("quorum_board"),
    ),
)
_MAJORITIES = Section(
    _("Majorité"),
    (
        Majority("majority_ordinary_first", _("Écrivez les tiers en fractions : 2/3.")),
        Majority("majority_ordinary_second"),
        Majority("majority_extraordinary_first"),
        Majority("majority_extraordinary_second"),
        Majority("majority_board"),
        Choice("tie_rule", TIE_RULES),
        YesNo("board_casting_vote"),
    ),
)
_PROXIES = Section(
    _("Pouvoirs"),
    (
        YesNo("proxies_allowed"),
        Days("proxy_max", _("Vide : aucun plafond en nombre.")),
        Share("proxy_share_of_members", _("Vide : aucun plafond en part des membres.")),
        YesNo("proxy_holder_must_be_member"),
        Flag("proxy_same_college_only"),
        YesNo("blank_proxy_allowed"),
        YesNo("cap_applies_to_blank"),
        Days("board_proxy_max"),
    ),
)
_ELSEWHERE = Section(
    _("Voter sans être sur place"),
    (
        YesNo("postal_enabled", _("Par formulaire avant la séance, sur papier ou en ligne.")),
        YesNo("remote_enabled", _("Suivre la séance et voter par télécommunication.")),
    ),
)


class StatutesForm(AdoptionForm):
    """A new version of the statutes, starting from `base`; every other parameter is kept."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's own
        base: StatuteParameters,
        shown: StatuteParameters,
        colleges: Iterable[College],
        missing: Sequence[str],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        """Show the values of `shown` (`base`, or `base` completed by usual clauses)."""
        super().__init__(*args, **kwargs)
        self.base = base
        self.missing = missing
        self.sections = [_DELAYS, _QUORUMS, _MAJORITIES, _PROXIES, _ELSEWHERE]
        if base.has_colleges:
            self.sections.insert(3, _college_section(colleges))
        for parameter in self._parameters():
            self._add(parameter, shown)

    def _parameters(self) -> Iterable[Parameter]:
        return (parameter for section in self.sections for parameter in section.parameters)

    def _add(self, parameter: Parameter, shown: StatuteParameters) -> None:
        name = parameter.name
        label = parameter_name(name)
        initial = parameter.show(getattr(shown, name))
        for suffix, field in parameter.fields().items():
            field.label = label
            field.initial = initial[suffix]
            self.fields[_key(name, suffix)] = field
        self.fields[f"{name}-article"] = forms.CharField(
            label=gettext("Source : %(label)s") % {"label": label},
            max_length=120,
            required=False,
            initial=shown.article(name),
        )

    def groups(self) -> list[tuple[Any, list[Row]]]:
        """Return the sections with the rows to show."""
        return [
            (section.title, [self._row(parameter) for parameter in section.parameters])
            for section in self.sections
        ]

    def _row(self, parameter: Parameter) -> Row:
        name = parameter.name
        return Row(
            label=parameter_name(name),
            hint=parameter.hint,
            inputs=[self[_key(name, suffix)] for suffix in parameter.fields()],
            article=self[f"{name}-article"],
            missing=name in self.missing,
        )

    def clean(self) -> dict[str, Any]:
        """Build the parameters; a value no statutes can hold is shown on its field."""
        data = self.cleaned_data
        if not self.errors:
            try:
                self.parameters = self._read()
            except ParameterError as error:
                name = error.field.split(".")[0]
                field = name if name in self.fields else None
                self.add_error(field, _("Cette valeur n’est pas possible. Corrigez-la."))
        return data

    def _read(self) -> StatuteParameters:
        values: dict[str, Any] = {}
        articles = dict(self.base.articles)
        for parameter in self._parameters():
            name = parameter.name
            typed = {suffix: self.cleaned_data[_key(name, suffix)] for suffix in parameter.fields()}
            value = parameter.read(typed, getattr(self.base, name))
            article = self._article(name, value)
            values[name] = _with_article(value, article)
            articles[name] = article
        kept = {name: article for name, article in articles.items() if article}
        return replace(self.base, articles=kept, **values)

    def _article(self, name: str, value: object) -> str:
        """Return the source typed; a law does not vouch for a value changed beside it."""
        typed: str = self.cleaned_data[f"{name}-article"]
        if value is None:
            return ""
        old, source = getattr(self.base, name), self.base.article(name)
        unchanged = _with_article(value, "") == _with_article(old, "")
        if unchanged or typed != source:
            return typed
        return OWN_ARTICLE


def _key(name: str, suffix: str) -> str:
    return f"{name}-{suffix}" if suffix else name


def _with_article(value: Any, article: str) -> Any:  # noqa: ANN401 - any parameter
    if isinstance(value, MajorityRule | QuorumRule):
        return replace(value, article=article)
    return value


def _college_section(colleges: Iterable[College]) -> Section:
    merges = [
        (f"merge:{college.code}", gettext("il rejoint « %(name)s »") % {"name": college.name})
        for college in colleges
    ]
    policies = [*EMPTY_POLICIES, *merges]
    return Section(
        _("Calcul par collèges"),
        (
            Choice("combination", COMBINATIONS),
            Choice("tie_in_college", TIES_IN_COLLEGE),
            Majority("college_majority", _("Pour « une voix par collège » seulement.")),
            Days("min_colleges_for", _("Pour « double condition » seulement.")),
            Share("min_turnout", _("Pour « double condition » seulement.")),
            Choice("empty_no_member", policies),
            Choice("empty_no_attendee", policies),
            Choice("empty_no_expressed", policies),
            Share("college_cap", _("La loi plafonne un collège à 50 %.")),
        ),
    )
