"""The rule of one ballot, frozen at convocation: what counts, how, and against which quorum."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from organisations.rules.statutes import MajorityRule, QuorumRule

FORMAT = "tala-ballot-rule/1"


@dataclass(frozen=True, slots=True)
class RuleCollege:
    """One college as the ballot counts it; `weight` in the statutes' unit (1 is the whole)."""

    code: str
    name: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class BallotRule:
    """Everything that decides a ballot beside the votes.

    `kind` is that of the resolution ("ordinary", "extraordinary", "manager" or "board").
    `weighting` is written in the words of the open count file (docs/formats.md), without the
    colleges' codes and weights, which are in `colleges` (empty where one person is one vote).
    `recheck` is true when departures lower the quorum; `secret` when the statutes ask for a secret
    ballot, where no casting vote decides. `expressed_includes` are the papers that the statutes
    count as expressed beside "for" and "against"; `blank_direction` is how they let a blank proxy
    vote, None for the law's way.
    """

    kind: str
    call_number: int
    majority: MajorityRule
    tie: str
    weighting: Mapping[str, Any]
    colleges: tuple[RuleCollege, ...]
    quorum: QuorumRule
    recheck: bool
    board_supported: bool
    secret: bool = False
    expressed_includes: tuple[str, ...] = ()
    blank_direction: str | None = None

    @property
    def base(self) -> str:
        """The base of the majority in the words of the count file: `expressed+blank`."""
        if self.majority.base != "expressed":
            return self.majority.base
        return "+".join(("expressed", *self.expressed_includes))

    @property
    def by_college(self) -> bool:
        """True when the votes are counted by college."""
        return bool(self.colleges)

    @property
    def part(self) -> str:
        """The part of the meeting whose quorum is asked: a gérant belongs to the ordinary one."""
        return "ordinary" if self.kind == "manager" else self.kind

    def to_json(self) -> dict[str, Any]:
        """Return the rule as JSON values, fractions as "p/q"."""
        written: dict[str, Any] = _plain({"format": FORMAT, **asdict(self)})
        return written

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "BallotRule":
        """Read what `to_json` wrote; ValueError for another format."""
        if data.get("format") != FORMAT:
            raise ValueError(f"not a {FORMAT}")
        values = {name: value for name, value in data.items() if name != "format"}
        majority, quorum = dict(values["majority"]), dict(values["quorum"])
        return cls(
            **values
            | {
                "majority": MajorityRule(
                    **majority | {"threshold": Fraction(majority["threshold"])}
                ),
                "quorum": QuorumRule(
                    **quorum
                    | {name: _fraction(quorum[name]) for name in ("threshold", "floor_roll_share")}
                ),
                "expressed_includes": tuple(values.get("expressed_includes", ())),
                "colleges": tuple(
                    RuleCollege(row["code"], row["name"], Fraction(row["weight"]))
                    for row in values["colleges"]
                ),
            }
        )


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
