"""The journal: who did what, when; and the proof that nothing was changed since."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from organisations.models import JournalEntry, JournalHead
from organisations.policies import Action
from organisations.render.journal import journal_sentence
from organisations.selectors.journal import chain_state
from organisations.views.access import OrganisationRequest, organisation_page

PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry with its sentence and its details as text."""

    entry: JournalEntry
    sentence: str
    details: str


@organisation_page(Action.JOURNAL_VIEW)
def journal_list(request: OrganisationRequest) -> HttpResponse:
    """Show the journal, newest first; pages follow the numbers of the chain, so none is counted."""
    organisation = request.organisation
    head = JournalHead.objects.filter(organisation=organisation).first()
    numbers = range(head.sequence if head else 0, 0, -1)
    page = Paginator(numbers, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    rows = JournalEntry.objects.filter(organisation=organisation, sequence__in=shown).order_by(
        "-sequence"
    )
    entries = [
        EntryView(
            entry=row,
            sentence=journal_sentence(row),
            details=json.dumps(row.details, ensure_ascii=False, indent=2, sort_keys=True),
        )
        for row in rows
    ]
    context = {"page": page, "entries": entries, "head": head, "gone": len(shown) - len(entries)}
    return render(request, "organisations/journal_list.html", context)


@organisation_page(Action.JOURNAL_VIEW)
@require_POST
def journal_verify(request: OrganisationRequest) -> HttpResponse:
    """Verify the whole chain and say the result."""
    state = chain_state(request.organisation)
    if state.broken is None:
        messages.success(
            request,
            ngettext(
                "Journal intact : %(count)d entrée vérifiée.",
                "Journal intact : %(count)d entrées vérifiées.",
                state.entries,
            )
            % {"count": state.entries},
        )
    else:
        messages.error(
            request,
            _(
                "Le journal a été altéré : l’entrée n° %(number)d ne correspond plus à sa chaîne."
                " Prévenez l’administration du serveur et gardez une copie de la base."
            )
            % {"number": state.broken},
        )
    return redirect("journal_list", request.organisation.slug)
