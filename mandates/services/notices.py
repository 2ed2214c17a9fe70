"""Tells the holder of a proxy, by mail, that it was given or withdrawn; and its giver, carried."""

from collections.abc import Sequence
from typing import Literal

from mandates.models import Proxy
from meetings.models import RollEntry
from organisations.models import Message
from organisations.services.outbox import messages_queue
from tala.lib import mail

News = Literal["proxy_given", "proxy_withdrawn", "proxy_carried"]


def holder_tell(proxy: Proxy, news: News) -> None:
    """Queue the mail in the caller's transaction, unless there is nobody or no address to tell."""
    holder = proxy.holder
    if holder is not None and holder.email:
        messages_queue([_message(proxy, holder, news, proxy.giver.meeting.organisation_id)])


def carried_tell(proxies: Sequence[Proxy], organisation: int) -> None:
    """Queue a mail to each giver and each holder of proxies that hold for a second meeting."""
    messages = []
    for proxy in proxies:
        if proxy.giver.email:
            messages.append(_message(proxy, proxy.giver, "proxy_carried", organisation))
        if proxy.holder is not None and proxy.holder.email:
            messages.append(_message(proxy, proxy.holder, "proxy_given", organisation))
    messages_queue(messages)


def _message(proxy: Proxy, reader: RollEntry, news: News, organisation: int) -> Message:
    key = f"{news}:{proxy.pk}"
    return Message(
        organisation_id=organisation,
        key=key,
        kind=f"mandates.{news}",
        subject_id=proxy.pk,
        group=f"meeting:{proxy.meeting_id}:proxies",
        to_address=reader.email,
        to_name=reader.name,
        message_id=mail.message_id(key),
    )
