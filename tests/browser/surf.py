"""What a person does in a browser, and what a browser would complain about."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from organisations.models import User
from tala.lib.mail import read_folder, read_mail

LAPTOP = 1280
PHONE = 390
WAIT_MS = 15_000
"""How long a page may take on a loaded machine before a test calls it lost."""

expect.set_options(timeout=WAIT_MS)


class Site:
    """A running site: opens browsers on it, reads its mail, collects complaints."""

    def __init__(self, chromium: Browser, url: str, mail: Path) -> None:
        self.chromium = chromium
        self.url = url
        self.mail = mail
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    def visitor(
        self, *, client: Client | None = None, width: int = LAPTOP, javascript: bool = True
    ) -> "Visitor":
        """Open a fresh browser profile, in the session of a test client when one is given."""
        context = self.chromium.new_context(
            base_url=self.url,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": 844 if width < 600 else 900},
            has_touch=width < 600,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAIT_MS)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._console(page, message))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        visitor = Visitor(self, page)
        if client is not None:
            visitor.carry(client)
        return visitor

    def letters_to(self, address: str) -> list[str]:
        """Return the texts of the mails sent to an address, newest first."""
        names = [mail.name for mail in read_folder(self.mail) if address in mail.to]
        # Names tell the second only: two mails of one second are told apart by their files.
        names.sort(key=lambda name: (self.mail / name).stat().st_mtime_ns, reverse=True)
        return [read_mail(self.mail, name).text for name in names]

    def screens(self) -> list[tuple[str, str]]:
        """Return the address and the text of each open page."""
        pages = [page for context in self._contexts for page in context.pages]
        return [(f"Screen {page.url}", page.locator("body").inner_text()) for page in pages]

    def invitation(self) -> str:
        """Return the name of a mail that carries an invitation to put in a calendar."""
        names = (mail.name for mail in read_folder(self.mail))
        return next(name for name in names if read_mail(self.mail, name).ics)

    def close(self) -> None:
        """Close every profile."""
        for context in self._contexts:
            context.close()

    def _console(self, page: Page, message: Any) -> None:
        """Keep errors, which is where Chromium reports a broken content policy too.

        A form sent back with its faults (422) is one of ours, not a complaint.
        """
        if message.type == "error" and "status of 422" not in message.text:
            self.complaints.append(f"{page.url}: {message.text}")


class Visitor:
    """A person at one browser, who reads labels and presses buttons."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site = site
        self.page = page

    def be(self, user: User) -> None:
        """Sign in as this person without the pages for it, in place of whoever was there."""
        client = Client()
        client.force_login(user)
        self.carry(client)

    def carry(self, client: Client) -> None:
        """Take over the session of a test client, if it has one."""
        name = settings.SESSION_COOKIE_NAME
        if name in client.cookies:
            value = client.cookies[name].value
            self.page.context.add_cookies([{"name": name, "value": value, "url": self.site.url}])

    @property
    def path(self) -> str:
        """Return the path of the page shown."""
        return urlsplit(self.page.url).path

    def go(self, path: str) -> Response:
        """Open an address, whole or from the root, and return its answer."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"
        return answer

    def press(self, name: str, *, within: str = "", exact: bool = True) -> None:
        """Press the button called `name` (the only one, in the part of the page `within`)."""
        self._part(within).get_by_role("button", name=name, exact=exact).click()

    def follow(self, name: str, *, within: str = "", exact: bool = True) -> None:
        """Follow the link called `name`; `within` is a CSS selector where there are several."""
        self._part(within).get_by_role("link", name=name, exact=exact).first.click()

    def fill(self, **values: str) -> None:
        """Fill fields by the name they have in their form."""
        for name, value in values.items():
            self.page.locator(f"[name='{name}']:visible").fill(value)

    def choose(self, **values: str) -> None:
        """Choose in lists and among radios, by value, by the name they have in their form."""
        for name, value in values.items():
            field = self.page.locator(f"select[name='{name}']")
            if field.count():
                field.select_option(value)
            else:
                self.page.locator(f"input[name='{name}'][value='{value}']").check()

    def tick(self, name: str) -> None:
        """Tick a box by the name it has in its form."""
        self.page.locator(f"input[type=checkbox][name='{name}']").check()

    def upload(self, name: str, content: bytes, mime: str = "text/csv") -> None:
        """Choose a file made on the spot for the only file field of the page."""
        self.page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": mime, "buffer": content}
        )

    def sees(self, *sentences: str) -> None:
        """Expect each sentence on the page, whatever its spaces."""
        for sentence in sentences:
            pattern = re.compile(r"\s+".join(re.escape(word) for word in sentence.split()))
            expect(self.page.locator("body")).to_contain_text(pattern)

    def download(self, name: str) -> bytes:
        """Follow the link called `name` to a file and return its content."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).first.click()
        return Path(waiting.value.path()).read_bytes()

    @contextmanager
    def wide(self, width: int) -> Iterator[None]:
        """Look at the page at another width for a moment."""
        before = self.page.viewport_size
        assert before is not None
        self.page.set_viewport_size({"width": width, "height": before["height"]})
        yield
        self.page.set_viewport_size(before)

    def _part(self, selector: str) -> Any:
        return self.page.locator(selector) if selector else self.page
