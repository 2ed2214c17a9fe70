"""Every page of the site is opened in a browser and judged; a new address joins by itself."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.services.minutes import minutes_start
from meetings.services.session import session_close
from organisations.models import RoleName, StatuteProfile, User
from organisations.policies import Actor
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import defaults_for
from tala.lib import clock
from tests.browser.living import Show, convene, draft_of, first_ballot, open_sitting
from tests.browser.people import (
    client_of,
    halfway_by_code,
    halfway_by_password,
    passkey_of,
    prudent_person,
)
from tests.browser.rules import axe_violations, too_wide
from tests.browser.surf import PHONE, Site, Visitor
from tests.cast import Cast, make_role
from tests.permissions.place import NOT_MADE, Place
from tests.permissions.test_every_url import Address, addresses
from voting.models import Ballot
from voting.services.ballot import ballot_close, ballot_open
from voting.services.declare import ballot_declare

pytestmark = pytest.mark.browser

SMALLEST = 320
"""Pixels of the narrowest screen that WCAG 1.4.10 asks pages to fit without sideways scrolling."""

MOVES_ON = {
    # They lead elsewhere: the vote is cast, nothing was imported, a door is open or shut already.
    "member_vote", "member_vote_review", "import_done", "ballot_count", "set_language",
    "account_email_verification_sent", "mfa_login_webauthn",
    # Without a question it has no calendar to give.
    "calendar_plan_download",
    # Files that this place does not have.
    *NOT_MADE,
}  # fmt: skip
"""Addresses that show no page here. The scenes below open those that have a page elsewhere."""

CONVENED = (
    "meeting_detail", "meeting_convene_page", "convocation_list", "letters_page", "poll_overview",
    "proxy_list", "proxy_record", "postal_vote", "session_page", "attendance_page",
    "organisation_home", "member_home", "member_room", "proxy_give", "member_vote",
)  # fmt: skip
SITTING = (
    "session_page", "attendance_page", "ballot_count", "session_close_page", "poll_overview",
    "organisation_home", "member_home", "member_room",
)  # fmt: skip
CLOSED = ("session_page", "ballot_count", "member_room")
MINUTED = ("minutes_edit", "minutes_seal_page", "results_overview", "meeting_archive")
"""The pages that change as an assembly lives, by what it has come to."""


def shows(client: Client, path: str) -> str:
    """Return what a GET gives: "page", "other" (a file, a fragment, a POST only) or "nothing"."""
    response = client.get(path)
    body = b"".join(response)  # type: ignore[arg-type] # reading to the end closes a file
    if response.status_code == 405:
        return "other"
    if response.status_code != 200:
        return "nothing"
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return "page" if html and b"<html" in body else "other"


def faults_of(visitor: Visitor, path: str = "") -> list[str]:
    """Return everything wrong with a page (the one shown without `path`), as a phone shows it."""
    sandboxed = False
    if path:
        answer = visitor.go(path)
        sandboxed = "sandbox" in answer.headers.get("content-security-policy", "")
        if sandboxed:
            # Nothing runs in a sandbox, axe included: the same mail is judged outside it.
            html = answer.text()
            visitor.page.goto("about:blank")
            visitor.page.set_content(html)
    faults = axe_violations(visitor.page, good_practice=not sandboxed)
    with visitor.wide(SMALLEST):
        faults += too_wide(visitor.page)
    faults += visitor.site.complaints
    visitor.site.complaints.clear()
    return [f"{path or visitor.path}: {fault}" for fault in faults]


def path_of(address: Address, place: Place) -> str:
    """Return the path of an address in this place."""
    arguments = {name: place.argument(address.name, name) for name in address.arguments}
    return reverse(address.name, kwargs=arguments)


@pytest.fixture
def officer(cast: Cast) -> User:
    """One person with every role, who is a member too."""
    user = cast.secretary.user
    for role in set(RoleName) - {RoleName.SECRETARY}:
        make_role(cast.organisation, role, user)
    return user


def test_every_page(officer: User, place: Place, site: Site, settings: Any, it_is: Show) -> None:
    settings.DEMO = True
    prudent = prudent_person("odile@example.org")
    clients = [
        client_of(officer),
        Client(),
        client_of(prudent),
        halfway_by_code(officer),
        halfway_by_password(prudent),
    ]
    more = {"name": site.invitation(), "pk": passkey_of(prudent).pk}
    place = replace(place, held=place.held | more | {"uidb36": "0", "key": "perime"})
    it_is(dt.datetime(2027, 6, 21, 9, tzinfo=dt.UTC))
    visitors = [(client, site.visitor(client=client, width=PHONE)) for client in clients]
    faults, missing = [], set()
    for address in addresses():
        path = path_of(address, place)
        for client, visitor in visitors:
            shown = shows(client, path)
            if shown == "page":
                faults += faults_of(visitor, path)
            if shown != "nothing":
                break
        else:
            missing.add(address.name)
    assert faults == [], "\n".join(faults)
    assert sorted(missing) == sorted(MOVES_ON)


class Scenes:
    """The draft of the place, lived from its convocation to its minutes before a visitor."""

    def __init__(self, officer: User, place: Place, visitor: Visitor) -> None:
        self.actor = Actor.of(officer)
        self.meeting = draft_of(place)
        self.place = place
        self.visitor = visitor
        self.faults: list[str] = []

    def judge(self, *names: str, token: str = "") -> None:
        """Open these pages as the living assembly shows them; member pages by this link."""
        living = replace(self.place, held=self.place.draft | self._now() | {"token": token})
        known = {address.name: address for address in addresses()}
        for name in names:
            self.faults += faults_of(self.visitor, path_of(known[name], living))

    def _now(self) -> dict[str, Any]:
        ballot = Ballot.objects.filter(poll__meeting=self.meeting).order_by("position").first()
        return {"ballot_id": ballot.pk if ballot else 0}

    def vote_from_home(self) -> None:
        """Answer, forgetting one; answer all; read again; cast."""
        page = self.visitor.page
        self.visitor.press("Continuer")
        self.faults += faults_of(self.visitor)
        for question in page.locator("fieldset.question").all():
            question.locator("input[type=radio]").first.check()
        self.visitor.press("Continuer")
        self.faults += faults_of(self.visitor)
        self.visitor.press("Déposer mon vote")
        self.faults += faults_of(self.visitor)


def test_the_pages_of_a_living_assembly(
    officer: User, place: Place, site: Site, it_is: Show
) -> None:
    scenes = Scenes(officer, place, site.visitor(client=client_of(officer), width=PHONE))
    actor, meeting = scenes.actor, scenes.meeting
    voter, absent, *here = convene(meeting, actor, it_is)
    scenes.judge(*CONVENED, token=voter.link_token)
    scenes.vote_from_home()

    open_sitting(meeting, actor, here, it_is)
    scenes.judge("session_page")
    ballot_open(ballot=first_ballot(meeting), actor=actor)
    scenes.judge(*SITTING, token=here[0].link_token)
    scenes.judge("member_home", "member_room", token=absent.link_token)
    ballot_close(ballot=first_ballot(meeting), actor=actor)
    scenes.judge(*CLOSED, token=here[0].link_token)
    ballot_declare(ballot=first_ballot(meeting), actor=actor)
    session_close(meeting=meeting, actor=actor)
    minutes_start(meeting=meeting, actor=actor)
    scenes.judge(*MINUTED)
    assert scenes.faults == [], "\n".join(scenes.faults)


def test_a_calendar_computed_and_rules_to_decide(cast: Cast, site: Site) -> None:
    visitor = site.visitor(client=cast.secretary.client, width=PHONE)
    page = reverse("calendar_plan", args=[cast.organisation.slug])
    asked = f"{page}?kind=mixed&call=1&hour=18:00&day={clock.today() + dt.timedelta(days=60)}"
    for way in ("meeting", "sending"):
        assert faults_of(visitor, f"{asked}&way={way}") == []
    StatuteProfile.objects.filter(organisation=cast.organisation).update(
        parameters=defaults_for(LegalForm.SAS, has_colleges=False).to_json()
    )
    assert faults_of(visitor, f"{asked}&way=sending") == []


def test_pages_that_say_no(cast: Cast, site: Site) -> None:
    visitor = site.visitor(client=cast.member.client, width=PHONE)
    home = f"/c/{cast.organisation.slug}/"
    for path, status in (("/nulle-part/", 404), (f"{home}reglages/roles/", 403), ("/v/faux/", 404)):
        answer = visitor.page.goto(path)
        assert answer is not None
        assert answer.status == status
        site.complaints.clear()  # Chromium reports the status itself as an error
        assert faults_of(visitor) == []
