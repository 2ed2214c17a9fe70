"""A member reads why a rule is applied to their voice."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.views.explained import explanation
from voting.views.link_access import MemberRequest, member_link_page


@require_safe
@member_link_page
def member_rule(request: MemberRequest, code: str) -> HttpResponse:
    """Explain one rule, with the values of the statutes the meeting was convened with."""
    context = explanation(request, request.organisation, code)
    return render(request, "member/member_rule.html", context | {"token": request.token})
