"""Two versions of the statutes, side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.forms.versions import CompareForm
from organisations.policies import Action
from organisations.render.versions import compared_views
from organisations.views.access import OrganisationRequest, organisation_page


@require_safe
@organisation_page(Action.ORGANISATION_VIEW)
def statutes_compare(request: OrganisationRequest) -> HttpResponse:
    """Compare two versions: what differs, and on request what does not.

    Without a choice, the newest version is compared with the one before.
    """
    profiles = list(request.organisation.profiles.order_by("-version"))
    form = CompareForm(profiles, request.GET or None)
    old, new = form.chosen()
    rows = compared_views(old.typed, new.typed)
    context = {
        "form": form,
        "old": old,
        "new": new,
        "changed": [row for row in rows if row.differs],
        "same": [row for row in rows if not row.differs],
    }
    return render(request, "organisations/statutes_compare.html", context)
