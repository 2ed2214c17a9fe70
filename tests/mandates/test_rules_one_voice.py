"""A member has one voice, whatever they return and however many links they have."""

import pytest

from mandates.rules.both_ways import counted_in_quorum, spoken
from mandates.rules.capacities import Membership, heads_by_category, roll_entries, votes_in_hand
from mandates.rules.proxies import giver_may_vote, may_hold
from mandates.rules.readings import Readings
from organisations.rules.statutes import StatuteParameters
from tests.rules_tables import table


def form_of(cell: str) -> dict[str, str] | None:
    """Read `R1=for`; `empty` is a form without a mark, `-` no form."""
    if cell == "-":
        return None
    return {} if cell == "empty" else dict(part.split("=") for part in cell.split())


@pytest.mark.parametrize("row", table("both_ways"), ids=lambda row: row["case"])
def test_a_form_and_a_proxy_speak_in_turn_and_count_once(row: dict[str, str]) -> None:
    form, has_proxy = form_of(row["form"]), row["proxy"] == "yes"
    answer = spoken(row["resolutions"].split(), form, has_proxy=has_proxy, rule=row["rule"])
    words = [f"{one.resolution}={one.by}{one.choice and f':{one.choice}'}" for one in answer]
    assert " ".join(words) == row["spoken"]
    assert str(counted_in_quorum(form, has_proxy=has_proxy)) == row["quorum"]


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="both is not one of postal_first"):
        spoken(["R1"], {}, has_proxy=True, rule="both")


@pytest.mark.parametrize("row", table("proxies.vote_after"), ids=lambda row: row["case"])
def test_whoever_gave_a_proxy_votes_or_withdraws_it_first(row: dict[str, str]) -> None:
    params = StatuteParameters(mode_change_allowed=row["mode_change_allowed"] == "yes")
    verdict = giver_may_vote(params, represented=row["represented"] == "yes")
    assert (verdict.allowed, verdict.reason) == (row["allowed"] == "yes", row["reason"])


def member(words: str) -> Membership:
    """Read `1:Ann:employees+users!users`."""
    number, human, links = words.split(":")
    categories, _, assigned = links.partition("!")
    return Membership(number, human, tuple(categories.split("+")), assigned)


@pytest.mark.parametrize("row", table("capacities.roll"), ids=lambda row: row["case"])
def test_each_membership_is_one_entry_of_the_roll(row: dict[str, str]) -> None:
    readings = Readings(employees_first=row["employees_first"] == "yes")
    entries = roll_entries([member(words) for words in row["members"].split()], readings=readings)
    shown = [f"{entry.number}={entry.category or 'open'}" for entry in entries]
    assert " ".join(shown) == row["roll"]
    human, votes = row["votes of"].split()
    assert votes_in_hand(entries, human) == int(votes)
    assert sum(heads_by_category(entries).values()) == len(entries)


def test_w33_an_employee_who_is_a_user_adds_one_head_and_not_two() -> None:
    entries = roll_entries([member("1:Ann:employees+users"), member("2:Bob:users")])
    assert heads_by_category(entries) == {"employees": 1, "users": 1}


def test_w34_two_votes_already_leave_no_room_for_a_proxy_under_a_cap_of_two() -> None:
    entries = roll_entries([member("1:M:users"), member("2:M:partners")])
    capped = StatuteParameters(proxies_allowed=True, max_votes_per_person=2)
    own = votes_in_hand(entries, "M")
    verdict = may_hold(capped, member_count=9, already_held=0, holder_own_votes=own)
    assert (verdict.allowed, verdict.reason) == (False, "votes_per_person")


def test_a_roll_with_a_member_twice_or_without_category_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        roll_entries([member("1:A:users"), member("1:B:users")])
    with pytest.raises(ValueError, match="member 1 has no category"):
        roll_entries([Membership("1", "A", ())])
