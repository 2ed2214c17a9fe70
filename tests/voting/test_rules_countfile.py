"""A count file is read strictly: what is wrong is said, and where."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.oracles.files import dice_of, random_file
from voting.rules.countfile import CountFileError, parse_count
from voting.rules.tally import count

FORMATS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"

HEADS: dict[str, Any] = {
    "format": "tala-count/1",
    "title": "Comptes",
    "method": "resolution",
    "majority": {"threshold": "1/2", "strict": True, "base": "expressed"},
    "weighting": {"kind": "heads"},
    "papers": [{"choice": "for", "count": 3}, {"choice": "against"}],
}
WEIGHTS = HEADS | {
    "weighting": {"kind": "weights"},
    "papers": [{"choice": "for", "weight": "5/2"}, {"choice": "against", "weight": 1}],
}
COLLEGES = HEADS | {
    "weighting": {"kind": "colleges", "combination": "proportional"},
    "colleges": [
        {"code": "A", "weight": "3/5", "registered": 4, "attending": 3},
        {"code": "B", "weight": "2/5", "registered": 2, "attending": 1},
    ],
    "papers": [{"choice": "for", "college": "A", "count": 3}, {"choice": "blank", "college": "B"}],
}
MISSING = object()


def _changed(file: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return the file with the value at a path such as `colleges.0.code` replaced."""
    changed = copy.deepcopy(file)
    place: Any = changed
    *parents, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    for key in parents:
        place = place[key]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return changed


REFUSED = [
    (HEADS, "format", "tala-count/2", "$.format", 'not "tala-count/1"'),
    (HEADS, "format", MISSING, "$.format", 'not "tala-count/1"'),
    (HEADS, "method", "vote", "$.method", '"vote" is not one of resolution,'),
    (HEADS, "title", MISSING, "$", 'the key "title" is missing'),
    (HEADS, "title", 3, "$.title", "expected a text, found an integer"),
    (HEADS, "title", "\ud800", "$.title", "half a character"),
    (HEADS, "options", ["A"], "$", 'unknown key "options"'),
    (HEADS, "papers", {}, "$.papers", "expected a list, found an object"),
    (HEADS, "papers.1", "for", "$.papers[1]", "expected an object, found a text"),
    (HEADS, "papers.1.choice", "maybe", "$.papers[1].choice", '"maybe" is not one of for,'),
    (HEADS, "papers.1.choice", None, "$.papers[1].choice", "expected a text, found null"),
    (HEADS, "papers.0.count", -1, "$.papers[0].count", "-1 is negative"),
    (HEADS, "papers.0.count", 1.5, "$.papers[0].count", "expected an integer, found a decimal"),
    (HEADS, "papers.0.count", True, "$.papers[0].count", "expected an integer, found true or"),
    (HEADS, "papers.0.count", "3", "$.papers[0].count", "expected an integer, found a text"),
    (HEADS, "papers.0.weight", "1", "$.papers[0]", 'unknown key "weight"'),
    (HEADS, "papers.0.college", "A", "$.papers[0]", 'unknown key "college"'),
    (HEADS, "majority", MISSING, "$", 'the key "majority" is missing'),
    (HEADS, "majority.threshold", 0.5, "$.majority.threshold", "found a decimal"),
    (HEADS, "majority.threshold", "0.5", "$.majority.threshold", "is not a fraction"),
    (HEADS, "majority.threshold", "1/0", "$.majority.threshold", "divides by zero"),
    (HEADS, "majority.threshold", "3/2", "$.majority.threshold", "3/2 is more than 1"),
    (HEADS, "majority.threshold", "1", "$.majority", "no vote decides"),
    (HEADS, "majority.strict", "yes", "$.majority.strict", "expected true or false"),
    (HEADS, "majority.base", "all", "$.majority.base", '"all" is not one of expressed,'),
    (HEADS, "majority.base", "attending", "$", 'the key "attending" is missing'),
    (HEADS, "majority.base", "registered", "$", 'the key "registered" is missing'),
    (HEADS, "tie", "coin", "$.tie", '"coin" is not one of rejected,'),
    (HEADS, "tie", "eldest", "$.tie", "a resolution has none"),
    (HEADS, "tie", "casting_vote", "$", 'the key "casting_vote" is missing'),
    (HEADS, "casting_vote", "for", "$.casting_vote", 'tie rule "casting_vote" only'),
    (HEADS, "weighting.kind", "shares", "$.weighting.kind", '"shares" is not one of heads,'),
    (HEADS, "weighting.cap", "1/2", "$.weighting", 'unknown key "cap"'),
    (HEADS, "colleges", [], "$.colleges", 'goes with the weighting "colleges" only'),
    (HEADS, "attending", 3, "$.attending", "4 cast for 3 attending"),
    (HEADS, "registered", 3, "$.registered", "4 cast for 3 registered"),
    (HEADS | {"registered": 5}, "attending", 6, "$.attending", "6 attend out of 5"),
    (HEADS, "attending", "4", "$.attending", "expected an integer"),
    (WEIGHTS, "papers.0.weight", MISSING, "$.papers[0]", 'the key "weight" is missing'),
    (WEIGHTS, "papers.0.weight", "-1", "$.papers[0].weight", "is not a fraction"),
    (WEIGHTS, "papers.0.weight", -1, "$.papers[0].weight", "-1 is negative"),
    (WEIGHTS, "attending", "3", "$.attending", "7/2 cast for 3 attending"),
    (COLLEGES, "colleges", MISSING, "$", 'the key "colleges" is missing'),
    (COLLEGES, "colleges", [], "$.colleges", "empty"),
    (COLLEGES, "colleges.1.code", "A", "$.colleges[1]", 'the code "A" is given twice'),
    (COLLEGES, "colleges.1.code", "", "$.colleges[1].code", "empty"),
    (COLLEGES, "colleges.1.weight", 0.4, "$.colleges[1].weight", "found a decimal"),
    (COLLEGES, "colleges.1.registered", MISSING, "$.colleges[1]", '"registered" is missing'),
    (COLLEGES, "colleges.0.attending", 5, "$.colleges[0].attending", "5 attend out of 4"),
    (COLLEGES, "colleges.0.attending", 2, "$.colleges[0].attending", "3 papers for 2 who attend"),
    (COLLEGES, "registered", 6, "$.registered", "given by college"),
    (COLLEGES, "papers.0.college", MISSING, "$.papers[0]", 'the key "college" is missing'),
    (COLLEGES, "papers.0.college", "C", "$.papers[0].college", 'no college has the code "C"'),
    (COLLEGES, "weighting.combination", "sum", "$.weighting.combination", '"sum" is not one of'),
    (COLLEGES, "weighting.combination", "majority", "$.weighting", '"tie_in_college" is missing'),
    (COLLEGES, "weighting.combination", "college_vote", "$.weighting", '"college_majority" is'),
    (COLLEGES, "weighting.combination", "double_test", "$.weighting", '"min_colleges_for" is'),
    (COLLEGES, "weighting.no_member", "gone", "$.weighting.no_member", '"gone" is not one of'),
    (COLLEGES, "weighting.no_member", "merge:", "$.weighting.no_member", "is not one of lost,"),
    (COLLEGES, "weighting.no_member", "merge:C", "$.weighting.no_member", 'has the code "C"'),
    (COLLEGES, "weighting.cap", "3/2", "$.weighting.cap", "3/2 is more than 1"),
    (COLLEGES, "weighting.threshhold", "1/2", "$.weighting", 'unknown key "threshhold"'),
]


