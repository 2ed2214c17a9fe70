"""Whether an assembly may be held without any place, at a distance only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from organisations.rules.findings import percent
from organisations.rules.statutes import StatuteParameters

_OPPOSABLE = frozenset({"extraordinary", "mixed"})


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class RemoteVerdict:
    """Whether the assembly may do without a place; `reason` is a key of REMOTE."""

    allowed: bool
    reason: str
    article: str
    figures: Mapping[str, str] = field(default_factory=dict, hash=False)


REMOTE: dict[str, str] = {
    "remote_allowed": _("L’assemblée peut se tenir à distance seulement."),
    "remote_undecided": _(
        "Vos statuts ne disent pas si l’on peut participer à distance. Complétez-les, ou réunissez"
        " l’assemblée dans un lieu."
    ),
    "remote_forbidden": _(
        "Les statuts ne permettent pas de participer à distance. Réunissez l’assemblée dans un"
        " lieu."
    ),
    "place_needed": _(
        "Des membres qui détiennent %(opposed)s du capital s’opposent à une assemblée sans lieu,"
        " pour un seuil de %(threshold)s. Réunissez l’assemblée dans un lieu."
    ),
}


def fully_remote(
    params: StatuteParameters, kind: str, opposed: Fraction = Fraction(0)
) -> RemoteVerdict:
    """Say whether an assembly of `kind` may be held at a distance only.

    `opposed` is the part of the capital whose holders refuse it: from the threshold of the
    parameter `fully_remote_opposition` on, an assembly with an extraordinary part needs a place
    (C.com L225-103-1). Without that parameter nobody can oppose.
    """
    if not params.remote_enabled:
        undecided = params.remote_enabled is None
        reason = "remote_undecided" if undecided else "remote_forbidden"
        return RemoteVerdict(False, reason, params.article("remote_enabled"))
    threshold = params.fully_remote_opposition
    article = params.article("fully_remote_opposition")
    if threshold is not None and kind in _OPPOSABLE and opposed >= threshold:
        figures = {"opposed": percent(opposed), "threshold": percent(threshold)}
        return RemoteVerdict(False, "place_needed", article, figures)
    return RemoteVerdict(True, "remote_allowed", params.article("remote_enabled"))


def remote_sentence(verdict: RemoteVerdict, translate: Callable[[str], str] = str) -> str:
    """Return the verdict as a sentence: in French, or as `translate` (gettext) gives it."""
    return translate(REMOTE[verdict.reason]) % dict(verdict.figures)
