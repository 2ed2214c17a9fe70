"""What votes already cast forbid to an arrival or to a proxy; and the arrival of who gave one."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mandates.models import Proxy
from mandates.services.proxies import proxy_take_back
from meetings.models import RollEntry
from meetings.services.attendance import attendance_check_in
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from voting.models import NO_ANSWER, Paper


def represented_check_in(*, entry: RollEntry, actor: Actor, remote: bool = False) -> None:
    """Withdraw the proxy a voice has given, then note its arrival; both or neither.

    Refused when the voice is not represented, and once the holder has voted with it.
    """
    require(actor, Action.ATTENDANCE_RECORD, entry.meeting.organisation)
    with transaction.atomic():
        proxy = (
            Proxy.objects.filter(giver=entry, state=Proxy.State.ACTIVE)
            .select_related("giver__meeting__organisation", "holder")
            .first()
        )
        if proxy is None:
            raise Refused(
                _("%(name)s n’est plus représenté. Notez simplement l’arrivée.")
                % {"name": entry.name},
                code="not_represented",
            )
        proxy_take_back(proxy, actor)
        attendance_check_in(entry=proxy.giver, actor=actor, remote=remote)
    entry.refresh_from_db()


def voice_has_not_voted(entry: RollEntry) -> None:
    """Guard of an undone arrival: raise Refused once the voice has voted, or voted for another."""
    if Paper.objects.filter(Q(entry=entry) | Q(cast_by=entry)).exists():
        raise Refused(
            _("%(name)s a déjà voté en séance\u00a0: l’arrivée reste inscrite. Notez un départ.")
            % {"name": entry.name},
            code="has_voted",
        )


def proxy_has_not_voted(proxy: Proxy) -> None:
    """Guard of a withdrawn proxy: raise Refused once the represented voice has an answer."""
    paper = Paper.objects.filter(entry=proxy.giver_id).first()
    if paper is not None and paper.choices.strip(NO_ANSWER):
        raise Refused(
            _(
                "Le pouvoir de %(name)s a déjà servi à voter\u00a0: il ne peut plus être retiré. "
                "Ce vote compte."
            )
            % {"name": proxy.giver.name},
            code="has_voted",
        )
