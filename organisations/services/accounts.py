"""Accounts and the memberships they open.

A member row belongs to the account that has proved to read the member's e-mail address. Two members
who share an address (a couple, a company and its manager) are both linked to the one account: every
personal link goes to that mailbox already, so the account opens nothing more, and each membership
keeps its own voice. When a member's address changes, the link follows the address.
"""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

from organisations.models import Member, User
from organisations.policies import Actor
from organisations.services.journal import journal_write

_AT_ONCE = 500


def account_open(*, email: str, name: str = "") -> User:
    """Return the account of an address, created without a password when there is none.

    A new account signs in by the code sent to the address, which verifies it: allauth verifies only
    an address it has a row for.
    """
    address = email.strip().lower()
    known = User.objects.filter(
        Q(email=address) | Q(emailaddress__email=address, emailaddress__verified=True)
    ).first()
    if known is not None:
        return known
    user = User.objects.create_user(address, name=name)
    EmailAddress.objects.create(user=user, email=address, primary=True)
    return user


def account_ids(emails: Iterable[str]) -> dict[str, int]:
    """Return the accounts that have proved to read these addresses: lower-case address -> key."""
    wanted = sorted({email.lower() for email in emails if email})
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = EmailAddress.objects.filter(
            email__in=wanted[start : start + _AT_ONCE], verified=True, user__is_active=True
        )
        found.update(rows.values_list("email", "user_id"))
    return found


def memberships_link(*, user: User) -> int:
    """Link the account to the members who have one of its verified addresses; return how many.

    Called at each sign-in. Only rows of nobody, or of an account that no longer has the address,
    move.
    """
    addresses = list(
        EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    )
    with transaction.atomic():
        members = list(Member.objects.filter(email__in=addresses).exclude(user=user))
        for member in members:
            Member.objects.filter(pk=member.pk, email__in=addresses).update(user=user)
            journal_write(
                organisation=member.organisation_id,
                actor=Actor.of(user),
                action="member.link",
                subject=f"member:{member.pk}",
                details={"number": member.number},
            )
    return len(members)
