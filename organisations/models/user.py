"""The account of a human being, identified by an e-mail address."""

from typing import ClassVar

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from tala.lib import clock


class UserManager(BaseUserManager["User"]):
    """Makes accounts from an e-mail address alone: a password is optional."""

    def create_user(self, email: str, password: str | None = None, **extra: object) -> "User":
        """Create an account; without a password it signs in by e-mailed code only."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: object) -> "User":
        """Create a platform administrator, whose address the first code sent to it verifies."""
        user = self.create_user(email, password, is_superuser=True, **extra)
        addresses = apps.get_model("account", "EmailAddress")
        addresses._default_manager.create(user=user, email=user.email, primary=True)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; `is_superuser` marks a platform administrator, not a member."""

    email = models.EmailField(_("courriel"), unique=True)
    name = models.CharField(_("nom affiché"), max_length=120, blank=True)
    is_active = models.BooleanField(_("actif"), default=True)
    date_joined = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("compte")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name shown to others."""
        return str(self)
