"""Accounts at every stage of signing in, for the pages that only they meet."""

import time
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from organisations.models import User
from tests.cast import make_user

PHRASE = "quatre mots font la phrase"


def client_of(user: User) -> Client:
    """Return a client signed in as this person just now: no page asks who they are again."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def prudent_person(email: str) -> User:
    """Create someone with a password, a code application, recovery codes and a passkey."""
    user = make_user(email, "Odile Prudente")
    user.set_password(PHRASE)
    user.save()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    WebAuthn.add(user, "Téléphone", _credential())
    return user


def passkey_of(user: User) -> Authenticator:
    """Return the passkey of a prudent person."""
    return Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)


def halfway_by_code(user: User) -> Client:
    """Return a client that was just sent a sign-in code."""
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    return client


def halfway_by_password(user: User) -> Client:
    """Return a client whose password was right and who now owes a second proof."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PHRASE})
    return client


def _credential() -> dict[str, object]:
    """Return the answer of a browser that made a passkey; its key signs nothing."""
    key = ES256({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)})
    data = AttestedCredentialData.create(bytes(16), b"passkey", key)
    site = sha256(b"localhost").digest()
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    answer = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", bytes(32), "http://localhost"),
        attestation_object=AttestationObject.create(
            "none", AuthenticatorData.create(site, flags, 0, data), {}
        ),
    )
    return dict(RegistrationResponse(raw_id=b"passkey", response=answer))
