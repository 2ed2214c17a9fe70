"""Sets the headers that keep pages safe: content policy, referrer, permissions, no caching."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip


def policy_text(directives: Mapping[str, Sequence[str] | str | bool | None]) -> str:
    """Return the header for a policy shaped like Django 6's SECURE_CSP."""
    parts = []
    for name, value in directives.items():
        if value is None or value is False:
            continue
        if value is True:
            parts.append(name)
            continue
        sources = value if isinstance(value, str) else " ".join(value)
        parts.append(f"{name} {sources}")
    return "; ".join(parts)


class SecurityHeadersMiddleware:
    """Adds the headers to every page that does not set its own.

    Pages show what one signed-in person or one link may see, so they are not stored by browsers or
    proxies unless the view itself says otherwise (a public page, an answer made to be polled).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": policy_text(settings.SECURE_CSP),
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": PERMISSIONS_POLICY,
            "Cache-Control": "no-store",
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response
