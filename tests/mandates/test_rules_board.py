"""A board knows when terms end, who is too old by the law, whom it lacks and by when to act."""

import re
from datetime import date
from fractions import Fraction

import pytest

from mandates.rules.board import age_verdict, minimum_verdict
from mandates.rules.readings import ARTICLES, USUAL, Readings
from mandates.rules.renewal import renewal_plan
from mandates.rules.seats import may_nominate, seat_shares, seats_verdict
from mandates.rules.terms import (
    Term,
    latest_accounts_meeting,
    replacement_term,
    term_from,
    term_on,
)
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import SeatRule, StatuteParameters, defaults_for
from tests.rules_tables import table

SA = defaults_for(LegalForm.SA, has_colleges=False)


def day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


def sure(cell: str) -> date:
    return date.fromisoformat(cell)


def shown(value: object) -> str:
    return "-" if value is None else str(value)


def pairs(cell: str) -> dict[str, str]:
    return {} if cell == "-" else dict(part.split("=") for part in cell.split())


def numbers(cell: str) -> dict[str, int]:
    return {key: int(value) for key, value in pairs(cell).items()}


def seat_rules(cell: str) -> tuple[SeatRule, ...]:
    """Read `founders=3-3 carriers=2-n`."""
    rules = []
    for college, bounds in pairs(cell).items():
        least, most = bounds.split("-")
        rules.append(SeatRule(college, int(least), None if most == "n" else int(most)))
    return tuple(rules)


def test_every_reading_is_on_the_page_with_its_value_and_its_article() -> None:
    rows = {row["parameter"]: (row["value"], row["article"]) for row in table("readings")}
    assert rows == {name: (str(getattr(USUAL, name)), ARTICLES[name]) for name in ARTICLES}
    assert set(ARTICLES) == set(Readings.__dataclass_fields__)


