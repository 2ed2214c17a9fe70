"""Processes killed while convocations leave: real processes on a real file."""

import email
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from email.policy import default as modern
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = 100
BY_EMAIL = MEMBERS + 10


def play_in(
    folder: Path, *command: object, failpoint: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run a command of the playground on a data folder."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TALA_", "DATABASE_", "REDIS_", "EMAIL_", "DJANGO_"))
    }
    env = {
        **clean,
        "TALA_DATA": str(folder),
        "TALA_ALLOW_FAILPOINT": "yes",
        "TALA_FAILPOINT": failpoint,
    }
    argv = [sys.executable, "-m", "tests.meetings.playground", *map(str, command)]
    return subprocess.run(  # noqa: S603
        argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    """A data folder where a meeting is convened and its mails wait in the outbox."""
    for command in (["prepare", MEMBERS], ["convene"]):
        done = play_in(tmp_path, *command)
        assert done.returncode == 0, done.stderr
    return tmp_path


def states(folder: Path) -> Counter[str]:
    """Count the messages by state in the database file."""
    with sqlite3.connect(folder / "tala.sqlite3") as database:
        rows = database.execute("SELECT state FROM organisations_message").fetchall()
    database.close()
    return Counter(state for (state,) in rows)


def recipients(folder: Path) -> Counter[str]:
    """Count the mails in the folder by the address they went to."""
    headers = [
        email.message_from_bytes(path.read_bytes(), policy=modern)["To"]
        for path in (folder / "mail").glob("*.eml")
    ]
    return Counter(header.addresses[0].addr_spec for header in headers)


def test_killed_twice_while_sending_nothing_is_lost_and_nothing_leaves_twice(outbox: Path) -> None:
    killed = play_in(outbox, "send", failpoint="outbox.before_smtp:61")
    assert killed.returncode == -signal.SIGKILL
    assert sum(recipients(outbox).values()) == 60
    killed = play_in(outbox, "send", failpoint="outbox.after_smtp:25")
    assert killed.returncode == -signal.SIGKILL
    assert sum(recipients(outbox).values()) == 60 + 25
    assert play_in(outbox, "send").stdout == f"{BY_EMAIL - 60 - 1 - 25}\n"
    # One in flight for each process that died: it waits for a person and is not sent again, though
    # the first never left and the second did.
    assert states(outbox) == {"sent": BY_EMAIL - 2, "unknown": 2}
    assert sum(recipients(outbox).values()) == BY_EMAIL - 1
    assert set(recipients(outbox).values()) == {1}
