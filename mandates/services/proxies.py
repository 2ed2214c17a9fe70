"""Gives and withdraws proxies, from a member's personal link or from a paper form.

A voice has one way to take part, a holder has a bounded number of proxies, and a holder is not
represented in turn: all three rest on conditional UPDATEs, taken in the order of the keys.
"""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mandates.models import Proxy
from mandates.rules.proxies import ProxyVerdict
from mandates.selectors.eligibility import Eligibility, verdict_sentence
from mandates.services.notices import holder_tell
from mandates.services.window import require_window
from meetings.models import RollEntry
from meetings.services.attendance import mode_move
from organisations.policies import Action, Actor
from organisations.refusals import NotAllowed, Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock

Mode = RollEntry.Mode
_FREE = (Mode.NONE, Mode.EXCUSED, Mode.PRESENT, Mode.REMOTE)
"""A voice not used yet; someone who must leave the sitting may still give a proxy on paper."""

BEFORE_WITHDRAW: list[Callable[[Proxy], None]] = []
"""Guards of upper apps, asked once the proxy's rows are held; each may raise Refused."""


def proxy_give(
    *,
    actor: Actor,
    giver: RollEntry,
    holder: RollEntry | None,
    via: Proxy.Via = Proxy.Via.ONLINE,
) -> Proxy:
    """Give the voice of `giver` to `holder` for the meeting, or in blank (C.com L225-106).

    Online it is the giver's own act, by personal link; on paper the secretary's office records it.
    Refused after the end of the window, for a voice already used, for a holder who may not hold one
    more (`mandates.rules.proxies`), and for a giver who holds proxies: nobody passes them on.
    """
    own_act = via == Proxy.Via.ONLINE
    require_voice(actor, giver, own_act=own_act)
    with transaction.atomic():
        eligibility = Eligibility.of(giver)
        # Where the statutes cap blank proxies all of them count together, so they come one by one.
        alone = holder is None and bool(eligibility.params.cap_applies_to_blank)
        require_window(giver.meeting, own_act=own_act, alone=alone)
        if holder is None:
            _require(eligibility.in_blank())
        else:
            _require_holder(eligibility, holder)
        _take_rows(eligibility, holder, actor)
        proxy = Proxy.objects.create(
            meeting=giver.meeting, giver=giver, holder=holder, via=via, given_at=clock.now()
        )
        holder_tell(proxy, "proxy_given")
        _journal(proxy, actor, "proxy.give")
    return proxy


def proxy_withdraw(*, actor: Actor, proxy: Proxy) -> None:
    """Withdraw a proxy: the giver's voice is free again, the holder has room for another.

    Whoever could give it may withdraw it, in the same form (C.com R225-79), while the holder has
    not voted with it. Refused the second time.
    """
    own_act = is_own_voice(actor, proxy.giver)
    require_voice(actor, proxy.giver, own_act=own_act)
    with transaction.atomic():
        require_window(proxy.giver.meeting, own_act=own_act)
        proxy_take_back(proxy, actor)


def proxy_take_back(proxy: Proxy, actor: Actor) -> None:
    """Withdraw a proxy inside the act of a caller who has asked permission; same refusals."""
    withdrawn_at = clock.now()
    active = Proxy.objects.filter(pk=proxy.pk, state=Proxy.State.ACTIVE)
    with transaction.atomic():
        if not active.update(state=Proxy.State.WITHDRAWN, withdrawn_at=withdrawn_at):
            raise Refused(_("Ce pouvoir est déjà retiré."), code="already_withdrawn")
        _free_rows(proxy, actor)
        for guard in BEFORE_WITHDRAW:
            guard(proxy)
        holder_tell(proxy, "proxy_withdrawn")
        _journal(proxy, actor, "proxy.withdraw")
    proxy.state, proxy.withdrawn_at = Proxy.State.WITHDRAWN, withdrawn_at


