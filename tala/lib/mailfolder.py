"""Keeps messages as `.eml` files in a folder, and reads them back for people."""

import datetime as dt
import hashlib
import os
import re
import tempfile
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.header import decode_header, make_header
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
        moment = _moment(message)
        name = self._names.setdefault(key, f"{moment:%Y%m%d-%H%M%S}-{key}.eml")
        handle, unfinished = tempfile.mkstemp(dir=self.folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(message.as_bytes())
        return Path(unfinished).replace(self.folder / name)


def read_folder(folder: Path, *, limit: int = 500) -> list[StoredMail]:
    """Return the newest mails of the folder, headers only, newest first; none for no folder."""
    names = sorted((path.name for path in folder.glob("*.eml")), reverse=True)
    return [_headers(name, _head(folder / name)) for name in names[:limit]]


def read_mail(folder: Path, name: str) -> StoredMail:
    """Return one whole mail; FileNotFoundError for any name the folder did not give itself."""
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    message = _whole(folder / name)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    calendars = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    head = _headers(name, _head(folder / name))
    return replace(
        head,
        text=text.get_content() if text else "",
        html=html.get_content() if html else "",
        ics=_content(calendars[0]) if calendars else None,
        attachments=tuple(_file(part) for part in message.iter_attachments()),
    )


def _key_of(name: str) -> str:
    return name.removesuffix(".eml").rpartition("-")[2]


def header_text(message: Message, name: str) -> str:
    """Return a header as people read it: unfolded, decoded, empty when absent."""
    unfolded = re.sub(r"\r?\n[ \t]", " ", str(message.get(name, "")))
    return " ".join(str(make_header(decode_header(unfolded))).split())


def _whole(path: Path) -> EmailMessage:
    with path.open("rb") as file:
        return BytesParser(EmailMessage, policy=modern).parse(file)


def _head(path: Path) -> Message:
    """Read the headers alone: a listing of a thousand mails must not read their papers."""
    with path.open("rb") as file:
        return message_from_bytes(b"".join(iter(file.readline, b"\n")))


def _headers(name: str, message: Message) -> StoredMail:
    return StoredMail(
        name=name,
        date=_moment(message),
        sender=header_text(message, "From"),
        to=header_text(message, "To"),
        subject=header_text(message, "Subject"),
        message_id=header_text(message, "Message-ID"),
    )


def _moment(message: Message) -> dt.datetime:
    """Return the Date of a message in UTC; Django writes `-0000`, which Python reads as naive."""
    moment = parsedate_to_datetime(str(message["Date"]))
    return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC)


def _file(part: EmailMessage) -> MailFile:
    return MailFile(part.get_filename("fichier"), _content(part), part.get_content_type())


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
