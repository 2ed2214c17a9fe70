"""Processes killed while convocations leave, and clicks at the same instant: real processes."""

import email
import os
import shutil
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


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the cast, a hundred members more and a draft."""
    folder = tmp_path_factory.mktemp("prepared")
    done = play_in(folder, "prepare", MEMBERS)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def convened(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, convened: the mails wait in the outbox."""
    folder = tmp_path_factory.mktemp("convened")
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    assert play_in(folder, "convene", 1).stdout == "convened\n"
    return folder


@pytest.fixture
def outbox(convened: Path, tmp_path: Path) -> Path:
    """A copy of the convened folder for one test."""
    shutil.copytree(convened, tmp_path, dirs_exist_ok=True)
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


def test_six_clicks_at_the_same_instant_convene_once(prepared: Path, tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    outcome = play_in(tmp_path, "convene", 6)
    assert Counter(outcome.stdout.split()) == {"convened": 1, "already_convened": 5}, outcome.stderr
    assert states(tmp_path) == {"queued": BY_EMAIL}
