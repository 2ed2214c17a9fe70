"""SMTP clients that know whether a message may have arrived when the connection breaks."""

import smtplib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class WatchedSmtp(smtplib.SMTP):
    """Remembers the relay's last answer to a message, and whether one was wholly handed over."""

    handed_over = False
    last_reply: tuple[int, bytes] = (250, b"")

    def send(self, s: "ReadableBuffer | str") -> None:
        """Send a command, which smtplib gives as text, or a whole message, as bytes."""
        self.handed_over = False
        super().send(s)
        self.handed_over = not isinstance(s, str)

    def data(self, msg: "ReadableBuffer | str") -> tuple[int, bytes]:
        """Hand a message over and keep the answer, which names it in the relay's queue."""
        self.last_reply = super().data(msg)
        self.handed_over = False
        return self.last_reply


class WatchedSmtpSsl(WatchedSmtp, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""
