"""Fixtures of the meetings tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from meetings.models import Meeting
from meetings.services.convene import meeting_convene
from tala.lib import clock
from tests.cast import Cast
from tests.meetings.scenes import IN_TIME, make_draft


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Settings) -> None:
    """Keep files and mails of each test in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.TALA_MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "tala.lib.mail.FolderBackend"


@pytest.fixture
def in_time() -> Iterator[None]:
    """Play the test on a day when the draft of the scenes can be convened."""
    with clock.played(IN_TIME):
        yield


@pytest.fixture
def draft(cast: Cast, in_time: None) -> Meeting:
    """A draft ready to be convened, on a day when it can be."""
    return make_draft(cast.organisation)


@pytest.fixture
def convened(cast: Cast, draft: Meeting) -> Meeting:
    """The same meeting, convened; nothing has left yet."""
    meeting_convene(meeting=draft, actor=cast.secretary.actor)
    return draft
