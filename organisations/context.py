"""What every page's frame needs: the organisation in the address, and what the person may do."""

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the demonstration flag, the source's address, the organisation and the actor."""
    return {
        "demo": settings.DEMO,
        "source_url": settings.SOURCE_URL,
        "organisation": getattr(request, "organisation", None),
        "actor": getattr(request, "actor", None),
    }
