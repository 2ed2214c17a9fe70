"""A passkey is made and opens the door, with the authenticator that Chromium can play."""

from typing import Any

import pytest

from tests.browser.people import client_of
from tests.browser.surf import Site, Visitor
from tests.cast import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE_CHIP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_a_chip(visitor: Visitor) -> Visitor:
    """Give the browser an authenticator that says yes."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_CHIP})
    return visitor


def test_a_passkey_opens_the_door(site: Site, settings: Any) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the test site has no TLS
    visitor = with_a_chip(site.visitor(client=client_of(make_user("ana@example.org", "Ana"))))
    visitor.go("/compte/2fa/webauthn/add/")
    visitor.fill(name="Téléphone d’Ana")
    visitor.press("Ajouter")
    visitor.page.wait_for_url(lambda url: not url.endswith("/add/"))
    visitor.go("/compte/logout/")
    visitor.press("Se déconnecter")
    visitor.follow("Recevoir un code")
    visitor.press("Entrer avec une clé d’accès")
    visitor.sees("Mes coopératives", "Ana")
    assert site.complaints == []
