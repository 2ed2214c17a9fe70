"""The values a new profile starts from: the law's own, then, on request, the usual clauses.

`defaults_for` writes only what the law gives; what it leaves to the statutes stays None and
`completeness.missing_for` asks for it. `usual_for` fills those gaps with the clause most statutes
carry, marked as usage, for a person to confirm against the statutes.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from organisations.rules.clauses import MajorityRule, QuorumRule, RetentionRule
from organisations.rules.legal_forms import LegalForm, company_form, is_scic, is_scop
from organisations.rules.parameters import StatuteParameters

USAGE = "usage"
"""The article of a value that comes from usual clauses, not from a law or these statutes."""

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)

# A parameter's value and the article it comes from; a rule carries its article itself.
Values = dict[str, tuple[Any, str]]


def more_than_half(base: str, article: str) -> MajorityRule:
    """Return the majority "more than half of `base`"."""
    return MajorityRule(HALF, True, base, article)


def at_least(threshold: Fraction, base: str, article: str) -> MajorityRule:
    """Return the majority "at least `threshold` of `base`"; equality is enough."""
    return MajorityRule(threshold, False, base, article)


def no_quorum(article: str) -> QuorumRule:
    """Return the decision that no quorum is needed."""
    return QuorumRule(None, "raw", None, None, article)


def quorum_of(threshold: Fraction, article: str) -> QuorumRule:
    """Return the quorum "at least `threshold` of the members"."""
    return QuorumRule(threshold, "raw", None, None, article)


def _rules(**rules: MajorityRule | QuorumRule) -> Values:
    return {name: (rule, rule.article) for name, rule in rules.items()}


_EVERY_FORM: Values = {
    # A tie does not reach "more than half": no text needs to say so.
    "tie_rule": ("rejected", "C.com L225-98"),
}

_KEPT_BY_COMPANIES = (
    RetentionRule("minutes", None),
    RetentionRule("attendance", 10),
    RetentionRule("proxies", 10),
    RetentionRule("postal_forms", 10),
    RetentionRule("convocations", 5),
    RetentionRule("accounts", 10),
    RetentionRule("statutes", None),
)
_KEPT_BY_ASSOCIATIONS = (
    RetentionRule("minutes", None),
    RetentionRule("attendance", 5),
    RetentionRule("proxies", 5),
    RetentionRule("convocations", 5),
    RetentionRule("accounts", 10),
    RetentionRule("statutes", None),
)

_SA: Values = {
    "blank_direction": ("board_texts", "C.com L225-106 III"),
    "fully_remote_opposition": (Fraction(1, 4), "C.com L225-103-1"),
    "written_consultation": (False, "C.com L225-96, L225-98"),
    "board_min": (3, "C.com L225-17"),
    "board_max": (18, "C.com L225-17"),
    "board_age_limit": (70, "C.com L225-19"),
    "board_age_share": (Fraction(1, 3), "C.com L225-19"),
    "board_cooptation": (True, "C.com L225-24"),
    "minutes_signatories": (("chair", "secretary", "tellers"), "C.com R225-106"),
    "signature_level": ("advanced", "C.com R225-22"),
    "notice_days_first": (15, "C.com R225-69"),
    "notice_days_second": (10, "C.com R225-69"),
    "email_consent_days": (35, "C.com R225-63"),
    "added_resolutions_days": (25, "C.com R225-72"),
    "roll_freeze_days": (16, "C.com R225-90"),
    "documents_disposal_days": (15, "C.com R225-89"),
    "documents_request_days": (5, "C.com R225-88"),
    "written_questions_working_days": (4, "C.com R225-84"),
    "postal_request_days": (6, "C.com R225-75"),
    "postal_cutoff_days": (3, "C.com R225-77"),
    "electronic_cutoff_hour": ("15:00", "C.com R225-77, R225-80"),
    "second_meeting_max_months": (2, "C.com L225-96"),
    "board_casting_vote": (True, "C.com L225-37"),
    "proxies_allowed": (True, "C.com L225-106 I"),
    "proxy_holder_must_be_member": (False, "C.com L225-106 I"),
    "proxy_outside_holders": (("spouse", "pacs_partner"), "C.com L225-106 I"),
    "blank_proxy_allowed": (True, "C.com L225-106 III"),
    "cap_applies_to_blank": (False, "C.com L225-106 III"),
    "proxy_two_meetings_days": (15, "C.com R225-79"),
    "proxy_valid_second_call": (True, "C.com R225-79"),
    "board_proxy_max": (1, "C.com R225-19"),
    "mode_change_allowed": (False, "C.com R225-85 III"),
    "postal_enabled": (True, "C.com L225-107"),
    "postal_valid_second_call": (True, "C.com R225-77"),
    "remote_enabled": (True, "C.com L225-103-1"),
    **_rules(
        quorum_ordinary_first=quorum_of(Fraction(1, 5), "C.com L225-98"),
        quorum_ordinary_second=no_quorum("C.com L225-98"),
        quorum_extraordinary_first=quorum_of(Fraction(1, 4), "C.com L225-96"),
        quorum_extraordinary_second=quorum_of(Fraction(1, 5), "C.com L225-96"),
        quorum_board=quorum_of(HALF, "C.com L225-37"),
        majority_ordinary_first=more_than_half("expressed", "C.com L225-98"),
        majority_ordinary_second=more_than_half("expressed", "C.com L225-98"),
        majority_extraordinary_first=at_least(TWO_THIRDS, "expressed", "C.com L225-96"),
        majority_extraordinary_second=at_least(TWO_THIRDS, "expressed", "C.com L225-96"),
        majority_board=more_than_half("attending", "C.com L225-37"),
    ),
}

_SARL: Values = {
    "notice_means": (("registered_letter", "email"), "C.com R223-20"),
    "minutes_signatories": (("manager", "chair"), "C.com R223-24"),
    "signature_level": ("advanced", "C.com R221-3, R223-24"),
    "notice_days_first": (15, "C.com R223-20"),
    "notice_days_second": (15, "C.com R223-20"),
    "email_consent_days": (20, "C.com R223-20"),
    "documents_disposal_days": (15, "C.com R223-18, R223-19"),
    "written_questions_from_sending": (True, "C.com R223-18, R223-19"),
    "proxies_allowed": (True, "C.com L223-28"),
    "proxy_holder_must_be_member": (False, "C.com L223-28"),
    "proxy_outside_holders": (("spouse",), "C.com L223-28"),
    "blank_proxy_allowed": (False, "C.com L223-28"),
    "proxy_two_meetings_days": (7, "C.com R223-21"),
    "proxy_valid_second_call": (True, "C.com R223-21"),
    "postal_enabled": (False, "C.com R223-20-1-1"),
    "remote_enabled": (False, "C.com R223-20-1"),
    **_rules(
        quorum_ordinary_first=no_quorum("C.com L223-29"),
        quorum_ordinary_second=no_quorum("C.com L223-29"),
        quorum_extraordinary_first=quorum_of(Fraction(1, 4), "C.com L223-30"),
        quorum_extraordinary_second=quorum_of(Fraction(1, 5), "C.com L223-30"),
        majority_ordinary_first=more_than_half("registered", "C.com L223-29"),
        majority_ordinary_second=more_than_half("expressed", "C.com L223-29"),
        majority_extraordinary_first=at_least(TWO_THIRDS, "attending", "C.com L223-30"),
        majority_extraordinary_second=at_least(TWO_THIRDS, "attending", "C.com L223-30"),
    ),
}

_SILENT_STATUTES = "silence des statuts"

_ASSOCIATION: Values = {
    "proxies_allowed": (True, _SILENT_STATUTES),
    "postal_enabled": (False, "Cass. 1re civ. 25 janv. 2017, n° 15-25.561"),
    "remote_enabled": (False, "Cass. 1re civ. 25 janv. 2017, n° 15-25.561"),
}

_SCOP: Values = {
    "proxies_allowed": (True, "L78 art. 14"),
    "proxy_share_of_members": (Fraction(1, 20), "L78 art. 14"),
    "proxy_holder_must_be_member": (True, "L78 art. 14"),
    "proxy_outside_holders": ((), "L78 art. 14"),
}

_SCIC_COLLEGES: Values = {"college_cap": (HALF, "L47 art. 19 octies")}

_BY_COMPANY_FORM: dict[str, Values] = {
    "sa": _SA,
    "sarl": _SARL,
    "sas": {},
    "association": _ASSOCIATION,
}

_USUAL_COLLEGES: Values = {
    "combination": ("proportional", USAGE),
    "empty_no_member": ("lost", USAGE),
    "empty_no_attendee": ("lost", USAGE),
    "empty_no_expressed": ("lost", USAGE),
}

_USUAL: Values = {
    "blank_direction": ("board_texts", USAGE),
    "written_consultation": (False, USAGE),
    "board_term_years": (3, USAGE),
    "board_cooptation": (True, USAGE),
    "register_mode": ("paper", USAGE),
    "notice_days_first": (15, USAGE),
    "notice_days_board": (8, USAGE),
    "election_tie_rule": ("second_round", USAGE),
    "board_casting_vote": (True, USAGE),
    "proxies_allowed": (True, USAGE),
    "proxy_holder_must_be_member": (True, USAGE),
    "blank_proxy_allowed": (True, USAGE),
    "cap_applies_to_blank": (False, USAGE),
    "board_proxy_max": (1, USAGE),
    **_rules(
        quorum_board=quorum_of(HALF, USAGE),
        majority_ordinary_first=more_than_half("expressed", USAGE),
        majority_ordinary_second=more_than_half("expressed", USAGE),
        majority_extraordinary_first=at_least(TWO_THIRDS, "expressed", USAGE),
        majority_extraordinary_second=at_least(TWO_THIRDS, "expressed", USAGE),
        majority_board=more_than_half("attending", USAGE),
    ),
}

_USUAL_ASSOCIATION: Values = {
    "minutes_signatories": (("chair", "secretary"), USAGE),
    "retention": (_KEPT_BY_ASSOCIATIONS, USAGE),
    **_rules(
        quorum_ordinary_first=no_quorum(USAGE),
        quorum_ordinary_second=no_quorum(USAGE),
        quorum_extraordinary_first=no_quorum(USAGE),
        quorum_extraordinary_second=no_quorum(USAGE),
    ),
}

_USUAL_COMPANY: Values = {"retention": (_KEPT_BY_COMPANIES, USAGE)}

# The statutes of an SAS mostly copy the SA on these points.
_USUAL_SAS: Values = {
    **_USUAL_COMPANY,
    "minutes_signatories": (("chair", "secretary"), USAGE),
    "notice_days_second": (10, USAGE),
    "postal_enabled": (True, USAGE),
    "postal_cutoff_days": (3, USAGE),
    "electronic_cutoff_hour": ("15:00", USAGE),
    "remote_enabled": (True, USAGE),
    **_rules(
        quorum_ordinary_first=quorum_of(Fraction(1, 5), USAGE),
        quorum_ordinary_second=no_quorum(USAGE),
        quorum_extraordinary_first=quorum_of(Fraction(1, 4), USAGE),
        quorum_extraordinary_second=quorum_of(Fraction(1, 5), USAGE),
    ),
}

_MODEL_SCOP = "modèle de statuts SCOP SARL"

# Unlike the other usual values these replace the law's: the model is stricter than the SARL's law.
_MODEL_SCOP_SARL: Values = {
    "secret_ballot": (("persons", "dismissal"), _MODEL_SCOP),
    "manager_term_years": (4, _MODEL_SCOP),
    "added_resolutions_from_days": (15, _MODEL_SCOP),
    "added_resolutions_days": (5, _MODEL_SCOP),
    "blank_proxy_allowed": (True, _MODEL_SCOP),
    "cap_applies_to_blank": (False, _MODEL_SCOP),
    **_rules(
        quorum_extraordinary_first=quorum_of(Fraction(3, 4), _MODEL_SCOP),
        quorum_extraordinary_second=quorum_of(HALF, _MODEL_SCOP),
        majority_ordinary_second=more_than_half("attending", _MODEL_SCOP),
        majority_extraordinary_first=at_least(Fraction(3, 4), "attending", _MODEL_SCOP),
        majority_extraordinary_second=at_least(Fraction(3, 4), "attending", _MODEL_SCOP),
        majority_manager=more_than_half("registered", _MODEL_SCOP),
    ),
}

_USUAL_BY_COMPANY_FORM: dict[str, Values] = {
    "sa": _USUAL_COMPANY,
    "sarl": _USUAL_COMPANY,
    "sas": _USUAL_SAS,
    "association": _USUAL_ASSOCIATION,
}


def _with_values(params: StatuteParameters, values: Values) -> StatuteParameters:
    articles: Mapping[str, str] = {
        **params.articles,
        **{name: article for name, (_, article) in values.items()},
    }
    return replace(
        params, articles=articles, **{name: value for name, (value, _) in values.items()}
    )


def defaults_for(form: LegalForm, has_colleges: bool) -> StatuteParameters:
    """Return what the law itself sets for `form`; what it leaves to the statutes is None.

    Each value carries its article, in `articles` or in the rule itself.
    """
    values = _EVERY_FORM | _BY_COMPANY_FORM[company_form(form)]
    if is_scop(form):
        values = values | _SCOP
    if is_scic(form) and has_colleges:
        values = values | _SCIC_COLLEGES
    return _with_values(StatuteParameters(has_colleges=has_colleges), values)


def usual_for(form: LegalForm, has_colleges: bool) -> StatuteParameters:
    """Return `defaults_for` with the gaps filled by the usual clauses, each with article "usage".

    A suggestion to confirm against the statutes, never a rule: a profile made so can convene any
    kind of meeting.
    """
    law = defaults_for(form, has_colleges)
    usual = _USUAL | _USUAL_BY_COMPANY_FORM[company_form(form)]
    if has_colleges:
        usual = usual | _USUAL_COLLEGES
    gaps = {name: value for name, value in usual.items() if getattr(law, name) in (None, ())}
    if form is LegalForm.SCOP_SARL:
        gaps = gaps | _MODEL_SCOP_SARL
    return _with_values(law, gaps)
