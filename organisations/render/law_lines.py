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
from organisations.rules.statutes import defaults_for


@dataclass(frozen=True, slots=True)
class LawLine:
    """One thing the law says; `doubtful` where a lawyer should confirm the article."""

    text: str
    article: str
    doubtful: bool


def law_lines(question: Question, form: LegalForm, has_colleges: bool) -> list[LawLine]:
    """Return what the law says of a question: its own values, then what statutes may not pass."""
    return [*_values(question, form, has_colleges), *_bounds(question, form)]


def _values(question: Question, form: LegalForm, has_colleges: bool) -> Iterator[LawLine]:
    law = defaults_for(form, has_colleges)
    for name in question.parameters:
        article = law.article(name)
        if article:
            value = parameter_text(name, getattr(law, name))
            yield _line(
                _("%(rule)s : %(value)s.") % {"rule": parameter_name(name), "value": value}, article
            )


def _bounds(question: Question, form: LegalForm) -> Iterator[LawLine]:
    for name in question.parameters:
        for bound in bounds_of(name, form):
            yield _line(_bound_text(bound), bound.article)


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
