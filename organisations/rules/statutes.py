"""The door of the statute rules: the profile, its defaults, what it lacks, what it may not say."""

from organisations.rules.clauses import (
    MajorityRule,
    ParameterError,
    QuorumRule,
    RetentionRule,
    SeatRule,
)
from organisations.rules.completeness import missing_for
from organisations.rules.defaults import defaults_for, usual_for
from organisations.rules.limits import check
from organisations.rules.parameters import FORMAT, PARAMETERS, StatuteParameters

__all__ = [
    "FORMAT",
    "PARAMETERS",
    "MajorityRule",
    "ParameterError",
    "QuorumRule",
    "RetentionRule",
    "SeatRule",
    "StatuteParameters",
    "check",
    "defaults_for",
    "missing_for",
    "usual_for",
]
