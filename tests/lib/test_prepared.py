"""Statements written once find, insert and change the same rows as the ORM."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings.models import AttendanceEvent, RollEntry
from organisations.models import JournalEntry
from tala.lib import clock
from tala.lib.prepared import PreparedLookup, insert_row, insert_row_while, update_row
from tala.lib.sharelock import row_held, rows_held
from tests.meetings_builder import make_convened_meeting

pytestmark = pytest.mark.django_db
Mode = RollEntry.Mode


def test_a_lookup_finds_what_the_orm_finds_with_the_rows_beside_it() -> None:
    entry = make_convened_meeting({"a": (2, 40), "b": (2, 30), "c": (2, 30)}).link(1, "b").entry
    lookup = PreparedLookup(
        lambda digest: (
            RollEntry.objects.select_related("meeting__organisation", "paper")
            .filter(link_hash=digest)
            .order_by()
        )
    )
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            found = lookup.get(entry.link_hash)
            assert found is not None
            organisation = found.meeting.organisation
            assert getattr(found, "paper", None) is None
        assert len(captured) == 1
        for row, same in ((found, entry), (found.meeting, entry.meeting)):
            assert row == same
            for field in row._meta.concrete_fields:
                assert getattr(row, field.attname) == getattr(same, field.attname), field
        assert organisation == entry.meeting.organisation
    assert lookup.get("nobody") is None


def test_a_found_row_is_changed_like_any_other() -> None:
    entry = make_convened_meeting().link().entry
    lookup = PreparedLookup(lambda digest: RollEntry.objects.filter(link_hash=digest).order_by())
    found = lookup.get(entry.link_hash)
    assert found is not None
    found.name = "Autre"
    found.save()
    entry.refresh_from_db()
    assert entry.name == "Autre"


def test_an_inserted_row_is_the_row_read_back() -> None:
    meeting = make_convened_meeting().meeting
    row = JournalEntry(
        organisation=meeting.organisation,
        sequence=7,
        at=clock.now(),
        actor="Quelqu’un",
        action="a.b",
        details={"name": "Œ", "list": [1, True, None]},
        previous="0" * 64,
        hash="1" * 64,
    )
    insert_row(row)
    back = JournalEntry.objects.get(pk=row.pk)
    for field in row._meta.concrete_fields:
        assert getattr(back, field.attname) == getattr(row, field.attname), field
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(JournalEntry(organisation=meeting.organisation, sequence=7, at=clock.now()))


def test_defaults_and_foreign_keys_are_inserted() -> None:
    entry = make_convened_meeting().link().entry
    before = clock.now()
    event = AttendanceEvent(entry=entry, mode=Mode.PRESENT, recorded_by="x")
    insert_row(event)
    assert AttendanceEvent.objects.get().entry == entry
    assert before <= AttendanceEvent.objects.get().at <= clock.now() + dt.timedelta(seconds=1)


def test_a_row_is_inserted_only_while_another_is_as_asked() -> None:
    entry = make_convened_meeting().link().entry
    meeting = type(entry.meeting)
    inserted = [
        insert_row_while(
            AttendanceEvent(entry=entry, mode=Mode.PRESENT, recorded_by="Œ"),
            meeting,
            entry.meeting_id,
            state=state,
        )
        for state in ("convened", "closed")
    ]
    assert inserted == [True, False]
    assert AttendanceEvent.objects.get().recorded_by == "Œ"


def test_a_conditional_change_happens_once() -> None:
    entry = make_convened_meeting().link().entry
    changed = [
        update_row(
            RollEntry, entry.pk, when="mode", among=[Mode.NONE, Mode.EXCUSED], mode=Mode.POSTAL
        )
        for _time in range(2)
    ]
    assert changed == [True, False]
    entry.refresh_from_db()
    assert entry.mode == Mode.POSTAL


def test_a_row_is_held_only_as_it_is_asked_for() -> None:
    meeting = make_convened_meeting().meeting
    kind = type(meeting)
    assert row_held(kind, meeting.pk, state="convened", kind="ordinary")
    assert not row_held(kind, meeting.pk, state="convened", kind="extraordinary")
    assert not row_held(kind, meeting.pk, state="closed")
    assert not row_held(kind, meeting.pk + 1, state="convened")


@pytest.mark.django_db(transaction=True)
def test_rows_are_held_inside_a_transaction_only() -> None:
    meeting = make_convened_meeting().meeting
    kind = type(meeting)
    with pytest.raises(RuntimeError):
        row_held(kind, meeting.pk)
    with pytest.raises(RuntimeError):
        rows_held(kind.objects.values_list("pk"))
    with transaction.atomic():
        assert rows_held(kind.objects.values_list("pk")) == [(meeting.pk,)]
