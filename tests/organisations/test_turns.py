"""Acts on one organisation at the same instant: one by one, each true to what it saw."""

import pytest

from organisations.models import JournalEntry, Role, RoleName
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.selectors.imports import preview_of
from organisations.selectors.journal import chain_state
from organisations.services import imports
from organisations.services.members import MemberFacts, member_add
from organisations.services.roles import role_withdraw
from organisations.services.turns import take_turn
from tests.cast import make_cooperative, make_role, make_user
from tests.concurrency.crowd import at_once
from tests.register_files import person, register_csv

pytestmark = pytest.mark.django_db(transaction=True)


def test_administrators_who_dismiss_each_other_leave_one() -> None:
    organisation = make_cooperative()
    roles = [make_role(organisation, RoleName.ADMINISTRATOR) for _turn in range(4)]
    outcomes = at_once(
        [
            lambda role=role: role_withdraw(actor=Actor.command("essai"), role=role)  # type: ignore[misc]
            for role in roles
        ]
    )
    assert [o.code for o in outcomes if isinstance(o, Refused)] == ["last_administrator"]
    assert Role.objects.filter(organisation=organisation).count() == 1


def test_an_import_confirmed_eight_times_at_once_is_done_once() -> None:
    organisation = make_cooperative()
    user = make_user()
    make_role(organisation, RoleName.SECRETARY, user)
    uploaded = imports.import_upload(
        actor=Actor.of(user),
        organisation=organisation,
        filename="registre.csv",
        content=register_csv(person(f"N{n}") for n in range(50)),
    )
    fingerprint = preview_of(uploaded).fingerprint

    def confirm() -> None:
        imports.import_apply(
            actor=Actor.of(user), register_import=uploaded, fingerprint=fingerprint
        )

    outcomes = at_once([confirm] * 8)
    assert outcomes.count(None) == 1
    assert {o.code for o in outcomes if isinstance(o, Refused)} == {"import_settled"}
    assert organisation.members.count() == 62
    assert JournalEntry.objects.filter(action="register.import").count() == 1


def test_one_number_added_eight_times_at_once_is_one_member() -> None:
    organisation = make_cooperative()

    def add() -> object:
        return member_add(
            actor=Actor.command("essai"),
            organisation=organisation,
            facts=MemberFacts("A1", "natural", last_name="Roux"),
        )

    outcomes = at_once([add] * 8)
    assert {o.code for o in outcomes if isinstance(o, Refused)} == {"number_taken"}
    assert not [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, Refused)]
    assert organisation.members.filter(number="A1").count() == 1


def test_acts_at_the_same_instant_make_one_chain() -> None:
    organisation = make_cooperative()

    def add(number: int) -> object:
        return member_add(
            actor=Actor.command("essai"),
            organisation=organisation,
            facts=MemberFacts(f"A{number}", "natural", last_name="Roux"),
        )

    at_once([lambda n=n: add(n) for n in range(8)])  # type: ignore[misc]
    state = chain_state(organisation)
    assert (state.entries, state.broken) == (8, None)


def test_a_turn_is_taken_inside_an_act_only() -> None:
    with pytest.raises(RuntimeError):
        take_turn(make_cooperative())
