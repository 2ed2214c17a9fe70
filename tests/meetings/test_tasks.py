"""What the cooperative must do is read from data or noted by a person; late ones say so."""

import datetime as dt

import pytest
from django.urls import reverse

from meetings.models import AgendaItem, Attachment, Convocation, Meeting, MeetingTask
from meetings.selectors.agenda import agenda
from meetings.selectors.statutes import statutes_of
from meetings.selectors.tasks import Task, tasks_of
from meetings.services.cancel import meeting_cancel
from meetings.services.convene import meeting_convene
from meetings.services.convocations import letters_posted
from meetings.services.tasks import task_note, task_unnote
from organisations.models import JournalEntry, Message
from organisations.policies import Actor
from organisations.refusals import NotAllowed, Refused
from organisations.render.journal import journal_sentence
from organisations.services.jobs import jobs_run
from tala.lib import clock
from tala.lib.dates import PARIS
from tests.cast import Cast, Person
from tests.meetings.scenes import TOO_LATE
from tests.meetings.test_pages import read, url


def tasks(meeting: Meeting, person: Person) -> dict[str, Task]:
    meeting.refresh_from_db()
    found = tasks_of(
        meeting, statutes_of(meeting), agenda(meeting), list(meeting.tasks.all()), person.actor
    )
    return {task.code: task for task in found}


def test_a_draft_says_what_is_left_and_by_when(cast: Cast, draft: Meeting) -> None:
    found = tasks(draft, cast.secretary)
    assert list(found) == ["roll", "convene", "documents_available", "written_answers"]
    convene = found["convene"]
    assert (convene.due, convene.safe) == (dt.date(2031, 6, 6), dt.date(2031, 6, 5))
    assert (convene.article, convene.status) == ("C.com R225-69", "il reste 9 jours")
    assert convene.who == "secrétaire, président"
    assert convene.url == url(draft, "meeting_convene_page")
    assert found["roll"].due == dt.date(2031, 6, 5)
    assert found["written_answers"].due == draft.day


def test_an_act_that_a_person_may_not_do_has_no_button(cast: Cast, draft: Meeting) -> None:
    found = tasks(draft, cast.auditor)
    assert (found["convene"].url, found["documents_available"].by_hand) == ("", "")
    assert tasks(draft, cast.secretary)["documents_available"].by_hand == "note"


def test_a_paper_announced_and_not_joined_is_a_task(cast: Cast, draft: Meeting) -> None:
    item = AgendaItem.objects.create(
        meeting=draft, position=4, kind="information", title="Rapport de gestion"
    )
    papers = tasks(draft, cast.secretary)["papers"]
    assert (papers.done, papers.why) == (False, "Il en manque une au point 4.")
    assert papers.url == url(draft, "attachment_add", item.pk)
    Attachment.objects.create(item=item, title="Rapport", file="r.pdf", filename="r.pdf", size=1)
    assert tasks(draft, cast.secretary)["papers"].done


def test_convening_does_what_convening_does(cast: Cast, convened: Meeting) -> None:
    found = tasks(convened, cast.secretary)
    assert (found["roll"].done, found["roll"].status) == (True, "arrêtée le 28/05/2031")
    assert (found["convene"].done, found["convene"].status) == (True, "fait le 28/05/2031")
    letters = found["letters"]
    assert (letters.done, letters.url) == (False, url(convened, "letters_page"))
    jobs_run()
    letters_posted(meeting=convened, actor=cast.secretary.actor, posted_on=dt.date(2031, 5, 28))
    assert tasks(convened, cast.secretary)["letters"].done


def test_a_late_notice_is_late_in_words(cast: Cast, draft: Meeting) -> None:
    with clock.played(TOO_LATE):
        assert tasks(draft, cast.secretary)["convene"].status == "dépassé de 2 jours"
        meeting_convene(meeting=draft, actor=cast.secretary.actor, late_reason="Incendie.")
        done = tasks(draft, cast.secretary)["convene"]
    assert (done.done, done.status) == (True, "fait le 08/06/2031, avec 2 jours de retard")


def test_an_email_in_trouble_is_a_task_of_its_own(cast: Cast, convened: Meeting) -> None:
    assert "troubles" not in tasks(convened, cast.secretary)
    mailed = Convocation.objects.filter(meeting=convened, means="email")[0]
    Message.objects.filter(convocation=mailed).update(state=Message.State.FAILED)
    trouble = tasks(convened, cast.secretary)["troubles"]
    assert trouble.url == url(convened, "convocation_list") + "?state=trouble"


