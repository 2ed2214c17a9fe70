"""What the statutes of one organisation say about its meetings, as one frozen value.

A profile is frozen with the convocation and stored as JSON (`tala-statutes/1`): fractions are
"p/q" text, nothing is rounded. Throughout, None in a parameter means "the law and the statutes say
nothing here yet", never "no": a quorum that the statutes waive is `QuorumRule(threshold=None)`,
while a quorum nobody has decided is None.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")

FORMAT = "tala-statutes/1"

# From the laxest to the strictest: each base holds the one before it.
MAJORITY_BASES = ("expressed", "voters", "attending", "registered")
QUORUM_BASES = ("raw", "weighted", "per_college")
TIE_RULES = ("rejected", "casting_vote")
ELECTION_TIE_RULES = ("second_round", "eldest", "longest_standing", "lot")
COMBINATIONS = ("proportional", "majority", "college_vote", "double_test")
TIES_IN_COLLEGE = ("split", "neutral", "against")
EMPTY_POLICIES = ("lost", "renormalise", "equal_split", "headcount")  # and merge:CODE
OUTSIDE_HOLDERS = ("spouse", "pacs_partner", "third_party")

_FRACTION = re.compile(r"[0-9]{1,18}(/[0-9]{0,17}[1-9][0-9]{0,17})?")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_MERGE = re.compile(r"merge:\S+")


class ParameterError(ValueError):
    """A value that no statutes can hold; `field` names the parameter, `reason` says what is wrong.

    For the text of a person see `findings`: this error is for code and stored files.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def _require(condition: bool, name: str, reason: str) -> None:
    if not condition:
        raise ParameterError(name, reason)


@dataclass(frozen=True, slots=True)
class MajorityRule:
    """How much support a text needs: `threshold` of `base`, "more than" when `strict`.

    `base` is one of MAJORITY_BASES. Abstention, blank and null votes are treated by the base
    alone: outside `expressed`, inside the three others, where they weigh as votes against.
    """

    threshold: Fraction
    strict: bool
    base: str
    article: str

    def __post_init__(self) -> None:
        _require(0 <= self.threshold <= 1, "threshold", "not between 0 and 1")
        _require(not (self.strict and self.threshold == 1), "threshold", "more than all")
        _require(self.base in MAJORITY_BASES, "base", f"not one of {', '.join(MAJORITY_BASES)}")


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """How many must attend: at least `threshold` of the members ("more than" when `strict`).

    `threshold` None is a decision: no quorum is needed. `base`: heads of the whole roll (`raw`),
    the sum of college weights by rate of attendance (`weighted`), or the threshold in every
    college (`per_college`). `floor` and `cap` bound the number of heads and go with `raw` only;
    `floor_roll_share` keeps the floor at or under that part of the roll.
    """

    threshold: Fraction | None
    base: str
    floor: int | None
    cap: int | None
    article: str
    strict: bool = False
    floor_roll_share: Fraction | None = None

    def __post_init__(self) -> None:
        _require(self.threshold is None or 0 <= self.threshold <= 1, "threshold", "not in 0..1")
        _require(self.base in QUORUM_BASES, "base", f"not one of {', '.join(QUORUM_BASES)}")
        bounded = not (self.floor is None and self.cap is None)
        _require(not bounded or self.base == "raw", "base", "floor and cap count heads: use raw")
        _require(not bounded or self.threshold is not None, "threshold", "bounds of no quorum")
        _require((self.floor or 0) >= 0 and (self.cap or 0) >= 0, "floor", "negative")
        _require(
            self.floor is None or self.cap is None or self.floor <= self.cap,
            "floor",
            "above the cap",
        )
        share = self.floor_roll_share
        _require(share is None or 0 < share <= 1, "floor_roll_share", "not in 0..1")

    @property
    def required(self) -> bool:
        """False when the law or the statutes say that no quorum is needed."""
        return self.threshold is not None


