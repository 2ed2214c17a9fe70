"""The guard of everything that is frozen at convocation."""

from django.db.models import F
from django.utils.translation import gettext as _

from meetings.models import Meeting
from organisations.refusals import Refused


def draft_claim(meeting: Meeting) -> None:
    """Raise the draft's revision; refuse when the meeting is no draft any more.

    Call it first in the transaction of the change: from here to the commit the row of the meeting
    is held, so that a convocation and a change cannot pass each other.
    """
    moved = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.DRAFT).update(
        revision=F("revision") + 1
    )
    if not moved:
        raise frozen()


def agenda_claim(meeting: Meeting) -> None:
    """Do as `draft_claim` for a change of the agenda or its papers; refused on a second call."""
    draft_claim(meeting)
    if meeting.first_meeting_id is not None:
        raise Refused(
            _(
                "L’ordre du jour d’une seconde convocation est celui de la première et ne peut"
                " pas changer (C. com. art. L225-105). Pour un autre texte, convoquez une autre"
                " réunion."
            ),
            code="agenda_locked",
        )


def frozen() -> Refused:
    """Return the refusal of any change to a meeting that is no draft."""
    return Refused(
        _(
            "L’ordre du jour est figé depuis la convocation : les membres ont reçu ces textes et"
            " vont voter sur eux. Une correction demande d’annuler cette réunion, puis d’en"
            " convoquer une autre."
        ),
        code="frozen",
    )
