"""The minutes: drafted from the data, never overwritten by another, sealed once."""

import datetime as dt
import hashlib
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from documents.models import Debate, Minutes
from documents.render.minutes import minutes_context
from documents.services.minutes import minutes_seal, minutes_start, minutes_write
from meetings.models import Meeting
from organisations.models import JournalEntry
from organisations.policies import Actor
from organisations.refusals import NotAllowed, Refused
from organisations.services.jobs import jobs_run
from tala.lib.pdf import pdf_info
from tests.voting.assembly import Assembly, make_assembly
from voting.services.ballot import ballot_close, ballot_open
from voting.services.declare import ballot_declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> None:
    """Keep the files of a test in its own folder."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def held(voices: int = 10, **kw: Any) -> Assembly:
    """An assembly of heads, its one resolution adopted by all, the sitting closed."""
    assembly = make_assembly(voices, state=Meeting.State.IN_SESSION, **kw)
    assembly.arrive()
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assembly.vote("", "Y" * (voices - 1) + "N")
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    ballot_declare(ballot=assembly.ballot(), actor=assembly.chair)
    Meeting.objects.filter(pk=assembly.meeting.pk).update(state=Meeting.State.CLOSED)
    assembly.meeting.refresh_from_db()
    return assembly


def written(assembly: Assembly, debate: str = "M. Durand **approuve**.") -> Minutes:
    minutes = minutes_start(meeting=assembly.meeting, actor=assembly.secretary)
    item = assembly.meeting.items.get()
    minutes_write(
        minutes=minutes,
        actor=assembly.secretary,
        version=minutes.version,
        texts={"opening": "Bienvenue.", "incidents": "", "closing": ""},
        debates={item.pk: debate},
    )
    minutes.refresh_from_db()
    return minutes


def test_minutes_start_with_the_sitting() -> None:
    assembly = make_assembly(5)
    with pytest.raises(Refused) as refused:
        minutes_start(meeting=assembly.meeting, actor=assembly.secretary)
    assert refused.value.code == "not_opened"


def test_opening_the_page_twice_starts_one_draft() -> None:
    assembly = held()
    first = minutes_start(meeting=assembly.meeting, actor=assembly.secretary)
    assert minutes_start(meeting=assembly.meeting, actor=assembly.chair) == first
    assert JournalEntry.objects.filter(action="minutes.start").count() == 1


def test_two_people_writing_at_once_lose_nothing() -> None:
    minutes = written(held(), "La version de la secrétaire.")
    with pytest.raises(Refused) as refused:
        minutes_write(
            minutes=minutes,
            actor=Actor.command("test"),
            version=minutes.version - 1,
            texts={},
            debates={minutes.meeting.items.get().pk: "Autre version."},
        )
    assert refused.value.code == "stale"
    assert Debate.objects.get().text == "La version de la secrétaire."


def test_a_debate_of_another_meeting_is_ignored() -> None:
    minutes = written(held())
    elsewhere = held().meeting.items.get()
    minutes_write(
        minutes=minutes,
        actor=Actor.command("test"),
        version=minutes.version,
        texts={},
        debates={elsewhere.pk: "Intrus."},
    )
    assert not Debate.objects.filter(text="Intrus.").exists()


def test_sealing_gives_number_file_and_fingerprint() -> None:
    assembly = held()
    minutes = written(assembly)
    minutes_seal(minutes=minutes, actor=assembly.secretary)
    jobs_run()
    minutes.refresh_from_db()
    with minutes.file.open() as file:
        data = file.read()
    assert (minutes.state, minutes.number) == (Minutes.State.SEALED, 1)
    assert minutes.sha256 == hashlib.sha256(data).hexdigest()
    info = pdf_info(data)
    assert info.pdfa == "3A"
    assert info.pages == minutes.pages
    kept = {attached.name for attached in info.attachments}
    assert kept == {"feuille-de-presence.pdf", "decompte-01.json"}
    entry = JournalEntry.objects.get(action="minutes.file")
    assert entry.details["sha256"] == minutes.sha256


def test_sealed_minutes_cannot_be_written_or_sealed_again() -> None:
    assembly = held()
    minutes = written(assembly)
    minutes_seal(minutes=minutes, actor=assembly.secretary)
    with pytest.raises(Refused) as again:
        minutes_seal(minutes=minutes, actor=assembly.secretary)
    with pytest.raises(Refused) as write:
        minutes_write(
            minutes=minutes, actor=assembly.secretary, version=minutes.version, texts={}, debates={}
        )
    assert (again.value.code, write.value.code) == ("sealed", "sealed")


def test_minutes_of_an_open_sitting_are_not_sealed() -> None:
    assembly = held()
    minutes = written(assembly)
    Meeting.objects.filter(pk=assembly.meeting.pk).update(state=Meeting.State.IN_SESSION)
    minutes.meeting.refresh_from_db()
    with pytest.raises(Refused) as refused:
        minutes_seal(minutes=minutes, actor=assembly.secretary)
    assert refused.value.code == "not_closed"


def test_a_killed_worker_makes_the_same_minutes_again() -> None:
    """The job runs twice when its worker died after the file was kept: one file, one entry."""
    assembly = held()
    minutes = written(assembly)
    job = minutes_seal(minutes=minutes, actor=assembly.secretary)
    jobs_run()
    type(job).objects.filter(pk=job.pk).update(state="queued")
    jobs_run()
    assert JournalEntry.objects.filter(action="minutes.file").count() == 1


def test_numbers_follow_each_other_in_one_register() -> None:
    first = held()
    second = held(organisation=first.meeting.organisation)
    numbers = []
    for assembly in (first, second):
        minutes = written(assembly)
        minutes_seal(minutes=minutes, actor=first.secretary)
        minutes.refresh_from_db()
        numbers.append(minutes.number)
    assert numbers == [1, 2]


def test_a_member_may_neither_write_nor_seal() -> None:
    assembly = held()
    minutes = written(assembly)
    nobody = Actor(label="membre")
    with pytest.raises(NotAllowed):
        minutes_write(minutes=minutes, actor=nobody, version=2, texts={}, debates={})
    with pytest.raises(NotAllowed):
        minutes_seal(minutes=minutes, actor=nobody)


@pytest.mark.django_db(transaction=True)
def test_sealing_from_two_screens_at_once_gives_one_number() -> None:
    assembly = held()
    minutes = written(assembly)
    codes: list[str] = []

    def seal() -> None:
        try:
            minutes_seal(minutes=Minutes.objects.get(pk=minutes.pk), actor=Actor.command("test"))
            codes.append("ok")
        except Refused as refused:
            codes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=seal) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["ok", *["sealed"] * 5]


def test_a_late_convocation_says_its_reason() -> None:
    minutes = written(held(late_reason="Incendie du siège."))
    assert any(
        "Incendie du siège." in line for line in minutes_context(minutes)["convocation_lines"]
    )


def test_a_sitting_opened_on_another_day_is_told_with_the_day_of_the_notice() -> None:
    """The register bears the day of the notice: the minutes must not contradict it unsaid."""
    assembly = held()
    minutes = written(assembly)
    meeting = assembly.meeting
    meeting.refresh_from_db()
    for opened, told in ((meeting.starts_at, False), (meeting.starts_at - dt.timedelta(9), True)):
        Meeting.objects.filter(pk=meeting.pk).update(opened_at=opened)
        fresh = Minutes.objects.get(pk=minutes.pk)
        assert ("La convocation portait" in str(minutes_context(fresh))) is told