@dataclass(frozen=True, slots=True)
class StatuteParameters:
    """Every statute parameter a meeting depends on; days are calendar days before the meeting.

    Raises ParameterError, naming the field, for a value that no statutes could hold. Whether a
    value is lawful in a given legal form is another question: see `limits.check`.
    """

    has_colleges: bool = False

    # Delays
    notice_days_first: int | None = None
    notice_days_second: int | None = None
    notice_days_board: int | None = None
    count_sending_day: bool = False
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
    proxy_two_meetings_days: int | None = None
    proxy_valid_second_call: bool = False
    board_proxy_max: int | None = None
    mode_change_allowed: bool = False

    # Voting from elsewhere
    postal_enabled: bool | None = None  # by a form before the meeting, on paper or on the site
    postal_valid_second_call: bool = False
    remote_enabled: bool | None = None  # attend and vote by telecommunication

    articles: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, int):
                _require(value >= 0, item.name, "negative")
        for name, choices in _CHOICES.items():
            value = getattr(self, name)
            _require(value is None or value in choices, name, f"not one of {', '.join(choices)}")
        for name in ("empty_no_member", "empty_no_attendee", "empty_no_expressed"):
            _require(_is_empty_policy(getattr(self, name)), name, "unknown policy")
        for name in ("min_turnout", "college_cap", "proxy_share_of_members"):
            value = getattr(self, name)
            _require(value is None or 0 <= value <= 1, name, "not between 0 and 1")
        hour = self.electronic_cutoff_hour
        _require(hour is None or bool(_HOUR.fullmatch(hour)), "electronic_cutoff_hour", "not HH:MM")
        for holder in self.proxy_outside_holders:
            _require(holder in OUTSIDE_HOLDERS, "proxy_outside_holders", f"unknown: {holder}")
        for name in self.articles:
            _require(name in _CODECS, "articles", f"unknown parameter: {name}")

    def notice_days(self, kind: str, call_number: int) -> int | None:
        """Return the days of notice of a meeting of `kind` on its first or second call."""
        if kind == "board":
            return self.notice_days_board
        return self.notice_days_first if call_number == 1 else self.notice_days_second

    def quorum_rule(self, kind: str, call_number: int) -> QuorumRule | None:
        """Return the quorum of `kind` ("ordinary", "extraordinary", "board"), None if undecided.

        Raises LookupError for "mixed": there the quorum belongs to each resolution's own kind.
        """
        rules = {
            ("ordinary", 1): self.quorum_ordinary_first,
            ("ordinary", 2): self.quorum_ordinary_second,
            ("extraordinary", 1): self.quorum_extraordinary_first,
            ("extraordinary", 2): self.quorum_extraordinary_second,
            ("board", 1): self.quorum_board,
        }
        return rules[str(kind), call_number]

    def majority_rule(self, kind: str, call_number: int) -> MajorityRule | None:
        """Return the majority of a resolution of `kind`, None if undecided.

        Raises LookupError for "mixed": there the majority belongs to each resolution's own kind.
        """
        rules = {
            ("ordinary", 1): self.majority_ordinary_first,
            ("ordinary", 2): self.majority_ordinary_second,
            ("extraordinary", 1): self.majority_extraordinary_first,
            ("extraordinary", 2): self.majority_extraordinary_second,
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
        for name in _CODECS:
            written[name] = _encode(getattr(self, name))
        written["articles"] = dict(self.articles)
        return written

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "StatuteParameters":
        """Read what `to_json` wrote.

        Raises ParameterError, naming the field, when a parameter is missing, unknown, of another
        type, or holds a value that no statutes could hold.
        """
        _require(data.get("format") == FORMAT, "format", f"not {FORMAT}")
        _require_keys(data, {"format", "articles", *_CODECS}, "")
        values = {name: _decode(name, codec, data[name]) for name, codec in _CODECS.items()}
        return cls(**values, articles=_decode("articles", _read_articles, data["articles"]))


_CHOICES: dict[str, tuple[str, ...]] = {
    "tie_rule": TIE_RULES,
    "election_tie_rule": ELECTION_TIE_RULES,
    "combination": COMBINATIONS,
    "tie_in_college": TIES_IN_COLLEGE,
}


def _is_empty_policy(policy: str | None) -> bool:
    return policy is None or policy in EMPTY_POLICIES or bool(_MERGE.fullmatch(policy))


def _require_keys(data: Mapping[str, object], expected: set[str], prefix: str) -> None:
    for name in sorted(expected - set(data)):
        raise ParameterError(prefix + name, "missing")
    for name in sorted(set(data) - expected):
        raise ParameterError(prefix + name, "unknown")


# Codecs: one reader per type, found by the annotation of the field, so that a parameter added
# to the dataclass is written and read without another line here.


def _encode(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, MajorityRule | QuorumRule):
        return {item.name: _encode(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return list(value)
    return value


def _decode(name: str, read: Callable[[object], T], value: object) -> T:
    try:
        return read(value)
    except ParameterError as error:
        raise ParameterError(f"{name}.{error.field}", error.reason) from None
    except (TypeError, ValueError) as error:
        raise ParameterError(name, str(error)) from None


def _read_as(kind: type[T]) -> Callable[[object], T]:
    def read(value: object) -> T:
        # An exact type: JSON's true is no number of days.
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
        return value

    return read


def _optional(read: Callable[[object], T]) -> Callable[[object], T | None]:
    return lambda value: None if value is None else read(value)


def _read_fraction(value: object) -> Fraction:
    text = _read_as(str)(value)
    if not _FRACTION.fullmatch(text):
        raise ValueError('expected a fraction "p/q"')
    return Fraction(text)


def _read_holders(value: object) -> tuple[str, ...]:
    return tuple(_read_as(str)(item) for item in _read_as(list)(value))


def _read_articles(value: object) -> dict[str, str]:
    return {name: _read_as(str)(text) for name, text in _read_as(dict)(value).items()}


def _read_rule(kind: type[T], codecs: Mapping[str, Callable[[object], object]]) -> Callable[..., T]:
    def read(value: object) -> T:
        data: dict[str, object] = _read_as(dict)(value)
        _require_keys(data, set(codecs), "")
        return kind(**{name: _decode(name, codec, data[name]) for name, codec in codecs.items()})

    return read


_READERS: dict[object, Callable[[object], object]] = {
    bool: _read_as(bool),
    int: _read_as(int),
    str: _read_as(str),
    Fraction: _read_fraction,
    tuple[str, ...]: _read_holders,
    bool | None: _optional(_read_as(bool)),
    int | None: _optional(_read_as(int)),
    str | None: _optional(_read_as(str)),
    Fraction | None: _optional(_read_fraction),
}


def _codecs(kind: type) -> dict[str, Callable[[object], Any]]:
    hints = get_type_hints(kind)
    return {name: _READERS[hint] for name, hint in hints.items() if name != "articles"}


_READERS[MajorityRule | None] = _optional(_read_rule(MajorityRule, _codecs(MajorityRule)))
_READERS[QuorumRule | None] = _optional(_read_rule(QuorumRule, _codecs(QuorumRule)))
_CODECS = _codecs(StatuteParameters)

PARAMETERS: tuple[str, ...] = tuple(_CODECS)
"""The names of all parameters, in the order of the dataclass."""
