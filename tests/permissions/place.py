"""The objects that addresses name in the permission tests: one cooperative, two meetings."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from demonstration.services.agenda import assembly_prepare
from demonstration.services.cooperative import demo_parameters
from documents.services.minutes import minutes_preview, minutes_seal, minutes_start
from mandates.services.proxies import proxy_give
from meetings.models import Meeting, RollEntry
from meetings.services.attendance import attendance_check_in
from meetings.services.convene import meeting_convene
from meetings.services.session import session_close, session_open
from organisations.models import Member, Role, StatuteProfile
from organisations.policies import Actor
from organisations.rules.legal_forms import LegalForm
from organisations.services.imports import import_upload
from organisations.services.jobs import jobs_run
from organisations.services.outbox import messages_send
from organisations.services.statutes_draft import statutes_draft_start
from tala.lib import clock
from tests.cast import Cast
from voting.models import Ballot
from voting.services.ballot import ballot_close, ballot_open
from voting.services.cast import votes_cast_early
from voting.services.declare import ballot_declare

DRAFT_PAGES = (
    "meeting_edit", "meeting_delete", "agenda_", "item_", "resolution_", "attachment_add",
    "attachment_delete", "meeting_convene", "recipients_list", "convocation_preview",
    "convocation_trial",
)  # fmt: skip
"""Beginnings of the names of addresses that are about a draft; the others get the held meeting."""

E_MAIL_PAGES = {"convocation_retry", "convocation_settle"}
"""Addresses about a convocation sent by e-mail; the others get one sent by post."""

NOT_MADE = {"letter_download", "cancel_letters_download"}
"""Files that this place has not: nothing was cancelled, no e-mail was turned into a letter."""

CALM_DAY = dt.date(2027, 6, 19)


@dataclass(frozen=True)
class Place:
    """What each argument of an address stands for; `draft` and `held` by argument name."""

    draft: dict[str, Any]
    held: dict[str, Any]
    may_redirect: frozenset[str] = field(default=frozenset())

    def argument(self, address: str, name: str) -> Any:
        """Return the value of argument `name` in the address called `address`."""
        if address in E_MAIL_PAGES and name == "convocation_id":
            return self.held["email_convocation_id"]
        return (self.draft if address.startswith(DRAFT_PAGES) else self.held)[name]

    def with_wrong_token(self) -> "Place":
        """Return the same place with a personal link that nobody was given."""
        wrong = {"token": "x" * 43}
        return replace(self, held=self.held | wrong)


@pytest.fixture
def place(cast: Cast, settings: Any, tmp_path: Path) -> Iterator[Place]:
    """A draft and a meeting held to the end, made by the services; files in the test's folder."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.TALA_MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "tala.lib.mail.FolderBackend"
    organisation = cast.organisation
    StatuteProfile.objects.filter(organisation=organisation).update(
        parameters=demo_parameters(LegalForm.SCIC_SA, has_colleges=True).to_json()
    )
    with clock.played(dt.datetime(2027, 5, 1, 9, tzinfo=dt.UTC)):
        draft = assembly_prepare(organisation, cast.chair.actor, CALM_DAY + dt.timedelta(days=7))
        held = assembly_prepare(organisation, cast.chair.actor, CALM_DAY)
        shared = _shared(cast)
        meeting_convene(meeting=held, actor=cast.secretary.actor)
        messages_send()
        jobs_run()
        held.refresh_from_db()
        voter, giver, here = _voices(held)
        votes_cast_early(entry=voter, choices_by_entry={voter.pk: "Y" * held.poll.size}, key="k")
        proxy = proxy_give(
            actor=Actor.member_link(giver.number, giver.name), giver=giver, holder=None
        )
    _hold(cast, held, here)
    yield Place(
        draft=shared | _of(draft),
        held=shared
        | _of(held)
        | {
            "entry_id": here.pk,
            "proxy_id": proxy.pk,
            "convocation_id": held.convocations.filter(means="post")[0].pk,
            "email_convocation_id": held.convocations.filter(means="email")[0].pk,
            "ballot_id": held.poll.ballots.get(position=0).pk,
            "token": voter.link_token,
        },
        may_redirect=frozenset({"member_vote", "member_vote_review", "member_vote_cast"}),
    )


def _shared(cast: Cast) -> dict[str, Any]:
    uploaded = import_upload(
        actor=cast.secretary.actor,
        organisation=cast.organisation,
        filename="registre.csv",
        content=b"Num\xe9ro;Nom;Pr\xe9nom\r\nS0900;Aubry;Zo\xe9\r\n",
    )
    statutes_draft_start(actor=cast.administrator.actor, organisation=cast.organisation)
    return {
        "slug": cast.organisation.slug,
        "extension": "csv",
        "code": "quorum",
        "question": "delai",
        "task": "documents_available",
        "version": 1,
        "role_id": Role.objects.get(user=cast.auditor.user).pk,
        "member_id": Member.objects.get(organisation=cast.organisation, number="S0005").pk,
        "import_id": uploaded.pk,
        "email": cast.secretary.user.email,
        "name": "20260101-000000-aaaaaaaaaaaaaaaaaaaa.eml",
    }


def _voices(meeting: Meeting) -> tuple[RollEntry, RollEntry, RollEntry]:
    roll = meeting.roll.select_related("meeting__organisation", "meeting__poll")
    voter, giver, here = roll.filter(means="email").order_by("number")[:3]
    return voter, giver, here


def _hold(cast: Cast, meeting: Meeting, here: RollEntry) -> None:
    """Open, vote on the first resolution, close, and seal the minutes."""
    with clock.played(meeting.starts_at):
        attendance_check_in(entry=here, actor=cast.secretary.actor)
        session_open(meeting=meeting, actor=cast.chair.actor, chair_name="A", secretary_name="B")
        ballot = Ballot.objects.select_related("poll__meeting__organisation").get(
            poll__meeting=meeting, position=0
        )
        ballot_open(ballot=ballot, actor=cast.chair.actor)
        ballot_close(ballot=ballot, actor=cast.chair.actor)
        ballot_declare(ballot=ballot, actor=cast.chair.actor)
        session_close(meeting=meeting, actor=cast.chair.actor)
        meeting.refresh_from_db()
        minutes = minutes_start(meeting=meeting, actor=cast.secretary.actor)
        minutes_preview(minutes=minutes, actor=cast.secretary.actor)
        jobs_run()
        minutes_seal(minutes=minutes, actor=cast.secretary.actor)
        jobs_run()


def _of(meeting: Meeting) -> dict[str, Any]:
    item = meeting.items.filter(resolutions__isnull=False, attachments__isnull=False).first()
    assert item is not None
    resolution, attachment = item.resolutions.first(), item.attachments.first()
    assert resolution is not None
    assert attachment is not None
    return {
        "meeting_id": meeting.pk,
        "item_id": item.pk,
        "resolution_id": resolution.pk,
        "attachment_id": attachment.pk,
    }
