"""What the statutes of one organisation say about its meetings, as one frozen value.

A profile is frozen with the convocation and stored as JSON (`tala-statutes/2`): fractions are
"p/q" text, nothing is rounded. Throughout, None in a parameter means "the law and the statutes say
nothing here yet", never "no": a quorum that the statutes waive is `QuorumRule(threshold=None)`,
while a quorum nobody has decided is None. An empty list says nothing either.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction

from organisations.rules.clauses import (
    MajorityRule,
    QuorumRule,
    RetentionRule,
    SeatRule,
    must,
)
from organisations.rules.codecs import decode, encode, readers_of, require_keys

FORMAT = "tala-statutes/2"
FIRST_FORMAT = "tala-statutes/1"

MEANS = ("registered_letter", "letter", "email", "hand", "notice_board", "press")
TIE_RULES = ("rejected", "casting_vote")
ELECTION_TIE_RULES = ("second_round", "eldest", "longest_standing", "lot")
UNDECIDED_PAPERS = ("abstain", "blank", "null")
COMBINATIONS = ("proportional", "majority", "college_vote", "double_test")
TIES_IN_COLLEGE = ("split", "neutral", "against")
EMPTY_POLICIES = ("lost", "renormalise", "equal_split", "headcount")  # and merge:CODE
OUTSIDE_HOLDERS = ("spouse", "pacs_partner", "third_party")
BLANK_DIRECTIONS = ("board_texts", "abstain")
SECRET_TRIGGERS = ("persons", "dismissal", "one_member", "share_of_members", "board", "always")
ROUNDINGS = ("floor", "ceil")
SIGNATORIES = ("chair", "secretary", "tellers", "manager", "director")
REGISTERS = ("paper", "electronic")
SIGNATURES = ("simple", "advanced", "qualified")

_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_MERGE = re.compile(r"merge:\S+")


@dataclass(frozen=True, slots=True)
class StatuteParameters:
    """Every statute parameter a meeting depends on; days are calendar days before the meeting.

    Raises ParameterError, naming the field, for a value that no statutes could hold. Whether a
    value is lawful in a given legal form is another question: see `limits.check`.
    """

    has_colleges: bool = False

    # Convening
    notice_means: tuple[str, ...] = ()

    # Delays
    notice_days_first: int | None = None
    notice_days_second: int | None = None
    notice_days_board: int | None = None
    count_sending_day: bool = False
    notice_in_working_days: bool = False
    count_meeting_day: bool = True
    safe_margin_days: int = 1
    email_consent_days: int | None = None
    added_resolutions_from_days: int | None = None
    added_resolutions_days: int | None = None
    roll_freeze_days: int | None = None
    documents_disposal_days: int | None = None
    documents_request_days: int | None = None
    written_questions_working_days: int | None = None
    written_questions_from_sending: bool = False
    postal_request_days: int | None = None
    postal_cutoff_days: int | None = None
    electronic_cutoff_hour: str | None = None  # "15:00", Paris time, on the eve
    second_call_in_same_notice: bool = False
    second_meeting_min_days: int | None = None
    second_meeting_max_days: int | None = None
    second_meeting_max_months: int | None = None

    # Quorum
    quorum_ordinary_first: QuorumRule | None = None
    quorum_ordinary_second: QuorumRule | None = None
    quorum_extraordinary_first: QuorumRule | None = None
    quorum_extraordinary_second: QuorumRule | None = None
    quorum_board: QuorumRule | None = None
    quorum_recheck_on_departure: bool = True

    # Majority
    majority_ordinary_first: MajorityRule | None = None
    majority_ordinary_second: MajorityRule | None = None
    majority_extraordinary_first: MajorityRule | None = None
    majority_extraordinary_second: MajorityRule | None = None
    majority_manager: MajorityRule | None = None  # to appoint or dismiss the gérant
    expressed_includes: tuple[str, ...] = ()  # papers expressed beside "for" and "against"
    majority_board: MajorityRule | None = None
    tie_rule: str | None = None
    election_tie_rule: str | None = None
    board_casting_vote: bool | None = None

    # Colleges, in the words of the open count file
    combination: str | None = None
    tie_in_college: str | None = None
    college_majority: MajorityRule | None = None
    abstain_counts_for: bool = False
    min_colleges_for: int | None = None
    min_turnout: Fraction | None = None
    empty_no_member: str | None = None
    empty_no_attendee: str | None = None
    empty_no_expressed: str | None = None
    college_cap: Fraction | None = None  # None: no cap after redistribution
    min_active_colleges: int = 3  # under so many `headcount` stops the weights

    # Proxies: where proxies are allowed, a limit left at None is no limit
    proxies_allowed: bool | None = None
    proxy_max: int | None = None
    proxy_share_of_members: Fraction | None = None
    proxy_same_college_only: bool = False
    proxy_holder_must_be_member: bool | None = None
    proxy_outside_holders: tuple[str, ...] = ()
    max_votes_per_person: int | None = None
    blank_proxy_allowed: bool | None = None
    cap_applies_to_blank: bool | None = None
    blank_direction: str | None = None
    proxy_two_meetings_days: int | None = None
    proxy_valid_second_call: bool = False
    board_proxy_max: int | None = None
    mode_change_allowed: bool = False

    # Voting from elsewhere
    postal_enabled: bool | None = None  # by a form before the meeting, on paper or on the site
    postal_valid_second_call: bool = False
    remote_enabled: bool | None = None  # attend and vote by telecommunication
    fully_remote_opposition: Fraction | None = None  # share of the capital that may refuse it
    vote_change_allowed: bool = False  # a vote from home, until votes from home close
    written_consultation: bool | None = None
    written_consultation_days: int | None = None
    secret_ballot: tuple[str, ...] = ()
    secret_ballot_share: Fraction | None = None

    # Who may vote, and who may be elected, after how many months of membership
    voting_right_months: int | None = None
    eligibility_months: int | None = None

    # The board; terms in years
    manager_term_years: int | None = None
    board_min: int | None = None
    board_max: int | None = None
    board_term_years: int | None = None
    board_renewal: Fraction | None = None  # the part renewed each time; None: all at once
    board_renewal_rounding: str | None = None
    board_max_consecutive_terms: int | None = None
    board_age_limit: int | None = None
    board_age_share: Fraction | None = None  # the part of the board that may be older
    board_seats: tuple[SeatRule, ...] = ()
    board_cooptation: bool | None = None

    # What stays
    minutes_signatories: tuple[str, ...] = ()
    register_mode: str | None = None
    signature_level: str | None = None
    retention: tuple[RetentionRule, ...] = ()

    articles: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, int):
                must(value >= 0, item.name, "negative")
        for name, choices in _CHOICES.items():
            value = getattr(self, name)
            must(value is None or value in choices, name, f"not one of {', '.join(choices)}")
        for name, choices in _LISTS.items():
            for value in getattr(self, name):
                must(value in choices, name, f"unknown: {value}")
        for name in ("empty_no_member", "empty_no_attendee", "empty_no_expressed"):
            must(_is_empty_policy(getattr(self, name)), name, "unknown policy")
        for name in _SHARES:
            value = getattr(self, name)
            must(value is None or 0 <= value <= 1, name, "not between 0 and 1")
        hour = self.electronic_cutoff_hour
        must(hour is None or bool(_HOUR.fullmatch(hour)), "electronic_cutoff_hour", "not HH:MM")
        self._check_board()
        for name in self.articles:
            must(name in _READERS, "articles", f"unknown parameter: {name}")

    def _check_board(self) -> None:
        bounded = self.board_min is not None and self.board_max is not None
        must(
            not bounded or (self.board_min or 0) <= (self.board_max or 0),
            "board_max",
            "below the minimum",
        )
        codes = [seat.college for seat in self.board_seats]
        must(len(set(codes)) == len(codes), "board_seats", "a college twice")
        records = [rule.record for rule in self.retention]
        must(len(set(records)) == len(records), "retention", "a record twice")

    def notice_days(self, kind: str, call_number: int) -> int | None:
        """Return the days of notice of a meeting of `kind` on its first or second call."""
        if kind == "board":
            return self.notice_days_board
        return self.notice_days_first if call_number == 1 else self.notice_days_second

    def quorum_rule(self, kind: str, call_number: int) -> QuorumRule | None:
        """Return the quorum of `kind` ("ordinary", "extraordinary", "board"), None if undecided.

        The appointment of a gérant ("manager") belongs to the ordinary part. Raises LookupError for
        "mixed": there the quorum belongs to each resolution's own kind.
        """
        rules = {
            ("ordinary", 1): self.quorum_ordinary_first,
            ("ordinary", 2): self.quorum_ordinary_second,
            ("extraordinary", 1): self.quorum_extraordinary_first,
            ("extraordinary", 2): self.quorum_extraordinary_second,
            ("manager", 1): self.quorum_ordinary_first,
            ("manager", 2): self.quorum_ordinary_second,
            ("board", 1): self.quorum_board,
        }
        return rules[str(kind), call_number]

    def majority_rule(self, kind: str, call_number: int) -> MajorityRule | None:
        """Return the majority of a resolution of `kind`, None if undecided.

        To appoint or dismiss a gérant ("manager") it is `majority_manager` at both calls, and where
        the statutes say nothing that of ordinary texts (C.com L223-18, L223-29). Raises LookupError
        for "mixed": there the majority belongs to each resolution's own kind.
        """
        rules = {
            ("ordinary", 1): self.majority_ordinary_first,
            ("ordinary", 2): self.majority_ordinary_second,
            ("extraordinary", 1): self.majority_extraordinary_first,
            ("extraordinary", 2): self.majority_extraordinary_second,
            ("manager", 1): self.majority_manager or self.majority_ordinary_first,
            ("manager", 2): self.majority_manager or self.majority_ordinary_second,
            ("board", 1): self.majority_board,
        }
        return rules[str(kind), call_number]

    def article(self, name: str) -> str:
        """Return the article or statute clause that parameter `name` comes from, "" if unknown."""
        value = getattr(self, name)
        if isinstance(value, MajorityRule | QuorumRule):
            return value.article
        return self.articles.get(name, "")

    def to_json(self) -> dict[str, object]:
        """Return the profile as JSON values, fractions as "p/q", every parameter present."""
        written: dict[str, object] = {"format": FORMAT}
        for name in _READERS:
            written[name] = encode(getattr(self, name))
        written["articles"] = dict(self.articles)
        return written

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "StatuteParameters":
        """Read what `to_json` wrote, now or in the first format, which knew fewer parameters.

        Raises ParameterError, naming the field, when a parameter is missing, unknown, of another
        type, or holds a value that no statutes could hold.
        """
        written = data.get("format")
        must(written in (FORMAT, FIRST_FORMAT), "format", f"not {FORMAT}")
        names = set(_READERS) - (SINCE_SECOND_FORMAT if written == FIRST_FORMAT else set())
        require_keys(data, {"format", "articles", *names})
        values = {name: decode(name, _READERS[name], data[name]) for name in names}
        return cls(**values, articles=decode("articles", _READ_ARTICLES, data["articles"]))


_CHOICES: dict[str, tuple[str, ...]] = {
    "tie_rule": TIE_RULES,
    "election_tie_rule": ELECTION_TIE_RULES,
    "combination": COMBINATIONS,
    "tie_in_college": TIES_IN_COLLEGE,
    "blank_direction": BLANK_DIRECTIONS,
    "board_renewal_rounding": ROUNDINGS,
    "register_mode": REGISTERS,
    "signature_level": SIGNATURES,
}
_LISTS: dict[str, tuple[str, ...]] = {
    "notice_means": MEANS,
    "expressed_includes": UNDECIDED_PAPERS,
    "proxy_outside_holders": OUTSIDE_HOLDERS,
    "secret_ballot": SECRET_TRIGGERS,
    "minutes_signatories": SIGNATORIES,
}
_SHARES = (
    "min_turnout",
    "college_cap",
    "proxy_share_of_members",
    "fully_remote_opposition",
    "secret_ballot_share",
    "board_renewal",
    "board_age_share",
)

SINCE_SECOND_FORMAT = {
    *("notice_means", "notice_in_working_days", "expressed_includes", "min_active_colleges"),
    *("blank_direction", "fully_remote_opposition", "vote_change_allowed"),
    *("written_consultation", "written_consultation_days", "secret_ballot", "secret_ballot_share"),
    *("voting_right_months", "eligibility_months", "manager_term_years", "board_min", "board_max"),
    *("board_term_years", "board_renewal", "board_renewal_rounding", "board_max_consecutive_terms"),
    *("board_age_limit", "board_age_share", "board_seats", "board_cooptation"),
    *("minutes_signatories", "register_mode", "signature_level", "retention"),
}
"""Parameters that a profile of the first format does not hold: there they say nothing."""


def _is_empty_policy(policy: str | None) -> bool:
    return policy is None or policy in EMPTY_POLICIES or bool(_MERGE.fullmatch(policy))


_READERS = readers_of(StatuteParameters)
_READ_ARTICLES = _READERS.pop("articles")

PARAMETERS: tuple[str, ...] = tuple(_READERS)
"""The names of all parameters, in the order of the dataclass."""
