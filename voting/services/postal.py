"""Records postal votes: forms on paper, received before the limit, typed in by the office."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mandates.selectors.proxies import proxy_given_by
from meetings.models import Meeting, RollEntry
from meetings.selectors.calendar import deadline_of
from meetings.services.attendance import mode_move
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.journal import journal_write
from tala.lib import clock, dates
from tala.lib.sharelock import rows_held
from voting.models import NO_ANSWER, Paper
from voting.services.papers import ANSWERS, Cast, papers_insert

Mode = RollEntry.Mode
UNREADABLE = "X"
"""The letter of an answer that cannot be read or is given twice: a null vote."""


def postal_vote_record(
    *, entry: RollEntry, actor: Actor, answers: Sequence[str], received_on: dt.date
) -> Paper:
    """Put a postal form in the urn: one letter per resolution, in the order of the agenda.

    An empty answer is a resolution without any mark: the member counts in the quorum, not among the
    votes cast on it (C.com L225-107). Refused when the form came after the limit of the statutes
    (R225-77), when the member is represented or has voted, and once the sitting is open.
    """
    meeting = entry.meeting
    require(actor, Action.PROXIES_RECORD, meeting.organisation)
    choices = _choices(answers, meeting)
    _require_in_time(meeting, received_on)
    try:
        with transaction.atomic():
            _hold_convened(meeting)
            _require_free(entry)
            cast = Cast(meeting.poll, None, "", Paper.Channel.POSTAL)
            (paper,) = papers_insert(cast, {entry.pk: choices})
            mode_move(
                entry=entry, actor=actor, from_modes=[Mode.NONE, Mode.EXCUSED], to_mode=Mode.POSTAL
            )
            journal_write(
                organisation=meeting.organisation_id,
                actor=actor,
                action="postal_vote.record",
                subject=f"meeting:{meeting.pk}",
                details={"voice": entry.number, "received_on": received_on.isoformat()},
            )
    except IntegrityError:
        raise Refused(
            _("%(name)s a déjà voté : un second formulaire ne compte pas.") % {"name": entry.name},
            code="already_voted",
        ) from None
    return paper


def _choices(answers: Sequence[str], meeting: Meeting) -> str:
    letters = [answer or NO_ANSWER for answer in answers]
    allowed = {*ANSWERS, UNREADABLE, NO_ANSWER}
    if len(letters) != meeting.poll.size or not set(letters) <= allowed:
        raise Refused(
            _("Il faut une réponse, même vide, pour chaque résolution."), code="incomplete"
        )
    return "".join(letters)


def _require_in_time(meeting: Meeting, received_on: dt.date) -> None:
    params = meeting.typed_statutes
    if not params.postal_enabled:
        raise Refused(
            _("Les statuts ne permettent pas le vote par correspondance."), code="not_enabled"
        )
    limit = deadline_of(meeting, params, "postal_cutoff")
    if limit is not None and received_on > limit.on:
        raise Refused(
            _(
                "Formulaire reçu le %(day)s, après la limite du %(limit)s (%(article)s) : il ne "
                "compte pas. Gardez-le avec sa date ; le membre peut encore venir, ou donner "
                "pouvoir."
            )
            % {
                "day": dates.long_date(received_on),
                "limit": dates.long_date(limit.on),
                "article": limit.article,
            },
            code="late",
        )
    if received_on > clock.today():
        raise Refused(_("La date de réception est dans l’avenir. Corrigez-la."), code="future")


def _hold_convened(meeting: Meeting) -> None:
    convened = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CONVENED)
    if not rows_held(convened.values_list("pk")):
        raise Refused(
            _("Un formulaire se saisit entre la convocation et l’ouverture de la séance."),
            code="closed",
        )


def _require_free(entry: RollEntry) -> None:
    proxy = proxy_given_by(entry)
    if proxy is not None:
        raise Refused(
            _(
                "%(name)s a donné pouvoir. Si le formulaire l’emporte selon vos statuts "
                "(R. 225-81), retirez d’abord le pouvoir, puis saisissez le formulaire."
            )
            % {"name": entry.name},
            code="represented",
        )
