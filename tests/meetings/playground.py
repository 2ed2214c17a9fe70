"""One process of a fault test, on a SQLite file of its own: `python -m tests.meetings.playground`.

The tests start it, kill it through TALA_FAILPOINT, start it again, and read the same file.
"""

import os
import sys
from collections.abc import Callable

import django


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tala.settings")
    django.setup()
    command, *arguments = sys.argv[1:]
    commands: dict[str, Callable[..., None]] = {
        "prepare": prepare,
        "convene": convene,
        "send": send,
    }
    commands[command](*map(int, arguments))


def prepare(members: int) -> None:
    """Create the tables, the cast, so many members more by e-mail, and a draft to convene."""
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    from tests.cast import make_cast, make_member  # noqa: PLC0415
    from tests.meetings.scenes import make_draft  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    cast = make_cast()
    category = cast.organisation.categories.get(code="soutien")
    for _each in range(members):
        make_member(cast.organisation, category=category)
    make_draft(cast.organisation)


def convene() -> None:
    """Convene the draft."""
    from meetings.models import Meeting  # noqa: PLC0415 - after setup
    from meetings.services.convene import meeting_convene  # noqa: PLC0415
    from organisations.policies import Actor  # noqa: PLC0415
    from tala.lib import clock  # noqa: PLC0415
    from tests.meetings.scenes import IN_TIME  # noqa: PLC0415

    with clock.played(IN_TIME):
        meeting_convene(meeting=Meeting.objects.get(), actor=Actor.command("essai"))


def send() -> None:
    """Send what is due, as the only worker: what a dead one held is given back first."""
    from organisations.services.outbox import messages_recover_all, messages_send  # noqa: PLC0415
    from tala.lib import clock  # noqa: PLC0415
    from tests.meetings.scenes import IN_TIME  # noqa: PLC0415

    with clock.played(IN_TIME):
        messages_recover_all()
        print(messages_send(), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
