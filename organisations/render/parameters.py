"""The words of the statute parameters: what each rule is called, and a value as a short text."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.rules.findings import PARAMETER_NAMES, percent
from organisations.rules.statutes import MajorityRule, QuorumRule

Choices = tuple[tuple[str, Any], ...]

QUORUM_BASES: Choices = (
    ("raw", gettext_lazy("des membres")),
    ("weighted", gettext_lazy("des voix pondérées par collège")),
    ("per_college", gettext_lazy("des membres de chaque collège")),
)
MAJORITY_BASES: Choices = (
    ("expressed", gettext_lazy("des voix exprimées")),
    ("voters", gettext_lazy("des votants")),
    ("attending", gettext_lazy("des présents et représentés")),
    ("registered", gettext_lazy("de tous les membres")),
)
COMBINATIONS: Choices = (
    ("proportional", gettext_lazy("chaque collège partage son poids selon ses voix")),
    ("majority", gettext_lazy("chaque collège donne tout son poids au camp majoritaire")),
    ("college_vote", gettext_lazy("une voix par collège")),
    ("double_test", gettext_lazy("double condition : poids et nombre de collèges")),
)
TIES_IN_COLLEGE: Choices = (
    ("split", gettext_lazy("son poids est partagé")),
    ("neutral", gettext_lazy("son poids n’est compté nulle part")),
    ("against", gettext_lazy("son poids compte contre")),
)
EMPTY_POLICIES: Choices = (
    ("lost", gettext_lazy("son poids est perdu : il pèse contre")),
    ("renormalise", gettext_lazy("son poids est réparti entre les autres, au prorata")),
    ("equal_split", gettext_lazy("son poids est réparti entre les autres, à parts égales")),
    ("headcount", gettext_lazy("plus de pondération : une voix par membre")),
)
TIE_RULES: Choices = (
    ("rejected", gettext_lazy("le texte est rejeté")),
    ("casting_vote", gettext_lazy("la voix de la présidence l’emporte")),
)
ELECTION_TIE_RULES: Choices = (
    ("second_round", gettext_lazy("un second tour")),
    ("eldest", gettext_lazy("la personne la plus âgée est élue")),
    ("longest_standing", gettext_lazy("le membre le plus ancien est élu")),
    ("lot", gettext_lazy("le sort décide")),
)
OUTSIDE_HOLDERS: Choices = (
    ("spouse", gettext_lazy("conjoint")),
    ("pacs_partner", gettext_lazy("partenaire de PACS")),
    ("third_party", gettext_lazy("tiers")),
)

_WORDS: dict[str, Choices] = {
    "combination": COMBINATIONS,
    "tie_in_college": TIES_IN_COLLEGE,
    "empty_no_member": EMPTY_POLICIES,
    "empty_no_attendee": EMPTY_POLICIES,
    "empty_no_expressed": EMPTY_POLICIES,
    "tie_rule": TIE_RULES,
    "election_tie_rule": ELECTION_TIE_RULES,
    "proxy_outside_holders": OUTSIDE_HOLDERS,
}


def parameter_name(name: str) -> str:
    """Return the parameter's own name, in the reader's language."""
    return _(PARAMETER_NAMES[name])


def parameter_text(name: str, value: object) -> str:
    """Return a value as a short text: `15`, `oui`, `20 % des membres`, `non précisé`."""
    if value is None:
        return _("non précisé")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, Fraction):
        return percent(value)
    if isinstance(value, QuorumRule):
        return _quorum_text(value)
    if isinstance(value, MajorityRule):
        return _majority_text(value)
    if isinstance(value, tuple):
        return ", ".join(_word(name, one) for one in value) or _("aucun")
    return _word(name, value)


def _word(name: str, value: object) -> str:
    if str(value).startswith("merge:"):
        return _("il rejoint le collège %(code)s") % {"code": str(value).removeprefix("merge:")}
    return str(dict(_WORDS.get(name, ())).get(str(value), value))


def _quorum_text(rule: QuorumRule) -> str:
    if rule.threshold is None:
        return _("aucun quorum")
    base = str(dict(QUORUM_BASES)[rule.base])
    least = _("plus de") if rule.strict else _("au moins")
    return f"{least} {percent(rule.threshold)} {base}"


def _majority_text(rule: MajorityRule) -> str:
    base = str(dict(MAJORITY_BASES)[rule.base])
    least = _("plus de") if rule.strict else _("au moins")
    return f"{least} {percent(rule.threshold)} {base}"