@pytest.mark.parametrize(("file", "path", "value", "where", "why"), REFUSED)
def test_a_faulty_file_is_refused_with_the_place_and_the_reason(
    file: dict[str, Any], path: str, value: object, where: str, why: str
) -> None:
    with pytest.raises(CountFileError) as refusal:
        parse_count(_changed(file, path, value))
    assert refusal.value.path == where
    assert why in refusal.value.reason
    assert str(refusal.value) == f"{where}: {refusal.value.reason}"


@pytest.mark.parametrize("data", [None, 3, "tala-count/1", [], [HEADS]])
def test_what_is_not_an_object_is_no_count_file(data: object) -> None:
    with pytest.raises(CountFileError, match=r"^\$: expected an object"):
        parse_count(data)


@pytest.mark.parametrize("method", ["score", "majority_judgment", "schulze", "stv", "list"])
def test_a_method_of_a_later_version_is_named_in_the_refusal(method: str) -> None:
    with pytest.raises(CountFileError) as refusal:
        parse_count({"format": "tala-count/1", "method": method, "options": ["A", "B"]})
    assert str(refusal.value) == f"$.method: method {method} is not counted by this version"


@pytest.mark.parametrize("file", [HEADS, WEIGHTS, COLLEGES])
def test_the_files_that_the_faults_are_made_from_are_counted(file: dict[str, Any]) -> None:
    assert count(parse_count(file)).verdict == "adopted"


def test_abstentions_as_for_may_be_said_inside_the_college_majority() -> None:
    majority = {"threshold": "1/2", "strict": True, "base": "expressed"}
    weighting = {"kind": "colleges", "combination": "college_vote", "college_majority": majority}
    beside = COLLEGES | {"weighting": weighting | {"abstain_counts_for": True}}
    within = copy.deepcopy(COLLEGES | {"weighting": weighting})
    within["weighting"]["college_majority"]["abstain_counts_for"] = True
    assert parse_count(beside) == parse_count(within)
    within["weighting"]["abstain_counts_for"] = False
    with pytest.raises(CountFileError, match="given twice"):
        parse_count(within)


def test_a_file_written_and_read_again_is_the_same() -> None:
    dice = dice_of("round trip")
    for _ in range(300):
        file = parse_count(random_file(dice))
        text = json.dumps(file.to_json())
        assert parse_count(json.loads(text)) == file


def test_the_example_of_the_formats_page_is_counted_as_it_says() -> None:
    page = FORMATS.read_text(encoding="utf-8")
    example = re.search(r"```json\n(.*?)```\n\nIt is adopted: .* = (\S+)\.", page, re.DOTALL)
    assert example is not None
    result = count(parse_count(json.loads(example[1])))
    assert (result.verdict, str(result.share)) == ("adopted", example[2])


def test_the_formats_page_names_every_key_of_a_result() -> None:
    page = FORMATS.read_text(encoding="utf-8")
    written = count(parse_count(COLLEGES)).to_json()
    colleges = written["colleges"]
    assert isinstance(colleges, list)
    for key in (*written, *colleges[0]):
        assert f"`{key}`" in page
