"""The pages of the meetings, used as people use them: read, click, read what it says."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from meetings.models import AgendaItem, Convocation, Meeting, Resolution
from meetings.selectors.agenda import agenda
from organisations.models import JournalEntry, Message
from organisations.services.jobs import jobs_run
from organisations.services.outbox import messages_send
from tests.cast import Cast, make_member
from tests.meetings.scenes import make_draft


def url(meeting: Meeting, name: str, *args: object) -> str:
    return reverse(name, args=[meeting.organisation.slug, meeting.pk, *args])


def read(answer: Any) -> str:
    """Return a page's text with plain spaces."""
    content: bytes = answer.content
    return content.decode().replace("\u00a0", " ").replace("\u202f", " ")


FACTS = {
    "kind": "ordinary",
    "title": "",
    "day": "2031-06-21",
    "hour": "18:30",
    "place": "Mairie",
    "convener": "Conseil",
}


def test_a_board_member_creates_a_meeting_then_its_agenda(cast: Cast) -> None:
    client = cast.board_member.client
    answer = client.post(reverse("meeting_create", args=[cast.organisation.slug]), FACTS)
    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url()
    assert meeting.title == "Assemblée générale ordinaire 2031"
    assert meeting.starts_at == dt.datetime(2031, 6, 21, 16, 30, tzinfo=dt.UTC)
    assert "Partir de l’ordre du jour type d’une AGO de SCIC" in read(
        client.get(answer["Location"])
    )
    client.post(url(meeting, "agenda_fill"))
    assert "Résolution n° 1" in read(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2020-01-01"}, "Cette date est passée"),
        ({"day": "31/02/2031"}, "date valide"),
        ({"hour": "26:00"}, "heure valide"),
        ({"video_url": "javascript:alert(1)"}, "URL valide"),
    ],
)
def test_a_wrong_field_is_said_and_nothing_is_written(
    cast: Cast, wrong: dict[str, str], said: str
) -> None:
    page = reverse("meeting_create", args=[cast.organisation.slug])
    answer = cast.secretary.client.post(page, FACTS | wrong)
    assert answer.status_code == 422
    assert said in read(answer)
    assert not Meeting.objects.exists()


