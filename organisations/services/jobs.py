"""Queues and runs long work (PDF files): each job is a row, done once, found again by its key."""

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from organisations.models import Job, Organisation
from tala.lib import clock, later

logger = logging.getLogger("tala.jobs")

LEASE = timedelta(minutes=10)
"""A running job older than this belongs to a dead worker and is run again."""

Handler = Callable[[int], tuple[str, bytes] | None]
"""From the job's subject id to a file name and its bytes, kept with the job.

A handler that hands its bytes to a service of its own returns None. It may run again after a kill,
so it does nothing that a second run would spoil.
"""

HANDLERS: dict[str, Handler] = {}
"""Kind -> handler; each app adds its own in AppConfig.ready."""


def job_queue(*, organisation: Organisation, kind: str, key: str, subject_id: int) -> Job:
    """Queue a job once and wake a worker; the same key returns the same job."""
    with transaction.atomic():
        job, created = Job.objects.get_or_create(
            key=key, defaults={"organisation": organisation, "kind": kind, "subject_id": subject_id}
        )
        if not created and job.state == Job.State.FAILED:
            Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(
                state=Job.State.QUEUED, error="", attempts=0
            )
            job.refresh_from_db()
        later.wake("organisations.run_jobs")
    return job


def jobs_run() -> int:
    """Run every queued job, one after the other; return how many were run."""
    _recover_dead()
    count = 0
    while (job := _claim_next()) is not None:
        _run(job)
        count += 1
    return count


def jobs_recover_all() -> None:
    """Give back every running job: only right when no other worker lives (embedded start)."""
    Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.QUEUED, claim=None)


def _recover_dead() -> None:
    Job.objects.filter(state=Job.State.RUNNING, claimed_at__lt=clock.now() - LEASE).update(
        state=Job.State.QUEUED, claim=None
    )


def _claim_next() -> Job | None:
    for pk in (
        Job.objects.filter(state=Job.State.QUEUED).order_by("pk").values_list("pk", flat=True)[:20]
    ):
        claim = uuid.uuid4()
        claimed = Job.objects.filter(pk=pk, state=Job.State.QUEUED).update(
            state=Job.State.RUNNING, claim=claim, claimed_at=clock.now()
        )
        if claimed:
            return Job.objects.get(pk=pk)
    return None


def _run(job: Job) -> None:
    try:
        produced = HANDLERS[job.kind](job.subject_id)
    except Exception as error:
        logger.exception("job %s failed", job.key)
        attempts = job.attempts + 1
        Job.objects.filter(pk=job.pk, claim=job.claim).update(
            state=Job.State.FAILED if attempts >= 3 else Job.State.QUEUED,
            attempts=attempts,
            claim=None,
            error=f"{type(error).__name__}: {error}"[:2000],
        )
        return
    digest = ""
    if produced is not None:
        name, data = produced
        job.file.save(name, ContentFile(data), save=False)
        job.file.close()
        digest = hashlib.sha256(data).hexdigest()
    Job.objects.filter(pk=job.pk, claim=job.claim).update(
        state=Job.State.DONE,
        file=job.file.name,
        sha256=digest,
        finished_at=clock.now(),
        error="",
    )
