"""The quorum as it is kept on a ballot, and the sentence that says it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.rules.messages import step_sentence
from meetings.rules.quorum import QuorumVerdict
from tala.lib import figures
from voting.models import BallotRule


def quorum_json(rule: BallotRule, verdict: QuorumVerdict) -> dict[str, Any]:
    """Return the verdict as JSON values, fractions as "p/q", colleges in the rule's order."""
    return {
        "met": verdict.met,
        "required": rule.quorum.required,
        "base": rule.quorum.base,
        "reached": str(verdict.reached),
        "needed": str(verdict.needed),
        "heads": verdict.heads,
        "registered": verdict.registered,
        "heads_needed": verdict.heads_needed,
        "heads_missing": verdict.heads_missing,
        "article": verdict.article,
        "colleges": [
            {
                "code": part.code,
                "registered": part.registered,
                "attending": part.attending,
                "brings": str(part.brings),
                "needed": part.needed,
                "met": part.met,
            }
            for part in verdict.per_college
        ],
        "steps": [{"code": step.code, "figures": dict(step.figures)} for step in verdict.steps],
    }


def quorum_sentence(data: Mapping[str, Any]) -> str:
    """Return the quorum in one sentence, figures first compared as the rule compares them."""
    if not data["required"]:
        sentence = _("Aucun quorum n’est exigé\u00a0: %(heads)s voix sur %(registered)s.")
    elif data["base"] == "raw":
        sentence = _heads_sentence(met=data["met"])
    elif data["base"] == "weighted":
        sentence = (
            _("Quorum atteint\u00a0: %(reached)s pour %(needed)s.")
            if data["met"]
            else _("Quorum non atteint\u00a0: %(reached)s pour %(needed)s.")
        )
    else:
        sentence = (
            _("Quorum atteint dans chaque collège\u00a0: %(needed)s au moins.")
            if data["met"]
            else _("Quorum non atteint dans chaque collège\u00a0: il faut %(needed)s partout.")
        )
    return sentence % _figures(data)


def part_name(part: str) -> str:
    """Return the name of a part of a meeting: its resolutions of one kind."""
    return {
        "ordinary": _("résolutions ordinaires"),
        "extraordinary": _("résolutions extraordinaires"),
        "board": _("résolutions du conseil"),
    }[part]


def no_quorum_sentence(part: str, numbers: Sequence[int], data: Mapping[str, Any]) -> str:
    """Return the record of a part that could not be voted, for the minutes (C.com R225-107)."""
    return _(
        "%(part)s (n°\u00a0%(numbers)s)\u00a0: %(reasons)s Le bureau le constate et ces "
        "résolutions ne sont pas mises aux voix."
    ) % {
        "part": part_name(part).capitalize(),
        "numbers": ", ".join(str(number) for number in numbers),
        "reasons": " ".join(quorum_reasons(data, 0)),
    }


def quorum_reasons(data: Mapping[str, Any], left: int) -> list[str]:
    """Return why a vote cannot open: the figures with their article, and who has left since."""
    article = f" ({data['article']})" if data["article"] else ""
    reasons = [f"{quorum_sentence(data).rstrip('.')}{article}."]
    if left:
        reasons.append(
            ngettext(
                "%(n)s voix est partie depuis son arrivée et ne compte plus.",
                "%(n)s voix sont parties depuis leur arrivée et ne comptent plus.",
                left,
            )
            % {"n": figures.integer(left)}
        )
    return reasons


def quorum_missing(data: Mapping[str, Any]) -> str:
    """Return how many voices are missing, in words; nothing where none is or weights decide."""
    missing = data["heads_missing"]
    if not missing:
        return ""
    return ngettext("Il manque %(n)s voix.", "Il manque %(n)s voix.", missing) % {
        "n": figures.integer(missing)
    }


def quorum_steps(data: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Return the arithmetic step by step; `names` gives the colleges' names by code."""
    return [
        step_sentence(
            step["code"],
            step["figures"] | {"college": names.get(step["figures"].get("college", ""), "")},
            _,
        )
        for step in data["steps"]
    ]


def _heads_sentence(*, met: bool) -> str:
    if met:
        return _(
            "Quorum atteint\u00a0: %(heads)s voix sur %(registered)s, il en faut %(threshold)s."
        )
    return _(
        "Quorum non atteint\u00a0: %(heads)s voix sur %(registered)s, il en faut %(threshold)s."
    )


def _figures(data: Mapping[str, Any]) -> dict[str, str]:
    needed = Fraction(data["needed"])
    return {
        "heads": figures.integer(data["heads"]),
        "registered": figures.integer(data["registered"]),
        "threshold": figures.integer(data["heads_needed"] or 0),
        "reached": _about(Fraction(data["reached"]), needed),
        "needed": figures.percent(needed),
    }


def _about(share: Fraction, needed: Fraction) -> str:
    """Show a share as the steps of the quorum do: cut to two places, never rounded up.

    Where that would look equal to what is needed and is not, as many places as it takes.
    """
    cut = Fraction(floor(share * 10_000), 10_000)
    return figures.percent(share if cut == needed else cut, against=(needed,))
