"""Notes when and from where each session of an account was last seen, for the list of sessions."""

import hashlib
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

NOTED_FOR = 300
"""Seconds during which a session seen again from the same place is not written again."""


class ActivityMiddleware:
    """Stands in for allauth's own middleware, which writes to the database at every page.

    A new address or browser is noted at once, another page within five minutes is not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_new(request) and request.user.is_authenticated:
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _is_new(request: HttpRequest) -> bool:
    """True the first time in a while; the session's key itself stays out of the cache."""
    session_key = request.session.session_key
    if not session_key:
        return False
    place = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
    seen = "\0".join([session_key, *place, request.META.get("HTTP_USER_AGENT", "")])
    return cache.add(
        f"seen:{hashlib.sha256(seen.encode()).hexdigest()}", value=True, timeout=NOTED_FOR
    )
