"""Who voted what on a declared ballot, line by line, as plain words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from voting.models import Paper


@dataclass(frozen=True)
class VoteRow:
    """One voice's vote; `by` is empty when it voted for itself or by a form on paper."""

    number: str
    name: str
    college: str
    choice: str
    channel: str
    by: str
    receipt: str


def votes_rows(papers: Iterable[Paper]) -> list[VoteRow]:
    """Return the lines of these papers, as `selectors.papers.named_votes` gives them."""
    choices = {
        "Y": _("pour"),
        "N": _("contre"),
        "A": _("abstention"),
        "B": _("blanc"),
        "X": _("nul"),
    }
    return [
        VoteRow(
            number=paper.entry.number,
            name=paper.entry.name,
            college=paper.entry.college_name,
            choice=choices[paper.letter],  # type: ignore[attr-defined]
            channel=str(paper.get_channel_display()),
            by=_voter(paper),
            receipt=paper.receipt,
        )
        for paper in papers
    ]


def _voter(paper: Paper) -> str:
    if paper.cast_by is None or paper.cast_by_id == paper.entry_id:
        return ""
    return paper.cast_by.name
