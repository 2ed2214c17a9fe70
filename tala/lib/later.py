"""Rings the bell of the workers once the transaction is committed."""

import logging

from django.db import transaction

from tala.celery import app

logger = logging.getLogger(__name__)


def wake(task_name: str) -> None:
    """Ask a worker to run the named task after commit; a lost bell only delays the work.

    The rows are the truth and the beat sweeps them, so a broker that does not answer is logged
    and forgotten: the act of the person has succeeded.
    """
    transaction.on_commit(lambda: _ring(task_name), robust=True)


def _ring(task_name: str) -> None:
    try:
        app.send_task(task_name, ignore_result=True, retry=False)
    except Exception as error:  # each broker has its own exceptions, and none may reach the page
        logger.warning("The bell %s did not ring (%s); the sweep will.", task_name, error)
