"""The way in, in a real browser: no JavaScript needed, no accessibility fault, no console error."""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATHS = ("/", "/compte/login/code/", "/compte/login/", "/compte/signup/", "/nulle-part/")


@pytest.fixture
def phone() -> Iterator[Page]:
    """A page 390 pixels wide in Debian's Chromium."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR")
        yield context.new_page()
        browser.close()


@pytest.mark.parametrize("path", PATHS)
def test_the_way_in_has_no_accessibility_fault(
    phone: Page, live_server: LiveServer, path: str
) -> None:
    phone.goto(live_server.url + path)
    found = Axe().run(phone)
    assert found.violations_count == 0, found.generate_report()
    assert phone.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
