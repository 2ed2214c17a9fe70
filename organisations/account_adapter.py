"""How allauth makes accounts here: by e-mail address, without a password."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from organisations.models import User
from organisations.services.accounts import memberships_link


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Anyone may open an account; an account alone opens no cooperative."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Allow sign-up: entry to a cooperative comes from its register or a role."""
        return True

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - as allauth's own
        """Link the memberships of the address just proved, then go where the person was going."""
        memberships_link(user=user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response
