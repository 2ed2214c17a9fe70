"""Personal-link tokens: derived when a message is rendered, stored only as a hash."""

import base64
import hashlib

from django.utils.crypto import salted_hmac


def derive_token(purpose: str, public_id: str, version: int) -> str:
    """Return the token of 43 URL-safe characters for one purpose, one row and one version.

    It depends on the secret key, so a message can be rendered again without keeping the token;
    raising `version` revokes the links already sent.
    """
    value = f"{public_id}\0{version}"
    digest = salted_hmac(f"tala.link.{purpose}", value, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def token_hash(token: str) -> str:
    """Return the SHA-256 (64 hexadecimal digits) under which the database finds a token."""
    return hashlib.sha256(token.encode()).hexdigest()
