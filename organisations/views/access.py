"""The doors of every organisation page: find the organisation, know the person, ask `can`.

A decorator marks its view with `access`, which the test that tries every URL reads.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from organisations.models import Organisation, User
from organisations.policies import Action, Actor, can, is_known
from organisations.refusals import NotAllowed, Refused

P = ParamSpec("P")


class OrganisationRequest(HttpRequest):
    """A request of a known person inside one organisation."""

    user: User
    organisation: Organisation
    actor: Actor


OrganisationView = Callable[Concatenate[OrganisationRequest, P], HttpResponseBase]


class _Marked(Protocol):
    access: str


V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def _marked(view: V, access: str) -> V:
    cast("_Marked", view).access = access
    return view


def organisation_page(
    action: Action,
) -> Callable[[OrganisationView[P]], Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]]:
    """Open a view only to who may do `action` in the organisation of the address (its `slug`).

    Anonymous people are sent to sign in; strangers get 404, whether the object exists or not; known
    people without the role get 403 with the reason. The view receives the request with
    `request.organisation` and `request.actor`, then the other arguments of the address.
    A `NotAllowed` raised by a service also becomes 403.
    """

    def decorate(
        view: OrganisationView[P],
    ) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
        @wraps(view)
        def guarded(
            request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            known = _enter(request, slug)
            verdict = can(known.actor, action, known.organisation)
            if not verdict:
                raise PermissionDenied(str(verdict.reason))  # type: ignore[union-attr]
            try:
                return view(known, *args, **kwargs)
            except NotAllowed as refused:
                raise PermissionDenied(str(refused)) from refused

        return cast(
            "Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]",
            _marked(login_required(guarded), action.value),
        )

    return decorate


def _enter(request: HttpRequest, slug: str) -> OrganisationRequest:
    # With the head of its journal: pages remember their counts until it moves.
    organisations = Organisation.objects.select_related("journal_head")
    organisation = organisations.filter(slug=slug).first()
    actor = Actor.of(cast("User", request.user))
    if organisation is None or not is_known(actor, organisation):
        raise Http404
    known = cast("OrganisationRequest", request)
    known.organisation = organisation
    known.actor = actor
    return known


def signed_in_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open a view to every signed-in account."""
    return _marked(login_required(view), "signed_in")


def public_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open a view to the whole world, and say so."""
    return _marked(view, "public")


def demo_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open a view to the whole world, but only in the demonstration; elsewhere it is a 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", _marked(guarded, "demo"))


def say_refusal(request: HttpRequest, refused: Refused, to: str, *args: object) -> HttpResponse:
    """Show why a service refused, then go back to the page named `to`."""
    for reason in refused.reasons:
        messages.error(request, str(reason))
    return redirect(to, *args)
