"""A finding: one thing that a check of the rules has to say, with its figures and its article."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from organisations.rules.messages import MESSAGES, PARAMETER_NAMES

Level = Literal["error", "warning"]

__all__ = ["MESSAGES", "PARAMETER_NAMES", "Finding", "Level", "percent", "sentence"]


@dataclass(frozen=True, slots=True)
class Finding:
    """An error blocks what was asked, a warning does not.

    `code` is a key of MESSAGES, `article` the law or clause, `figures` the exact figures of the
    sentence as text ready to print.
    """

    level: Level
    code: str
    article: str
    figures: Mapping[str, str] = field(default_factory=dict, hash=False)


def sentence(finding: Finding, translate: Callable[[str], str] = str) -> str:
    """Return the finding as a sentence: in French, or as `translate` (gettext) gives it.

    A figure named `parameter` is the name of a statute parameter and is shown by its own name.
    """
    figures = dict(finding.figures)
    if "parameter" in figures:
        figures["parameter"] = translate(PARAMETER_NAMES[figures["parameter"]])
    return translate(MESSAGES[finding.code]) % figures


def percent(share: Fraction) -> str:
    """Return `share` as an exact percentage in French ("12,5 %"), or "1/3" if it has no end."""
    hundredths = share * 100
    denominator, places = hundredths.denominator, 0
    while (10**places) % denominator:
        places += 1
        if places > 12:
            return str(share)
    if places == 0:
        return f"{hundredths.numerator}\u00a0%"
    sign = "-" if hundredths < 0 else ""
    digits = str(abs(hundredths.numerator) * 10**places // denominator).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]},{digits[-places:]}\u00a0%"
