"""An election is counted as docs/rules.md says, and what the file leaves open is said."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.rules_tables import table
from tests.voting.elections import election_file
from voting.rules import election_words
from voting.rules.contents import CountFile
from voting.rules.countfile import CountFileError, parse_count
from voting.rules.election_words import ELECTION_REASONS, ELECTION_SENTENCES
from voting.rules.majority import Majority
from voting.rules.result import ElectionResult, Result
from voting.rules.tally import count
from voting.rules.trace import SENTENCES, TraceStep, reason_sentence, sentence

ROWS = [pytest.param(row, id=row["case"]) for row in table("count.elections")]
N = "\u202f"


def _counted(file: dict[str, Any]) -> Result:
    return count(parse_count(file))


def _election(file: dict[str, Any]) -> ElectionResult:
    result = _counted(file).election
    assert result is not None
    return result


def _supports(cell: str) -> dict[str, str]:
    if cell == "-":
        return {}
    if " times " in cell:
        number, support = cell.split(" times ")
        return {f"O{place + 1}": support for place in range(int(number))}
    return dict(part.split() for part in cell.split(", "))


@pytest.mark.parametrize("row", ROWS)
def test_an_election_ends_as_the_page_says(row: dict[str, str]) -> None:
    result = _counted(election_file(row))
    election = result.election
    assert election is not None
    assert (result.verdict, result.reason or "-") == (row["verdict"], row["reason"])
    assert " ".join(election.elected) == row["elected"].replace("-", "")
    tied = str(len(election.tied)) if row["tied"].isdigit() else " ".join(election.tied) or "-"
    assert tied == row["tied"]
    supports = {option.code: str(option.support) for option in election.options}
    assert supports == _supports(row["supports"])


@pytest.mark.parametrize("row", ROWS)
def test_an_election_file_written_and_read_again_is_the_same(row: dict[str, str]) -> None:
    file = parse_count(election_file(row))
    assert parse_count(json.loads(json.dumps(file.to_json()))) == file


CHOICE: dict[str, Any] = {
    "format": "tala-count/1",
    "title": "Conseil",
    "method": "choice",
    "options": ["A", "B", "C"],
    "weighting": {"kind": "heads"},
    "papers": [{"choice": ["A"], "count": 3}, {"choice": ["B"]}],
}
EACH = CHOICE | {"method": "yes_no_each", "papers": [{"choice": {"A": "yes", "B": "no"}}]}
WEIGHTS = CHOICE | {
    "weighting": {"kind": "weights"},
    "papers": [{"choice": ["A"], "weight": "1/3"}, {"choice": ["B"], "weight": "1/2"}],
}


def test_papers_may_carry_their_own_weight() -> None:
    election = _election(WEIGHTS)
    assert election.elected == ("B",)
    assert [str(option.share) for option in election.options] == ["2/5", "3/5", "0"]


@pytest.mark.parametrize(
    ("keys", "choice", "counted"),
    [
        ({}, ["A", "B"], "null"),
        ({"max_choices": 2}, ["A", "B"], "for"),
        ({"seats": 2}, ["A", "B"], "for"),
        ({"seats": 2, "min_choices": 2}, ["A"], "null"),
        ({}, [], "blank"),
        ({}, "abstain", "abstain"),
        ({}, "blank", "blank"),
        ({}, "null", "null"),
    ],
)
def test_a_ticked_paper_counts_as_what_it_says(
    keys: dict[str, Any], choice: object, counted: str
) -> None:
    counts = _counted(CHOICE | keys | {"papers": [{"choice": choice}]}).counts.by_choice()
    assert [name for name, papers in counts.items() if papers] == [counted]


@pytest.mark.parametrize(
    ("choice", "counted"),
    [
        ({"A": "yes", "B": "no"}, "for"),
        ({"A": "no"}, "against"),
        ({"A": "abstain"}, "abstain"),
        ({}, "abstain"),
        ({"A": "yes", "B": "yes", "C": "yes"}, "null"),
        ("blank", "blank"),
    ],
)
def test_a_paper_of_yes_and_no_counts_as_what_it_says(choice: object, counted: str) -> None:
    file = EACH | {"max_choices": 2, "papers": [{"choice": choice}]}
    counts = _counted(file).counts.by_choice()
    assert [name for name, papers in counts.items() if papers] == [counted]


def test_a_null_paper_gives_no_vote_to_anyone() -> None:
    file = CHOICE | {"papers": [{"choice": ["A", "B"], "count": 9}, {"choice": ["C"]}]}
    assert _election(file).elected == ("C",)


def test_whoever_says_nothing_of_an_option_is_out_of_its_base() -> None:
    papers = [
        {"choice": {"A": "yes"}, "count": 2},
        {"choice": {"A": "no"}},
        {"choice": {"B": "yes"}, "count": 7},
    ]
    (a, b, c) = _election(EACH | {"seats": 2, "papers": papers}).options
    assert [(str(o.share), o.passes) for o in (a, b, c)] == [
        ("2/3", True),
        ("1", True),
        ("0", False),
    ]


def test_on_the_base_of_voters_a_silent_or_blank_paper_weighs() -> None:
    majority = {"threshold": "1/2", "strict": True, "base": "voters"}
    papers = [{"choice": {"A": "yes"}, "count": 2}, {"choice": "blank"}, {"choice": {"B": "no"}}]
    assert _counted(EACH | {"majority": majority, "papers": papers}).verdict == "rejected"


def test_a_lost_college_weighs_as_against_in_each_answer() -> None:
    file = EACH | {
        "weighting": {"kind": "colleges", "combination": "proportional"},
        "colleges": [
            {"code": "X", "weight": "1/2", "registered": 4, "attending": 4},
            {"code": "Y", "weight": "1/2", "registered": 4, "attending": 0},
        ],
        "papers": [{"choice": {"A": "yes"}, "count": 4, "college": "X"}],
    }
    assert _counted(file).verdict == "rejected"
    file["weighting"] = file["weighting"] | {"no_attendee": "renormalise", "cap": None}
    assert _election(file).elected == ("A",)


def test_where_weights_stop_each_person_has_one_vote() -> None:
    weighting = {"kind": "colleges", "combination": "proportional", "no_attendee": "headcount"}
    file = CHOICE | {
        "weighting": weighting,
        "colleges": [
            {"code": "X", "weight": "9/10", "registered": 2, "attending": 2},
            {"code": "Y", "weight": "1/20", "registered": 5, "attending": 5},
            {"code": "Z", "weight": "1/20", "registered": 4, "attending": 0},
        ],
        "papers": [
            {"choice": ["A"], "count": 2, "college": "X"},
            {"choice": ["B"], "count": 5, "college": "Y"},
        ],
    }
    assert _election(file).elected == ("B",)
    assert _election(file | {"weighting": weighting | {"no_attendee": "lost"}}).elected == ("A",)


def test_a_choice_without_any_vote_elects_nobody() -> None:
    result = _counted(CHOICE | {"papers": [{"choice": "blank", "count": 4}]})
    assert (result.verdict, result.reason) == ("rejected", "no_votes")


def test_the_result_of_an_election_says_everything_that_makes_it() -> None:
    written = _counted(CHOICE | {"seats": 2, "tie": "lot"}).to_json()
    assert written["verdict"] == "elected"
    assert written["elected"] == ["A", "B"]
    assert written["ranking"] == [["A"], ["B"], ["C"]]
    assert written["supports"] == {"A": "3", "B": "1", "C": "0"}
    assert (written["tied"], written["tie_rule"], written["vacant"]) == ([], None, 0)
    assert [written[key] for key in ("support", "base", "share", "swing")] == [None] * 4


def test_only_an_election_has_the_keys_of_elections() -> None:
    text = {"threshold": "1/2", "strict": True, "base": "expressed"}
    file = CHOICE | {"method": "resolution", "majority": text, "papers": [{"choice": "for"}]}
    del file["options"]
    assert not {"elected", "ranking", "supports", "tied"} & _counted(file).to_json().keys()


REFUSED = [
    ({"options": []}, "$.options", "empty"),
    ({"options": ["A", "A"]}, "$.options[1]", "given twice"),
    ({"seats": 0}, "$.seats", "no seat to fill"),
    ({"seats": -1}, "$.seats", "negative"),
    ({"min_choices": 4}, "$.min_choices", "4 to tick out of 3"),
    ({"max_choices": 0}, "$.max_choices", "0 is less than 1"),
    ({"min_choices": 2, "max_choices": 1}, "$.max_choices", "1 is less than 2"),
    ({"papers": [{"choice": ["D"]}]}, "$.papers[0].choice[0]", "not one of the options"),
    ({"papers": [{"choice": ["A", "A"]}]}, "$.papers[0].choice[1]", "given twice"),
    ({"papers": [{"choice": "for"}]}, "$.papers[0].choice", "is not one of abstain"),
    ({"papers": [{"choice": {"A": "yes"}}]}, "$.papers[0].choice", "expected a list"),
    ({"tie": "rejected"}, "$.tie", "is not one of second_round"),
    ({"casting_vote": "for"}, "$.casting_vote", "no casting vote"),
    ({"precedence": ["A"]}, "$.precedence", "eldest, longest_standing, lot only"),
    ({"tie": "lot", "precedence": ["Z"]}, "$.precedence[0]", "not one of the options"),
    ({"too_many": "all"}, "$.too_many", "is not one of most_votes"),
    ({"attending": 3}, "$.attending", "4 cast for 3 attending"),
    (
        {
            "weighting": {
                "kind": "colleges",
                "combination": "majority",
                "tie_in_college": "split",
            },
            "colleges": [{"code": "X", "weight": 1, "registered": 9, "attending": 9}],
        },
        "$.weighting",
        '"proportional" only',
    ),
]


@pytest.mark.parametrize(("keys", "where", "why"), REFUSED)
def test_a_faulty_election_is_refused_with_the_place_and_the_reason(
    keys: dict[str, Any], where: str, why: str
) -> None:
    with pytest.raises(CountFileError) as refusal:
        parse_count(CHOICE | keys)
    assert refusal.value.path == where
    assert why in refusal.value.reason


def test_an_answer_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(CountFileError, match="is not one of yes, no, abstain"):
        parse_count(EACH | {"papers": [{"choice": {"A": "maybe"}}]})
    with pytest.raises(CountFileError, match='goes with the method "choice" only'):
        parse_count(EACH | {"min_choices": 1})
    with pytest.raises(CountFileError, match='unknown key "D"'):
        parse_count(EACH | {"papers": [{"choice": {"D": "yes"}}]})


def test_a_paper_of_an_unknown_college_is_refused() -> None:
    file = CHOICE | {
        "weighting": {"kind": "colleges", "combination": "proportional"},
        "colleges": [{"code": "X", "weight": 1, "registered": 9, "attending": 9}],
        "papers": [{"choice": ["A"], "college": "Y"}],
    }
    with pytest.raises(CountFileError, match='no college has the code "Y"'):
        parse_count(file)


def test_a_file_built_by_hand_without_its_election_is_refused() -> None:
    majority = Majority(Fraction(0), strict=True, base="expressed")
    with pytest.raises(ValueError, match="needs an election"):
        count(CountFile(title="", method="choice", majority=majority, kind="heads", papers=()))


def _told(pick: Callable[[dict[str, str]], bool]) -> list[str]:
    row = next(row for row in table("count.elections") if pick(row))
    trace = _counted(election_file(row)).to_json()["trace"]
    assert isinstance(trace, list)
    return [line.replace("\u00a0", " ").replace(N, " ") for line in trace]


def test_a_weighted_election_is_told_option_by_option() -> None:
    told = _told(lambda row: row["case"] == "W37 absolute majority")
    assert "B : 40 % × 2/10 + 40 % × 400/500 + 10 % × 6/12 + 10 % × 2/4 = 50 %." in told
    assert "B : 50 %, il fallait plus de 50 %, ce n’est pas atteint." in told
    assert told[-2:] == ["Élus : C.", "Un second tour est nécessaire."]


def test_the_tie_rule_used_is_named() -> None:
    told = _told(lambda row: row["case"] == "W38 lot drawn")
    assert "À égalité pour les derniers sièges : C, D." in told
    assert "La règle est le tirage au sort." in told


def _examples() -> list[Result]:
    least = {"threshold": "1/2", "strict": False, "base": "expressed"}
    files = [election_file(row) for row in table("count.elections")]
    files += [CHOICE | {"majority": least}, WEIGHTS, CHOICE | {"papers": [{"choice": "blank"}]}]
    return [_counted(file) for file in files]


def test_every_sentence_of_an_election_is_said_and_reads_well() -> None:
    steps = {step.code: step for result in _examples() for step in result.steps}
    assert ELECTION_SENTENCES.keys() <= steps.keys()
    assert steps.keys() <= ELECTION_SENTENCES.keys() | SENTENCES.keys()
    for step in steps.values():
        assert "%(" not in sentence(step)
        assert sentence(step).endswith(".")


def test_every_reason_of_an_election_has_its_sentence() -> None:
    reasons = {result.reason for result in _examples() if result.reason}
    assert reasons == {*ELECTION_REASONS, "college_over_cap"}
    assert all(reason_sentence(reason).endswith(".") for reason in reasons)
    assert reason_sentence("tie_lot", lambda text: "drawn") == "drawn"
    assert sentence(TraceStep("tie_lot"), lambda text: "lot") == "lot"


def test_every_sentence_of_an_election_is_marked_for_extraction() -> None:
    text = Path(election_words.__file__).read_text(encoding="utf-8")
    marked = text.count("_(") - text.count("def _(")
    assert marked == len(ELECTION_SENTENCES) + len(ELECTION_REASONS)
