"""The questions that carry paper statutes over, one per screen, in the order of usual statutes.

Every parameter but `has_colleges`, which follows the colleges, is asked in exactly one question. A
question that cannot matter, given the legal form and the answers before it, is skipped. The words
of a question are in `question_texts`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from organisations.rules.legal_forms import LegalForm, company_form
from organisations.rules.parameters import StatuteParameters

Condition = Callable[[StatuteParameters, LegalForm], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """One screen: its stable code (its address), its section and the parameters it asks."""

    code: str
    section: str
    parameters: tuple[str, ...]
    matters: Condition


def _always(_params: StatuteParameters, _form: LegalForm) -> bool:
    return True


def _company(_params: StatuteParameters, form: LegalForm) -> bool:
    return company_form(form) != "association"


def _sarl(_params: StatuteParameters, form: LegalForm) -> bool:
    return company_form(form) == "sarl"


def _email(params: StatuteParameters, form: LegalForm) -> bool:
    """By law in an SA and a SARL; elsewhere unless the means of convening leave e-mail out."""
    lawful = company_form(form) in ("sa", "sarl")
    return lawful or not params.notice_means or "email" in params.notice_means


def _proxies(params: StatuteParameters, _form: LegalForm) -> bool:
    return params.proxies_allowed is not False


def _blank_proxies(params: StatuteParameters, form: LegalForm) -> bool:
    return _proxies(params, form) and params.blank_proxy_allowed is not False


def _postal(params: StatuteParameters, _form: LegalForm) -> bool:
    return params.postal_enabled is not False


def _elsewhere(params: StatuteParameters, form: LegalForm) -> bool:
    return _postal(params, form) or params.remote_enabled is not False


def _several_modes(params: StatuteParameters, form: LegalForm) -> bool:
    return _elsewhere(params, form) or _proxies(params, form)


def _remote_company(params: StatuteParameters, form: LegalForm) -> bool:
    return params.remote_enabled is not False and _company(params, form)


def _quorum(params: StatuteParameters, _form: LegalForm) -> bool:
    """A quorum of the first call is set, or nobody has decided yet: a second call may follow."""
    rules = (params.quorum_ordinary_first, params.quorum_extraordinary_first)
    return any(rule is None or rule.required for rule in rules)


def _second_majority(params: StatuteParameters, form: LegalForm) -> bool:
    """A SARL consults twice by law, whatever the quorum (C.com L223-29)."""
    return _quorum(params, form) or _sarl(params, form)


def _votes_kept(params: StatuteParameters, form: LegalForm) -> bool:
    return _quorum(params, form) and (_postal(params, form) or _proxies(params, form))


def _colleges(params: StatuteParameters, _form: LegalForm) -> bool:
    return params.has_colleges


def _college_proxies(params: StatuteParameters, form: LegalForm) -> bool:
    return params.has_colleges and _proxies(params, form)


def _combined(*codes: str) -> Condition:
    def matters(params: StatuteParameters, _form: LegalForm) -> bool:
        return params.has_colleges and params.combination in codes

    return matters


def _headcount(params: StatuteParameters, _form: LegalForm) -> bool:
    policies = (params.empty_no_member, params.empty_no_attendee, params.empty_no_expressed)
    return params.has_colleges and "headcount" in policies


SECTIONS: tuple[str, ...] = (
    "membres",
    "convoquer",
    "documents",
    "pouvoirs",
    "ailleurs",
    "quorum",
    "seconde",
    "majorite",
    "colleges",
    "secret",
    "conseil",
    "seances",
    "garder",
)

QUESTIONS: tuple[Question, ...] = (
    Question(
        "anciennete", "membres", ("voting_right_months", "eligibility_months"), matters=_always
    ),
    Question("voix-par-personne", "membres", ("max_votes_per_person",), matters=_always),
    Question("moyens", "convoquer", ("notice_means",), matters=_always),
    Question("delai", "convoquer", ("notice_days_first",), matters=_always),
    Question(
        "decompte",
        "convoquer",
        ("count_sending_day", "count_meeting_day", "notice_in_working_days"),
        matters=_always,
    ),
    Question("marge", "convoquer", ("safe_margin_days",), matters=_always),
    Question("accord-courriel", "convoquer", ("email_consent_days",), matters=_email),
    Question("liste-arretee", "convoquer", ("roll_freeze_days",), matters=_always),
    Question(
        "resolutions-des-membres",
        "documents",
        ("added_resolutions_from_days", "added_resolutions_days"),
        matters=_always,
    ),
    Question(
        "documents",
        "documents",
        ("documents_disposal_days", "documents_request_days"),
        matters=_always,
    ),
    Question(
        "questions-ecrites",
        "documents",
        ("written_questions_working_days", "written_questions_from_sending"),
        matters=_always,
    ),
    Question("pouvoirs", "pouvoirs", ("proxies_allowed",), matters=_always),
    Question(
        "mandataires",
        "pouvoirs",
        ("proxy_holder_must_be_member", "proxy_outside_holders"),
        matters=_proxies,
    ),
    Question(
        "plafond-de-pouvoirs",
        "pouvoirs",
        ("proxy_max", "proxy_share_of_members"),
        matters=_proxies,
    ),
    Question("pouvoirs-en-blanc", "pouvoirs", ("blank_proxy_allowed",), matters=_proxies),
    Question(
        "effet-du-blanc",
        "pouvoirs",
        ("blank_direction", "cap_applies_to_blank"),
        matters=_blank_proxies,
    ),
    Question("pouvoir-deux-seances", "pouvoirs", ("proxy_two_meetings_days",), matters=_proxies),
    Question("correspondance", "ailleurs", ("postal_enabled",), matters=_always),
    Question(
        "formulaires",
        "ailleurs",
        ("postal_request_days", "postal_cutoff_days", "electronic_cutoff_hour"),
        matters=_postal,
    ),
    Question("a-distance", "ailleurs", ("remote_enabled",), matters=_always),
    Question("sans-lieu", "ailleurs", ("fully_remote_opposition",), matters=_remote_company),
    Question(
        "changer-davis",
        "ailleurs",
        ("vote_change_allowed", "mode_change_allowed"),
        matters=_several_modes,
    ),
    Question(
        "consultation-ecrite",
        "ailleurs",
        ("written_consultation", "written_consultation_days"),
        matters=_always,
    ),
    Question("quorum-ordinaire", "quorum", ("quorum_ordinary_first",), matters=_always),
    Question("quorum-extraordinaire", "quorum", ("quorum_extraordinary_first",), matters=_always),
    Question("departs", "quorum", ("quorum_recheck_on_departure",), matters=_quorum),
    Question(
        "delai-seconde",
        "seconde",
        ("second_call_in_same_notice", "notice_days_second"),
        matters=_quorum,
    ),
    Question(
        "ecart-seconde",
        "seconde",
        ("second_meeting_min_days", "second_meeting_max_days", "second_meeting_max_months"),
        matters=_quorum,
    ),
    Question("quorum-ordinaire-seconde", "seconde", ("quorum_ordinary_second",), matters=_quorum),
    Question(
        "quorum-extraordinaire-seconde",
        "seconde",
        ("quorum_extraordinary_second",),
        matters=_quorum,
    ),
    Question(
        "votes-gardes",
        "seconde",
        ("proxy_valid_second_call", "postal_valid_second_call"),
        matters=_votes_kept,
    ),
    Question("majorite-ordinaire", "majorite", ("majority_ordinary_first",), matters=_always),
    Question(
        "majorite-ordinaire-seconde",
        "majorite",
        ("majority_ordinary_second",),
        matters=_second_majority,
    ),
    Question(
        "majorite-extraordinaire", "majorite", ("majority_extraordinary_first",), matters=_always
    ),
    Question(
        "majorite-extraordinaire-seconde",
        "majorite",
        ("majority_extraordinary_second",),
        matters=_second_majority,
    ),
    Question("majorite-gerance", "majorite", ("majority_manager",), matters=_sarl),
    Question("voix-exprimees", "majorite", ("expressed_includes",), matters=_always),
    Question("partage", "majorite", ("tie_rule",), matters=_always),
    Question("partage-election", "majorite", ("election_tie_rule",), matters=_always),
    Question("calcul-par-colleges", "colleges", ("combination",), matters=_colleges),
    Question("partage-college", "colleges", ("tie_in_college",), matters=_combined("majority")),
    Question(
        "voix-du-college",
        "colleges",
        ("college_majority", "abstain_counts_for"),
        matters=_combined("college_vote"),
    ),
    Question(
        "double-condition",
        "colleges",
        ("min_colleges_for", "min_turnout"),
        matters=_combined("double_test"),
    ),
    Question(
        "college-vide",
        "colleges",
        ("empty_no_member", "empty_no_attendee", "empty_no_expressed"),
        matters=_colleges,
    ),
    Question("plafond-college", "colleges", ("college_cap",), matters=_colleges),
    Question("fin-des-poids", "colleges", ("min_active_colleges",), matters=_headcount),
    Question(
        "pouvoirs-par-college",
        "colleges",
        ("proxy_same_college_only",),
        matters=_college_proxies,
    ),
    Question("scrutin-secret", "secret", ("secret_ballot", "secret_ballot_share"), matters=_always),
    Question("gerance", "conseil", ("manager_term_years",), matters=_sarl),
    Question("taille-du-conseil", "conseil", ("board_min", "board_max"), matters=_always),
    Question(
        "mandats", "conseil", ("board_term_years", "board_max_consecutive_terms"), matters=_always
    ),
    Question(
        "renouvellement",
        "conseil",
        ("board_renewal", "board_renewal_rounding"),
        matters=_always,
    ),
    Question("limite-dage", "conseil", ("board_age_limit", "board_age_share"), matters=_always),
    Question("sieges-par-college", "conseil", ("board_seats",), matters=_colleges),
    Question("cooptation", "conseil", ("board_cooptation",), matters=_always),
    Question("convocation-du-conseil", "seances", ("notice_days_board",), matters=_always),
    Question("quorum-du-conseil", "seances", ("quorum_board",), matters=_always),
    Question(
        "majorite-du-conseil", "seances", ("majority_board", "board_casting_vote"), matters=_always
    ),
    Question("pouvoirs-au-conseil", "seances", ("board_proxy_max",), matters=_always),
    Question("signataires", "garder", ("minutes_signatories",), matters=_always),
    Question("registre", "garder", ("register_mode", "signature_level"), matters=_always),
    Question("conservation", "garder", ("retention",), matters=_always),
)

_BY_CODE = {question.code: question for question in QUESTIONS}
_BY_PARAMETER = {name: question for question in QUESTIONS for name in question.parameters}


def question(code: str) -> Question | None:
    """Return the question of this code, None if there is none."""
    return _BY_CODE.get(code)


def question_of(parameter: str) -> Question | None:
    """Return the question that asks a parameter; None for `has_colleges`, which nobody is asked."""
    return _BY_PARAMETER.get(parameter)


def questions_for(params: StatuteParameters, form: LegalForm) -> tuple[Question, ...]:
    """Return the questions that matter for this form and these answers, in order."""
    return tuple(one for one in QUESTIONS if one.matters(params, form))
