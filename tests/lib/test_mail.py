"""Mail as built, as sent over a real socket, and as kept in the folder."""

import asyncio
import datetime as dt
import email
import email.policy
import smtplib
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from tala.lib import mail

ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:AG d’été\r\nEND:VCALENDAR\r\n".encode()
LETTER = mail.OutgoingMail(
    to="anais.coeur@example.org",
    to_name="Anaïs Cœur",
    subject="Convocation à l’assemblée du samedi 20 juin 2026",
    text="Bonjour,\n\nVous êtes convoquée.\n",
    html="<p>Vous êtes <b>convoquée</b>.</p>",
    ics=ICS,
    message_id="<convocation-12@tala.example>",
    from_="Le Caudron <ag@caudron.example>",
    reply_to="secretariat@caudron.example",
    attachments=(mail.MailFile("Rapport été.pdf", b"%PDF-1.7 x", "application/pdf"),),
)


def parsed(built: mail.BuiltMail) -> EmailMessage:
    data = built.message().as_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_convocation_is_text_html_and_an_invitation_calendars_act_upon() -> None:
    message = parsed(mail.build(LETTER))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
        "application/pdf",
    ]
    calendar, file, paper = list(message.walk())[4:]
    assert dict(calendar["Content-Type"].params) == {"method": "REQUEST", "charset": "utf-8"}
    assert "AG d’été" in calendar.get_content()
    assert (file.get_filename(), file.get_content()) == ("invitation.ics", ICS)
    assert (paper.get_filename(), paper.get_content()) == ("Rapport été.pdf", b"%PDF-1.7 x")


def test_the_headers_are_those_of_a_machine_that_writes_to_a_person() -> None:
    message = parsed(mail.build(LETTER))
    assert message["To"] == "Anaïs Cœur <anais.coeur@example.org>"
    assert message["From"] == "Le Caudron <ag@caudron.example>"
    assert message["Reply-To"] == "secretariat@caudron.example"
    assert message["Subject"] == LETTER.subject
    assert message["Message-ID"] == LETTER.message_id
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "subject", ["AG", "Assemblée générale ordinaire " * 12, "x" * 300, "é" * 300]
)
def test_no_subject_leaves_an_empty_first_line(subject: str) -> None:
    built = mail.build(replace(LETTER, subject=subject))
    assert parsed(built)["Subject"] == subject.strip()
    first = next(
        line for line in built.message().as_bytes().splitlines() if line[:8] == b"Subject:"
    )
    assert first[8:].strip()


def test_a_cancellation_says_so_to_the_calendar() -> None:
    message = parsed(mail.build(replace(LETTER, ics_method="CANCEL")))
    assert "method=CANCEL" in next(
        part for part in message.walk() if part.get_content_type() == "text/calendar"
    )["Content-Type"].replace('"', "")


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b"])
def test_no_text_can_add_a_header(break_: str) -> None:
    evil = f"AG{break_}Bcc: all@example.org{break_}{break_}Corps"
    letter = replace(LETTER, subject=evil, to_name=evil, headers={"X-Tala": evil})
    letter = replace(letter, from_=mail.formatted_address(evil, "ag@caudron.example"))
    data = mail.build(letter).message().as_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == LETTER.to
    assert len(message["To"].addresses) == 1
    assert not any(line.startswith(b"Bcc:") for line in data.splitlines())


@pytest.mark.parametrize(
    "address",
    ["", "x", "a b@c.d", "a@b, c@d", "a@b\r\nBcc: c@d", "<a@b>", "a@b>", "Nom <a@b.fr>", "a@b;c@d"],
)
def test_an_address_that_is_none_is_refused_for_good(address: str) -> None:
    with pytest.raises(ValueError, match="Not an e-mail address"):
        mail.build(replace(LETTER, to=address))
    with mail.open_connection() as connection:
        assert mail.send(replace(LETTER, to=address), connection).permanent


def test_a_message_id_is_stable_and_tells_nothing() -> None:
    assert mail.message_id("convocation:12") == mail.message_id("convocation:12")
    assert mail.message_id("convocation:12") != mail.message_id("convocation:13")
    assert "convocation" not in mail.message_id("convocation:12")
    assert len(mail.message_id("x" * 200)) < 120


