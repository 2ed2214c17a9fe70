"""A calendar is computed before any meeting, both ways, and goes into the secretary's own."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, Settings

from meetings.models import Meeting
from meetings.services.cancel import meeting_cancel
from organisations.models import Organisation, StatuteProfile
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import defaults_for, usual_for
from tests.cast import Cast
from tests.meetings.test_pages import read, url

SATURDAY = {
    "kind": "ordinary",
    "call": "1",
    "way": "meeting",
    "day": "2031-06-21",
    "hour": "18:00",
}


def page(organisation: Organisation, name: str = "calendar_plan", **asked: str) -> str:
    query = urlencode(SATURDAY | asked)
    return f"{reverse(name, args=[organisation.slug])}?{query}"


def events(answer: Any) -> dict[str, Any]:
    """Return the events of a calendar file by the code of their date."""
    assert answer["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["UID"]).split("-")[1]: event for event in found}


def write(organisation: Organisation, params: Any) -> None:
    StatuteProfile.objects.filter(organisation=organisation).update(parameters=params.to_json())


@pytest.fixture
def early(in_time: None) -> None:
    """28 May 2031: before the last day of sending for 21 June."""


def test_the_question_is_asked_first(cast: Cast, early: None) -> None:
    form = read(cast.secretary.client.get(reverse("calendar_plan", args=[cast.organisation.slug])))
    assert "la date d’envoi : quelle est la première date possible ?" in form
    assert "Le calendrier légal" not in form
    listed = read(cast.member.client.get(reverse("meeting_list", args=[cast.organisation.slug])))
    assert reverse("calendar_plan", args=[cast.organisation.slug]) in listed


def test_back_from_the_assembly(cast: Cast, early: None) -> None:
    shown = read(cast.secretary.client.get(page(cast.organisation)))
    assert "Assemblée le samedi 21 juin 2031" in shown
    assert "vendredi 6 juin 2031" in shown
    assert "prudent : jeudi 5 juin 2031" in shown
    assert "15 jours : le jour de l’envoi ne compte pas, le jour de l’assemblée compte." in shown
    assert "4 jours ouvrés : le jour de la réception compte, le jour de l’assemblée ne" in shown
    assert "vendredi 20 juin 2031 à 15 h" in shown
    assert "C.com R225-77, R225-80" in shown


def test_on_from_the_sending(cast: Cast, early: None) -> None:
    shown = read(
        cast.secretary.client.get(page(cast.organisation, way="sending", day="2031-06-06"))
    )
    assert "Première date possible</dt><dd>samedi 21 juin 2031" in shown
    assert "Première date prudente</dt><dd><strong>dimanche 22 juin 2031" in shown
    assert "way=meeting&amp;day=2031-06-21" in shown


def test_the_meeting_is_created_at_the_date_found(cast: Cast, early: None) -> None:
    client = cast.secretary.client
    create = reverse("meeting_create", args=[cast.organisation.slug])
    link = f"{create}?kind=mixed&amp;day=2031-06-21&amp;hour=19%3A30"
    assert link in read(client.get(page(cast.organisation, kind="mixed", hour="19:30")))
    form = read(client.get(link.replace("&amp;", "&")))
    assert 'value="2031-06-21"' in form
    assert 'value="19:30"' in form
    assert '<option value="mixed" selected>' in form
    assert create not in read(cast.member.client.get(page(cast.organisation)))


@pytest.mark.parametrize("asked", [{"call": "2"}, {"kind": "board"}, {"day": "2031-05-01"}])
def test_no_meeting_is_offered_where_none_can_be_created(
    cast: Cast, early: None, asked: dict[str, str]
) -> None:
    shown = read(cast.secretary.client.get(page(cast.organisation, **asked)))
    assert "Préparer la réunion du" not in shown


def test_a_day_too_near_says_so_and_looks_for_another(cast: Cast, early: None) -> None:
    shown = read(cast.secretary.client.get(page(cast.organisation, day="2031-06-05")))
    assert "Il est trop tard pour convoquer à cette date" in shown
    assert "way=sending&amp;day=2031-05-28" in shown


def test_what_the_statutes_lack_is_named_with_its_question(cast: Cast, early: None) -> None:
    Organisation.objects.filter(pk=cast.organisation.pk).update(legal_form=LegalForm.SAS)
    write(cast.organisation, defaults_for(LegalForm.SAS, False))
    shown = read(cast.secretary.client.get(page(cast.organisation, way="sending")))
    assert "Aucune date ne peut être calculée" in shown
    assert reverse("statutes_question", args=[cast.organisation.slug, "delai"]) in shown
    assert "autres règles manquent pour pouvoir convoquer" in shown
    shown = read(cast.member.client.get(page(cast.organisation)))
    assert reverse("statutes_question", args=[cast.organisation.slug, "delai"]) not in shown
    assert "Le calendrier légal" in shown


def test_a_second_call_without_a_delay_names_it(cast: Cast, early: None) -> None:
    """No quorum is asked of this association, so nothing else needs that delay."""
    Organisation.objects.filter(pk=cast.organisation.pk).update(
        legal_form=LegalForm.ASSOCIATION_1901
    )
    write(cast.organisation, usual_for(LegalForm.ASSOCIATION_1901, False))
    shown = read(cast.secretary.client.get(page(cast.organisation, call="2", way="sending")))
    assert "Aucune date ne peut être calculée" in shown
    assert "Ce que les statuts doivent encore dire" in shown


def test_statutes_to_come_count_for_a_sending_after_them(cast: Cast, early: None) -> None:
    later = usual_for(LegalForm.SCIC_SA, True).to_json() | {"notice_days_first": 30}
    StatuteProfile.objects.create(
        organisation=cast.organisation,
        version=9,
        valid_from=dt.date(2031, 6, 1),
        parameters=later,
    )
    asked = {"way": "sending", "day": "2031-05-30"}
    shown = read(cast.secretary.client.get(page(cast.organisation, **asked)))
    assert "Première date possible</dt><dd>samedi 14 juin 2031" in shown
    shown = read(
        cast.secretary.client.get(page(cast.organisation, **asked | {"day": "2031-06-06"}))
    )
    assert "Première date possible</dt><dd>dimanche 6 juillet 2031" in shown
    assert "version 9" in shown


def test_alsace_moselle_and_working_days_follow_the_cooperative(cast: Cast, early: None) -> None:
    params = usual_for(LegalForm.SCIC_SA, True).to_json() | {
        "notice_days_first": 1,
        "notice_in_working_days": True,
    }
    StatuteProfile.objects.filter(organisation=cast.organisation).update(parameters=params)
    asked = {"way": "sending", "day": "2032-03-25"}  # the eve of Good Friday
    shown = read(cast.secretary.client.get(page(cast.organisation, **asked)))
    assert "Première date possible</dt><dd>vendredi 26 mars 2032" in shown
    assert "1 jour ouvré : le jour de l’envoi" in shown
    Organisation.objects.filter(pk=cast.organisation.pk).update(alsace_moselle=True)
    shown = read(cast.secretary.client.get(page(cast.organisation, **asked)))
    assert "Première date possible</dt><dd>mardi 30 mars 2032" in shown
    assert "Les jours fériés d’Alsace-Moselle sont pris en compte." in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "9999-12-31"}, "trop lointaine"),
        ({"day": "31/02/2031"}, "date valide"),
        ({"kind": "fête"}, "choix valide"),
        ({"call": "3"}, "choix valide"),
        ({"hour": ""}, "obligatoire"),
    ],
)
def test_a_wrong_answer_is_said(cast: Cast, early: None, wrong: dict[str, str], said: str) -> None:
    answer = cast.secretary.client.get(page(cast.organisation, **wrong))
    assert (answer.status_code, said in read(answer)) == (422, True)
    answer = cast.secretary.client.get(page(cast.organisation, "calendar_plan_download", **wrong))
    assert answer.status_code == 302


def test_the_page_asks_few_questions(
    cast: Cast,
    early: None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    settings: Settings,
) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False
    get = cast.secretary.client.get
    get(page(cast.organisation))
    with django_assert_max_num_queries(12):
        assert get(page(cast.organisation)).status_code == 200


def test_the_computed_dates_go_into_a_calendar(cast: Cast, early: None) -> None:
    client = cast.member.client
    address = page(cast.organisation, "calendar_plan_download", kind="extraordinary")
    first, again = client.get(address), client.get(address)
    assert 'filename="calendrier-2031-06-21.ics"' in first["Content-Disposition"]
    found = events(first)
    assert found["second_latest"].decoded("DTSTART") == dt.date(2031, 8, 21)
    assert {e["UID"] for e in found.values()} == {e["UID"] for e in events(again).values()}
    later = client.get(page(cast.organisation, "calendar_plan_download", day="2031-06-22"))
    assert not {e["UID"] for e in found.values()} & {e["UID"] for e in events(later).values()}


def test_the_dates_of_a_meeting_go_into_a_calendar(cast: Cast, draft: Meeting) -> None:
    download = url(draft, "meeting_calendar_download")
    assert download in read(cast.secretary.client.get(draft.get_absolute_url()))
    before = events(cast.secretary.client.get(download))
    sending, cutoff = before["last_sending"], before["electronic_cutoff"]
    assert sending.decoded("DTSTART") == dt.date(2031, 6, 6)
    assert sending["SUMMARY"].endswith("Dernier jour légal d’envoi de la convocation")
    assert "C.com R225-69" in sending["DESCRIPTION"]
    assert "jeudi 5 juin 2031" in sending["DESCRIPTION"]
    assert draft.get_absolute_url() in sending["URL"]
    assert cutoff["DTSTART"].params["TZID"] == "Europe/Paris"
    assert cutoff.decoded("DTSTART").isoformat() == "2031-06-20T15:00:00+02:00"
    ringing = {code for code, event in before.items() if event.walk("VALARM")}
    assert ringing == {"roll_frozen", "last_sending", "documents_available", "meeting"}


def test_a_meeting_put_off_replaces_its_dates(cast: Cast, draft: Meeting) -> None:
    download = url(draft, "meeting_calendar_download")
    before = events(cast.secretary.client.get(download))["last_sending"]
    facts = {"kind": "ordinary", "title": "AG", "day": "2031-06-28", "hour": "18:00"}
    cast.secretary.client.post(url(draft, "meeting_edit"), facts)
    after = events(cast.secretary.client.get(download))["last_sending"]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART") == dt.date(2031, 6, 13)


def test_a_cancelled_meeting_takes_its_dates_back(cast: Cast, convened: Meeting) -> None:
    meeting_cancel(meeting=convened, actor=cast.secretary.actor, reason="Grève.")
    found = events(cast.secretary.client.get(url(convened, "meeting_calendar_download")))
    assert {str(event["STATUS"]) for event in found.values()} == {"CANCELLED"}
    assert not any(event.walk("VALARM") for event in found.values())
