"""The guided sequence after a creation: each page leads to the next, and any can be skipped."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from organisations.models import Organisation

PAGES = (
    "organisation_create",
    "categories_edit",
    "colleges_edit",
    "statutes_guide",
    "import_upload",
)


@dataclass(frozen=True, slots=True)
class Guide:
    """Where one is in the sequence, and where the next page is."""

    current: int
    total: int
    next_url: str


def guide_url(page: str, organisation: Organisation) -> str:
    """Return the address of a page inside the sequence."""
    return f"{reverse(page, args=[organisation.slug])}?guide=1"


def guide_of(request: HttpRequest, page: str, organisation: Organisation) -> Guide | None:
    """Return where `page` stands when the person follows the sequence, else None."""
    if "guide" not in request.GET:
        return None
    place = PAGES.index(page)
    last = place + 1 >= len(PAGES)
    url = (
        reverse("organisation_home", args=[organisation.slug])
        if last
        else guide_url(PAGES[place + 1], organisation)
    )
    return Guide(place + 1, len(PAGES), url)