def test_a_message_id_belongs_to_one_site(settings: Settings) -> None:
    here = mail.message_id("convocation:12")
    settings.SECRET_KEY = "another"
    assert mail.message_id("convocation:12") != here


# --- What was read by the person ---


def test_the_content_hash_is_that_of_the_stored_file_and_of_every_try() -> None:
    built = mail.build(LETTER)
    stored = email.message_from_bytes(built.message().as_bytes())
    again = mail.build(replace(LETTER, message_id="<another@x>"))
    again.message().replace_header("Date", "Mon, 01 Jan 2035 00:00:00 +0000")
    assert mail.content_hash(built) == mail.content_hash(stored) == mail.content_hash(again)


@pytest.mark.parametrize(
    "change",
    [
        {"to": "b@example.org"}, {"to_name": "X"}, {"subject": "X"}, {"text": "X"},
        {"html": "X"}, {"ics": None}, {"attachments": ()}, {"from_": "x@example.org"},
        {"attachments": (mail.MailFile("Autre.pdf", b"%PDF-1.7 x", "application/pdf"),)},
    ],
)  # fmt: skip
def test_any_change_the_person_could_see_changes_the_hash(change: dict[str, object]) -> None:
    changed = replace(LETTER, **change)  # type: ignore[arg-type]
    assert mail.content_hash(mail.build(changed)) != mail.content_hash(mail.build(LETTER))


# --- A real socket ---


