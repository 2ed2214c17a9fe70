"""After the convocation: failures, doubts, links, cancelling; each leaves its evidence."""

import email
from email.policy import default as modern
from pathlib import Path

import icalendar
import pytest

from meetings.models import Convocation, Meeting
from meetings.render.evidence import evidence_headers, evidence_rows
from meetings.selectors.evidence import convocation_progress_of, evidence
from meetings.selectors.paging import searched
from meetings.services.cancel import BEFORE_CANCEL, meeting_cancel
from meetings.services.convocations import (
    convocation_opened,
    convocation_to_post,
    link_renew,
    link_revoke,
)
from organisations.models import Job, JournalEntry, Message
from organisations.refusals import NotAllowed, Refused
from organisations.services.jobs import jobs_run
from organisations.services.outbox import (
    message_retry,
    message_settle_as_sent,
    messages_retry_failed,
    messages_send,
)
from tala.lib import tokens
from tests.cast import Cast


def notice(meeting: Meeting, number: str) -> Convocation:
    return Convocation.objects.select_related("entry", "message", "meeting").get(
        meeting=meeting, entry__number=number
    )


def put(number: str, state: str) -> Message:
    """Leave the message of a member in a state, as a relay or a dead worker would."""
    message = Message.objects.get(to_address=f"{number.lower()}@example.org")
    message.state = state
    message.save()
    return message


def test_progress_counts_what_left_and_what_did_not(convened: Meeting) -> None:
    assert (convocation_progress_of(convened).waiting, convocation_progress_of(convened).busy) == (
        10,
        True,
    )
    messages_send()
    put("S0001", "failed")
    put("S0002", "unknown")
    progress = convocation_progress_of(convened)
    assert (progress.total, progress.sent, progress.failed, progress.unknown) == (10, 8, 1, 1)
    assert not progress.busy
    assert progress.first_at is not None


def test_failed_mails_leave_again_and_doubtful_ones_wait_for_a_person(
    cast: Cast, convened: Meeting
) -> None:
    messages_send()
    put("S0001", "failed")
    unknown = put("S0002", "unknown")
    group = unknown.group
    with pytest.raises(NotAllowed):
        messages_retry_failed(organisation=cast.organisation, group=group, actor=cast.auditor.actor)
    count = messages_retry_failed(
        organisation=cast.organisation, group=group, actor=cast.secretary.actor
    )
    assert (count, messages_send()) == (1, 1)
    assert convocation_progress_of(convened).unknown == 1
    with pytest.raises(Refused):
        messages_retry_failed(
            organisation=cast.organisation, group=group, actor=cast.secretary.actor
        )


def test_a_doubt_is_settled_as_arrived_or_by_sending_again(cast: Cast, convened: Meeting) -> None:
    messages_send()
    arrived, lost = put("S0001", "unknown"), put("S0002", "unknown")
    message_settle_as_sent(message=arrived, actor=cast.secretary.actor)
    message_retry(message=lost, actor=cast.secretary.actor)
    assert messages_send() == 1
    assert convocation_progress_of(convened).sent == 10


def test_a_failed_mail_becomes_a_letter_that_can_be_printed(cast: Cast, convened: Meeting) -> None:
    messages_send()
    put("S0001", "failed")
    convocation = notice(convened, "S0001")
    convocation_to_post(convocation=convocation, actor=cast.secretary.actor)
    jobs_run()
    convocation = notice(convened, "S0001")
    job = Job.objects.get(kind="meeting.letter")
    assert (convocation.means, convocation.entry.means_reason) == ("post", "email_failed")
    assert convocation.address == "12 rue des Œillets\n62800 Liévin"
    assert convocation.letter_hash == job.sha256 != ""
    assert convocation.message is not None, "the failed e-mail stays in evidence"
    assert convocation_progress_of(convened).total == 9
    with pytest.raises(Refused):
        messages_retry_failed(
            organisation=cast.organisation,
            group=convocation.message.group,
            actor=cast.secretary.actor,
        )


def test_a_mail_that_arrived_is_no_letter(cast: Cast, convened: Meeting) -> None:
    messages_send()
    with pytest.raises(Refused) as refused:
        convocation_to_post(convocation=notice(convened, "S0001"), actor=cast.secretary.actor)
    assert refused.value.code == "not_failed"


def test_a_revoked_link_is_closed_until_it_is_renewed(cast: Cast, convened: Meeting) -> None:
    entry = notice(convened, "S0006").entry
    old = entry.link_token
    link_revoke(entry=entry, actor=cast.secretary.actor)
    entry.refresh_from_db()
    assert entry.link_revoked_at is not None
    with pytest.raises(Refused):
        link_revoke(entry=entry, actor=cast.secretary.actor)
    link_renew(entry=entry, actor=cast.secretary.actor)
    entry.refresh_from_db()
    assert entry.link_revoked_at is None
    assert entry.link_token != old
    assert entry.link_hash == tokens.token_hash(entry.link_token) != tokens.token_hash(old)


