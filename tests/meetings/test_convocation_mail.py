"""The e-mail of a convocation, parsed back as a member's mail program would."""

import email
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

import icalendar
import pytest
from django.urls import reverse

from meetings.models import Meeting, Resolution
from meetings.render import convocation
from meetings.selectors.agenda import agenda
from meetings.services.convene import meeting_convene
from meetings.services.convocations import convocation_send_trial
from organisations.models import Message
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.services.outbox import messages_send
from tala.lib import mail
from tests.cast import Cast
from tests.meetings.scenes import make_draft


def sent(folder: Path, address: str) -> EmailMessage:
    """Return the one mail sent to an address."""
    mails = [
        email.message_from_bytes(path.read_bytes(), policy=modern) for path in folder.glob("*.eml")
    ]
    (found,) = [each for each in mails if address in str(each["To"])]
    assert isinstance(found, EmailMessage)
    return found


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def mail_of_nguyen(convened: Meeting, tmp_path: Path) -> EmailMessage:
    """The convocation of Loïc Nguyễn, sent."""
    assert messages_send() == 10
    return sent(tmp_path / "mail", "s0006@example.org")


def test_it_is_text_html_and_calendar_from_the_cooperative(mail_of_nguyen: EmailMessage) -> None:
    kinds = [part.get_content_type() for part in mail_of_nguyen.walk()]
    assert kinds[:1] == ["multipart/mixed"]
    assert {"text/plain", "text/html", "text/calendar"} <= set(kinds)
    assert mail_of_nguyen["From"].addresses[0].display_name == "Les Ateliers du Bassin"
    assert mail_of_nguyen["Reply-To"].addresses[0].addr_spec == "bonjour@example.org"
    assert mail_of_nguyen["To"].addresses[0].display_name == "Loïc Nguyễn"
    assert "assemblée générale ordinaire du samedi 21 juin 2031" in mail_of_nguyen["Subject"]


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_it_says_all_that_the_law_asks_for(mail_of_nguyen: EmailMessage, kind: str) -> None:
    text = body(mail_of_nguyen, kind).replace("\u00a0", " ").replace("\u202f", " ")
    for said in (
        "Les Ateliers du Bassin (ADB)",
        "Société coopérative d’intérêt collectif anonyme à capital variable",
        "3 place du Bassin, 62800 Liévin",
        "RCS Arras 552 100 554",
        "assemblée générale ordinaire, sur première convocation",
        "samedi 21 juin 2031 à 18 h",
        "Salle des fêtes, 1 place de la Gare",
        "Bonjour Loïc Nguyễn,",
        "Membre n° S0006, collège « Usagers particuliers » (25 % des voix) : une voix.",
        "Conseil d’administration",
        "lundi 12 mai 2031",
        "Résolution n° 2 : Quitus",
        "L’assemblée générale approuve : quitus.",
        "un vote contre toutes les autres",
        "vendredi 20 juin 2031 à 15 h",
        "mardi 17 juin 2031",
        "bonjour@example.org",
        "Envoyé le mercredi 28 mai 2031",
    ):
        assert said in text, said


def test_the_link_opens_that_members_pages_only(
    mail_of_nguyen: EmailMessage, convened: Meeting
) -> None:
    entry = convened.roll.get(number="S0006")
    other = convened.roll.get(number="S0005")
    for kind in ("plain", "html"):
        text = body(mail_of_nguyen, kind)
        assert reverse("member_home", args=[entry.link_token]) in text
        assert other.link_token not in text


def test_the_calendar_part_is_a_request_for_one_event(
    mail_of_nguyen: EmailMessage, convened: Meeting, tmp_path: Path
) -> None:
    (part,) = [each for each in mail_of_nguyen.walk() if each.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    calendar = icalendar.Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == "REQUEST"
    assert (event["SEQUENCE"], str(event["ORGANIZER"])) == (0, "mailto:bonjour@example.org")
    assert str(event["ATTENDEE"]) == "mailto:s0006@example.org"
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event.start == convened.starts_at
    assert (event.end - event.start).total_seconds() == 2 * 3600
    others = sent(tmp_path / "mail", "s0005@example.org")
    assert f"UID:{event['UID']}" in next(
        str(each.get_content())
        for each in others.walk()
        if each.get_content_type() == "text/calendar"
    ).replace("\r\n ", "")
    entry = convened.roll.get(number="S0006")
    assert entry.link_token not in part.get_content(), "calendars are shared, voices are not"


def test_the_evidence_is_the_hash_of_what_was_sent(
    mail_of_nguyen: EmailMessage, tmp_path: Path
) -> None:
    message = Message.objects.get(to_address="s0006@example.org")
    assert message.content_hash == mail.content_hash(mail_of_nguyen)
    assert message.message_id == mail_of_nguyen["Message-ID"]


def test_a_legal_person_is_greeted_through_its_representative(
    convened: Meeting, tmp_path: Path
) -> None:
    messages_send()
    text = body(sent(tmp_path / "mail", "s0010@example.org"), "plain")
    assert "Bonjour Solène Pruvost, maire," in text
    assert "Ville de Liévin. Membre n°\u00a0S0010" in text


def test_what_people_write_is_escaped_in_html(cast: Cast, draft: Meeting, tmp_path: Path) -> None:
    text = agenda(draft)[1].resolutions[0].resolution
    attack = "<script>alert('x')</script>"
    Resolution.objects.filter(pk=text.pk).update(text=attack, title=attack)
    draft.items.filter(position=2).update(notes=f"{attack} [x](javascript:alert(1))")
    member = cast.organisation.members.get(number="S0006")
    member.last_name = "<img src=x>"
    member.save()
    meeting_convene(meeting=draft, actor=cast.secretary.actor)
    messages_send()
    html = body(sent(tmp_path / "mail", "s0006@example.org"), "html")
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "&lt;img src=x&gt;" in html


def test_two_members_with_one_address_get_a_mail_each(
    cast: Cast, in_time: None, tmp_path: Path
) -> None:
    cast.organisation.members.filter(number="S0005").update(email="s0006@example.org")
    meeting_convene(meeting=make_draft(cast.organisation), actor=cast.secretary.actor)
    assert messages_send() == 10
    texts = [path.read_text() for path in (tmp_path / "mail").glob("*.eml")]
    assert sum("s0006@example.org" in text.split("\n\n")[0] for text in texts) == 2


def test_a_trial_goes_to_its_sender_marked_and_without_a_voice(
    cast: Cast, draft: Meeting, tmp_path: Path
) -> None:
    convocation_send_trial(meeting=draft, actor=cast.secretary.actor)
    assert messages_send() == 1
    trial = sent(tmp_path / "mail", cast.secretary.user.email)
    assert trial["Subject"].startswith("ESSAI")
    assert "ce message n’est pas une convocation" in body(trial, "html")
    assert "/v/" not in body(trial, "plain")
    draft.refresh_from_db()
    assert draft.state == Meeting.State.DRAFT


def test_a_command_has_nobody_to_send_a_trial_to(cast: Cast, draft: Meeting) -> None:
    with pytest.raises(Refused):
        convocation_send_trial(meeting=draft, actor=Actor.command("essai"))


def test_the_common_part_is_laid_out_once_for_everybody(
    convened: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out = []
    once = convocation.lay_out

    def counted(meeting: Meeting) -> convocation.CommonMail:
        laid_out.append(meeting.pk)
        return once(meeting)

    monkeypatch.setattr(convocation, "lay_out", counted)
    convocation._laid_out_once.cache_clear()
    assert messages_send() == 10
    assert laid_out == [convened.pk]