def is_own_voice(actor: Actor, entry: RollEntry) -> bool:
    """True when the actor came by this voice's personal link, or is a command that plays it."""
    return actor.trusted or actor == Actor.member_link(entry.number, entry.name)


def require_voice(actor: Actor, entry: RollEntry, *, own_act: bool) -> None:
    """Raise NotAllowed unless the actor may dispose of this voice."""
    if not own_act:
        require(actor, Action.PROXIES_RECORD, entry.meeting.organisation)
    elif not is_own_voice(actor, entry):
        raise NotAllowed(
            _("Ce lien ne permet d’agir que pour la voix de son titulaire."), code="not_allowed"
        )


def _require_holder(eligibility: Eligibility, holder: RollEntry) -> None:
    """Raise Refused unless `holder`, brought up to date, may hold this proxy."""
    if holder.meeting_id != eligibility.giver.meeting_id:
        raise Refused(
            _("Cette personne n’a pas de voix à cette réunion. Choisissez quelqu’un d’autre."),
            code="other_meeting",
        )
    _refresh(holder)
    _require(eligibility.to_hold(holder))


def _refresh(holder: RollEntry) -> None:
    holder.refresh_from_db(fields=["mode", "proxies_held"])


def _require(verdict: ProxyVerdict) -> None:
    if not verdict.allowed:
        raise Refused(verdict_sentence(verdict), code=verdict.reason)


def _take_rows(eligibility: Eligibility, holder: RollEntry | None, actor: Actor) -> None:
    """Move both voices in the order of their keys: two members naming each other cannot block."""
    giver = eligibility.giver
    if holder is None:
        _take_voice(giver, actor)
    elif giver.pk < holder.pk:
        _take_voice(giver, actor)
        _take_seat(eligibility, holder)
    else:
        _take_seat(eligibility, holder)
        _take_voice(giver, actor)


def _take_voice(giver: RollEntry, actor: Actor) -> None:
    # The update changes nothing: it holds the row, so that no proxy reaches this giver meanwhile.
    if not RollEntry.objects.filter(pk=giver.pk, proxies_held=0).update(proxies_held=0):
        raise Refused(
            _(
                "Un membre qui porte des pouvoirs ne peut pas se faire représenter : il ne peut "
                "transmettre les voix reçues. Ceux qui les ont données doivent d’abord retirer "
                "leur pouvoir."
            ),
            code="giver_holds_proxies",
        )
    mode_move(entry=giver, actor=actor, from_modes=_FREE, to_mode=Mode.REPRESENTED)


def _take_seat(eligibility: Eligibility, holder: RollEntry) -> None:
    free = RollEntry.objects.filter(pk=holder.pk).exclude(mode=Mode.REPRESENTED)
    if eligibility.cap is not None:
        free = free.filter(proxies_held__lt=eligibility.cap)
    if not free.update(proxies_held=F("proxies_held") + 1):
        _refresh(holder)
        _require(eligibility.seat(holder))
        raise Refused(
            _("Cette personne vient de recevoir un autre pouvoir. Recommencez."),
            code="holder_busy",
        )


def _free_rows(proxy: Proxy, actor: Actor) -> None:
    """Free both voices, in the order of their keys as when they were taken."""
    for key in sorted({proxy.giver_id, proxy.holder_id or proxy.giver_id}):
        if key == proxy.giver_id:
            mode_move(
                entry=proxy.giver, actor=actor, from_modes=[Mode.REPRESENTED], to_mode=Mode.NONE
            )
        else:
            RollEntry.objects.filter(pk=key, proxies_held__gt=0).update(
                proxies_held=F("proxies_held") - 1
            )


def _journal(proxy: Proxy, actor: Actor, action: str) -> None:
    journal_write(
        organisation=proxy.giver.meeting.organisation_id,
        actor=actor,
        action=action,
        subject=f"meeting:{proxy.meeting_id}",
        details={
            "voice": proxy.giver.number,
            "holder": proxy.holder.number if proxy.holder else "",
            "via": proxy.via,
        },
    )
