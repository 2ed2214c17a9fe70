"""Which meetings a person sees: the convened ones, and drafts for those who keep the papers."""

from django.db.models import QuerySet

from meetings.models import Meeting
from organisations.models import Organisation
from organisations.policies import Action, Actor, can


def visible_meetings(organisation: Organisation, actor: Actor) -> QuerySet[Meeting]:
    """Return the organisation's meetings that exist for this actor, newest first.

    A draft exists only for those who may read the proofs of convocation; a draft that was cancelled
    was never announced, so it stays hidden from the others as well.
    """
    meetings = Meeting.objects.filter(organisation=organisation).select_related(
        "organisation__journal_head"
    )
    if can(actor, Action.CONVOCATION_PROOF, organisation):
        return meetings
    return meetings.filter(convened_at__isnull=False)
