"""A page that is the same for many members, laid out once: only its links and its form differ.

Measured: laying out the frame of the ballot page cost more than all the rest of the request.
"""

import hashlib
import secrets
from collections.abc import Mapping

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from voting.views.link_access import MemberRequest

KEPT_SECONDS = 3600
_TOKEN, _CSRF = f"token-{secrets.token_hex(16)}", f"csrf-{secrets.token_hex(16)}"
"""Stand for the personal link and the form's secret in a page that is kept."""


def common_page(
    request: MemberRequest, template: str, context: Mapping[str, object], key: str
) -> HttpResponse:
    """Render a page whose context holds nothing personal beside `token`, from the cache.

    `key` names all that the page depends on. A page with a message to show, or an address with a
    query (which the page would repeat), is laid out for itself and not kept.
    """
    if request.META.get("QUERY_STRING") or len(get_messages(request)):
        return render(request, template, dict(context))
    place = hashlib.sha256(f"{_TOKEN}:{key}".encode()).hexdigest()
    kept: str | None = cache.get(place)
    if kept is None:
        bare = {**context, "token": _TOKEN, "csrf_token": _CSRF}
        kept = render_to_string(template, bare, request).replace(request.token, _TOKEN)
        cache.set(place, kept, KEPT_SECONDS)
    page = kept.replace(_TOKEN, request.token).replace(_CSRF, get_token(request))
    return HttpResponse(page)
