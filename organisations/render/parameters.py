"""The words of the statute parameters: what each rule is called, and a value as a short text."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.rules.findings import PARAMETER_NAMES, percent
from organisations.rules.statutes import MajorityRule, QuorumRule, RetentionRule, SeatRule

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
MEANS: Choices = (
    ("registered_letter", gettext_lazy("lettre recommandée")),
    ("letter", gettext_lazy("lettre simple")),
    ("email", gettext_lazy("courriel")),
    ("hand", gettext_lazy("remise en main propre")),
    ("notice_board", gettext_lazy("affichage")),
    ("press", gettext_lazy("annonce dans la presse")),
)
UNDECIDED_PAPERS: Choices = (
    ("abstain", gettext_lazy("abstentions")),
    ("blank", gettext_lazy("votes blancs")),
    ("null", gettext_lazy("votes nuls")),
)
BLANK_DIRECTIONS: Choices = (
    ("board_texts", gettext_lazy("pour les textes soutenus par le conseil, contre les autres")),
    ("abstain", gettext_lazy("abstention")),
)
SECRET_TRIGGERS: Choices = (
    ("persons", gettext_lazy("élection ou désignation d’une personne")),
    ("dismissal", gettext_lazy("révocation d’une personne")),
    ("one_member", gettext_lazy("à la demande d’un seul membre")),
    ("share_of_members", gettext_lazy("à la demande d’une part des membres")),
    ("board", gettext_lazy("sur décision du conseil")),
    ("always", gettext_lazy("toujours")),
)
ROUNDINGS: Choices = (
    ("floor", gettext_lazy("au nombre inférieur")),
    ("ceil", gettext_lazy("au nombre supérieur")),
)
SIGNATORIES: Choices = (
    ("chair", gettext_lazy("président de séance")),
    ("secretary", gettext_lazy("secrétaire de séance")),
    ("tellers", gettext_lazy("scrutateurs")),
    ("manager", gettext_lazy("gérant")),
    ("director", gettext_lazy("un membre du conseil")),
)
REGISTERS: Choices = (
    ("paper", gettext_lazy("registre en papier, coté et paraphé")),
    ("electronic", gettext_lazy("registre électronique")),
)
SIGNATURES: Choices = (
    ("simple", gettext_lazy("signature simple")),
    ("advanced", gettext_lazy("signature avancée (eIDAS, article 26)")),
    ("qualified", gettext_lazy("signature qualifiée")),
)
RECORDS: Choices = (
    ("minutes", gettext_lazy("procès-verbaux")),
    ("attendance", gettext_lazy("feuilles de présence")),
    ("proxies", gettext_lazy("pouvoirs")),
    ("postal_forms", gettext_lazy("formulaires de vote")),
    ("convocations", gettext_lazy("convocations")),
    ("ballots", gettext_lazy("bulletins")),
    ("accounts", gettext_lazy("comptes")),
    ("statutes", gettext_lazy("statuts")),
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
    "notice_means": MEANS,
    "expressed_includes": UNDECIDED_PAPERS,
    "blank_direction": BLANK_DIRECTIONS,
    "secret_ballot": SECRET_TRIGGERS,
    "board_renewal_rounding": ROUNDINGS,
    "minutes_signatories": SIGNATORIES,
    "register_mode": REGISTERS,
    "signature_level": SIGNATURES,
}


def choices_of(name: str) -> Choices:
    """Return the codes a parameter can take, each with its words; none where it is no code."""
    return _WORDS.get(name, ())


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
    if isinstance(value, MajorityRule | QuorumRule | SeatRule | RetentionRule):
        return _clause_text(value)
    if isinstance(value, tuple):
        return ", ".join(parameter_text(name, one) for one in value) or _("non précisé")
    return _word(name, value)


def _word(name: str, value: object) -> str:
    if str(value).startswith("merge:"):
        return _("il rejoint le collège %(code)s") % {"code": str(value).removeprefix("merge:")}
    return str(dict(choices_of(name)).get(str(value), value))


def _clause_text(rule: MajorityRule | QuorumRule | SeatRule | RetentionRule) -> str:
    if isinstance(rule, QuorumRule):
        return _quorum_text(rule)
    if isinstance(rule, MajorityRule):
        return _majority_text(rule)
    return _seat_text(rule) if isinstance(rule, SeatRule) else _retention_text(rule)


def _quorum_text(rule: QuorumRule) -> str:
    if rule.threshold is None:
        return _("aucun quorum")
    base = str(dict(QUORUM_BASES)[rule.base])
    least = _("plus de") if rule.strict else _("au moins")
    return f"{least} {percent(rule.threshold)} {base}{_bounds_text(rule)}"


def _bounds_text(rule: QuorumRule) -> str:
    texts = []
    if rule.floor is not None:
        texts.append(_("%(count)s personnes au moins") % {"count": rule.floor})
    if rule.floor is not None and rule.floor_roll_share is not None:
        share = {"share": percent(rule.floor_roll_share)}
        texts.append(_("sans dépasser %(share)s des membres") % share)
    if rule.cap is not None:
        texts.append(_("%(count)s personnes au plus") % {"count": rule.cap})
    return "".join(f", {text}" for text in texts)


def _majority_text(rule: MajorityRule) -> str:
    base = str(dict(MAJORITY_BASES)[rule.base])
    least = _("plus de") if rule.strict else _("au moins")
    return f"{least} {percent(rule.threshold)} {base}"


def _seat_text(rule: SeatRule) -> str:
    figures = {"college": rule.college, "least": rule.least, "most": rule.most}
    if rule.most is None:
        return _("%(college)s : %(least)s au moins") % figures
    return _("%(college)s : de %(least)s à %(most)s") % figures


def _retention_text(rule: RetentionRule) -> str:
    record = str(dict(RECORDS)[rule.record])
    if rule.years is None:
        return _("%(record)s : sans limite") % {"record": record}
    return _("%(record)s : %(years)s ans") % {"record": record, "years": rule.years}
