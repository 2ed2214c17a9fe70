"""The mails that tell a holder about a proxy."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from mandates.models import Proxy
from meetings.render.convocation import personal_url, reply_to, sender
from organisations.models import Message
from tala.lib import mail


def proxy_given_mail(message: Message) -> mail.OutgoingMail:
    """Render "you hold a proxy"; `subject_id` is the proxy."""
    return _mail(message, "proxy_given")


def proxy_withdrawn_mail(message: Message) -> mail.OutgoingMail:
    """Render "a proxy was withdrawn from you"; `subject_id` is the proxy."""
    return _mail(message, "proxy_withdrawn")


def _mail(message: Message, name: str) -> mail.OutgoingMail:
    proxy = Proxy.objects.select_related("giver", "holder", "meeting__organisation").get(
        pk=message.subject_id
    )
    if proxy.holder is None:
        raise ValueError(f"proxy {proxy.pk} has no holder to tell")
    organisation = proxy.meeting.organisation
    context = {
        "proxy": proxy,
        "giver": proxy.giver,
        "holder": proxy.holder,
        "meeting": proxy.meeting,
        "organisation": organisation,
        "link": personal_url(proxy.holder),
    }
    with translation.override(settings.LANGUAGE_CODE):
        return mail.OutgoingMail(
            to=message.to_address,
            to_name=message.to_name,
            from_=sender(organisation),
            reply_to=reply_to(organisation),
            subject=" ".join(render_to_string(f"mail/{name}.subject.txt", context).split(" ")),
            text=render_to_string(f"mail/{name}.txt", context),
            html=render_to_string(f"mail/{name}.html", context),
            message_id=message.message_id,
        )
