"""Keeps messages as `.eml` files in a folder, and reads them back for people."""

import datetime as dt
import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default as modern
from email.utils import parsedate_to_datetime
from pathlib import Path

_NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{20}\.eml")


@dataclass(frozen=True)
class MailFile:
    """A file that goes with a mail."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True)
class StoredMail:
    """A mail read from a folder; in a listing, only what its headers say."""

    name: str
    date: dt.datetime
    sender: str
    to: str
    subject: str
    message_id: str
    text: str = ""
    html: str = ""
    ics: bytes | None = None
    attachments: tuple[MailFile, ...] = ()


class MailFolder:
    """A folder of messages; the same Message-ID is kept once, however often it is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._names = {_key_of(path.name): path.name for path in folder.glob("*.eml")}

    def keep(self, message: Message) -> Path:
        """Write the message whole or not at all; return its file, `date-time-hash.eml` in UTC."""
        key = hashlib.sha256(message["Message-ID"].encode()).hexdigest()[:20]
        moment = parsedate_to_datetime(message["Date"]).astimezone(dt.UTC)
        name = self._names.setdefault(key, f"{moment:%Y%m%d-%H%M%S}-{key}.eml")
        handle, unfinished = tempfile.mkstemp(dir=self.folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(message.as_bytes())
        return Path(unfinished).replace(self.folder / name)


def read_folder(folder: Path, *, limit: int = 500) -> list[StoredMail]:
    """Return the newest mails of the folder, headers only, newest first; none for no folder."""
    names = sorted((path.name for path in folder.glob("*.eml")), reverse=True)
    return [_headers(name, _parsed(folder / name, headers_only=True)) for name in names[:limit]]


def read_mail(folder: Path, name: str) -> StoredMail:
    """Return one whole mail; FileNotFoundError for any name the folder did not give itself."""
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    message = _parsed(folder / name, headers_only=False)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    calendars = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    head = _headers(name, message)
    return StoredMail(
        name=name,
        date=head.date,
        sender=head.sender,
        to=head.to,
        subject=head.subject,
        message_id=head.message_id,
        text=text.get_content() if text else "",
        html=html.get_content() if html else "",
        ics=_content(calendars[0]) if calendars else None,
        attachments=tuple(_file(part) for part in message.iter_attachments()),
    )


def _key_of(name: str) -> str:
    return name.removesuffix(".eml").rpartition("-")[2]


def _parsed(path: Path, *, headers_only: bool) -> EmailMessage:
    with path.open("rb") as file:
        return BytesParser(EmailMessage, policy=modern).parse(file, headersonly=headers_only)


def _headers(name: str, message: EmailMessage) -> StoredMail:
    return StoredMail(
        name=name,
        date=message["Date"].datetime,
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        message_id=str(message["Message-ID"]),
    )


def _file(part: EmailMessage) -> MailFile:
    return MailFile(part.get_filename("fichier"), _content(part), part.get_content_type())


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
