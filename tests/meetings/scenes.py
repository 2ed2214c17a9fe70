"""Scenes of the meetings tests: a draft with an agenda, a meeting convened, papers to join."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pikepdf

from meetings.models import AgendaItem, Meeting, Resolution
from organisations.models import Organisation
from tala.lib.dates import PARIS

DAY = dt.datetime(2031, 6, 21, 18, 0, tzinfo=PARIS)
"""A Saturday far ahead: the meeting of the scenes."""

IN_TIME = dt.datetime(2031, 5, 28, 9, 0, tzinfo=PARIS)
"""A day on which it can be convened with time to spare."""

TOO_LATE = dt.datetime(2031, 6, 8, 9, 0, tzinfo=PARIS)
"""Two days after the last lawful day of sending in an SA."""


def make_draft(organisation: Organisation, *, texts: Sequence[str] = (), **kw: Any) -> Meeting:
    """Create a draft ready to be convened: three points, one resolution per text under the second.

    Without `texts` there are two resolutions.
    """
    facts: dict[str, Any] = {
        "kind": Meeting.Kind.ORDINARY,
        "title": "Assemblée générale ordinaire 2031",
        "starts_at": DAY,
        "place": "Salle des fêtes, 1 place de la Gare, 62800 Liévin",
        "access_notes": "Entrée de plain-pied par la cour.",
        "convener": "Conseil d’administration",
        "convener_decided_on": dt.date(2031, 5, 12),
    }
    meeting = Meeting.objects.create(organisation=organisation, **{**facts, **kw})
    AgendaItem.objects.create(
        meeting=meeting, position=1, kind=AgendaItem.Kind.INFORMATION, title="Ouverture"
    )
    decision = AgendaItem.objects.create(
        meeting=meeting,
        position=2,
        kind=AgendaItem.Kind.DECISION,
        title="Résultat de l’année",
        notes="Deux textes :\n\n- le résultat\n- le **quitus**",
        presenter="Claire Martin",
        minutes=30,
    )
    AgendaItem.objects.create(
        meeting=meeting, position=3, kind=AgendaItem.Kind.DISCUSSION, title="Questions diverses"
    )
    for place, title in enumerate(texts or ("Affectation du résultat", "Quitus"), start=1):
        Resolution.objects.create(
            item=decision,
            position=place,
            title=title,
            text=f"L’assemblée générale approuve : {title.lower()}.",
            board_supported=place != 2,
        )
    return meeting


def pdf_bytes(pages: int = 1, **root: object) -> bytes:
    """Return a small PDF; `root` adds keys to its catalogue."""
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page()
        for name, value in root.items():
            pdf.Root[f"/{name}"] = value
        data = io.BytesIO()
        pdf.save(data)
    return data.getvalue()
