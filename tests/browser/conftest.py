"""One Chromium for all browser tests, on a live server that shares the test database."""

import datetime as dt
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from tala.lib import clock
from tests.browser.surf import Site
from tests.permissions.place import place

__all__ = ["place"]

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Say what was on the screen when a test failed."""
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if report.when == "call" and report.failed and site is not None:
        report.sections += site.screens()
    return report


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's event loop lives in this thread; Django would refuse the database there.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(chromium: Browser, live_server: Any, settings: Any, tmp_path: Path) -> Iterator[Site]:
    """The site as a visitor meets it; its mail and files lie in the test's own folder."""
    settings.BASE_URL = live_server.url
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.TALA_MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "tala.lib.mail.FolderBackend"
    site = Site(chromium, live_server.url, tmp_path / "mail")
    yield site
    site.close()


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """Tell the whole process, the server's threads included, what time TALA's clock shows.

    Sessions and their cookies stay on real time, as the browser does.
    """

    def show(instant: dt.datetime) -> None:
        shown = SimpleNamespace(now=lambda: instant, localdate=timezone.localdate)
        monkeypatch.setattr(clock, "timezone", shown)

    return show
