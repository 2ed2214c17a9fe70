"""Long lists in pages: a search is paged by its keys, two lists follow each other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.selectors.paging import InTurn, paginated, searched
from organisations.models import Member, Organisation
from tests.cast import make_member, make_organisation


@pytest.fixture
def register(db: None) -> Organisation:
    organisation = make_organisation()
    for number in range(60):
        make_member(organisation, number=f"M{number:03}", last_name=f"Nom {number:03}")
    make_member(organisation, number="X001", last_name="Œuvrard", first_name="Zoé")
    return organisation


def test_a_search_is_read_page_by_page_in_the_order_of_the_list(register: Organisation) -> None:
    found = paginated(searched(register.members.order_by("sort_key", "pk"), "nom"))
    assert found.count == 60
    assert [row.number for row in found.page(2)] == [f"M{number:03}" for number in range(50, 60)]


def test_a_page_of_a_search_costs_two_queries(register: Organisation) -> None:
    with CaptureQueriesContext(connection) as queries:
        rows = paginated(searched(register.members.order_by("sort_key", "pk"), "oeuvrard"))
        assert [row.number for row in rows.get_page("1")] == ["X001"]
    assert len(queries) == 2


def test_without_words_the_list_is_whole(register: Organisation) -> None:
    assert paginated(searched(register.members.all(), " - ")).count == 61


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 2, ["M003", "M004"]),
        (1, 3, ["M004", "M000"]),
        (2, 9, ["M000", "M001", "M002"]),
        (3, 4, ["M001"]),
        (9, 12, []),
    ],
)
def test_two_lists_follow_each_other(
    register: Organisation, first: int, last: int, expected: list[str]
) -> None:
    members = Member.objects.filter(organisation=register).order_by("number")
    rows = InTurn(
        (members.filter(number__in=["M003", "M004"]), 2),
        (members.filter(number__in=["M000", "M001", "M002"]), 3),
    )
    assert len(rows) == 5
    assert [row.number for row in rows[first:last]] == expected


def test_one_of_two_lists_is_found_by_its_place(register: Organisation) -> None:
    members = Member.objects.filter(organisation=register).order_by("number")
    rows = InTurn((members.filter(number="M007"), 1), (members.filter(number="M003"), 1))
    assert [rows[0].number, rows[1].number] == ["M007", "M003"]
    assert [row.number for row in rows] == ["M007", "M003"]
