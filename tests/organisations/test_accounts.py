"""A membership belongs to the account that reads its address."""

from allauth.account.models import EmailAddress

from organisations.services.accounts import account_ids, account_open, memberships_link
from organisations.services.members import MemberFacts, member_add, member_update
from tests.cast import Cast, make_member, make_organisation, make_user


def test_signing_in_links_every_membership_of_the_address(cast: Cast) -> None:
    elsewhere = make_organisation()
    first = make_member(cast.organisation, email="lea@example.org")
    second = make_member(elsewhere, email="lea@example.org")
    twin = make_member(elsewhere, email="lea@example.org")
    user = make_user("lea@example.org")
    assert memberships_link(user=user) == 3
    for member in (first, second, twin):
        member.refresh_from_db()
        assert member.user == user
    assert elsewhere.journal.filter(action="member.link").count() == 2
    assert memberships_link(user=user) == 0


def test_an_address_nobody_proved_links_nothing(cast: Cast) -> None:
    member = make_member(cast.organisation, email="lea@example.org")
    user = make_user("lea@example.org")
    EmailAddress.objects.filter(user=user).update(verified=False)
    assert memberships_link(user=user) == 0
    assert account_ids(["lea@example.org"]) == {}
    member.refresh_from_db()
    assert member.user is None


def test_an_address_is_the_same_in_capitals(cast: Cast) -> None:
    user = make_user("lea@example.org")
    assert account_ids(["LEA@Example.org", ""]) == {"lea@example.org": user.pk}
    assert account_open(email=" Lea@example.ORG ") == user


def test_a_member_added_with_a_known_address_is_linked_at_once(cast: Cast) -> None:
    user = make_user("lea@example.org")
    member = member_add(
        actor=cast.secretary.actor,
        organisation=cast.organisation,
        facts=MemberFacts("A1", "natural", last_name="Roux", email="Lea@example.org"),
    )
    assert member.user == user


def test_the_link_follows_the_address(cast: Cast) -> None:
    assert cast.member.member is not None
    facts = MemberFacts("S0004", "natural", last_name="Legoff", email="autre@example.org")
    changed = member_update(actor=cast.secretary.actor, member=cast.member.member, facts=facts)
    assert changed.user is None
    assert not cast.member.actor.roles_in(cast.organisation)
