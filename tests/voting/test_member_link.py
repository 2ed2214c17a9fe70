"""What a personal link opens, what it does not, and what a dead one says."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, Settings

from meetings.models import AgendaItem, Attachment, Convocation, Meeting, RollEntry
from organisations.models import JournalEntry
from organisations.render.journal import journal_sentence
from tests.meetings_builder import EVE_EVE, Convened, Link, at, make_convened_meeting

pytestmark = pytest.mark.django_db

PAGES = ["member_home", "proxy_give", "member_vote", "member_receipt", "member_room"]


@pytest.fixture(autouse=True)
def ten_days_before() -> Iterator[None]:
    cache.clear()
    with at(EVE_EVE):
        yield


@pytest.fixture
def convened() -> Convened:
    return make_convened_meeting(video_url="https://visio.example.org/ag")


def text(link: Link, name: str = "member_home") -> str:
    return str(link.client.get(link.url(name), follow=True).content.decode())


@pytest.mark.parametrize("page", PAGES)
def test_the_link_opens_each_page_without_any_account(convened: Convened, page: str) -> None:
    link = convened.link()
    answer = link.get(page)
    assert answer.status_code in {200, 302}
    assert "sessionid" not in answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_token_gets_the_same_answer_on_every_page(page: str) -> None:
    answer = Client().get(reverse(page, args=["nobody-has-this-token"]))
    assert answer.status_code == 404
    assert "Ce lien n’ouvre rien" in answer.content.decode()


def test_a_revoked_link_says_whom_to_write_to(convened: Convened) -> None:
    link = convened.link()
    RollEntry.objects.filter(pk=link.entry.pk).update(link_revoked_at=EVE_EVE)
    answer = link.get("member_home")
    assert answer.status_code == 410
    assert convened.meeting.organisation.contact_email in answer.content.decode()


def test_an_expired_link_says_when_it_ended(convened: Convened) -> None:
    link = convened.link()
    with at(link.entry.link_expires_at):
        answer = link.get("member_home")
    assert answer.status_code == 410
    assert "20 juillet 2026" in answer.content.decode()
    with at(link.entry.link_expires_at - dt.timedelta(seconds=2)):
        assert link.get("member_home").status_code == 200


def test_a_cancelled_meeting_closes_its_links(convened: Convened) -> None:
    Meeting.objects.update(state=Meeting.State.CANCELLED)
    answer = convened.link().get("member_home")
    assert answer.status_code == 410
    assert "est annulée" in answer.content.decode()


def test_a_new_version_of_the_link_kills_the_old_one(convened: Convened) -> None:
    link = convened.link()
    old = link.url("member_home")
    link.entry.link_version += 1
    RollEntry.objects.filter(pk=link.entry.pk).update(link_hash="f" * 64, link_version=2)
    assert link.client.get(old).status_code == 404


def test_the_first_opening_is_noted_once(convened: Convened) -> None:
    link = convened.link()
    Convocation.objects.create(
        meeting=convened.meeting, entry=link.entry, means="post", address="1 rue"
    )
    link.get("member_home")
    first = Convocation.objects.get().opened_at
    with at(EVE_EVE + dt.timedelta(hours=3)):
        link.get("member_home")
    assert first is not None
    assert Convocation.objects.get().opened_at == first


def test_the_home_page_says_what_when_where_and_the_three_ways(convened: Convened) -> None:
    page = text(convened.link())
    assert "samedi 20 juin 2026 à 18\u00a0h" in page
    assert "Salle des fêtes, Liévin" in page
    assert "https://visio.example.org/ag" in page
    assert "Les comptes sont <strong>joints</strong>" in page
    for way in ("Je viens sur place", "Je donne pouvoir", "Voter maintenant"):
        assert way in page
    assert "Vous n’avez pas encore répondu." in page
    assert "jusqu’au vendredi 19 juin 2026 à 15\u00a0h" in page


def test_the_home_page_costs_few_queries(
    convened: Convened, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    link = convened.link()
    with django_assert_max_num_queries(5):
        link.get("member_home")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("in_person", "Vous avez répondu que vous viendrez."),
        ("remote", "Vous avez répondu que vous suivrez la réunion à distance."),
        ("absent", "Vous avez répondu que vous ne viendrez pas."),
    ],
)
def test_an_answer_is_kept_and_may_change(convened: Convened, answer: str, sentence: str) -> None:
    link = convened.link()
    link.post("member_attend", {"answer": "in_person"})
    page = link.post("member_attend", {"answer": answer}).content.decode()
    assert sentence in page
    assert link.fresh().mode == RollEntry.Mode.NONE, "an answer uses no voice"
    act = JournalEntry.objects.filter(action="attendance.answer").latest("sequence")
    assert act.details == {"voice": link.entry.number, "answer": answer}
    assert "?" not in journal_sentence(act)


def test_an_answer_is_too_late_once_the_sitting_is_open(convened: Convened) -> None:
    convened.open_session()
    link = convened.link()
    link.post("member_attend", {"answer": "in_person"})
    assert link.fresh().answer == ""


def test_the_calendar_file_is_the_event_of_the_mail(convened: Convened) -> None:
    answer = convened.link().get("member_calendar")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert str(event["UID"]).startswith(f"reunion-{convened.meeting.pk}-")
    assert event.decoded("DTSTART") == convened.meeting.starts_at


def paper_of(convened: Convened) -> Attachment:
    paper = Attachment(
        item=AgendaItem.objects.get(meeting=convened.meeting),
        title="Comptes 2025",
        filename="comptes-2025.pdf",
        size=9,
        sha256="c" * 64,
    )
    paper.file.save("x.pdf", ContentFile(b"%PDF-1.7\n"))
    return paper


def test_a_paper_of_the_meeting_downloads(
    convened: Convened, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    paper = paper_of(convened)
    answer = convened.link().get("member_attachment", paper.pk)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="comptes-2025.pdf"'


def test_a_paper_of_another_meeting_does_not_exist(
    convened: Convened, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    paper = paper_of(make_convened_meeting())
    assert convened.link().get("member_attachment", paper.pk).status_code == 404


def test_the_papers_of_a_question_open_from_the_ballot_page(
    convened: Convened, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    paper = paper_of(convened)
    page = convened.link().get("member_vote").content.decode()
    assert f'href="../pieces/{paper.pk}/"' in page
    base = convened.link().url("member_vote")
    assert base.removesuffix("vote/") + f"pieces/{paper.pk}/" == convened.link().url(
        "member_attachment", paper.pk
    )


def test_forms_are_guarded_against_other_sites(convened: Convened) -> None:
    link = convened.link()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link.url("member_attend"), {"answer": "absent"}).status_code == 403
    assert strict.post(link.url("member_vote_cast"), {}).status_code == 403
