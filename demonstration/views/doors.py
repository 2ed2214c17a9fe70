"""The open doors of the demonstration: enter as one of its people with one click."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.models import User
from organisations.views.access import demo_page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
@demo_page
def demo_enter(request: HttpRequest, email: str) -> HttpResponse:
    """Sign in as one demonstration person, without a password."""
    user = User.objects.filter(email=email, email__endswith=".example.org").first()
    user = user or User.objects.filter(email=email, email__endswith="@example.org").first()
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    messages.success(request, _("Vous êtes entré en tant que %(name)s.") % {"name": user})
    return redirect("home")
