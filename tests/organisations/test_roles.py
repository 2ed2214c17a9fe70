"""Roles: granted by e-mail, withdrawn, never without an administrator."""

import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organisations.models import Role, RoleName, User
from organisations.refusals import NotAllowed, Refused
from organisations.services.accounts import account_open
from organisations.services.roles import role_grant, role_withdraw
from tala.lib.mailfolder import read_folder, read_mail
from tests.cast import Cast, make_member, make_role, make_user
from tests.pages import text_of


def test_a_role_is_given_to_whoever_reads_an_address(cast: Cast) -> None:
    role = role_grant(
        actor=cast.administrator.actor,
        organisation=cast.organisation,
        email=" Nouvelle@Example.org ",
        role=RoleName.SECRETARY,
        name="Nouvelle Venue",
    )
    assert (role.user.email, role.user.name) == ("nouvelle@example.org", "Nouvelle Venue")
    assert not role.user.has_usable_password()
    entry = cast.organisation.journal.get(action="role.grant")
    assert entry.details["role"] == "secretary"


def test_a_person_known_by_another_verified_address_is_the_same_person(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.chair.user, email="claire@perso.example", verified=True)
    role = role_grant(
        actor=cast.administrator.actor,
        organisation=cast.organisation,
        email="claire@perso.example",
        role=RoleName.AUDITOR,
    )
    assert role.user == cast.chair.user


def test_a_role_already_held_or_a_wrong_address_is_refused(cast: Cast) -> None:
    actor = cast.administrator.actor
    with pytest.raises(Refused) as held:
        role_grant(
            actor=actor,
            organisation=cast.organisation,
            email=cast.chair.user.email,
            role=RoleName.CHAIR,
        )
    assert held.value.code == "role_held"
    with pytest.raises(Refused) as wrong:
        role_grant(actor=actor, organisation=cast.organisation, email="x", role=RoleName.CHAIR)
    assert wrong.value.code == "bad_email"
    assert not cast.organisation.journal.exists()


def test_the_last_administrator_stays(cast: Cast) -> None:
    own = cast.organisation.roles.get(name=RoleName.ADMINISTRATOR)
    with pytest.raises(Refused, match="Donnez d’abord ce rôle") as refused:
        role_withdraw(actor=cast.administrator.actor, role=own)
    assert refused.value.code == "last_administrator"
    gone = make_user("parti@example.org", is_active=False)
    make_role(cast.organisation, RoleName.ADMINISTRATOR, gone)
    with pytest.raises(Refused):
        role_withdraw(actor=cast.administrator.actor, role=own)
    make_role(cast.organisation, RoleName.ADMINISTRATOR)
    role_withdraw(actor=cast.administrator.actor, role=own)
    assert not Role.objects.filter(pk=own.pk).exists()


def test_a_role_withdrawn_twice_is_refused(cast: Cast) -> None:
    role = cast.organisation.roles.get(name=RoleName.CHAIR)
    role_withdraw(actor=cast.administrator.actor, role=role)
    again = Role(pk=1_000_000, organisation=role.organisation, user=role.user, name=role.name)
    with pytest.raises(Refused) as refused:
        role_withdraw(actor=cast.administrator.actor, role=again)
    assert refused.value.code == "role_gone"


def test_only_the_administrator_manages_roles(cast: Cast) -> None:
    for person in (cast.secretary, cast.chair, cast.auditor, cast.platform):
        with pytest.raises(NotAllowed):
            role_grant(
                actor=person.actor,
                organisation=cast.organisation,
                email="a@example.org",
                role=RoleName.ADMINISTRATOR,
            )


def test_the_page_grants_and_withdraws(cast: Cast) -> None:
    client, slug = cast.administrator.client, cast.organisation.slug
    url = reverse("role_list", args=[slug])
    page = text_of(client.post(url, {"email": "nina@example.org", "role": "auditor"}, follow=True))
    assert "nina@example.org a maintenant le rôle" in page
    role = cast.organisation.roles.get(user__email="nina@example.org")
    yes = {"confirmed": "1"}
    page = text_of(client.post(reverse("role_withdraw", args=[slug, role.pk]), yes, follow=True))
    assert "Le rôle est retiré" in page
    own = cast.organisation.roles.get(name=RoleName.ADMINISTRATOR)
    page = text_of(client.post(reverse("role_withdraw", args=[slug, own.pk]), yes, follow=True))
    assert "est la dernière personne chargée" in page


def test_a_role_of_another_cooperative_is_not_found(cast: Cast) -> None:
    role = cast.organisation.roles.get(name=RoleName.CHAIR)
    url = reverse("role_withdraw", args=[cast.elsewhere.slug, role.pk])
    assert cast.stranger.client.post(url, {"confirmed": "1"}).status_code == 404
    assert Role.objects.filter(pk=role.pk).exists()


def sign_in_by_code(client: Client, email: str, folder: Path) -> None:
    """Ask for a code, read it in the mail, type it."""
    client.post(reverse("account_request_login_code"), {"email": email})
    (received,) = read_folder(folder)
    code = re.search(r"^([A-Z0-9-]{6,9})$", read_mail(folder, received.name).text, re.MULTILINE)
    assert code
    client.post(reverse("account_confirm_login_code"), {"code": code[1]})


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.TALA_MAIL_FOLDER = tmp_path
    settings.EMAIL_BACKEND = "tala.lib.mail.FolderBackend"
    return tmp_path


def test_the_person_signs_in_by_the_code_sent_to_the_address(
    cast: Cast, client: Client, folder: Path
) -> None:
    role_grant(
        actor=cast.administrator.actor,
        organisation=cast.organisation,
        email="nina@example.org",
        role=RoleName.SECRETARY,
    )
    sign_in_by_code(client, "nina@example.org", folder)
    user = User.objects.get(email="nina@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified
    page = client.get(reverse("home"), follow=True)
    assert page.resolver_match.url_name == "organisation_home"


def test_signing_in_opens_the_memberships_of_the_address(
    cast: Cast, client: Client, folder: Path
) -> None:
    member = make_member(cast.organisation, email="nina@example.org")
    account_open(email="nina@example.org")
    sign_in_by_code(client, "nina@example.org", folder)
    member.refresh_from_db()
    assert member.user == User.objects.get(email="nina@example.org")


def test_a_platform_administrator_made_by_command_signs_in_by_code(
    client: Client, folder: Path, db: None
) -> None:
    User.objects.create_superuser("root@example.org")
    sign_in_by_code(client, "root@example.org", folder)
    assert client.session["_auth_user_id"]
