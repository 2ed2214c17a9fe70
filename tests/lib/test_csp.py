"""The headers of every page."""

from django.http import HttpRequest, HttpResponse
from pytest_django import Settings

from tala.lib.csp import SecurityHeadersMiddleware, policy_text


def answer(**headers: str) -> HttpResponse:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("x", headers=headers)

    response = SecurityHeadersMiddleware(view)(HttpRequest())
    assert isinstance(response, HttpResponse)
    return response


def test_nothing_inline_and_nothing_from_elsewhere_runs() -> None:
    policy = answer()["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy


def test_pages_are_not_stored_and_tell_no_other_site_their_address() -> None:
    response = answer()
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_a_view_may_say_otherwise() -> None:
    response = answer(**{"Cache-Control": "public, max-age=60"})
    assert response["Cache-Control"] == "public, max-age=60"


def test_the_policy_is_written_as_django_6_writes_it(settings: Settings) -> None:
    directives: dict[str, list[str] | str | bool | None] = {
        "default-src": ["'self'", "data:"],
        "img-src": "https://x.example",
        "upgrade-insecure-requests": True,
        "frame-src": None,
        "report-uri": False,
    }
    text = "default-src 'self' data:; img-src https://x.example; upgrade-insecure-requests"
    assert policy_text(directives) == text
    settings.SECURE_CSP = directives
    assert answer()["Content-Security-Policy"] == text
