"""Tells the holder of a proxy, by mail, that it was given or withdrawn."""

from typing import Literal

from mandates.models import Proxy
from organisations.models import Message
from organisations.services.outbox import messages_queue
from tala.lib import mail

News = Literal["proxy_given", "proxy_withdrawn"]


def holder_tell(proxy: Proxy, news: News) -> None:
    """Queue the mail in the caller's transaction, unless there is nobody or no address to tell."""
    holder = proxy.holder
    if holder is None or not holder.email:
        return
    key = f"{news}:{proxy.pk}"
    messages_queue(
        [
            Message(
                organisation_id=proxy.giver.meeting.organisation_id,
                key=key,
                kind=f"mandates.{news}",
                subject_id=proxy.pk,
                group=f"meeting:{proxy.meeting_id}:proxies",
                to_address=holder.email,
                to_name=holder.name,
                message_id=mail.message_id(key),
            )
        ]
    )