class Relay:
    """Accepts mail as a relay would, refusing by the name of the recipient."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.sessions: set[int] = set()

    async def handle_RCPT(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.sessions.add(id(session))
        name = address.partition("@")[0]
        if name == "inconnu":
            return "550 5.1.1 No such user"
        if name == "patience":
            return "450 4.2.0 Greylisted, try later"
        if name == "ferme":
            return "421 4.3.2 Closing"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if envelope.rcpt_tos[0].startswith("coupure"):
            assert server.transport is not None
            server.transport.close()
            await asyncio.sleep(0)
        if envelope.rcpt_tos[0].startswith("spam"):
            return "554 5.7.1 Refused"
        assert isinstance(envelope.content, bytes)
        self.kept.append(envelope.content)
        return f"250 2.0.0 Queued as Q{len(self.kept)}"


@pytest.fixture
def relay(settings: Settings) -> Iterator[Relay]:
    handler = Relay()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2
    try:
        yield handler
    finally:
        controller.stop()


def to(name: str) -> mail.OutgoingMail:
    return replace(LETTER, to=f"{name}@example.org")


def test_many_mails_go_over_one_connection_and_each_answer_is_kept(relay: Relay) -> None:
    with mail.open_connection() as connection:
        results = [mail.send(to(f"m{n}"), connection) for n in range(5)]
    assert [result.text for result in results] == [f"2.0.0 Queued as Q{n}" for n in range(1, 6)]
    assert all(result.ok and result.code == 250 for result in results)
    assert len(relay.sessions) == 1
    assert b'text/calendar; method="REQUEST"' in relay.kept[0]


def test_refusals_are_told_apart_and_do_not_stop_the_others(relay: Relay) -> None:
    names = ["m1", "inconnu", "m2", "patience", "spam", "m3", "ferme", "m4", "coupure", "m5"]
    with mail.open_connection() as connection:
        results = {name: mail.send(to(name), connection) for name in names}
    assert [name for name in names if results[name].ok] == ["m1", "m2", "m3", "m4", "m5"]
    assert (results["inconnu"].permanent, results["inconnu"].code) == (True, 550)
    assert results["inconnu"].text == "5.1.1 No such user"
    assert (results["patience"].permanent, results["patience"].code) == (False, 450)
    assert (results["ferme"].permanent, results["ferme"].code) == (False, 421)
    assert (results["spam"].permanent, results["spam"].code) == (True, 554)
    assert len(relay.kept) == 5


def test_a_connection_cut_after_the_message_leaves_it_in_doubt(relay: Relay) -> None:
    with mail.open_connection() as connection:
        cut, before = mail.send(to("coupure"), connection), mail.send(to("ferme"), connection)
    assert (cut.ok, cut.permanent, cut.code, cut.in_doubt) == (False, False, 0, True)
    assert not before.in_doubt


def test_a_silent_relay_is_given_up_and_the_mail_in_doubt_only_after_the_message(
    relay: Relay, settings: Settings
) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = silent.getsockname()[1], 0.2
    with silent, mail.open_connection() as connection:
        result = mail.send(LETTER, connection)
    assert (result.ok, result.permanent, result.in_doubt) == (False, False, False)


def test_no_relay_at_all_is_a_temporary_refusal(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    with mail.open_connection() as connection:
        result = mail.send(LETTER, connection)
    assert (result.ok, result.permanent, result.code) == (False, False, 0)
    assert "ConnectionRefusedError" in result.text


def test_a_login_the_relay_refuses_is_not_the_fault_of_the_message() -> None:
    error = smtplib.SMTPAuthenticationError(535, b"Bad credentials")
    assert mail._failure(error, in_doubt=False) == mail.SendResult(
        ok=False, permanent=False, code=535, text="Bad credentials"
    )


# --- The folder ---


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "tala.lib.mail.FolderBackend"
    settings.TALA_MAIL_FOLDER = tmp_path / "mail"
    return tmp_path / "mail"


def test_what_is_kept_in_the_folder_is_read_back(folder: Path) -> None:
    with mail.open_connection() as connection:
        assert mail.send(LETTER, connection).ok
    (listed,) = mail.read_folder(folder)
    assert (listed.to, listed.subject) == ("Anaïs Cœur <anais.coeur@example.org>", LETTER.subject)
    read = mail.read_mail(folder, listed.name)
    assert read.text.strip() == LETTER.text.strip()
    assert read.html.strip() == LETTER.html
    assert read.ics is not None
    assert b"METHOD:REQUEST" in read.ics
    assert [file.name for file in read.attachments] == ["invitation.ics", "Rapport été.pdf"]
    assert read.attachments[1].content == b"%PDF-1.7 x"
    assert read.date == listed.date


def test_the_same_message_is_kept_once_across_restarts(folder: Path) -> None:
    for _start in range(2):
        with mail.open_connection() as connection:
            mail.send(LETTER, connection)
            mail.send(LETTER, connection)
            mail.send(replace(LETTER, message_id="<other@x>"), connection)
    assert len(mail.read_folder(folder)) == 2
    assert not list(folder.glob("*.part"))


def test_the_newest_mail_comes_first(folder: Path) -> None:
    backend = mail.FolderBackend()
    for day in (3, 1, 2):
        date = f"0{day} Jun 2026 10:00:00 +0200"
        letter = replace(
            LETTER, message_id=f"<{day}@x>", subject=f"{day}", headers={"Date": f"Mon, {date}"}
        )
        backend.send_messages([mail.build(letter)])
    assert [kept.subject for kept in mail.read_folder(folder)] == ["3", "2", "1"]
    assert [kept.subject for kept in mail.read_folder(folder, limit=1)] == ["3"]


def test_a_mail_is_dated_when_it_left(folder: Path) -> None:
    with (
        time_machine.travel(dt.datetime(2026, 6, 20, 16, 0, tzinfo=dt.UTC), tick=False),
        mail.open_connection() as connection,
    ):
        mail.send(LETTER, connection)
    (kept,) = mail.read_folder(folder)
    assert kept.date == dt.datetime(2026, 6, 20, 16, 0, tzinfo=dt.UTC)
    assert kept.name.startswith("20260620-160000-")


@pytest.mark.parametrize(
    "name", ["../secret_key", "x.eml", "", "20260101-000000-" + "0" * 20 + ".eml"]
)
def test_no_other_file_is_read_through_the_folder(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder.parent / "secret_key").write_text("s")
    with pytest.raises(FileNotFoundError):
        mail.read_mail(folder, name)


def test_an_absent_folder_holds_no_mail(tmp_path: Path) -> None:
    assert mail.read_folder(tmp_path / "none") == []


def test_two_threads_writing_at_once_keep_every_mail(folder: Path) -> None:
    def write(start: int) -> None:
        with mail.open_connection() as connection:
            for n in range(start, start + 20):
                mail.send(replace(LETTER, message_id=f"<{n}@x>"), connection)

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.read_folder(folder)) == 40
