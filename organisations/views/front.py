"""The front page: what TALA is, and the way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from organisations.views.access import public_page


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """Welcome a visitor; a signed-in person goes straight to what there is to do."""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "organisations/front.html")
