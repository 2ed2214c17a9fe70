"""The form of those who sign in with a password."""

from allauth.account.fields import PasswordField
from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class PasswordLoginForm(LoginForm):  # type: ignore[misc]
    """Asks for the password: allauth drops the field where accounts are opened without one."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(
            label=_("Mot de passe"), autocomplete="current-password"
        )
