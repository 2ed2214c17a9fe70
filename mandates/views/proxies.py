"""The proxies of a meeting, seen and recorded by the cooperative's office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mandates.forms import PaperProxyForm
from mandates.models import Proxy
from mandates.selectors.proxies import proxies_found, proxies_listed, proxy_totals
from mandates.services.proxies import proxy_give, proxy_withdraw
from meetings.models import Meeting
from meetings.selectors.paging import paginated
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from organisations.views.confirm import asked_first


@require_safe
@organisation_page(Action.PROXIES_VIEW)
def proxy_list(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """List the proxies of a meeting, searched by giver or holder."""
    meeting = _convened(request, meeting_id)
    query = request.GET.get("q", "").strip()
    totals = proxy_totals(meeting)
    rows = proxies_found(meeting, query) if query else proxies_listed(meeting, totals)
    context = {
        "meeting": meeting,
        "query": query,
        "page": paginated(rows).get_page(request.GET.get("page")),
        "totals": totals,
        "can_change": meeting.state in {Meeting.State.CONVENED, Meeting.State.IN_SESSION},
    }
    return render(request, "mandates/proxy_list.html", context)


@organisation_page(Action.PROXIES_RECORD)
def proxy_record(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """Record a proxy received on paper; a refusal says why and keeps what was typed."""
    meeting = _convened(request, meeting_id)
    form = PaperProxyForm(meeting, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            proxy = proxy_give(
                actor=request.actor,
                giver=form.cleaned_data["giver"],
                holder=form.cleaned_data["holder"],
                via=Proxy.Via.PAPER,
            )
        except Refused as refused:
            form.add_error(None, [str(reason) for reason in refused.reasons])
        else:
            messages.success(request, _recorded(proxy))
            return redirect("proxy_record", request.organisation.slug, meeting.pk)
    return render(request, "mandates/proxy_record.html", {"meeting": meeting, "form": form})


@require_POST
@organisation_page(Action.PROXIES_RECORD)
@asked_first(gettext_lazy("Retirer ce pouvoir ?"))
def proxy_record_withdraw(
    request: OrganisationRequest, meeting_id: int, proxy_id: int
) -> HttpResponse:
    """Record that a giver takes the proxy back."""
    meeting = _convened(request, meeting_id)
    proxies = Proxy.objects.select_related("giver__meeting__organisation", "holder")
    proxy = get_object_or_404(proxies, pk=proxy_id, meeting=meeting)
    try:
        proxy_withdraw(actor=request.actor, proxy=proxy)
    except Refused as refused:
        return say_refusal(request, refused, "proxy_list", request.organisation.slug, meeting.pk)
    messages.success(
        request, _("Pouvoir retiré : %(giver)s a de nouveau sa voix.") % {"giver": proxy.giver.name}
    )
    return redirect("proxy_list", request.organisation.slug, meeting.pk)


def _convened(request: OrganisationRequest, meeting_id: int) -> Meeting:
    meetings = Meeting.objects.select_related("organisation").filter(convened_at__isnull=False)
    return get_object_or_404(meetings, pk=meeting_id, organisation=request.organisation)


def _recorded(proxy: Proxy) -> str:
    if proxy.holder is None:
        return _("Pouvoir en blanc de %(giver)s enregistré.") % {"giver": proxy.giver.name}
    return _("Pouvoir de %(giver)s à %(holder)s enregistré.") % {
        "giver": proxy.giver.name,
        "holder": proxy.holder.name,
    }
