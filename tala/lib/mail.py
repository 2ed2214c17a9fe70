"""Builds, sends, keeps and reads e-mail: the only importer of django.core.mail."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path

from django.core.mail import EmailMultiAlternatives  # noqa: TID251 - this is the one adapter
from django.core.mail.backends.base import BaseEmailBackend  # noqa: TID251


@dataclass(frozen=True)
class MailAttachment:
    """A file that goes with a mail."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True)
class OutgoingMail:
    """One mail to one person. `to` is a bare address; `from_` and `reply_to` may carry a name.

    `message_id` comes from `message_id()` and is the same at every try. `ics_method` is REQUEST or
    CANCEL, like the one inside `ics`.
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
    attachments: tuple[MailAttachment, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SendResult:
    """What the relay answered. `in_doubt`: it was cut off when it may already have accepted."""

    ok: bool
    permanent: bool
    code: int
    text: str
    in_doubt: bool = False


@dataclass(frozen=True)
class StoredMail:
    """A mail kept as `.eml`; text, html, ics and attachments are empty in a listing."""

    name: str
    date: str
    sender: str
    to: str
    subject: str
    message_id: str
    text: str = ""
    html: str = ""
    ics: bytes | None = None
    attachments: tuple[MailAttachment, ...] = ()


def message_id(key: str) -> str:
    """Return the stable Message-ID of the outbox row `key`."""
    raise NotImplementedError


def formatted_address(name: str, address: str) -> str:
    """Return `Name <address>` fit for `from_` and `reply_to`."""
    raise NotImplementedError


def build(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Return the message ready to send."""
    raise NotImplementedError


def content_hash(message: Message) -> str:
    """Return the SHA-256 of what the person reads, whatever Date, Message-ID and boundaries are."""
    raise NotImplementedError


@contextmanager
def open_connection() -> Iterator[BaseEmailBackend]:
    """Give one connection for many mails; it opens at the first mail."""
    raise NotImplementedError
    yield


def send(mail: OutgoingMail | EmailMultiAlternatives, connection: BaseEmailBackend) -> SendResult:
    """Send one mail and classify the answer; never raises for SMTP or network errors."""
    raise NotImplementedError


class FolderBackend(BaseEmailBackend):
    """Writes each message as one `.eml` file in settings.TALA_MAIL_FOLDER."""

    def send_messages(self, email_messages: Sequence[EmailMultiAlternatives]) -> int:
        """Write the messages; return how many."""
        raise NotImplementedError


def read_folder(folder: Path, *, limit: int = 500) -> list[StoredMail]:
    """Return the newest mails of the folder, headers only, newest first."""
    raise NotImplementedError


def read_mail(folder: Path, name: str) -> StoredMail:
    """Return one whole mail; FileNotFoundError for a name that is not in the folder."""
    raise NotImplementedError
