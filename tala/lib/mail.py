"""Builds and sends e-mail: the only importer of django.core.mail."""

import hashlib
import re
import smtplib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.header import Header
from email.message import Message
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import (  # noqa: TID251 - this is the one adapter
    EmailMessage,
    EmailMultiAlternatives,
    get_connection,
)
from django.core.mail.backends.base import BaseEmailBackend  # noqa: TID251
from django.core.mail.backends.smtp import EmailBackend as DjangoSmtpBackend  # noqa: TID251
from django.utils.crypto import salted_hmac

from tala.lib.mailfolder import (
    MailFile,
    MailFolder,
    StoredMail,
    header_text,
    read_folder,
    read_mail,
)
from tala.lib.smtpwatch import WatchedSmtp, WatchedSmtpSsl

__all__ = [
    "BuiltMail", "Connection", "FolderBackend", "MailFile", "OutgoingMail", "SendResult",
    "SmtpBackend", "StoredMail", "build", "content_hash", "formatted_address", "message_id",
    "open_connection", "read_folder", "read_mail", "send",
]  # fmt: skip

Connection = BaseEmailBackend

TIMEOUT_SECONDS = 30
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")
_READ_HEADERS = ("From", "To", "Reply-To", "Subject")


@dataclass(frozen=True)
class OutgoingMail:
    """One mail to one person.

    `to` is a bare address; `from_` (the settings' sender when empty) and `reply_to` may carry a
    name. `message_id` comes from `message_id()` and is the same at every try. `ics_method` is
    REQUEST or CANCEL, like the one inside `ics`.
    """

    to: str
    subject: str
    text: str
    message_id: str
    html: str = ""
    to_name: str = ""
    from_: str = ""
    reply_to: str = ""
    ics: bytes | None = None
    ics_method: str = "REQUEST"
    attachments: tuple[MailFile, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SendResult:
    """What the relay answered: its code (0 when it did not answer) and its words.

    `permanent`: another try would be refused as well. `in_doubt`: the connection broke after the
    whole message was handed over, so the relay may or may not have accepted it.
    """

    ok: bool
    permanent: bool
    code: int
    text: str
    in_doubt: bool = False


class BuiltMail(EmailMultiAlternatives):
    """A mail whose MIME message is made once, however often it is asked for."""

    _made: Message | None = None

    def message(self) -> Message:  # type: ignore[override]
        """Return the MIME message; every call returns the same one."""
        if self._made is None:
            self._made = super().message()
            # Encoded by Django, a long subject leaves its first line empty, which filters dislike.
            subject = Header(str(self.subject), "utf-8", header_name="Subject")
            self._made.replace_header("Subject", subject)
        return self._made


def message_id(key: str) -> str:
    """Return the Message-ID of the row with this key: the same at every try, on this site only."""
    digest = salted_hmac("tala.mail.message-id", key, algorithm="sha256").hexdigest()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<tala.{digest[:32]}@{domain}>"


def formatted_address(name: str, address: str) -> str:
    """Return `Name <address>` fit for a header; ValueError when the address is none."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"Not an e-mail address: {address!r}")
    return formataddr((_one_line(name), address))


def build(mail: OutgoingMail) -> BuiltMail:
    """Return the message: text, HTML and calendar as alternatives, then the files.

    The invitation travels twice, as a `text/calendar` part that calendars act upon and as a file
    that people can open. Line ends in headers become spaces. Raises ValueError for a bad address.
    """
    message = BuiltMail(
        subject=_one_line(mail.subject),
        body=mail.text,
        from_email=mail.from_ or settings.DEFAULT_FROM_EMAIL,
        to=[formatted_address(mail.to_name, mail.to)],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": mail.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
            **{name: _one_line(value) for name, value in mail.headers.items()},
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.ics is not None:
        method = "CANCEL" if mail.ics_method == "CANCEL" else "REQUEST"
        message.attach_alternative(mail.ics.decode(), f"text/calendar; method={method}")
        message.attach("invitation.ics", mail.ics, "application/ics")
    for file in mail.attachments:
        message.attach(file.name, file.content, file.mime)
    return message


def content_hash(mail: EmailMessage | Message) -> str:
    """Return the SHA-256 (hexadecimal) of what the person reads.

    Sender, recipient, subject, texts and files count; Date, Message-ID, boundaries and encodings do
    not: the stored `.eml`, a second try and the mail as built have one hash.
    """
    message = mail.message() if isinstance(mail, EmailMessage) else mail
    digest = hashlib.sha256()
    for name in _READ_HEADERS:
        _add(digest, header_text(message, name).encode())
    for part in message.walk():
        if not part.is_multipart():
            _add(digest, f"{part.get_content_type()} {part.get_filename('')}".encode())
            _add(digest, _content(part))
    return digest.hexdigest()


@contextmanager
def open_connection() -> Iterator[Connection]:
    """Give one connection for many mails; it opens at the first mail and closes at the end."""
    backend = settings.EMAIL_BACKEND
    if backend == "django.core.mail.backends.smtp.EmailBackend":
        connection: Connection = SmtpBackend(timeout=settings.EMAIL_TIMEOUT or TIMEOUT_SECONDS)
    else:
        connection = get_connection(backend)
    try:
        yield connection
    finally:
        connection.close()


def send(mail: OutgoingMail | BuiltMail, connection: Connection) -> SendResult:
    """Send one mail and classify the answer; never raises for SMTP, network or address errors."""
    try:
        built = mail if isinstance(mail, BuiltMail) else build(mail)
        connection.open()
        connection.send_messages([built])
    except (OSError, ValueError) as error:  # every SMTPException is an OSError
        result = _failure(error, in_doubt=_handed_over(connection))
        if result.code in {0, 421}:
            connection.close()
        return result
    code, text = _last_reply(connection)
    return SendResult(ok=True, permanent=False, code=code, text=text)


class SmtpBackend(DjangoSmtpBackend):
    """Django's SMTP backend, watched so that a cut connection can be judged."""

    @property
    def connection_class(self) -> type[WatchedSmtp]:
        """Return the watched client for plain or TLS-only relays."""
        return WatchedSmtpSsl if self.use_ssl else WatchedSmtp


class FolderBackend(BaseEmailBackend):
    """Keeps each message as one `.eml` file in settings.TALA_MAIL_FOLDER instead of sending it."""

    folder: MailFolder | None = None

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; a Message-ID already there is written over."""
        if self.folder is None:
            self.folder = MailFolder(settings.TALA_MAIL_FOLDER)
        for message in email_messages:
            self.folder.keep(message.message())
        return len(email_messages)


def _handed_over(connection: Connection) -> bool:
    client = getattr(connection, "connection", None)
    return isinstance(client, WatchedSmtp) and client.handed_over


def _last_reply(connection: Connection) -> tuple[int, str]:
    client = getattr(connection, "connection", None)
    code, text = client.last_reply if isinstance(client, WatchedSmtp) else (250, b"")
    return code, _reply_text(text)


def _failure(error: Exception, *, in_doubt: bool) -> SendResult:
    """Return the result for a refusal, a broken connection, or an address that cannot be one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, reply = next(iter(error.recipients.values()))
        return SendResult(False, 500 <= code < 600, code, _reply_text(reply))
    if isinstance(error, smtplib.SMTPResponseException):
        # A refused login or greeting is about the relay, not about this message: it may be mended.
        about_message = isinstance(error, (smtplib.SMTPSenderRefused, smtplib.SMTPDataError))
        permanent = about_message and 500 <= error.smtp_code < 600
        return SendResult(False, permanent, error.smtp_code, _reply_text(error.smtp_error))
    permanent = isinstance(error, ValueError)
    return SendResult(False, permanent, 0, f"{type(error).__name__}: {error}", in_doubt)


def _reply_text(reply: bytes | str) -> str:
    text = reply.decode("utf-8", errors="replace") if isinstance(reply, bytes) else reply
    return _one_line(text)[:500]


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if part.get_content_maintype() == "text":
        content = content.replace(b"\r\n", b"\n").rstrip(b"\n")
    return content


def _add(digest: "hashlib._Hash", content: bytes) -> None:
    """Add a piece with its length, so that no two sequences of pieces run into one another."""
    digest.update(f"{len(content)}:".encode())
    digest.update(content)