@pytest.mark.parametrize("reading", [{"age_from": "month"}, {"age_leaving": "never"}])
def test_a_reading_that_does_not_exist_is_refused(reading: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not one of"):
        Readings(**reading)  # type: ignore[arg-type]


@pytest.mark.parametrize("row", table("terms.end"), ids=lambda row: row["case"])
def test_a_term_ends_with_the_assembly_on_the_accounts(row: dict[str, str]) -> None:
    term = term_from(sure(row["named"]), int(row["years"]))
    if row["replaces"] != "-":
        predecessor = term_from(sure(row["replaces"]), int(row["years"]))
        term = replacement_term(predecessor, sure(row["named"]), int(row["years"]))
    verdict = term_on(
        term,
        sure(row["today"]),
        year_end=sure(row["year end"]),
        meeting_on=day(row["assembly"]),
        extended_to=day(row["extended to"]),
    )
    assert str(term.last_year) == row["last year"]
    assert (verdict.outcome, shown(verdict.ends_on)) == (row["outcome"], row["ends"])
    assert verdict.article == "C.com R225-15"


def test_a_newcomer_may_be_given_a_full_term() -> None:
    full = Readings(replacement_takes_remainder=False)
    predecessor = Term(date(2023, 6, 24), 2026)
    assert replacement_term(predecessor, date(2025, 2, 2), 3, full).last_year == 2028


def test_the_flag_of_an_expired_term_can_be_set_aside() -> None:
    patient = Readings(expires_without_meeting=False)
    term, late = Term(date(2023, 6, 24), 2026), date(2026, 12, 1)
    verdict = term_on(term, late, year_end=date(2025, 12, 31), readings=patient)
    assert verdict.outcome == "running"


def test_an_assembly_of_another_year_does_not_end_the_term() -> None:
    with pytest.raises(ValueError, match="ends in 2026, not in 2025"):
        term_on(
            Term(date(2023, 6, 24), 2026),
            date(2025, 7, 1),
            year_end=date(2024, 12, 31),
            meeting_on=date(2025, 6, 20),
        )
    with pytest.raises(ValueError, match="a term of 0 years"):
        term_from(date(2023, 6, 24), 0)


def test_the_accounts_are_put_to_the_assembly_within_six_months() -> None:
    assert latest_accounts_meeting(date(2025, 8, 31)) == date(2026, 2, 28)
    assert latest_accounts_meeting(date(2025, 12, 31), date(2026, 9, 30)) == date(2026, 9, 30)


@pytest.mark.parametrize("row", table("terms.renewal"), ids=lambda row: row["case"])
def test_a_board_is_renewed_by_parts(row: dict[str, str]) -> None:
    groups = renewal_plan(
        int(row["board"]), int(row["years"]), Fraction(row["share"]), row["rounding"]
    )
    assert " ".join(str(group.seats) for group in groups) == row["groups"]
    assert " ".join(str(group.after_years) for group in groups) == row["after years"]


@pytest.mark.parametrize("size", range(1, 40))
@pytest.mark.parametrize("rounding", ["floor", "ceil"])
def test_no_seat_is_lost_in_a_renewal_and_groups_differ_by_one(size: int, rounding: str) -> None:
    for parts in (1, 2, 3, 4, 6):
        sizes = [group.seats for group in renewal_plan(size, 12, Fraction(1, parts), rounding)]
        assert sum(sizes) == size
        assert max(sizes) - min(sizes) <= 1
        assert sizes == sorted(sizes, reverse=rounding == "ceil")


@pytest.mark.parametrize(
    ("years", "share", "why"),
    [
        (3, Fraction(2, 5), "not one over a whole number"),
        (3, Fraction(0), "not one over a whole number"),
        (3, Fraction(1, 2), "not 2 times a whole number of years"),
    ],
)
def test_a_renewal_that_statutes_leave_unclear_is_refused(
    years: int, share: Fraction, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        renewal_plan(10, years, share, "floor")


def births(cell: str) -> dict[str, date]:
    """Read `A=1950-01-01 B=1952-05-05 +5`, the last being five young members."""
    *given, last = cell.split()
    young = {}
    if last.startswith("+"):
        young = {f"young {place}": date(1980, 1, 1) for place in range(int(last))}
    else:
        given.append(last)
    known = {name: date.fromisoformat(born) for name, born in (one.split("=") for one in given)}
    return known | young


@pytest.mark.parametrize("row", table("board.age"), ids=lambda row: row["case"])
def test_the_oldest_is_deemed_to_resign_where_too_many_are_past_the_age(
    row: dict[str, str],
) -> None:
    verdict = age_verdict(
        SA,
        births(row["births"]),
        sure(row["on"]),
        next_ordinary_on=day(row["next assembly"]),
        readings=Readings(age_from=row["age_from"]),
    )
    assert str(verdict.allowed) == row["allowed"]
    assert (" ".join(verdict.over) or "-", " ".join(verdict.resigns) or "-") == (
        row["over"],
        row["resigns"],
    )
    assert shown(verdict.leaves_on) == row["leaves"]
    assert verdict.within == (row["resigns"] == "-")
    assert verdict.article == "C.com L225-19"


def test_the_oldest_may_leave_at_once_and_a_board_without_limit_has_no_oldest() -> None:
    old, on = {"A": date(1950, 1, 1), "B": date(1980, 1, 1)}, date(2026, 3, 2)
    at_once = age_verdict(SA, old, on, readings=Readings(age_leaving="at_once"))
    assert (at_once.resigns, at_once.leaves_on) == (("A",), on)
    free = age_verdict(StatuteParameters(), old, on)
    assert (free.within, free.allowed, free.over) == (True, None, ())


@pytest.mark.parametrize("row", table("board.minimum"), ids=lambda row: row["case"])
def test_a_board_below_its_minimum_is_told_what_to_do_and_by_when(row: dict[str, str]) -> None:
    params = StatuteParameters(
        board_min=None if row["board_min"] == "-" else int(row["board_min"]),
        board_cooptation=row["cooptation"] == "yes",
        articles={"board_min": "statuts, art. 15"},
    )
    verdict = minimum_verdict(
        params, LegalForm(row["form"]), int(row["active"]), sure(row["since"])
    )
    assert (verdict.outcome, str(verdict.needed)) == (row["outcome"], row["needed"])
    assert (verdict.act, shown(verdict.by)) == (row["act"], row["by"])
    article = {"none": "", "statutes": "statuts, art. 15"}.get(row["act"], "C.com L225-24")
    assert verdict.article == article


def test_the_delay_to_complete_a_board_is_a_reading() -> None:
    params = StatuteParameters(board_min=5, board_cooptation=True)
    sooner = Readings(vacancy_months=1)
    verdict = minimum_verdict(params, LegalForm.SA, 4, date(2026, 3, 10), sooner)
    assert verdict.by == date(2026, 4, 10)


@pytest.mark.parametrize("row", table("seats.shares"), ids=lambda row: row["case"])
def test_the_part_of_the_seats_is_not_the_part_of_the_votes(row: dict[str, str]) -> None:
    seats = {str(place): int(number) for place, number in enumerate(row["seats"].split())}
    shares = list(seat_shares(seats).values())
    assert shares == [Fraction(share) for share in row["shares"].split()]
    weights = [Fraction(int(weight), 100) for weight in row["weights of votes"].split()]
    assert sum(shares) == sum(weights) == 1
    assert shares != weights


@pytest.mark.parametrize("row", table("seats.filled"), ids=lambda row: row["case"])
def test_a_seat_that_a_college_does_not_fill_stays_vacant_and_is_flagged(
    row: dict[str, str],
) -> None:
    least, most = (int(number) for number in re.findall(r"\d+", row["size"]))
    params = StatuteParameters(
        board_min=least, board_max=most, board_seats=seat_rules(row["seats"])
    )
    verdict = seats_verdict(params, numbers(row["elected"]))
    assert (verdict.complete, verdict.total) == (row["complete"] == "yes", int(row["total"]))
    vacant = {college.college: college.vacant for college in verdict.colleges if college.vacant}
    over = {college.college: college.over for college in verdict.colleges if college.over}
    assert (vacant, over) == (numbers(row["vacant"]), numbers(row["over"]))
    assert verdict.open_seats == 0


def test_a_vacant_seat_is_open_to_others_where_the_statutes_say_so() -> None:
    params = StatuteParameters(board_seats=(SeatRule("employees", 2, 2),), board_max=1)
    open_to_all = Readings(vacant_seat_open=True)
    assert seats_verdict(params, {}, open_to_all).open_seats == 2
    assert seats_verdict(params, {"employees": 2}).size == "too_large"
    with pytest.raises(LookupError, match="no seats for readers"):
        seats_verdict(params, {"readers": 1})


@pytest.mark.parametrize("row", table("seats.nominate"), ids=lambda row: row["case"])
def test_a_college_puts_forward_within_its_seats(row: dict[str, str]) -> None:
    params = StatuteParameters(board_seats=seat_rules(row["seats"]))
    verdict = may_nominate(params, numbers(row["taken"]), row["college"])
    assert (verdict.allowed, verdict.reason) == (row["allowed"] == "yes", row["reason"])
