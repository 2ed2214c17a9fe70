"""What the logs must never show."""

import logging

import pytest

from tala.lib.logs import MaskSecrets, mask
from tala.lib.tokens import derive_token

TOKEN = derive_token("member", "p-12", 1)


@pytest.mark.parametrize(
    "line",
    [
        f'"GET /v/{TOKEN}/vote HTTP/1.1" 200 12',
        f"Not Found: /v/{TOKEN}",
        f"token={TOKEN}",
        f"{{'token': '{TOKEN}'}}",
        f"https://tala.example/v/{TOKEN}?next=/",
        TOKEN,
    ],
)
def test_a_personal_link_is_masked_wherever_it_stands(line: str) -> None:
    assert TOKEN not in mask(line)
    assert TOKEN[:10] not in mask(line)
    assert "…" in mask(line)


@pytest.mark.parametrize("number", range(200))
def test_every_token_is_masked(number: int) -> None:
    token = derive_token("member", f"p-{number}", 1)
    assert mask(f"x {token} y") == "x … y"


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("code=AB12-CD34&next=/", "AB12"),
        ("{'code': ['F7GHQ2']}", "F7GHQ2"),
        ('{"code": "WX12-YZ34"}', "WX12"),
        ("sessionid=abcdef0123456789", "abcdef"),
        ("csrfmiddlewaretoken=abcdef0123456789", "abcdef"),
        ("550 5.1.1 <anais.coeur@example.org> unknown", "anais"),
    ],
)
def test_codes_sessions_and_addresses_are_masked(line: str, secret: str) -> None:
    assert secret not in mask(line)


@pytest.mark.parametrize(
    "line",
    [
        '"GET /static/css/tala.css HTTP/1.1" 200 12',
        "sha256 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        "tests/lib/test_logs.py::test_codes_sessions_and_addresses_are_masked_in_every_line",
        "status code 404 at /c/12/",
        "task organisations.send_messages[0b7e5f4e-7c1b-4d5e-9c0a-0123456789ab] done",
    ],
)
def test_what_helps_the_administrator_stays(line: str) -> None:
    assert mask(line) == line


def test_arguments_and_tracebacks_are_masked_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(MaskSecrets())
    logger = logging.getLogger("tala.test")
    try:
        raise ValueError(f"/v/{TOKEN}")
    except ValueError:
        logger.exception("failed for %s at %s", "anais@example.org", TOKEN)
    assert "ValueError" in caplog.text
    assert "failed for …@example.org at …" in caplog.text
    assert TOKEN not in caplog.text
