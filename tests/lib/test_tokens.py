"""Personal links: rendered again without being stored, found by hash, revoked by version."""

import re

from pytest_django import Settings

from tala.lib.tokens import derive_token, token_hash


def test_a_link_can_be_rendered_again() -> None:
    token = derive_token("member", "p-12", 1)
    assert derive_token("member", "p-12", 1) == token
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)


def test_no_two_links_are_alike(settings: Settings) -> None:
    tokens = [
        derive_token("member", "p-12", 1),
        derive_token("member", "p-12", 2),
        derive_token("member", "p-121", 1),
        derive_token("calendar", "p-12", 1),
    ]
    settings.SECRET_KEY = "another"
    tokens.append(derive_token("member", "p-12", 1))
    assert len(set(tokens)) == 5


def test_the_database_knows_only_the_hash() -> None:
    token = derive_token("member", "p-12", 1)
    assert token_hash(token) != token
    assert re.fullmatch(r"[0-9a-f]{64}", token_hash(token))
    assert token_hash("x") == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
