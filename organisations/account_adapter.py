"""How allauth makes accounts here: by e-mail address, without a password."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Anyone may open an account; an account alone opens no cooperative."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Allow sign-up: entry to a cooperative comes from its register or a role."""
        return True