def test_a_decision_leads_to_its_text(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    client = cast.secretary.client
    answer = client.post(url(meeting, "item_create"), {"kind": "election", "title": "Élections"})
    item = AgendaItem.objects.get(title="Élections")
    assert answer["Location"] == url(meeting, "resolution_create", item.pk)
    form = {"title": "Élire A", "text": "L’assemblée élit A.", "board_supported": "on"}
    client.post(answer["Location"], form)
    assert Resolution.objects.get(item=item).majority == "ordinary"
    page = read(client.get(meeting.get_absolute_url()))
    assert "Résolution n° 3 : Élire A" in page


def test_buttons_move_points_and_texts(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    client = cast.secretary.client
    second = agenda(meeting)[1]
    client.post(url(meeting, "item_move", second.item.pk), {"move": "up"})
    client.post(
        url(meeting, "resolution_move", second.resolutions[0].resolution.pk), {"move": "down"}
    )
    lines = agenda(meeting)
    assert lines[0].item == second.item
    assert [each.resolution.title for each in lines[0].resolutions] == [
        "Quitus",
        "Affectation du résultat",
    ]


def test_a_mixed_meeting_asks_for_the_majority_of_each_text(cast: Cast) -> None:
    meeting = make_draft(cast.organisation, kind="mixed")
    text = agenda(meeting)[1].resolutions[0].resolution
    client = cast.secretary.client
    page = url(meeting, "resolution_edit", text.pk)
    assert 'name="majority"' in read(client.get(page))
    client.post(page, {"title": "Statuts", "text": "Changés.", "majority": "extraordinary"})
    text.refresh_from_db()
    assert (text.majority, text.board_supported) == ("extraordinary", False)


def test_the_meeting_page_says_when_to_send_and_what_blocks(cast: Cast, in_time: None) -> None:
    draft = make_draft(cast.organisation, convener="")
    page = read(cast.secretary.client.get(draft.get_absolute_url()))
    assert "vendredi 6 juin 2031" in page
    assert "il reste 9 jours" in page
    assert "C.com R225-69" in page
    assert "quel organe convoque" in page
    calendar = read(cast.secretary.client.get(url(draft, "meeting_calendar")))
    assert "Le jour de l’envoi ne compte pas dans le délai." in calendar
    assert "prudent : jeudi 5 juin 2031" in calendar


def test_a_draft_does_not_exist_for_a_member(cast: Cast, draft: Meeting) -> None:
    assert cast.member.client.get(draft.get_absolute_url()).status_code == 404
    listed = reverse("meeting_list", args=[cast.organisation.slug])
    assert draft.title not in read(cast.member.client.get(listed))
    assert draft.title in read(cast.auditor.client.get(listed))


def test_a_member_reads_a_convened_meeting_and_cannot_touch_it(
    cast: Cast, convened: Meeting
) -> None:
    page = read(cast.member.client.get(convened.get_absolute_url()))
    assert "L’assemblée générale approuve : quitus." in page
    assert url(convened, "meeting_duplicate") not in page
    assert cast.member.client.get(url(convened, "meeting_convene_page")).status_code == 403


def test_reading_then_convening_then_following(cast: Cast, draft: Meeting) -> None:
    client = cast.secretary.client
    page = client.get(url(draft, "meeting_convene_page"))
    assert "Convoquer 12 membres" in read(page)
    form = {"revision": draft.revision, "read": "on"}
    answer = client.post(url(draft, "meeting_convene"), form, follow=True)
    assert "10 courriels attendent encore" in read(answer)
    again = client.post(url(draft, "meeting_convene"), form, follow=True)
    assert "déjà convoquée" in read(again)
    messages_send()
    progress = read(client.get(url(draft, "convocation_progress")))
    assert "Tous sont partis" in progress
    assert "hx-get" not in progress, "a finished sending asks no more"


def test_nothing_is_convened_unread(cast: Cast, draft: Meeting) -> None:
    form = {"revision": draft.revision}
    answer = cast.secretary.client.post(url(draft, "meeting_convene"), form, follow=True)
    assert "cochez la case" in read(answer)
    draft.refresh_from_db()
    assert draft.state == Meeting.State.DRAFT


def test_a_late_convocation_asks_for_its_reason_on_the_page(cast: Cast) -> None:
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=9)  # noqa: TID251 - the page reads the clock
    draft = make_draft(cast.organisation, starts_at=soon, convener_decided_on=None)
    client = cast.secretary.client
    assert "Convoquer malgré le retard" in read(client.get(url(draft, "meeting_convene_page")))
    form = {"revision": draft.revision, "read": "on", "late_reason": "Salle inondée."}
    client.post(url(draft, "meeting_convene"), form)
    draft.refresh_from_db()
    assert draft.state == Meeting.State.DRAFT, "a reason without its box is not enough"
    client.post(url(draft, "meeting_convene"), form | {"late": "on"})
    draft.refresh_from_db()
    assert draft.late_reason == "Salle inondée."


def test_the_preview_shows_the_mail_in_a_sealed_frame(cast: Cast, draft: Meeting) -> None:
    client = cast.secretary.client
    page = client.get(url(draft, "convocation_preview_mail"))
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    frame = client.get(url(draft, "convocation_preview_body"))
    assert "Bonjour Camille Exemple" in read(frame)
    policy = frame["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    letter = client.get(url(draft, "convocation_preview_letter"))
    assert letter.content.startswith(b"%PDF-")


def test_recipients_are_listed_by_means_reason_and_name(cast: Cast, draft: Meeting) -> None:
    def names(**query: str) -> str:
        return read(cast.secretary.client.get(url(draft, "recipients_list"), query))

    assert "12 membres" not in names()
    assert "13 membres" in names()
    assert "Hénin Karima" in names(means="post")
    assert "Nguyễn Loïc" not in names(means="post")
    assert "1 membre<" in names(reason="exited").replace("1 membre\n", "1 membre<")
    assert "Nguyễn Loïc" in names(q="nguyen")
    assert "Aucun membre ne répond" in names(means="unreachable")


def test_the_evidence_is_shown_exported_and_acted_upon(cast: Cast, convened: Meeting) -> None:
    messages_send()
    Message.objects.filter(to_address="s0001@example.org").update(state="failed", answer="550 no")
    client = cast.secretary.client
    assert "Claire Martin" in read(
        client.get(url(convened, "convocation_list"), {"state": "trouble"})
    )
    notice = Convocation.objects.get(entry__number="S0001")
    page = read(client.get(url(convened, "convocation_detail", notice.pk)))
    assert "550 no" in page
    assert "Convoquer par lettre" in page
    client.post(url(convened, "convocation_retry", notice.pk))
    assert messages_send() == 1
    export = client.get(url(convened, "convocation_export")).content.decode("utf-8-sig")
    assert export.splitlines()[0].startswith("Numéro;Nom;")
    assert len(export.splitlines()) == 13


def test_an_auditor_reads_the_proof_and_changes_nothing(cast: Cast, convened: Meeting) -> None:
    client = cast.auditor.client
    notice = Convocation.objects.get(entry__number="S0001")
    for name, args in (
        ("meeting_convene_page", []),
        ("convocation_list", []),
        ("convocation_detail", [notice.pk]),
        ("convocation_export", []),
        ("letters_page", []),
    ):
        assert client.get(url(convened, name, *args)).status_code == 200
    before = JournalEntry.objects.count()
    for name, args in (
        ("convocation_retry_all", []),
        ("link_revoke", [notice.pk]),
        ("letters_posted", []),
        ("meeting_cancel", []),
    ):
        assert client.post(url(convened, name, *args)).status_code == 403
    assert JournalEntry.objects.count() == before


def test_letters_are_printed_downloaded_and_noted_as_posted(cast: Cast, convened: Meeting) -> None:
    client = cast.secretary.client
    assert "Les lettres se préparent" in read(client.get(url(convened, "letters_page")))
    assert client.get(url(convened, "letters_download")).status_code == 404
    jobs_run()
    assert "2 lettres sont prêtes" in read(client.get(url(convened, "letters_page")))
    download = client.get(url(convened, "letters_download"))
    assert b"".join(download.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    answer = client.post(url(convened, "letters_posted"), {"posted_on": "28/05/2031"}, follow=True)
    assert "2 lettres sont notées" in read(answer)


def test_cancelling_asks_why(cast: Cast, convened: Meeting) -> None:
    client = cast.secretary.client
    assert client.post(url(convened, "meeting_cancel"), {"reason": ""}).status_code == 422
    answer = client.post(url(convened, "meeting_cancel"), {"reason": "Grève."}, follow=True)
    assert "Grève." in read(answer)


def test_forms_of_a_convened_meeting_say_why_they_are_closed(cast: Cast, convened: Meeting) -> None:
    item = agenda(convened)[1].item
    for name, args in (
        ("meeting_edit", []),
        ("item_create", []),
        ("item_edit", [item.pk]),
        ("resolution_create", [item.pk]),
        ("attachment_add", [item.pk]),
    ):
        answer = cast.secretary.client.get(url(convened, name, *args), follow=True)
        assert "figé depuis la convocation" in read(answer)


def test_the_home_page_says_what_to_do_next(cast: Cast, draft: Meeting) -> None:
    home = reverse("organisation_home", args=[cast.organisation.slug])
    page = read(cast.secretary.client.get(home))
    assert "dernier jour légal d’envoi : vendredi 6 juin 2031" in page
    assert url(draft, "meeting_convene_page") in page
    assert "vendredi 6 juin" not in read(cast.member.client.get(home))


MOST = 12
"""Statements of a page, the five that know the person and the cooperative included."""

PAGES = (
    ("draft", "meeting_detail"),
    ("draft", "meeting_calendar"),
    ("draft", "meeting_convene_page"),
    ("draft", "recipients_list"),
    ("draft", "convocation_preview_mail"),
    ("convened", "meeting_detail"),
    ("convened", "meeting_convene_page"),
    ("convened", "convocation_list"),
    ("convened", "letters_page"),
)


@pytest.mark.parametrize(("scene", "name"), PAGES)
def test_a_page_asks_few_questions_whatever_the_number_of_members(
    cast: Cast,
    in_time: None,
    request: pytest.FixtureRequest,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    settings: Settings,
    scene: str,
    name: str,
) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False
    category = cast.organisation.categories.get(code="soutien")
    for _each in range(60):
        make_member(cast.organisation, category=category)
    meeting: Meeting = request.getfixturevalue(scene)
    get = cast.secretary.client.get
    get(url(meeting, name))  # the first visit of a session is noted once
    with django_assert_max_num_queries(MOST):
        assert get(url(meeting, name)).status_code == 200


def test_a_draft_is_deleted_only_when_asked_twice(cast: Cast) -> None:
    """Without JavaScript too: the first press shows the question, with a way back."""
    draft = make_draft(cast.organisation)
    client = cast.secretary.client
    page = client.post(url(draft, "meeting_delete"), HTTP_REFERER="https://ailleurs.example/")
    assert "Supprimer ce projet de réunion" in read(page)
    assert "ailleurs.example" not in read(page)
    assert Meeting.objects.filter(pk=draft.pk).exists()
    client.post(url(draft, "meeting_delete"), {"confirmed": "1"})
    assert not Meeting.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("role", ["auditor", "board_member"])
def test_letters_with_their_links_are_for_those_who_print_them(
    cast: Cast, convened: Meeting, role: str
) -> None:
    client = getattr(cast, role).client
    assert client.get(url(convened, "letters_download")).status_code == 403
    assert "Télécharger les lettres" not in read(client.get(url(convened, "letters_page")))
