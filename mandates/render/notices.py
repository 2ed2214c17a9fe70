"""The mails that tell a holder, or a giver, about a proxy."""

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


def proxy_carried_mail(message: Message) -> mail.OutgoingMail:
    """Render "your proxy holds for the second meeting", to the giver; `subject_id` is the proxy."""
    return _mail(message, "proxy_carried", to_giver=True)


def _mail(message: Message, name: str, *, to_giver: bool = False) -> mail.OutgoingMail:
    proxy = Proxy.objects.select_related(
        "giver", "holder", "meeting__organisation", "meeting__first_meeting"
    ).get(pk=message.subject_id)
    reader = proxy.giver if to_giver else proxy.holder
    if reader is None:
        raise ValueError(f"proxy {proxy.pk} has no holder to tell")
    organisation = proxy.meeting.organisation
    context = {
        "proxy": proxy,
        "giver": proxy.giver,
        "holder": proxy.holder,
        "meeting": proxy.meeting,
        "organisation": organisation,
        "link": personal_url(reader),
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
