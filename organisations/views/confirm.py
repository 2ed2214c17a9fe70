"""Acts that cannot be undone are asked again, without JavaScript too."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, cast

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from organisations.views.access import OrganisationRequest, OrganisationView

P = ParamSpec("P")
CONFIRMED = "confirmed"


def asked_first(
    question: Any,  # noqa: ANN401 - text or lazy text
) -> Callable[[OrganisationView[P]], OrganisationView[P]]:
    """Answer the act's first POST with `question`, and let the second one, confirmed, through.

    The dialog of confirm.js asks on the page itself and confirms at once.
    """

    def decorate(view: OrganisationView[P]) -> OrganisationView[P]:
        @wraps(view)
        def guarded(
            request: OrganisationRequest, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if request.POST.get(CONFIRMED):
                return view(request, *args, **kwargs)
            return render(request, "organisations/confirm.html", _context(request, question))

        return cast("OrganisationView[P]", guarded)

    return decorate


def _context(request: OrganisationRequest, question: object) -> dict[str, object]:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    return {"question": question, "fields": fields, "back": _back(request)}


def _back(request: OrganisationRequest) -> str:
    """The page the person comes from, when it is one of ours."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return came_from
    return reverse("organisation_home", args=[request.organisation.slug])
