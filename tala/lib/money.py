"""Amounts of money: whole cents inside, French text outside."""

import re

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tala.lib.refusals import InputError

NARROW = "\u202f"

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_PLAIN = re.compile(r"(?P<whole>\d{1,13})(?:[.,](?P<part>\d{1,2}))?", re.ASCII)
_GROUPED = re.compile(
    r"\d{1,3}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*(?P<rest>[.,]\d{1,2})", re.ASCII
)


def parse_amount(text: str) -> int:
    """Return the cents written in `text`: `1 250,00`, `1250.5`, `1.250,00 €`, `-5`.

    Raises InputError for anything else, also for `1,250`, which one reader takes for a thousand
    and another for one: nobody's capital is guessed.
    """
    compact = _SPACES.sub("", text).replace("\u2212", "-").removesuffix("€").removesuffix("EUR")
    sign = -1 if compact.startswith("-") else 1
    digits = _without_groups(compact.removeprefix("-"))
    match = _PLAIN.fullmatch(digits)
    if match is None:
        raise InputError(
            _("« %(text)s » n’est pas un montant. Écrivez-le comme 1 250,00.") % {"text": text[:40]}
        )
    return sign * (int(match["whole"]) * 100 + int((match["part"] or "").ljust(2, "0")))


def _without_groups(digits: str) -> str:
    """Drop the marks of thousands where a decimal mark of the other kind makes them certain."""
    match = _GROUPED.fullmatch(digits)
    if match is None or match["rest"][0] == match["group"]:
        return digits
    return digits.replace(match["group"], "")


def format_euros(cents: int) -> str:
    """Return `1 250,00 €` with narrow no-break spaces, or `€1,250.00` on an English page."""
    whole, part = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    if (get_language() or "fr").startswith("fr"):
        grouped = f"{whole:,}".replace(",", NARROW)
        return f"{sign}{grouped},{part:02}{NARROW}€"
    return f"{sign}€{whole:,}.{part:02}"
