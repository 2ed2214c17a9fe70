"""Writes the minutes: draft from the data, edits that cannot overwrite each other, sealing."""

import hashlib
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from documents.models import Debate, Minutes
from meetings.models import Meeting
from organisations.models import Job
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.services.jobs import job_queue
from organisations.services.journal import journal_write
from tala.lib import clock
from tala.lib.pdf import page_count

TEXTS = ("opening", "incidents", "closing")
"""The free parts of the minutes beside the debates; everything else comes from the data."""


def minutes_start(*, meeting: Meeting, actor: Actor) -> Minutes:
    """Return the meeting's minutes, starting the draft the first time.

    Refused before the sitting opens: there is nothing to record yet.
    """
    require(actor, Action.MINUTES_WRITE, meeting.organisation)
    existing = Minutes.objects.filter(meeting=meeting).first()
    if existing is not None:
        return existing
    if meeting.state not in {Meeting.State.IN_SESSION, Meeting.State.CLOSED}:
        raise Refused(
            _("Le procès-verbal commence à l’ouverture de la séance. Ouvrez d’abord la séance."),
            code="not_opened",
        )
    with transaction.atomic():
        minutes, created = Minutes.objects.get_or_create(
            meeting=meeting, defaults={"organisation": meeting.organisation}
        )
        if created:
            journal_write(
                organisation=meeting.organisation,
                actor=actor,
                action="minutes.start",
                subject=f"meeting:{meeting.pk}",
            )
    return minutes


def minutes_write(
    *,
    minutes: Minutes,
    actor: Actor,
    version: int,
    texts: Mapping[str, str],
    debates: Mapping[int, str],
) -> int:
    """Save the free texts and the debates (by agenda item id); return the new version.

    Refused when the minutes are sealed, or when `version` is not the present one: somebody else has
    saved meanwhile, and nothing of theirs is overwritten.
    """
    require(actor, Action.MINUTES_WRITE, minutes.organisation)
    with transaction.atomic():
        moved = Minutes.objects.filter(
            pk=minutes.pk, state=Minutes.State.DRAFT, version=version
        ).update(version=F("version") + 1, **{name: texts.get(name, "") for name in TEXTS})
        if not moved:
            raise _stale(minutes)
        allowed = set(minutes.meeting.items.values_list("pk", flat=True))
        for item_id, text in debates.items():
            if item_id in allowed:
                Debate.objects.update_or_create(
                    minutes=minutes, item_id=item_id, defaults={"text": text}
                )
        journal_write(
            organisation=minutes.organisation_id,
            actor=actor,
            action="minutes.write",
            subject=f"minutes:{minutes.pk}",
            details={"version": version + 1},
        )
    return version + 1


def _stale(minutes: Minutes) -> Refused:
    present = Minutes.objects.get(pk=minutes.pk)
    if present.state != Minutes.State.DRAFT:
        return Refused(
            _("Ce procès-verbal est inscrit au registre : il ne peut plus être modifié."),
            code="sealed",
        )
    return Refused(
        _(
            "Une autre personne a enregistré ce procès-verbal pendant que vous écriviez. "
            "Votre texte est encore ci-dessous : relisez sa version, puis enregistrez de nouveau."
        ),
        code="stale",
    )


def minutes_seal(*, minutes: Minutes, actor: Actor) -> Job:
    """Close the minutes: give them the next number of the register and have their PDF made.

    Refused while the sitting is open, and the second time. From here nothing can be edited; when
    the PDF is made, `minutes_file` keeps it with its SHA-256.
    """
    require(actor, Action.MINUTES_SEAL, minutes.organisation)
    if minutes.meeting.state != Meeting.State.CLOSED:
        raise Refused(
            _("La séance n’est pas levée. Levez la séance, puis inscrivez le procès-verbal."),
            code="not_closed",
        )
    with transaction.atomic():
        moved = Minutes.objects.filter(pk=minutes.pk, state=Minutes.State.DRAFT).update(
            state=Minutes.State.SEALING, sealed_by=actor.label[:200]
        )
        if not moved:
            raise Refused(_("Ce procès-verbal est déjà inscrit au registre."), code="sealed")
        number = _next_number(minutes)
        Minutes.objects.filter(pk=minutes.pk).update(number=number)
        job = job_queue(
            organisation=minutes.organisation,
            kind="minutes.seal",
            key=f"minutes:{minutes.pk}:seal",
            subject_id=minutes.pk,
        )
        journal_write(
            organisation=minutes.organisation,
            actor=actor,
            action="minutes.seal",
            subject=f"minutes:{minutes.pk}",
            details={"number": number},
        )
    return job


def _next_number(minutes: Minutes) -> int:
    """Return the next number; the unique constraint refuses two minutes the same one."""
    highest = Minutes.objects.filter(organisation=minutes.organisation_id).aggregate(Max("number"))
    return int(highest["number__max"] or 0) + 1


def minutes_file(*, minutes: Minutes, data: bytes) -> None:
    """Keep the sealed PDF with its SHA-256 and number of pages, once; the worker's last step."""
    digest = hashlib.sha256(data).hexdigest()
    name = f"proces-verbal-{minutes.number}-{minutes.pk}.pdf"
    minutes.file.save(name, ContentFile(data), save=False)
    minutes.file.close()
    with transaction.atomic():
        moved = Minutes.objects.filter(pk=minutes.pk, state=Minutes.State.SEALING).update(
            state=Minutes.State.SEALED,
            file=minutes.file.name,
            sha256=digest,
            pages=page_count(data),
            sealed_at=clock.now(),
        )
        if moved:
            journal_write(
                organisation=minutes.organisation_id,
                actor=Actor.command("registre"),
                action="minutes.file",
                subject=f"minutes:{minutes.pk}",
                details={"number": minutes.number, "sha256": digest},
            )


def minutes_preview(*, minutes: Minutes, actor: Actor) -> Job:
    """Have the draft's PDF made, marked as a draft; one job per version."""
    require(actor, Action.MINUTES_VIEW, minutes.organisation)
    return job_queue(
        organisation=minutes.organisation,
        kind="minutes.draft",
        key=f"minutes:{minutes.pk}:draft:{minutes.version}",
        subject_id=minutes.pk,
    )
