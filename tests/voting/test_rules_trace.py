"""The arithmetic is told in plain French, step by step, with the exact figures."""

import re
from pathlib import Path

import pytest

from tests.oracles.files import dice_of, random_file
from tests.rules_tables import table
from tests.voting.worked import count_file
from voting.rules import trace
from voting.rules.countfile import parse_count
from voting.rules.tally import count
from voting.rules.trace import REASONS, SENTENCES, TraceStep, sentence

N = "\u202f"
COUNT_TABLES = ("heads", "proportional", "empty", "majority", "college_vote", "double_test")


def _sentences(case: str) -> list[str]:
    rows = [row for name in COUNT_TABLES for row in table(f"count.{name}") if row["case"] == case]
    (row,) = rows
    trace_ = count(parse_count(count_file(row))).to_json()["trace"]
    assert isinstance(trace_, list)
    return [line.replace("\u00a0", " ").replace(N, " ") for line in trace_]


def test_a_weighted_count_is_told_college_by_college() -> None:
    assert _sentences("W01") == [
        "Bulletins : 70 (pour 36, contre 34, abstention 0, blanc 0, nul 0).",
        "Dans chaque collège, la part des voix pour est multipliée par le poids du collège, puis"
        " les collèges sont additionnés.",
        "Users : 24 pour sur 40 exprimés, 30 % × 3/5 = 18 %.",
        "Producers : 5 pour sur 12 exprimés, 30 % × 5/12 = 12,5 %.",
        "Employees : 4 pour sur 6 exprimés, 30 % × 2/3 = 20 %.",
        "Supporters : 3 pour sur 12 exprimés, 10 % × 1/4 = 2,5 %.",
        "Somme : 18 % + 12,5 % + 20 % + 2,5 % = 53 %.",
        "53 % : il fallait plus de 50 %, c’est atteint.",
        "La résolution est adoptée.",
        "Un seul bulletin passé de pour à contre aurait changé ce résultat.",
    ]


def test_a_percentage_without_end_is_told_as_a_fraction_and_about_how_much() -> None:
    told = _sentences("W02 P1")
    assert "Socios : 620 pour sur 930 exprimés, 40 % × 2/3 = 4/15 (≈ 26,67 %)." in told
    assert "Somme : 1/10 + 4/15 + 3/40 + 2/25 = 313/600 (≈ 52,17 %)." in told


def test_a_redistribution_is_told_with_the_weight_before_and_after() -> None:
    told = _sentences("W07 equal split")
    assert (
        "Local : son poids (10 %) est partagé à parts égales entre les collèges qui comptent, sans"
        " qu’aucun dépasse 50 % du total." in told
    )
    assert "Founders : 38 % + 2,5 % = 40,5 %." in told


def test_a_blocked_result_names_the_college_and_the_cap() -> None:
    told = _sentences("W06 renormalise")
    assert (
        "Founders pèserait 5/7 (≈ 71,43 %) du total, plus que le plafond de 50 % : le résultat est"
        " bloqué." in told
    )
    assert told[-1] == "Aucun résultat ne peut être proclamé."


def test_a_hair_over_half_is_told_with_all_its_decimals() -> None:
    assert "50,004 % : il fallait plus de 50 %, c’est atteint." in _sentences(
        "W12 a hair over half"
    )


@pytest.fixture(scope="module")
def told() -> dict[str, TraceStep]:
    """Return one example of each step of four thousand random counts and of the worked cases."""
    dice = dice_of("trace")
    files = [random_file(dice) for _ in range(4000)]
    files += [count_file(row) for name in COUNT_TABLES for row in table(f"count.{name}")]
    return {step.code: step for file in files for step in count(parse_count(file)).steps}


def test_every_step_has_its_sentence_and_every_sentence_its_step(
    told: dict[str, TraceStep],
) -> None:
    assert told.keys() == SENTENCES.keys()


def test_every_sentence_reads_as_a_sentence_once_its_figures_are_in(
    told: dict[str, TraceStep],
) -> None:
    for code, step in told.items():
        words = sentence(step)
        assert "%(" not in words, code
        assert words.endswith("."), code
        assert words[0].isupper() or "%(" in SENTENCES[code][:4], code


def test_french_typography_is_kept_in_every_template() -> None:
    for template in (*SENTENCES.values(), *REASONS.values()):
        assert "'" not in template
        words = re.sub(r"%\(\w+\)s", "0", template)
        assert not re.search(r" [:;!?%»]", words), template
        assert not re.search(r"[^\u00a0]:", words), template


def test_every_reason_of_a_result_has_its_sentence() -> None:
    dice = dice_of("reasons")
    results = [count(parse_count(random_file(dice))) for _ in range(3000)]
    assert {result.reason for result in results if result.reason} == REASONS.keys()


def test_a_sentence_is_translated_before_its_figures_are_put_in() -> None:
    step = TraceStep("swing_up", {"papers": "3"})
    english = {SENTENCES["swing_up"]: "%(papers)s papers from against to for."}
    assert sentence(step, lambda text: english[text]) == "3 papers from against to for."


def test_every_sentence_is_marked_for_extraction() -> None:
    text = Path(trace.__file__).read_text(encoding="utf-8")
    assert text.count("_(") - text.count("def _(") == len(SENTENCES) + len(REASONS)
