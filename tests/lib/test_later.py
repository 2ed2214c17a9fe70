"""The bell of the workers."""

import logging

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from tala.celery import app
from tala.lib import later


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, **_options: names.append(name))
    return names


@pytest.mark.django_db
def test_the_bell_rings_after_the_commit_and_not_before(
    rung: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        later.wake("x.send")
        assert rung == []
    assert rung == ["x.send"]


@pytest.mark.django_db(transaction=True)
def test_an_act_undone_rings_nothing(rung: list[str]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        later.wake("x.send")
        _ = 1 // 0
    assert rung == []


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_does_not_undo_the_act(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr(app, "send_task", refuse)
    with caplog.at_level(logging.WARNING), transaction.atomic():
        later.wake("x.send")
    assert "x.send did not ring" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_bell_reaches_a_queue_that_a_worker_reads() -> None:
    with app.connection_for_write() as connection, connection.SimpleQueue("celery") as queue:
        queue.clear()  # other tests ring the same bell
    with transaction.atomic():
        later.wake("x.never-registered")
    with app.connection_for_read() as connection, connection.SimpleQueue("celery") as queue:
        message = queue.get(block=False)
        assert message.headers["task"] == "x.never-registered"
        message.ack()
