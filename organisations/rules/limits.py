"""What statutes may not say: each parameter against the law of the legal form.

A value against an article that was read is an error; where the reading is doubtful, or the article
leaves room, it is a warning.
"""

from collections.abc import Iterator
from fractions import Fraction

from organisations.rules.board_limits import board_findings
from organisations.rules.bounds import (
    HALF,
    MAJORITIES,
    NUMBERS,
    QUORUMS,
    TWO_THIRDS,
    Bound,
    terms_of,
)
from organisations.rules.clauses import MAJORITY_BASES, MajorityRule, QuorumRule
from organisations.rules.findings import Finding, percent
from organisations.rules.legal_forms import (
    CompanyForm,
    LegalForm,
    company_form,
    is_scic,
    is_scop,
)
from organisations.rules.parameters import StatuteParameters

_ORDINARY = ("majority_ordinary_first", "majority_ordinary_second")
_EXTRAORDINARY = ("majority_extraordinary_first", "majority_extraordinary_second")
_LAWFUL_BASE = {
    "majority_ordinary_first": {"sa": "expressed", "sarl": "registered"},
    "majority_ordinary_second": {"sa": "expressed", "sarl": "expressed"},
    "majority_extraordinary_first": {"sa": "expressed", "sarl": "attending"},
    "majority_extraordinary_second": {"sa": "expressed", "sarl": "attending"},
}

_LETTERS = {"registered_letter", "email"}
_REGISTER_ARTICLE = {"sa": "C.com R225-22", "sarl": "C.com R221-3, R223-24"}


def check(params: StatuteParameters, form: LegalForm) -> tuple[Finding, ...]:
    """Return the values the law refuses (errors) or frowns upon (warnings), errors first.

    Undecided parameters are not faults here: `completeness.missing_for` lists them.
    """
    company = company_form(form)
    findings = [
        *_numbers(params, form),
        *_quorums(params, company),
        *_majorities(params, company),
        *_proxies(params, form),
        *_elsewhere(params, company),
        *_colleges(params, form),
        *board_findings(params),
        *_records(params, company),
    ]
    return tuple(sorted(findings, key=lambda finding: finding.level != "error"))


def _numbers(params: StatuteParameters, form: LegalForm) -> Iterator[Finding]:
    company = company_form(form)
    for bound in (*NUMBERS[company], *terms_of(form)):
        value: int | None = getattr(params, bound.parameter)
        if value is None:
            continue
        figures = {"parameter": bound.parameter, "value": str(value)}
        if bound.least is not None and value < bound.least:
            figures = figures | {"limit": str(bound.least)}
            yield Finding("error", "below_law", bound.article, figures)
        if bound.most is not None and value > bound.most:
            figures = figures | {"limit": str(bound.most)}
            yield Finding("error", "above_law", bound.article, figures)
    hour = params.electronic_cutoff_hour
    if company == "sa" and hour is not None and hour < "15:00":
        figures = {"parameter": "electronic_cutoff_hour", "value": hour, "limit": "15:00"}
        yield Finding("error", "hour_before_law", "C.com R225-77, R225-80", figures)


def _quorums(params: StatuteParameters, company: CompanyForm) -> Iterator[Finding]:
    for bound in QUORUMS[company]:
        name, floor, article = bound.parameter, Fraction(bound.least or 0), bound.article
        rule: QuorumRule | None = getattr(params, name)
        if rule is None:
            continue
        figures = {"parameter": name, "limit": percent(floor)}
        if rule.threshold is None:
            yield Finding("error", "quorum_waived", article, figures)
        elif rule.threshold < floor:
            figures = figures | {"value": percent(rule.threshold)}
            yield Finding("error", "quorum_below_law", article, figures)
        elif rule.cap is not None:
            yield Finding("error", "quorum_capped", article, figures | {"value": str(rule.cap)})
        if rule.base == "weighted":
            yield Finding("warning", "quorum_weighted", article, figures)


def _majorities(params: StatuteParameters, company: CompanyForm) -> Iterator[Finding]:
    bounds = {bound.parameter: bound for bound in MAJORITIES[company]}
    for name in (*_ORDINARY, *_EXTRAORDINARY):
        rule: MajorityRule | None = getattr(params, name)
        if rule is None:
            continue
        yield from _rounded(name, rule)
        if name in bounds:
            yield from _majority(name, rule, bounds[name], company)