def test_a_note_says_who_and_when_and_can_be_taken_back(cast: Cast, convened: Meeting) -> None:
    actor = cast.secretary.actor
    task_note(meeting=convened, actor=actor, code="documents_available")
    task_note(meeting=convened, actor=cast.chair.actor, code="documents_available")
    noted = tasks(convened, cast.secretary)["documents_available"]
    name = cast.secretary.user.name
    assert (noted.done, noted.by_hand) == (True, "unnote")
    assert noted.status == f"noté le 28/05/2031 09:00 par {name}"
    task_unnote(meeting=convened, actor=actor, code="documents_available")
    task_unnote(meeting=convened, actor=actor, code="documents_available")
    assert not MeetingTask.objects.exists()
    told = [
        journal_sentence(entry).replace("\u00a0", " ")
        for entry in JournalEntry.objects.filter(action__startswith="task.").order_by("sequence")
    ]
    assert told == [
        "a noté comme fait : documents à la disposition des membres.",
        "est revenu sur ce qui était noté comme fait : documents à la disposition des membres.",
    ]


def test_a_note_after_the_date_says_so(cast: Cast, convened: Meeting) -> None:
    with clock.played(dt.datetime(2031, 6, 7, 0, 30, tzinfo=PARIS)):
        task_note(meeting=convened, actor=cast.secretary.actor, code="documents_available")
        noted = tasks(convened, cast.secretary)["documents_available"]
    assert noted.status.endswith("après l’échéance")


@pytest.mark.parametrize("code", ["convene", "letters", "inconnue"])
def test_what_tala_sees_by_itself_is_not_noted_by_hand(
    cast: Cast, convened: Meeting, code: str
) -> None:
    with pytest.raises(Refused, match="ne se note pas à la main"):
        task_note(meeting=convened, actor=cast.secretary.actor, code=code)


def test_a_board_has_no_documents_to_lay_out(cast: Cast, draft: Meeting) -> None:
    Meeting.objects.filter(pk=draft.pk).update(kind=Meeting.Kind.BOARD)
    assert "documents_available" not in tasks(draft, cast.secretary)


def test_notes_stop_with_the_meeting(cast: Cast, convened: Meeting) -> None:
    task_note(meeting=convened, actor=cast.secretary.actor, code="documents_available")
    meeting_cancel(meeting=convened, actor=cast.secretary.actor, reason="Grève.")
    assert tasks(convened, cast.secretary) == {}
    with pytest.raises(Refused, match="finie ou annulée"):
        task_unnote(meeting=convened, actor=cast.secretary.actor, code="documents_available")


def test_only_those_who_convene_note(cast: Cast, convened: Meeting) -> None:
    with pytest.raises(NotAllowed):
        task_note(
            meeting=convened,
            actor=Actor.of(cast.board_member.user),
            code="documents_available",
        )


def test_the_buttons_of_the_page_note_and_take_back(cast: Cast, convened: Meeting) -> None:
    client = cast.secretary.client
    page = convened.get_absolute_url()
    assert "Tenir les documents à la disposition des membres, au siège" in read(client.get(page))
    answer = client.post(url(convened, "task_note", "documents_available"))
    assert answer["Location"] == f"{page}#taches"
    assert "Ce n’est pas fait" in read(client.get(page))
    calendar = read(client.get(url(convened, "meeting_calendar")))
    assert "tenu" in calendar.split("Documents tenus à la disposition")[1].split("</tr>")[0]
    client.post(url(convened, "task_unnote", "documents_available"))
    assert not MeetingTask.objects.exists()


def test_a_member_is_not_shown_what_the_office_must_do(cast: Cast, convened: Meeting) -> None:
    page = read(cast.member.client.get(convened.get_absolute_url()))
    assert "Ce que la coopérative doit faire" not in page


def test_the_home_page_names_the_nearest_task(cast: Cast, convened: Meeting) -> None:
    home = reverse("organisation_home", args=[cast.organisation.slug])
    page = read(cast.secretary.client.get(home))
    assert "Tenir les documents à la disposition des membres, au siège" in page
    task_note(meeting=convened, actor=cast.secretary.actor, code="documents_available")
    page = read(cast.secretary.client.get(home))
    assert "Tenir les documents" not in page
    assert "Répondre aux questions écrites des membres" not in page  # in more than two weeks
    with clock.played(dt.datetime(2031, 6, 10, 9, tzinfo=PARIS)):
        page = read(cast.secretary.client.get(home))
    assert "Répondre aux questions écrites des membres" in page
