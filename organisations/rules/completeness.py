"""What the statutes must still decide before a meeting of a kind can be convened."""

from collections.abc import Iterator

from organisations.rules.defaults import defaults_for
from organisations.rules.legal_forms import LegalForm
from organisations.rules.parameters import StatuteParameters

_KINDS_OF_RESOLUTION = {
    "ordinary": ("ordinary",),
    "extraordinary": ("extraordinary",),
    "mixed": ("ordinary", "extraordinary"),
}

_BOARD: tuple[str, ...] = (
    "notice_days_board",
    "quorum_board",
    "majority_board",
    "board_casting_vote",
)
_DELAYS = (
    "email_consent_days",
    "added_resolutions_days",
    "roll_freeze_days",
    "documents_disposal_days",
    "documents_request_days",
    "written_questions_working_days",
    "postal_request_days",
    "electronic_cutoff_hour",
    "second_meeting_max_months",
)


def missing_for(params: StatuteParameters, form: LegalForm, kind: str) -> tuple[str, ...]:
    """Return the names of the parameters still undecided that a meeting of `kind` needs.

    `kind` is "ordinary", "extraordinary", "mixed" or "board"; raises LookupError for another. In
    an SAS every rule comes from the statutes (C.com L227-9) and in an association the law says
    nothing of meetings, so there most are asked for; in an SA or a SARL few. A delay that the law
    of the form sets is asked for when it was emptied.
    """
    needed = _BOARD
    if kind != "board":
        needed = (*_assembly(params, _KINDS_OF_RESOLUTION[kind]), *_lawful_delays(params, form))
    return tuple(name for name in needed if getattr(params, name) is None)


def _lawful_delays(params: StatuteParameters, form: LegalForm) -> Iterator[str]:
    """The delays that the law of the form sets: statutes may move them, not drop them."""
    law = defaults_for(form, params.has_colleges)
    yield from (name for name in _DELAYS if getattr(law, name) is not None)


def _assembly(params: StatuteParameters, kinds: tuple[str, ...]) -> Iterator[str]:
    yield "notice_days_first"
    for kind in kinds:
        yield from (f"quorum_{kind}_first", f"majority_{kind}_first")
    if _second_call_possible(params, kinds):
        yield "notice_days_second"
        for kind in kinds:
            yield from (f"quorum_{kind}_second", f"majority_{kind}_second")
    yield "tie_rule"
    yield from _proxies(params)
    yield from ("postal_enabled", "remote_enabled")
    if params.postal_enabled:
        yield "postal_cutoff_days"
    if params.has_colleges:
        yield from _colleges(params)


def _second_call_possible(params: StatuteParameters, kinds: tuple[str, ...]) -> bool:
    rules = [params.quorum_rule(kind, 1) for kind in kinds]
    return any(rule is not None and rule.required for rule in rules)


def _proxies(params: StatuteParameters) -> Iterator[str]:
    yield "proxies_allowed"
    if not params.proxies_allowed:
        return
    yield from ("proxy_holder_must_be_member", "blank_proxy_allowed")
    capped = params.proxy_max is not None or params.proxy_share_of_members is not None
    if capped and params.blank_proxy_allowed:
        yield "cap_applies_to_blank"


def _colleges(params: StatuteParameters) -> Iterator[str]:
    yield from ("combination", "empty_no_member", "empty_no_attendee", "empty_no_expressed")
    if params.combination == "majority":
        yield "tie_in_college"
    elif params.combination == "college_vote":
        yield "college_majority"
    elif params.combination == "double_test":
        yield from ("min_colleges_for", "min_turnout")
