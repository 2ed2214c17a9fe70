"""The results once declared: all of them, one by one with its arithmetic, its file, its votes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.selectors.paging import paginated
from organisations.policies import Action
from organisations.views.access import OrganisationRequest, organisation_page
from tala.lib.csvfile import write_csv
from voting.render.count_file import count_file_bytes, count_file_name
from voting.render.result import outcome, result_view
from voting.render.votes import votes_rows
from voting.selectors.papers import ROOM_COUNT, named_votes
from voting.selectors.second_call import second_call_of
from voting.selectors.session import ballots_of
from voting.views.found import declared_ballot_of, meeting_of


@require_safe
@organisation_page(Action.RESULT_VIEW)
def results_overview(request: OrganisationRequest, meeting_id: int) -> HttpResponse:
    """List the resolutions of a meeting with what became of each."""
    meeting = meeting_of(request, meeting_id)
    ballots = ballots_of(meeting)
    context = {
        "meeting": meeting,
        "ballots": [(ballot, outcome(ballot)) for ballot in ballots],
        "second_call": second_call_of(meeting, ballots),
    }
    return render(request, "voting/results_overview.html", context)


@require_safe
@organisation_page(Action.RESULT_VIEW)
def result_page(request: OrganisationRequest, meeting_id: int, ballot_id: int) -> HttpResponse:
    """Show one declared result: the sentence, the table, the bars, the arithmetic, the file."""
    ballot = declared_ballot_of(request, meeting_id, ballot_id)
    context = {
        "meeting": ballot.poll.meeting,
        "ballot": ballot,
        "result": result_view(ballot),
        "file_name": count_file_name(ballot),
    }
    return render(request, "voting/result_page.html", context)


@require_safe
@organisation_page(Action.RESULT_VIEW)
def count_file_download(
    request: OrganisationRequest, meeting_id: int, ballot_id: int
) -> HttpResponse:
    """Give the open count file: enough for anyone to count again."""
    ballot = declared_ballot_of(request, meeting_id, ballot_id)
    return HttpResponse(
        count_file_bytes(ballot),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{count_file_name(ballot)}"'},
    )


@require_safe
@organisation_page(Action.VOTES_READ)
def votes_read(request: OrganisationRequest, meeting_id: int, ballot_id: int) -> HttpResponse:
    """List who voted what: the votes of an assembly are named unless a secret ballot is held."""
    ballot = declared_ballot_of(request, meeting_id, ballot_id)
    channels: dict[str, int] = ballot.channels or {}
    answered = sum(count for channel, count in channels.items() if channel != ROOM_COUNT)
    page = paginated(named_votes(ballot), answered).get_page(request.GET.get("page"))
    context = {
        "meeting": ballot.poll.meeting,
        "ballot": ballot,
        "page": page,
        "rows": votes_rows(page.object_list),
    }
    return render(request, "voting/votes_read.html", context)


@require_safe
@organisation_page(Action.VOTES_READ)
def votes_read_csv(request: OrganisationRequest, meeting_id: int, ballot_id: int) -> HttpResponse:
    """Give the same list as a file for a spreadsheet, which runs nothing."""
    ballot = declared_ballot_of(request, meeting_id, ballot_id)
    rows = votes_rows(named_votes(ballot))
    headers = [_("N°"), _("Nom"), _("Collège"), _("Vote"), _("Voie"), _("Voté par"), _("Reçu")]
    cells = (
        [row.number, row.name, row.college, row.choice, row.channel, row.by, row.receipt]
        for row in rows
    )
    return HttpResponse(
        write_csv(cells, headers),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="votes-{ballot.number:02}.csv"'},
    )