def test_a_new_link_leaves_by_email_or_in_a_letter(
    cast: Cast, convened: Meeting, tmp_path: Path
) -> None:
    messages_send()
    by_mail, by_post = notice(convened, "S0006").entry, notice(convened, "S0007").entry
    link_renew(entry=by_mail, actor=cast.secretary.actor)
    link_renew(entry=by_post, actor=cast.secretary.actor)
    assert messages_send() == 1
    assert Job.objects.filter(kind="meeting.letter").count() == 1
    texts = [
        email.message_from_bytes(path.read_bytes(), policy=modern)
        for path in (tmp_path / "mail").glob("*.eml")
    ]
    (renewal,) = [each for each in texts if "nouveau lien" in str(each["Subject"])]
    assert by_mail.link_token in renewal.get_body(("plain",)).get_content()


def test_two_clicks_on_renew_make_one_new_link(cast: Cast, convened: Meeting) -> None:
    first, second = notice(convened, "S0006").entry, notice(convened, "S0006").entry
    link_renew(entry=first, actor=cast.secretary.actor)
    with pytest.raises(Refused) as refused:
        link_renew(entry=second, actor=cast.secretary.actor)
    assert refused.value.code == "stale"


def test_only_the_first_opening_is_noted(convened: Meeting) -> None:
    entry = notice(convened, "S0006").entry
    convocation_opened(entry=entry)
    first = notice(convened, "S0006").opened_at
    convocation_opened(entry=entry)
    assert first is not None
    assert notice(convened, "S0006").opened_at == first


def test_the_evidence_is_found_by_state_and_by_name(cast: Cast, convened: Meeting) -> None:
    messages_send()
    put("S0001", "failed")
    put("S0002", "unknown")
    counts = {
        state: evidence(convened, state=state).count()
        for state in ("", "sent", "trouble", "waiting", "to_post", "posted", "opened")
    }
    assert counts == {
        "": 12, "sent": 8, "trouble": 2, "waiting": 0, "to_post": 2, "posted": 0, "opened": 0,
    }  # fmt: skip
    assert [each.number for each in searched(evidence(convened), "nguyen loic")] == ["S0006"]


def test_the_table_of_evidence_says_how_when_where_and_what(convened: Meeting) -> None:
    messages_send()
    rows = {row[0]: row for row in evidence_rows(evidence(convened))}
    assert len(rows) == 12
    assert all(len(row) == len(evidence_headers()) for row in rows.values())
    mailed = rows["S0006"]
    assert mailed[3:8] == [
        "courriel",
        "accord reçu dans le délai",
        "s0006@example.org",
        "envoyée",
        "28/05/2031 09:00",
    ]
    assert len(mailed[9]) == 64
    assert rows["S0007"][6] == "à remettre à la poste"


def test_a_cancelled_meeting_leaves_the_calendars_of_those_who_had_it(
    cast: Cast, convened: Meeting, tmp_path: Path
) -> None:
    messages_send()
    put("S0001", "queued")
    meeting_cancel(meeting=convened, actor=cast.secretary.actor, reason="Salle inondée.")
    assert (convened.state, convened.sequence) == (Meeting.State.CANCELLED, 1)
    assert Message.objects.get(to_address="s0001@example.org").state == Message.State.CANCELLED
    assert messages_send() == 9, "whoever never got the notice hears nothing"
    mails = [
        email.message_from_bytes(path.read_bytes(), policy=modern)
        for path in (tmp_path / "mail").glob("*.eml")
    ]
    mine = [each for each in mails if "s0006@example.org" in str(each["To"])]
    events = {}
    for each in mine:
        (part,) = [p for p in each.walk() if p.get_content_type() == "text/calendar"]
        calendar = icalendar.Calendar.from_ical(part.get_content())
        events[str(calendar["METHOD"])] = calendar.walk("VEVENT")[0]
    assert events["CANCEL"]["UID"] == events["REQUEST"]["UID"]
    assert (events["REQUEST"]["SEQUENCE"], events["CANCEL"]["SEQUENCE"]) == (0, 1)
    assert any("Salle inondée." in str(each.get_body(("plain",)).get_content()) for each in mine)
    jobs_run()
    assert Job.objects.get(kind="meeting.cancellation_letters").state == Job.State.DONE


def test_cancelling_needs_a_reason_and_happens_once(cast: Cast, convened: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        meeting_cancel(meeting=convened, actor=cast.secretary.actor, reason=" ")
    assert refused.value.code == "no_reason"
    meeting_cancel(meeting=convened, actor=cast.secretary.actor, reason="Grève.")
    with pytest.raises(Refused) as refused:
        meeting_cancel(meeting=convened, actor=cast.secretary.actor, reason="Grève.")
    assert refused.value.code == "not_cancellable"
    assert JournalEntry.objects.filter(action="meeting.cancel").count() == 1


def test_upper_apps_may_forbid_the_cancelling(
    cast: Cast, convened: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def guard(meeting: Meeting) -> None:
        raise Refused("Un scrutin est ouvert.", code="open_ballot")

    monkeypatch.setattr("meetings.services.cancel.BEFORE_CANCEL", [*BEFORE_CANCEL, guard])
    with pytest.raises(Refused):
        meeting_cancel(meeting=convened, actor=cast.secretary.actor, reason="Grève.")
    convened.refresh_from_db()
    assert convened.state == Meeting.State.CONVENED
