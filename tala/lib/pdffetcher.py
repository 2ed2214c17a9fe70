"""What a page being printed may read: packaged static files and its own data, nothing else."""

import mimetypes
import re
from pathlib import Path
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from weasyprint.urls import (  # noqa: TID251 - part of the one adapter
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)

_STATIC = re.compile(r"static:/*(?P<path>[^?#]+)", re.IGNORECASE)


class MissingStaticFile(FatalURLFetchingError):  # type: ignore[misc]  # untyped
    """The page names a packaged file that is not there: an error of ours, never of the user."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PackagedFiles(URLFetcher):  # type: ignore[misc]  # untyped
    """Fetches `static:` and `data:` addresses; refuses everything else, redirections included."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the content of an address; ValueError, which WeasyPrint logs, when refused."""
        match = _STATIC.fullmatch(url)
        if match is None:
            return super().fetch(url, headers)
        name = unquote(match["path"])
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, _static_content(name), {"Content-Type": mime})


def _static_content(name: str) -> bytes:
    try:
        found = finders.find(name)
    except SuspiciousFileOperation as error:
        raise ValueError(f"Not a packaged file: {name}") from error
    if not isinstance(found, str):
        raise MissingStaticFile(name)
    return Path(found).read_bytes()
