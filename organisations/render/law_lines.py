"""What the law of a form says of one question, as sentences with their article."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from organisations.render.parameters import parameter_name, parameter_text
from organisations.rules.bounds import Bound, bounds_of, is_doubtful
from organisations.rules.findings import percent
from organisations.rules.legal_forms import LegalForm
from organisations.rules.questions import Question
from organisations.rules.statutes import (
    MajorityRule,
    QuorumRule,
    StatuteParameters,
    defaults_for,
)


@dataclass(frozen=True, slots=True)
class LawLine:
    """One thing the law says; `doubtful` where a lawyer should confirm the article."""

    text: str
    article: str
    doubtful: bool


def law_lines(question: Question, form: LegalForm, has_colleges: bool) -> list[LawLine]:
    """Return what the law says of a question: its own values, then what statutes may not pass."""
    law = defaults_for(form, has_colleges)
    return [line for name in question.parameters for line in _lines(name, law, form)]


def _lines(name: str, law: StatuteParameters, form: LegalForm) -> Iterator[LawLine]:
    article, bounds = law.article(name), bounds_of(name, form)
    own = [bound for bound in bounds if article and _limit(bound) == _threshold(law, name)]
    if article:
        yield _line(_value_text(name, law, own), article)
    yield from (_line(_bound_text(bound), bound.article) for bound in bounds if bound not in own)


def _value_text(name: str, law: StatuteParameters, own: list[Bound]) -> str:
    """The law's value, and on which side of it statutes may go when it is the bound itself."""
    figures = {"rule": parameter_name(name), "value": parameter_text(name, getattr(law, name))}
    if not own:
        return _("%(rule)s : %(value)s.") % figures
    if own[0].most is not None:
        return _("%(rule)s : %(value)s ; vos statuts ne peuvent pas aller au-delà.") % figures
    return _("%(rule)s : %(value)s ; vos statuts ne peuvent pas aller en deçà.") % figures


def _limit(bound: Bound) -> int | Fraction:
    return (bound.least if bound.most is None else bound.most) or 0


def _threshold(law: StatuteParameters, name: str) -> object:
    value = getattr(law, name)
    return value.threshold if isinstance(value, QuorumRule | MajorityRule) else value


def _bound_text(bound: Bound) -> str:
    figures = {"rule": parameter_name(bound.parameter)}
    if bound.most is not None:
        return _("%(rule)s : vos statuts ne peuvent pas dépasser %(limit)s.") % (
            figures | {"limit": _limit_text(bound.most)}
        )
    figures["limit"] = _limit_text(bound.least or 0)
    if bound.strict:
        return _("%(rule)s : vos statuts doivent demander plus de %(limit)s.") % figures
    return _("%(rule)s : vos statuts ne peuvent pas descendre sous %(limit)s.") % figures


def _limit_text(limit: int | Fraction) -> str:
    if isinstance(limit, Fraction):
        return percent(limit)
    return str(limit)


def _line(text: str, article: str) -> LawLine:
    return LawLine(text, article, is_doubtful(article))
