"""One page: show the ballot, or insert one vote."""

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.template import RequestContext, Template
from django.urls import path

from bench.lean.models import Ballot, Vote

PAGE = Template(
    "<!doctype html><title>v</title><form method=post>{% csrf_token %}{% for i in n %}<fieldset>"
    "<legend>Resolution {{ i }}</legend>{% for v in 'YNA' %}<label><input type=radio name=r{{ i }} "
    "value={{ v }}>{{ v }}</label>{% endfor %}</fieldset>{% endfor %}<button>Vote</button></form>"
)


class VoteForm(forms.Form):
    """The answers as one text."""

    choices = forms.RegexField(r"^[YNA]{1,60}$")


def vote(request: HttpRequest) -> HttpResponse:
    """Show the thirty fieldsets, or insert one vote and redirect; 409 for the second one."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    if request.method == "GET":
        return HttpResponse(PAGE.render(RequestContext(request, {"n": range(30)})))
    form = VoteForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        with transaction.atomic():
            ballot = Ballot.objects.get(pk=1)
            if ballot.state != "open":
                return HttpResponse(status=409)
            Vote.objects.create(
                ballot=ballot, user_id=request.user.pk, choices=form.cleaned_data["choices"]
            )
    except IntegrityError:
        return HttpResponse(status=409)
    return HttpResponseRedirect("/done")


urlpatterns = [path("vote", vote)]
