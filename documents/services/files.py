"""The worker's handlers that make the minutes' files."""

from django.utils import translation

from documents.models import Minutes
from documents.render.minutes import minutes_pdf
from documents.services.minutes import minutes_file


def seal_handler(minutes_id: int) -> None:
    """Make the final PDF of minutes being sealed and hand it to the register."""
    minutes = _minutes(minutes_id)
    if minutes.state == Minutes.State.SEALING:
        with translation.override("fr"):  # the register is kept in French, whoever asked
            minutes_file(minutes=minutes, data=minutes_pdf(minutes))


def draft_handler(minutes_id: int) -> tuple[str, bytes]:
    """Make the PDF of the present draft."""
    with translation.override("fr"):
        return f"projet-{minutes_id}.pdf", minutes_pdf(_minutes(minutes_id))


def _minutes(minutes_id: int) -> Minutes:
    return Minutes.objects.select_related("meeting__organisation", "organisation").get(
        pk=minutes_id
    )
