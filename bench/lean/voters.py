"""Makes the baseline's tables and its voters with live sessions.

python -m bench.lean.voters COUNT FILE writes one line per voter to FILE: path, cookie, body.
"""

import datetime as dt
import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.lean.settings"
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench.lean.models import Ballot  # noqa: E402

CSRF = "a" * 32
EXPIRY = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
BATCH = 2000


def main(count: int, file: Path) -> None:
    """Create `count` users who are signed in, and write what each of them posts."""
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # its own tables need the users' first
    Ballot.objects.create(pk=1)
    users = User.objects.bulk_create(
        [User(username=f"u{number}", password="!x") for number in range(count)], batch_size=BATCH
    )
    Session.objects.bulk_create([_session(user) for user in users], batch_size=BATCH)
    lines = (
        f"/vote\tcsrftoken={CSRF}; sessionid={_key(user)}"
        f"\tcsrfmiddlewaretoken={CSRF}&choices={'YNA' * 10}\n"
        for user in users
    )
    file.write_text("".join(lines), encoding="ascii")


def _key(user: User) -> str:
    return f"{user.pk:032x}"


def _session(user: User) -> Session:
    data = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    encoded = SessionStore().encode(data)
    return Session(session_key=_key(user), session_data=encoded, expire_date=EXPIRY)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