def _majority(name: str, rule: MajorityRule, bound: Bound, company: str) -> Iterator[Finding]:
    article = bound.article
    figures = {"parameter": name, "value": percent(rule.threshold)}
    if bound.least == TWO_THIRDS and rule.threshold < TWO_THIRDS:
        yield Finding("error", "majority_below_two_thirds", article, figures)
    elif rule.threshold < HALF or (rule.threshold == HALF and not rule.strict):
        yield Finding("error", "majority_below_half", article, figures)
    if company == "sarl" and name in _EXTRAORDINARY and rule.threshold == 1:
        yield Finding("error", "unanimity", "C.com L223-30", figures)
    base = _LAWFUL_BASE[name].get(company)
    if base is not None and _other_base(company, rule.base, base):
        yield Finding("warning", f"majority_base_not_{base}", article, figures)


def _other_base(company: str, base: str, lawful: str) -> bool:
    """An SA counts as its law says; a SARL may be stricter, so only a laxer base is a doubt."""
    if company == "sa":
        return base != lawful
    return MAJORITY_BASES.index(base) < MAJORITY_BASES.index(lawful)


def _rounded(name: str, rule: MajorityRule) -> Iterator[Finding]:
    """A third typed as 66.67 %: an exact two thirds would then be rejected."""
    for third in (Fraction(1, 3), TWO_THIRDS):
        if rule.threshold != third and abs(rule.threshold - third) < Fraction(1, 200):
            figures = {"parameter": name, "value": percent(rule.threshold), "exact": str(third)}
            yield Finding("warning", "majority_rounded", rule.article, figures)


def _proxies(params: StatuteParameters, form: LegalForm) -> Iterator[Finding]:
    company = company_form(form)
    article = {"sa": "C.com L225-106", "sarl": "C.com L223-28"}.get(company)
    if params.proxies_allowed is False and article is not None:
        yield Finding("error", "proxies_forbidden", article)
    if company == "sa" and params.blank_proxy_allowed is False:
        yield Finding("warning", "blank_forbidden", "C.com L225-106 III")
    if company == "sa" and params.blank_direction not in (None, "board_texts"):
        yield Finding("error", "blank_direction_imposed", "C.com L225-106 III")
    if company == "sa" and params.cap_applies_to_blank:
        yield Finding("warning", "blank_capped", "C.com L225-106 III")
    if is_scop(form) and params.proxies_allowed is not False:
        yield from _scop_proxies(params)


def _scop_proxies(params: StatuteParameters) -> Iterator[Finding]:
    article = "L78 art. 14"
    share = params.proxy_share_of_members
    one_each = params.proxy_max is not None and params.proxy_max <= 1
    if not one_each and (share is None or share > Fraction(1, 20)):
        yield Finding("error", "scop_proxy_cap", article)
    if params.proxy_holder_must_be_member is False or params.proxy_outside_holders:
        yield Finding("error", "scop_proxy_holder", article)


def _elsewhere(params: StatuteParameters, company: str) -> Iterator[Finding]:
    if company == "sa" and params.postal_enabled is False:
        yield Finding("error", "postal_forbidden", "C.com L225-107")
    if company == "sa" and params.expressed_includes:
        yield Finding("error", "undecided_expressed", "C.com L225-96, L225-98")
    if company == "sa" and params.written_consultation:
        yield Finding("error", "consultation_forbidden", "C.com L225-96, L225-98")
    if company == "sarl" and params.notice_means and not _LETTERS & set(params.notice_means):
        yield Finding("warning", "registered_letter", "C.com R223-20")


def _records(params: StatuteParameters, company: str) -> Iterator[Finding]:
    """An electronic register asks for an advanced signature at least (décret 2019-1118)."""
    weak = params.register_mode == "electronic" and params.signature_level == "simple"
    if weak and company in _REGISTER_ARTICLE:
        yield Finding("error", "signature_too_weak", _REGISTER_ARTICLE[company])
    elif weak:
        yield Finding("warning", "signature_too_weak", "décret 2019-1118")


def _colleges(params: StatuteParameters, form: LegalForm) -> Iterator[Finding]:
    article = "L47 art. 19 octies"
    if not params.has_colleges:
        if params.combination is not None:
            yield Finding("error", "combination_without_colleges", article)
        return
    if not is_scic(form):
        return
    if params.college_cap is None or params.college_cap > HALF:
        yield Finding("warning", "college_cap_loose", article, {"limit": percent(HALF)})
    if params.combination == "majority":
        yield Finding("warning", "winner_takes_all", article)
