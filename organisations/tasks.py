"""The worker's tasks: each only looks for due rows and calls the service."""

from celery import shared_task

from organisations.services.jobs import jobs_run
from organisations.services.outbox import messages_send


@shared_task(name="organisations.send_messages")
def send_messages() -> int:
    """Send all due messages."""
    return messages_send()


@shared_task(name="organisations.run_jobs")
def run_jobs() -> int:
    """Run all queued jobs."""
    return jobs_run()
