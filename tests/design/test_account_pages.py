"""The pages of one's own account: ours, in French, one title each."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from organisations.models import User

ENTRANCE = (
    "/compte/login/code/", "/compte/login/", "/compte/signup/", "/compte/password/reset/",
    "/compte/password/reset/done/", "/compte/inactive/", "/compte/password/reset/key/0-wrong/",
)  # fmt: skip
OWN = (
    "/compte/email/", "/compte/2fa/", "/compte/2fa/totp/activate/", "/compte/2fa/webauthn/",
    "/compte/2fa/webauthn/add/", "/compte/sessions/", "/compte/logout/", "/compte/password/set/",
)  # fmt: skip
ENGLISH = re.compile(r"\b(Sign|Password|Email|Log ?[io]n|Authenticator|Security|Your|Cancel)\b")


@pytest.fixture
def user(db: None) -> User:
    user = User.objects.create_user("claire.martin@bassin.example", name="Claire Martin")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def known(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def check(response: object, status: int = 200) -> str:
    assert response.status_code == status
    page = response.content.decode()
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert '<html lang="fr">' in page
    assert re.search(r"<title>\s*\S", page)
    seen = re.sub(r"<script.*?</script>|<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert ENGLISH.findall(seen) == []
    return str(page)


@pytest.mark.parametrize("address", ENTRANCE)
def test_the_way_in_is_in_our_look_and_in_french(address: str, client: Client, db: None) -> None:
    check(client.get(address))


@pytest.mark.parametrize("address", OWN)
def test_the_account_is_in_our_look_and_in_french(address: str, known: Client) -> None:
    check(known.get(address))


def test_a_wrong_code_is_said_beside_the_field(client: Client, user: User) -> None:
    asked = client.post("/compte/login/code/", {"email": user.email}, follow=True)
    assert user.email in check(asked)
    page = check(client.post("/compte/login/code/confirm/", {"code": "faux"}))
    assert 'aria-invalid="true"' in page
    assert 'id="id_code_error"' in page


def test_the_sign_in_page_asks_one_thing(client: Client, db: None) -> None:
    page = client.get("/compte/login/code/").content.decode()
    fields = re.findall(r"<input(?![^>]*hidden)[^>]*>", page)
    assert len(fields) == 1
    assert 'type="email"' in fields[0]
    assert "Recevoir un code" in page


def test_a_person_with_a_password_may_use_it(client: Client, user: User) -> None:
    user.set_password("quatre mots font la phrase")
    user.save()
    answer = client.post(
        "/compte/login/", {"login": user.email, "password": "quatre mots font la phrase"}
    )
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_second_check_is_asked_in_french(client: Client, user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    user.set_password("quatre mots font la phrase")
    user.save()
    assert Authenticator.objects.filter(user=user).exists()
    answer = client.post(
        "/compte/login/",
        {"login": user.email, "password": "quatre mots font la phrase"},
        follow=True,
    )
    assert "Seconde vérification" in check(answer)


def test_the_code_arrives_in_a_french_message(
    client: Client, user: User, mailoutbox: list[object]
) -> None:
    client.post("/compte/login/code/", {"email": user.email})
    (message,) = mailoutbox
    assert message.subject == "Votre code pour entrer dans TALA"
    assert "Voici votre code" in message.body
    assert "&" not in message.body


def test_a_page_that_is_not_there_says_what_to_do(client: Client, db: None) -> None:
    assert "Page introuvable" in check(client.get("/rien/"), 404)


def test_a_request_that_makes_no_sense_gets_a_page(client: Client, db: None) -> None:
    check(client.get("/", headers={"host": "elsewhere.example"}), 400)


def test_a_form_sent_without_its_token_says_that_nothing_was_kept(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/compte/signup/", {"email": "a@b.example"})
    assert "Rien n’a été enregistré" in check(answer, 403)


def test_a_code_for_the_application_is_drawn_without_style(known: Client) -> None:
    page = known.get("/compte/2fa/totp/activate/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    assert "data:image" not in page
