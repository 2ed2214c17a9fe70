"""What follows a convocation: letters handed to the post, links revoked, trials, openings."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from meetings.keys import letter_key, letters_key, link_group, trial_group
from meetings.models import Convocation, MeansReason, Meeting, RollEntry
from meetings.render.convocation import TRIAL_KIND
from meetings.render.notices import LINK_KIND
from organisations.models import Job, Message
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.jobs import job_queue
from organisations.services.journal import journal_write
from organisations.services.outbox import messages_queue
from tala.lib import clock, dates, mail, tokens


def convocation_send_trial(*, meeting: Meeting, actor: Actor) -> Message:
    """Send the actor the convocation as it would leave, marked as a trial, without any voice."""
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    if actor.user is None:
        raise Refused(
            _("Un essai part vers votre propre adresse : identifiez-vous."), code="no_user"
        )
    key = f"{trial_group(meeting)}:{uuid.uuid4().hex}"
    message = Message(
        organisation=meeting.organisation,
        key=key,
        kind=TRIAL_KIND,
        subject_id=meeting.pk,
        group=trial_group(meeting),
        to_address=actor.user.email,
        to_name=str(actor.user),
        message_id=mail.message_id(key),
    )
    with transaction.atomic():
        messages_queue([message])
        _journal(meeting, actor, "convocation.trial", to=message.to_address)
    return message


def letters_posted(*, meeting: Meeting, actor: Actor, posted_on: dt.date) -> int:
    """Record the day the letters not yet posted were handed to the post; return how many.

    Refused before the convocation, in the future, and while the letters are not printed. A day
    after the last lawful one is recorded as it is: the page says it is late.
    """
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    convened_on = _convened_on(meeting)
    if not convened_on <= posted_on <= clock.today():
        raise Refused(
            _("Les lettres ont été remises à la poste entre le %(first)s et aujourd’hui.")
            % {"first": dates.long_date(convened_on)},
            code="impossible_day",
        )
    with transaction.atomic():
        waiting = Convocation.objects.filter(
            meeting=meeting, means=RollEntry.Means.POST, posted_on=None
        )
        file = _keep_file_hash(meeting, waiting)
        count = waiting.update(posted_on=posted_on, posted_by=actor.label[:200])
        if not count:
            raise Refused(
                _("Toutes les lettres sont déjà notées comme remises à la poste."),
                code="already_posted",
            )
        _journal(
            meeting,
            actor,
            "letters.post",
            letters=count,
            posted_on=posted_on.isoformat(),
            file=file,
        )
    return count


def _keep_file_hash(meeting: Meeting, waiting: QuerySet[Convocation]) -> str:
    """Write the hash of the printed file on the letters it holds; a letter apart has its own."""
    of_file = waiting.exclude(entry__means_reason=MeansReason.EMAIL_FAILED)
    if not of_file.exists():
        return ""
    printed = Job.objects.filter(key=letters_key(meeting), state=Job.State.DONE).first()
    if printed is None:
        raise Refused(
            _("Le fichier des lettres n’est pas encore prêt : imprimez-le d’abord."),
            code="not_printed",
        )
    of_file.update(letter_hash=printed.sha256)
    return printed.sha256


def convocation_to_post(*, convocation: Convocation, actor: Actor) -> Job:
    """Convene by letter a member whose e-mail failed, and have that one letter printed.

    The failed e-mail stays in evidence; it will not be tried again.
    """
    meeting = convocation.meeting
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    _refuse_unless_convened(meeting)
    with transaction.atomic():
        given_up = Message.objects.filter(
            pk__in=[convocation.message_id],
            state__in=[Message.State.FAILED, Message.State.UNKNOWN],
        ).update(state=Message.State.CANCELLED, claim=None)
        if not given_up:
            raise Refused(
                _("Ce courriel n’est pas en échec : il n’y a pas lieu d’envoyer une lettre."),
                code="not_failed",
            )
        entry = convocation.entry
        Convocation.objects.filter(pk=convocation.pk).update(
            means=RollEntry.Means.POST, address=entry.address
        )
        RollEntry.objects.filter(pk=entry.pk).update(
            means=RollEntry.Means.POST, means_reason=MeansReason.EMAIL_FAILED
        )
        job = job_queue(
            organisation=meeting.organisation,
            kind="meeting.letter",
            key=letter_key(convocation, entry.link_version),
            subject_id=convocation.pk,
        )
        _journal(
            meeting,
            actor,
            "convocation.to_post",
            number=entry.number,
            failed_address=convocation.address,
        )
    return job


def convocation_opened(*, entry: RollEntry) -> None:
    """Note the first time a personal link was opened; the member's own page calls it."""
    Convocation.objects.filter(entry=entry, opened_at=None).update(opened_at=clock.now())


def link_revoke(*, entry: RollEntry, actor: Actor) -> None:
    """Close a personal link at once: whoever holds it sees that it is no longer valid."""
    meeting = entry.meeting
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    with transaction.atomic():
        moved = RollEntry.objects.filter(pk=entry.pk, link_revoked_at=None).update(
            link_revoked_at=clock.now()
        )
        if not moved:
            raise Refused(_("Ce lien est déjà révoqué."), code="already_revoked")
        _journal(meeting, actor, "link.revoke", number=entry.number)


def link_renew(*, entry: RollEntry, actor: Actor) -> None:
    """Replace a personal link by a new one; the old one stops working.

    The new one leaves by e-mail where the member is convened so; for a letter it is printed again.
    """
    meeting = entry.meeting
    require(actor, Action.MEETING_CONVENE, meeting.organisation)
    _refuse_unless_convened(meeting)
    with transaction.atomic():
        seen = entry.link_version
        entry.link_version = seen + 1
        moved = RollEntry.objects.filter(pk=entry.pk, link_version=seen).update(
            link_version=F("link_version") + 1,
            link_hash=tokens.token_hash(entry.link_token),
            link_revoked_at=None,
        )
        if not moved:
            raise Refused(_("Ce lien vient d’être renouvelé."), code="stale")
        if entry.means == RollEntry.Means.EMAIL:
            messages_queue([_link_message(meeting, entry)])
        else:
            job_queue(
                organisation=meeting.organisation,
                kind="meeting.letter",
                key=letter_key(entry.convocation, entry.link_version),
                subject_id=entry.convocation.pk,
            )
        _journal(meeting, actor, "link.renew", number=entry.number, version=entry.link_version)


def _link_message(meeting: Meeting, entry: RollEntry) -> Message:
    key = f"meeting:{meeting.pk}:link:{entry.pk}:{entry.link_version}"
    return Message(
        organisation=meeting.organisation,
        key=key,
        kind=LINK_KIND,
        subject_id=entry.pk,
        group=link_group(meeting),
        to_address=entry.email,
        to_name=entry.representative or entry.name,
        message_id=mail.message_id(key),
    )


def _refuse_unless_convened(meeting: Meeting) -> None:
    if meeting.state not in {Meeting.State.CONVENED, Meeting.State.IN_SESSION}:
        raise Refused(
            _("Cette réunion est levée ou annulée : ses convocations ne changent plus."),
            code="meeting_over",
        )


def _convened_on(meeting: Meeting) -> dt.date:
    if meeting.convened_at is None:
        raise Refused(_("Cette réunion n’est pas convoquée."), code="not_convened")
    return meeting.convened_at.astimezone(dates.PARIS).date()


def _journal(meeting: Meeting, actor: Actor, action: str, **details: object) -> None:
    journal_write(
        organisation=meeting.organisation_id,
        actor=actor,
        action=action,
        subject=f"meeting:{meeting.pk}",
        details=details,
    )
