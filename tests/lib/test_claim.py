"""Rows of work, claimed by workers that do not know of one another."""

import datetime as dt
import threading
import uuid
from collections.abc import Iterator

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from tala.lib.claim import claim_rows

NOW = dt.datetime(2026, 6, 20, 16, 0, tzinfo=dt.UTC)


@pytest.fixture
def work(transactional_db: None) -> Iterator[type[models.Model]]:
    """A table of 100 queued rows."""
    with isolate_apps("tests"):

        class Work(models.Model):  # noqa: DJ008 - lives for one test
            state = models.CharField(max_length=10, default="queued")
            claim = models.UUIDField(null=True)
            claimed_at = models.DateTimeField(null=True)

            class Meta:
                app_label = "tests"

        with connection.schema_editor() as editor:
            editor.create_model(Work)
        Work._default_manager.bulk_create(Work() for _n in range(100))
        yield Work
        with connection.schema_editor() as editor:
            editor.delete_model(Work)


def claimed(work: type[models.Model], limit: int) -> list[int]:
    return claim_rows(
        work._default_manager.order_by("-pk"),
        from_state="queued",
        to_state="busy",
        limit=limit,
        claim_id=uuid.uuid4(),
        now=NOW,
    )


def test_a_claim_takes_the_first_rows_in_order_and_marks_them(work: type[models.Model]) -> None:
    assert claimed(work, 3) == [100, 99, 98]
    assert claimed(work, 2) == [97, 96]
    busy = work._default_manager.filter(state="busy", claimed_at=NOW, claim__isnull=False)
    assert busy.count() == 5


def test_nothing_left_is_nothing_claimed(work: type[models.Model]) -> None:
    assert len(claimed(work, 1000)) == 100
    assert claimed(work, 10) == []


def test_workers_at_once_share_the_rows_without_overlap(work: type[models.Model]) -> None:
    if connection.vendor == "sqlite" and "mode=memory" in connection.settings_dict["NAME"]:
        pytest.skip("SQLite in memory locks whole tables against other threads; a file does not")
    taken: list[list[int]] = []

    def run() -> None:
        while keys := claimed(work, 7):
            taken.append(keys)
        connection.close()

    threads = [threading.Thread(target=run) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keys = [key for batch in taken for key in batch]
    assert sorted(keys) == list(range(1, 101))


def test_a_row_taken_between_the_look_and_the_claim_is_left_to_its_taker(
    work: type[models.Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = models.QuerySet.update

    def overtaken(rows: models.QuerySet[models.Model], **values: object) -> int:
        monkeypatch.setattr(models.QuerySet, "update", original)
        work._default_manager.filter(pk__in=[100, 99]).update(state="busy", claim=uuid.uuid4())
        return original(rows, **values)

    monkeypatch.setattr(models.QuerySet, "update", overtaken)
    assert claimed(work, 3) == [98]
