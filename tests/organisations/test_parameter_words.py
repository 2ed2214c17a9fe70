"""Every value a statute parameter can take is shown in words, never as the code in the file."""

import pytest
from django.utils import translation

from organisations.forms.parameters import NO_QUORUM, Quorum, QuorumShareField
from organisations.render.parameters import parameter_text
from organisations.rules import parameters as rules
from organisations.rules.clauses import RECORDS
from organisations.rules.statutes import QuorumRule, RetentionRule, SeatRule

CODES = [
    *(("election_tie_rule", code) for code in rules.ELECTION_TIE_RULES),
    *(("tie_rule", code) for code in rules.TIE_RULES),
    *(("combination", code) for code in rules.COMBINATIONS),
    *(("tie_in_college", code) for code in rules.TIES_IN_COLLEGE),
    *(("empty_no_member", code) for code in rules.EMPTY_POLICIES),
    *(("proxy_outside_holders", (code,)) for code in rules.OUTSIDE_HOLDERS),
    *(("notice_means", (code,)) for code in rules.MEANS),
    *(("expressed_includes", (code,)) for code in rules.UNDECIDED_PAPERS),
    *(("blank_direction", code) for code in rules.BLANK_DIRECTIONS),
    *(("secret_ballot", (code,)) for code in rules.SECRET_TRIGGERS),
    *(("board_renewal_rounding", code) for code in rules.ROUNDINGS),
    *(("minutes_signatories", (code,)) for code in rules.SIGNATORIES),
    *(("register_mode", code) for code in rules.REGISTERS),
    *(("signature_level", code) for code in rules.SIGNATURES),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("name", "value"), CODES)
def test_a_value_is_shown_in_words(name: str, value: object, language: str) -> None:
    code = value[0] if isinstance(value, tuple) else value
    with translation.override(language):
        shown = parameter_text(name, value)
    # "abstention" is the same word in both languages; a code with a dash never is a word.
    assert shown
    assert "_" not in shown
    assert language == "en" or shown != code


def test_a_college_that_joins_another_is_named() -> None:
    with translation.override("fr"):
        assert parameter_text("empty_no_member", "merge:salaries") == (
            "il rejoint le collège salaries"
        )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_quorum_is_typed_as_it_is_shown(language: str) -> None:
    with translation.override(language):
        shown = Quorum("quorum_ordinary_first").show(QuorumRule(None, "raw", None, None, ""))[""]
        assert QuorumShareField().clean(shown) == NO_QUORUM


def test_seats_and_retention_are_sentences() -> None:
    with translation.override("fr"):
        seats = (SeatRule("salaries", 1, 2), SeatRule("usagers", 2, None))
        assert parameter_text("board_seats", seats) == ("salaries : de 1 à 2, usagers : 2 au moins")
        kept = tuple(RetentionRule(record, None) for record in RECORDS)
        assert parameter_text("retention", kept).count("sans limite") == len(RECORDS)
        assert parameter_text("retention", (RetentionRule("proxies", 5),)) == "pouvoirs : 5 ans"
