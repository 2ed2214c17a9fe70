"""The embedded mode: one process that migrates, serves pages, works and rings its own bell.

Run by `script/server` as `python -m tala.embedded`. Right for a cooperative of a few hundred
members on SQLite; production runs gunicorn and Celery workers instead (docker-compose.yml).
"""

import os
import signal
import sys
import threading
import warnings
from typing import Any, NoReturn

import django
from django.core.management import call_command

THREADS = 8
MAX_BODY = 120 * 1024 * 1024
"""Bytes of a request read at all; beyond the pages' own limits so that they can say a sentence."""


def main() -> None:
    """Prepare the data folder, start the worker threads and serve until interrupted."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tala.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - settings exist only after setup

    call_command("migrate", interactive=False, verbosity=0)
    if settings.DEMO:
        call_command("load_demo")
    if settings.EMBEDDED:
        _start_work()
    _serve()


def _start_work() -> None:
    """Start a Celery worker and its beat as threads of this process, after recovery."""
    from celery.beat import EmbeddedService  # noqa: PLC0415 - needs django.setup first
    from celery.exceptions import SecurityWarning  # noqa: PLC0415

    from organisations.services.jobs import jobs_recover_all  # noqa: PLC0415
    from organisations.services.outbox import messages_recover_all  # noqa: PLC0415
    from tala.celery import app  # noqa: PLC0415

    # This worker has the rights of whoever started the server; the log need not say so each time.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    messages_recover_all()
    jobs_recover_all()
    worker = app.Worker(
        pool="solo", without_gossip=True, without_mingle=True, without_heartbeat=True, quiet=True
    )
    threading.Thread(target=worker.start, name="tala-worker", daemon=True).start()
    beat: Any = EmbeddedService(app, thread=True, max_interval=1)
    beat.start()


def _serve() -> None:
    """Serve until SIGINT or SIGTERM, then end cleanly."""
    import waitress  # noqa: PLC0415 - after setup, with the application
    from django.conf import settings  # noqa: PLC0415

    from tala.wsgi import application  # noqa: PLC0415

    host, port = settings.HOST, settings.PORT

    def stop(_signal: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, stop)  # also where a shell started us with SIGINT ignored
    signal.signal(signal.SIGTERM, stop)
    server = waitress.create_server(
        application,
        host=host,
        port=port,
        threads=THREADS,
        max_request_body_size=MAX_BODY,
        ident=None,
    )
    note = " (démonstration)" if settings.DEMO else ""
    print(f"TALA is ready: http://{host}:{port}/{note}", flush=True)  # noqa: T201
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        print("TALA has stopped.", flush=True)  # noqa: T201
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
