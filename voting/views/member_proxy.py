"""A member gives a proxy, named or blank, and withdraws it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mandates.selectors.eligibility import Eligibility, verdict_sentence
from mandates.selectors.holders import Candidate, candidates
from mandates.selectors.proxies import blank_choices, proxy_given_by
from mandates.selectors.windows import home_closes_at, home_is_open
from mandates.services.proxies import proxy_give as give
from mandates.services.proxies import proxy_withdraw as withdraw
from meetings.models import Resolution, RollEntry
from meetings.render.ways import who_may_hold
from organisations.refusals import Refused
from voting.views.link_access import MemberRequest, back_to, member_link_page, say_to_member


@require_http_methods(["GET", "HEAD", "POST"])
@member_link_page
def proxy_give(request: MemberRequest) -> HttpResponse:
    """Let the member find a holder or choose a blank proxy, read its effect, then sign."""
    if request.method == "POST":
        return _sign(request)
    entry = request.entry
    eligibility = Eligibility.of(entry)
    query = request.GET.get("q", "").strip()
    blank = eligibility.in_blank()
    context = {
        "entry": entry,
        "meeting": entry.meeting,
        "token": request.token,
        "query": query,
        "found": candidates(eligibility, query) if query else [],
        "chosen": _chosen(request, eligibility),
        "blank_chosen": request.GET.get("holder") == "blank" and blank.allowed,
        "blank_allowed": blank.allowed,
        "blank_effect": blank_choices(_resolutions(entry), eligibility.params.blank_direction),
        "refusal": "" if (verdict := eligibility.to_give()).allowed else verdict_sentence(verdict),
        "holds": entry.proxies_held,
        "open": home_is_open(entry.meeting),
        "closes_at": home_closes_at(entry.meeting),
        "outside": eligibility.params.proxy_outside_holders,
        "who": who_may_hold(eligibility.params),
    }
    return render(request, "member/proxy_give.html", context)


@require_POST
@member_link_page
def proxy_withdraw(request: MemberRequest) -> HttpResponse:
    """Withdraw the member's own proxy."""
    proxy = proxy_given_by(request.entry)
    if proxy is None:
        messages.info(request, _("Vous n’avez pas de pouvoir à retirer."))
        return back_to(request, "member_home")
    try:
        withdraw(actor=request.actor, proxy=proxy)
    except Refused as refused:
        return say_to_member(request, refused, "member_home")
    messages.success(request, _("Votre pouvoir est retiré : votre voix est de nouveau à vous."))
    return back_to(request, "member_home")


def _sign(request: MemberRequest) -> HttpResponse:
    chosen = request.POST.get("holder", "")
    holder = None if chosen == "blank" else _holder(request.entry, chosen)
    if holder is None and chosen != "blank":
        messages.error(request, _("Choisissez une personne, ou un pouvoir en blanc."))
        return back_to(request, "proxy_give")
    try:
        give(actor=request.actor, giver=request.entry, holder=holder)
    except Refused as refused:
        return say_to_member(request, refused, "proxy_give")
    messages.success(request, _given(holder))
    return back_to(request, "member_home")


def _given(holder: RollEntry | None) -> str:
    if holder is None:
        return _("Votre pouvoir en blanc est enregistré.")
    told = (
        _("Un courriel l’en avertit.")
        if holder.email
        else _("Prévenez cette personne : elle n’a pas de courriel.")
    )
    given = _("Votre pouvoir à %(name)s est enregistré.") % {"name": holder.name}
    return f"{given} {told}"


def _chosen(request: MemberRequest, eligibility: Eligibility) -> Candidate | None:
    holder = _holder(request.entry, request.GET.get("holder", ""))
    return None if holder is None else Candidate(holder, eligibility.to_hold(holder))


def _holder(entry: RollEntry, key: str) -> RollEntry | None:
    """Return the voice of this meeting that the page named; 404 for one of another meeting."""
    if not key.isascii() or not key.isdigit():
        return None
    others = RollEntry.objects.filter(meeting=entry.meeting_id).exclude(pk=entry.pk)
    return get_object_or_404(others, pk=int(key))


def _resolutions(entry: RollEntry) -> list[Resolution]:
    return list(Resolution.objects.filter(item__meeting=entry.meeting_id))
