"""Findings of the rules as sentences for the person at the screen, with their article."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from organisations.rules.findings import Finding, sentence


def finding_sentence(finding: Finding) -> str:
    """Return the finding in the reader's language, its article in brackets."""
    text = sentence(finding, _)
    return f"{text} ({finding.article})" if finding.article else text


def errors_of(findings: Iterable[Finding]) -> list[str]:
    """Return the sentences of the errors."""
    return [finding_sentence(finding) for finding in findings if finding.level == "error"]


def warnings_of(findings: Iterable[Finding]) -> list[str]:
    """Return the sentences of the warnings."""
    return [finding_sentence(finding) for finding in findings if finding.level == "warning"]
