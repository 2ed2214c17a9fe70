"""Takes the pictures of the README from a demonstration played up to each moment they show.

    .venv/bin/python script/screenshots.py [FOLDER]      (default docs/images)

Everything lives in a temporary folder; nothing of the installation is read or touched.
"""

import datetime as dt
import io
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
DATA = tempfile.TemporaryDirectory(prefix="tala-screens-")
OURS = ("TALA_", "DATABASE_URL", "REDIS_URL", "EMAIL_URL")
for name in [name for name in os.environ if name.startswith(OURS)]:
    del os.environ[name]
os.environ |= {
    "TALA_DATA": DATA.name,
    "DJANGO_SETTINGS_MODULE": "tala.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright runs an event loop in this thread
}
sys.path.insert(0, str(ROOT))

import django  # noqa: E402 - after the environment is set

django.setup()

import waitress  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from demonstration.services.load import demonstration_load  # noqa: E402
from demonstration.services.play import Play  # noqa: E402
from meetings.models import Meeting  # noqa: E402
from meetings.services.session import session_open  # noqa: E402
from organisations.models import RoleName, User  # noqa: E402
from tala.lib import clock  # noqa: E402
from tala.lib.dates import PARIS  # noqa: E402
from tala.wsgi import application  # noqa: E402
from tests.browser.surf import LAPTOP, PHONE, Site, Visitor  # noqa: E402
from voting.models import Ballot  # noqa: E402
from voting.services.ballot import ballot_open  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
TODAY = dt.datetime(2026, 5, 5, 10, tzinfo=PARIS)
"""Six weeks and a half before the assembly of Saturday 20 June 2026."""
COLOURS = 160
"""Enough for these flat pages; it makes the files three times smaller."""


class Stage(Play):
    """The demonstration's play, stopped wherever a picture is taken."""

    meeting: Meeting

    def to_the_draft(self) -> None:
        """Take the draft that the demonstration comes with."""
        self.meeting = Meeting.objects.select_related("organisation").get()

    def to_the_vote(self) -> None:
        """Convene it."""
        self._convene(self.meeting)
        self.meeting.refresh_from_db()
        ballots = self.meeting.poll.ballots.order_by("position")
        self._supported = list(ballots.values_list("resolution__board_supported", flat=True))

    def to_the_sitting(self) -> None:
        """Let members vote from home and give proxies, and come to the day."""
        with clock.played(self.meeting.starts_at - dt.timedelta(days=20)):
            self._before(self.meeting)
        self._arrive()
        session_open(
            meeting=self.meeting,
            actor=self.who.chair,
            chair_name="Hélène Kouyaté",
            secretary_name="Gérard Capelle",
            teller_names="Fatou Traoré, Loïc Vasseur",
        )
        self.counts["room_votes"] = 0

    def to_a_result(self) -> Ballot:
        """Vote on the first resolution and declare it; open the second; return the first."""
        first, second = self.meeting.poll.ballots.select_related("poll__meeting")[:2]
        self._ballot(first)
        ballot_open(ballot=second, actor=self.who.chair)
        return first

    def user(self, role: RoleName) -> User:
        """Return the person of the demonstration who holds a role."""
        return User.objects.get(roles__name=role, roles__organisation=self.organisation)

    def path(self, page: str, *arguments: object) -> str:
        """Return the path of a page of the meeting."""
        return reverse(page, args=[self.organisation.slug, self.meeting.pk, *arguments])


@contextmanager
def it_is(instant: dt.datetime) -> Iterator[None]:
    """Show this instant on TALA's clock, in every thread."""
    shown = SimpleNamespace(now=lambda: instant, localdate=timezone.localdate)
    with patch.object(clock, "timezone", shown):
        yield


def main(folder: Path) -> None:
    """Play, and take the five pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    server = waitress.create_server(application, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    settings.BASE_URL = f"http://127.0.0.1:{server.effective_port}"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--lang=fr-FR"]
        )
        _pictures(Site(chromium, settings.BASE_URL, Path(DATA.name)), folder)
        chromium.close()


def _pictures(site: Site, folder: Path) -> None:
    office, phone = site.visitor(width=LAPTOP), site.visitor(width=PHONE)
    with it_is(TODAY):
        organisation = demonstration_load()
        assert organisation is not None  # noqa: S101 - the database is new
        stage = Stage(organisation)
        stage.to_the_draft()
        office.be(stage.user(RoleName.SECRETARY))
        office.go(stage.path("meeting_detail"))
        _keep(office.page, folder / "meeting-laptop.png")
        office.go(stage.path("meeting_convene_page"))
        _keep(office.page, folder / "convene-laptop.png")
        stage.to_the_vote()
    with it_is(stage.meeting.starts_at - dt.timedelta(days=20)):
        _vote(phone, stage)
        _keep(phone.page, folder / "ballot-phone.png")
    with it_is(stage.meeting.starts_at + dt.timedelta(minutes=40)):
        stage.to_the_sitting()
        ballot = stage.to_a_result()
        office.be(stage.user(RoleName.CHAIR))
        office.go(stage.path("session_page"))
        _keep(office.page, folder / "session-laptop.png")
        office.go(stage.path("result_page", ballot.pk))
        _keep(office.page, folder / "result-laptop.png")


def _vote(phone: Visitor, stage: Stage) -> None:
    """Open a member's ballot and answer the first question."""
    voice = stage.meeting.roll.filter(means="email", college_code="usagers-particuliers")[0]
    phone.go(reverse("member_vote", args=[voice.link_token]))
    phone.page.locator("fieldset.question").first.get_by_role("radio").first.check()
    phone.page.locator("fieldset.question").first.scroll_into_view_if_needed()


def _keep(page: Page, path: Path) -> None:
    """Write what the screen shows, in few colours."""
    page.mouse.move(0, 0)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
    finally:
        DATA.cleanup()
