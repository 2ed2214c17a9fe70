"""What the answers to the questions make of the statutes, and what the law says of one answer.

An answer holds the values of its question's parameters as they are stored (`encode`), each with the
clause it comes from. Answers lie over the last version of the statutes: what was not answered keeps
its value, and an answer to a question that no longer matters weighs nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from organisations.rules.chain import canonical_json
from organisations.rules.clauses import MajorityRule, QuorumRule
from organisations.rules.codecs import encode
from organisations.rules.defaults import USAGE, defaults_for
from organisations.rules.findings import Finding
from organisations.rules.legal_forms import LegalForm
from organisations.rules.limits import check
from organisations.rules.parameters import StatuteParameters
from organisations.rules.questions import QUESTIONS, Question

OWN_ARTICLE = "statuts"
"""Stands for the article of a value that was given without saying where it is written."""

_UNSAID = {item.name: getattr(StatuteParameters(), item.name) for item in fields(StatuteParameters)}


@dataclass(frozen=True, slots=True)
class Answer:
    """The values of one question as stored, and the clause each comes from ("" for none)."""

    values: Mapping[str, object]
    articles: Mapping[str, str]

    def to_json(self) -> dict[str, object]:
        """Return the answer as JSON values."""
        return {"values": dict(self.values), "articles": dict(self.articles)}

    @property
    def mark(self) -> str:
        """A short print of the answer: two people who saw the same answer hold the same mark."""
        return hashlib.sha256(canonical_json(self.to_json()).encode()).hexdigest()[:16]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Answer":
        """Read what `to_json` wrote."""
        return cls(values=data["values"], articles=data["articles"])


def answer_of(params: StatuteParameters, question: Question) -> Answer:
    """Return what `params` say to a question."""
    return Answer(
        values={name: encode(getattr(params, name)) for name in question.parameters},
        articles={name: params.article(name) for name in question.parameters},
    )


def with_answer(params: StatuteParameters, answer: Answer) -> StatuteParameters:
    """Return the parameters with one answer laid over them.

    Raises ParameterError for a value that no statutes can hold.
    """
    articles = {
        name: article for name, article in {**params.articles, **answer.articles}.items() if article
    }
    return StatuteParameters.from_json({**params.to_json(), **answer.values, "articles": articles})


def with_answers(
    params: StatuteParameters, answers: Mapping[str, Answer], form: LegalForm
) -> StatuteParameters:
    """Return the parameters with every answer that matters, by question code, in order."""
    for one in QUESTIONS:
        if one.code in answers and one.matters(params, form):
            params = with_answer(params, answers[one.code])
    return params


def typed_answer(
    question: Question,
    values: Mapping[str, Any],
    article: str,
    before: StatuteParameters,
    form: LegalForm,
) -> Answer:
    """Return the answer made of typed values and the clause of the statutes they come from.

    Without a clause, a value that did not change keeps its source, one that the law itself gives
    has the law's, and another is marked as the statutes' own. What is not said has no source.
    """
    law = defaults_for(form, before.has_colleges)
    articles = {
        name: article or _source(name, values[name], before, law)
        for name in question.parameters
        if _has_source(name, values[name], before)
    }
    return Answer(
        values={
            name: encode(_with_article(values[name], articles.get(name, "")))
            for name in question.parameters
        },
        articles={name: articles.get(name, "") for name in question.parameters},
    )


def silent_answer(question: Question, form: LegalForm, has_colleges: bool) -> Answer:
    """Return the answer "my statutes do not say": the law's own value, undecided without one."""
    return answer_of(defaults_for(form, has_colleges), question)


def own_article(params: StatuteParameters, question: Question, form: LegalForm) -> str:
    """Return the clause of these statutes behind a question, "" for a law, a usage or several."""
    law = defaults_for(form, params.has_colleges)
    found = {params.article(name) for name in question.parameters if params.article(name)}
    found -= {law.article(name) for name in question.parameters} | {USAGE, OWN_ARTICLE}
    return found.pop() if len(found) == 1 else ""


def answer_findings(
    params: StatuteParameters, question: Question, form: LegalForm
) -> tuple[Finding, ...]:
    """Return what the law has to say of the answer to `question` held in `params`.

    That is what would not be said if the statutes were silent on this question.
    """
    silent = with_answer(params, silent_answer(question, form, params.has_colleges))
    without = {(finding.code, *finding.figures.items()) for finding in check(silent, form)}
    return tuple(
        finding
        for finding in check(params, form)
        if (finding.code, *finding.figures.items()) not in without
    )


def _source(name: str, value: object, before: StatuteParameters, law: StatuteParameters) -> str:
    for known in (before, law):
        source = known.article(name)
        if source and _with_article(getattr(known, name), "") == _with_article(value, ""):
            return source
    return OWN_ARTICLE


def _has_source(name: str, value: object, before: StatuteParameters) -> bool:
    """A value has a source unless nobody said anything: a law too can say "none"."""
    unsaid = value == _UNSAID[name] and type(value) is type(_UNSAID[name])
    return not unsaid or (value == getattr(before, name) and bool(before.article(name)))


def _with_article(value: Any, article: str) -> Any:  # noqa: ANN401 - any parameter
    if isinstance(value, MajorityRule | QuorumRule):
        return replace(value, article=article)
    return value
