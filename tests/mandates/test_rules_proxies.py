"""A proxy is accepted or refused as the statutes and the law say, with the reason."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.rules.messages import MESSAGES
from mandates.rules.proxies import (
    blank_direction,
    giver_may_vote,
    may_give,
    may_hold,
    may_hold_on_board,
    proxy_cap,
    sentence,
    split_at_cap,
    valid_for_dates,
)
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters, defaults_for, usual_for
from tests.rules_tables import table

PROFILES = {
    "scic_sa": usual_for(LegalForm.SCIC_SA, True),
    "scop_sarl": usual_for(LegalForm.SCOP_SARL, False),
    "association": usual_for(LegalForm.ASSOCIATION_1901, False),
}
SCOP = PROFILES["scop_sarl"]


def yes(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


def facts(cell: str) -> dict[str, Any]:
    """Read "name=value name=value"; yes and no are booleans, digits numbers."""
    if cell == "-":
        return {}
    read: dict[str, Any] = {}
    for fact in cell.split():
        name, value = fact.split("=")
        read[name] = (
            yes(value) if value in {"yes", "no"} else int(value) if value.isdigit() else value
        )
    return read


def capped(limit: int, *, blanks_too: bool) -> StatuteParameters:
    return replace(PROFILES["scic_sa"], proxy_max=limit, cap_applies_to_blank=blanks_too)


@pytest.mark.parametrize("row", table("proxies.cap"))
def test_the_number_of_proxies_one_may_hold(row: dict[str, str]) -> None:
    params = StatuteParameters(
        proxy_max=None if row["number"] == "-" else int(row["number"]),
        proxy_share_of_members=None if row["share"] == "-" else Fraction(row["share"]),
    )
    cap = None if row["cap"] == "no limit" else int(row["cap"])
    assert proxy_cap(params, int(row["members"])) == cap


@pytest.mark.parametrize("row", table("proxies.split"))
def test_the_last_proxies_received_fall_first(row: dict[str, str]) -> None:
    kept, refused = split_at_cap(SCOP, int(row["members"]), row["received"].split())
    assert kept == tuple(row["kept"].split())
    assert refused == tuple(row["refused"].replace("-", "").split())


def test_without_a_cap_no_proxy_falls() -> None:
    received = [str(number) for number in range(97)]
    assert split_at_cap(PROFILES["scic_sa"], 871, received) == (tuple(received), ())


@pytest.mark.parametrize("row", table("proxies.hold"), ids=lambda row: row["case"])
def test_a_proxy_is_accepted_or_refused_with_its_reason(row: dict[str, str]) -> None:
    params = replace(PROFILES[row["profile"]], **facts(row["changes"]))
    verdict = may_hold(params, member_count=45, **facts(row["facts"]))
    assert (verdict.allowed, verdict.reason) == (yes(row["allowed"]), row["reason"])
    assert "%(" not in sentence(verdict)


def test_the_vote_counts_in_the_college_of_who_gives_it() -> None:
    verdict = may_hold(
        PROFILES["scic_sa"],
        member_count=871,
        already_held=0,
        giver_college="users",
        holder_college="producers",
    )
    assert verdict.figures == {"counts_in": "users"}


def test_a_refusal_names_its_article_and_its_figures() -> None:
    verdict = may_hold(SCOP, member_count=45, already_held=2)
    assert verdict.article == "L78 art. 14"
    assert sentence(verdict) == (
        "Cette personne porte déjà 2 pouvoirs, pour un maximum de 2. Choisissez quelqu’un d’autre."
    )


def test_the_article_is_that_of_the_smaller_limit() -> None:
    both = replace(SCOP, proxy_max=1, articles={**SCOP.articles, "proxy_max": "statuts, art. 21"})
    assert may_hold(both, member_count=45, already_held=1).article == "statuts, art. 21"
    assert may_hold(replace(both, proxy_max=9), member_count=45, already_held=2).article == (
        "L78 art. 14"
    )


def test_a_refusal_is_translated_before_it_is_filled_in() -> None:
    verdict = may_hold(SCOP, member_count=45, already_held=2)
    assert sentence(verdict, lambda text: "%(held)s of %(cap)s") == "2 of 2"


@pytest.mark.parametrize(("blanks_too", "lost"), [(True, 92), (False, 0)])
def test_the_chair_of_ouvaton_loses_votes_only_if_the_cap_binds_blank_proxies(
    blanks_too: bool, lost: int
) -> None:
    params, held = capped(5, blanks_too=blanks_too), 0
    for _blank in range(97):
        verdict = may_hold(params, member_count=871, already_held=0, blank=True, blanks_held=held)
        held += verdict.allowed
    assert 97 - held == lost


@pytest.mark.parametrize("row", table("proxies.blank"))
def test_blank_proxies_follow_the_board(row: dict[str, str]) -> None:
    totals = {"for": int(row["for"]), "against": int(row["against"]), "abstain": 0}
    direction = None if row["direction"] == "-" else row["direction"]
    totals[blank_direction(yes(row["supported"]), direction)] += int(row["blank"])
    assert totals["for"] == int(row["total for"])
    assert totals["against"] == int(row["total against"])


@pytest.mark.parametrize("row", table("proxies.dates"), ids=lambda row: row["case"])
def test_a_proxy_holds_for_another_meeting_or_not(row: dict[str, str]) -> None:
    verdict = valid_for_dates(
        defaults_for(LegalForm(row["form"]), False),
        date.fromisoformat(row["given for"]),
        date.fromisoformat(row["other"]),
        same_agenda=yes(row["same agenda"]),
    )
    assert (verdict.allowed, verdict.reason) == (yes(row["allowed"]), row["reason"])
    assert "%(" not in sentence(verdict)


def test_who_has_given_a_proxy_withdraws_it_before_giving_another() -> None:
    verdict = may_give(SCOP, giver_represented=True)
    assert (verdict.allowed, verdict.reason) == (False, "giver_already_represented")


def test_a_represented_member_withdraws_the_proxy_before_voting() -> None:
    refused = giver_may_vote(PROFILES["scic_sa"], represented=True)
    assert (refused.allowed, refused.reason) == (False, "proxy_in_force")
    assert refused.article == "C.com R225-85 III"
    assert giver_may_vote(PROFILES["scic_sa"], represented=False).allowed


def test_where_modes_may_change_the_vote_itself_cancels_the_proxy() -> None:
    params = replace(PROFILES["association"], mode_change_allowed=True)
    verdict = giver_may_vote(params, represented=True)
    assert (verdict.allowed, verdict.reason) == (True, "proxy_cancelled")


def test_a_director_holds_one_proxy_at_a_sitting() -> None:
    sa = defaults_for(LegalForm.SA, False)
    assert may_hold_on_board(sa, already_held=0).allowed
    second = may_hold_on_board(sa, already_held=1)
    assert (second.reason, second.article) == ("cap_reached", "C.com R225-19")
    assert may_hold_on_board(sa, already_held=0, holder_is_giver=True).reason == "holder_is_giver"
    assert may_hold_on_board(StatuteParameters(), already_held=40).allowed
    assert not may_hold_on_board(StatuteParameters(board_proxy_max=0), already_held=0).allowed


@pytest.mark.parametrize("code", MESSAGES)
def test_a_sentence_can_be_filled_in(code: str) -> None:
    text = MESSAGES[code] % defaultdict(lambda: "figure")
    assert "%" not in text


@given(st.integers(1, 2000))
def test_a_scop_never_lets_one_hold_more_than_a_twentieth_from_twenty_members(members: int) -> None:
    cap = proxy_cap(SCOP, members)
    assert cap is not None
    assert cap == 1 or 20 * cap <= members
    assert members < 40 or 20 * (cap + 1) > members


@given(st.integers(1, 500), st.integers(0, 30))
def test_one_more_is_allowed_exactly_while_under_the_cap(members: int, held: int) -> None:
    cap = proxy_cap(SCOP, members)
    assert cap is not None
    assert may_hold(SCOP, member_count=members, already_held=held).allowed is (held < cap)
