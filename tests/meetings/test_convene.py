"""Convening: once, whole or not at all, and frozen."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from meetings.models import Convocation, Meeting, Resolution, RollEntry, RollExclusion
from meetings.selectors.agenda import agenda
from meetings.selectors.digests import agenda_digest, roll_digest, roll_line
from meetings.selectors.readiness import readiness
from meetings.selectors.recipients import recipient_counts
from meetings.services import convene as service
from meetings.services.convene import meeting_convene
from organisations.models import Job, JournalEntry, Member, Message, Organisation
from organisations.refusals import NotAllowed, Refused
from tala.lib import clock, tokens
from tests.cast import Cast, make_member
from tests.meetings.scenes import DAY, IN_TIME, TOO_LATE, make_draft


def test_each_member_gets_one_voice_and_one_notice(cast: Cast, convened: Meeting) -> None:
    assert convened.state == Meeting.State.CONVENED
    assert convened.roll.count() == 12
    assert RollExclusion.objects.get().member.number == "S0013"
    assert Message.objects.count() == 10
    assert Convocation.objects.filter(means="post", message=None).count() == 2
    assert set(Convocation.objects.values_list("entry", flat=True)) == set(
        convened.roll.values_list("pk", flat=True)
    )


def test_a_voice_is_a_copy_that_the_register_cannot_change(cast: Cast, convened: Meeting) -> None:
    Member.objects.filter(number="S0008").update(company_name="Autre", college=None)
    entry = convened.roll.get(number="S0008")
    assert (entry.name, entry.college_code, str(entry.college_weight), entry.shares) == (
        "SARL Vandenbroucke & Fils",
        "professionnels",
        "1/4",
        5,
    )
    assert entry.address == "12 rue des Œillets\n62800 Liévin"


def test_links_are_kept_as_hashes_and_outlive_the_meeting(convened: Meeting) -> None:
    entries = list(convened.roll.all())
    assert all(entry.link_hash == tokens.token_hash(entry.link_token) for entry in entries)
    assert len({entry.link_hash for entry in entries}) == 12
    assert entries[0].link_expires_at == DAY + dt.timedelta(days=30)


def test_what_is_frozen_can_be_computed_again(cast: Cast, convened: Meeting) -> None:
    assert convened.agenda_digest == agenda_digest(convened)
    assert convened.roll_digest == roll_digest(roll_line(entry) for entry in convened.roll.all())
    profile = cast.organisation.profiles.get()
    assert (convened.statutes, convened.statutes_version) == (profile.parameters, profile.version)


def test_another_word_in_a_text_is_another_digest(convened: Meeting) -> None:
    text = agenda(convened)[1].resolutions[0].resolution
    Resolution.objects.filter(pk=text.pk).update(text="Autre chose.")
    assert agenda_digest(convened) != convened.agenda_digest


def test_votes_from_home_stop_on_the_eve_at_three(convened: Meeting) -> None:
    assert convened.remote_closes_at == dt.datetime(2031, 6, 20, 13, 0, tzinfo=dt.UTC)


def test_a_second_convocation_is_refused_and_sends_nothing(cast: Cast, convened: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        meeting_convene(meeting=convened, actor=cast.secretary.actor)
    assert refused.value.code == "already_convened"
    assert (Message.objects.count(), RollEntry.objects.count()) == (10, 12)


def test_an_old_tab_cannot_convene_what_it_has_not_shown(cast: Cast, draft: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        meeting_convene(meeting=draft, actor=cast.secretary.actor, revision=draft.revision - 1)
    assert refused.value.code == "stale"
    meeting_convene(meeting=draft, actor=cast.secretary.actor, revision=draft.revision)
    assert draft.is_convened


def test_only_secretary_and_chair_convene(cast: Cast, draft: Meeting) -> None:
    for person in (cast.administrator, cast.board_member, cast.auditor, cast.member):
        with pytest.raises(NotAllowed):
            meeting_convene(meeting=draft, actor=person.actor)
    meeting_convene(meeting=draft, actor=cast.chair.actor)


def test_a_late_notice_needs_a_reason_that_is_kept(cast: Cast) -> None:
    draft = make_draft(cast.organisation)
    with clock.played(TOO_LATE):
        with pytest.raises(Refused) as refused:
            meeting_convene(meeting=draft, actor=cast.secretary.actor)
        assert refused.value.code == "late"
        assert "dépassé de 2 jours" in str(refused.value)
        meeting_convene(
            meeting=draft, actor=cast.secretary.actor, late_reason=" Incendie du siège. "
        )
    assert draft.late_reason == "Incendie du siège."
    details = JournalEntry.objects.filter(action="meeting.convene").get().details
    assert (details["last_sending_days_late"], details["late_reason"]) == (2, "Incendie du siège.")


def test_a_reason_given_in_time_is_not_kept(cast: Cast, draft: Meeting) -> None:
    meeting_convene(meeting=draft, actor=cast.secretary.actor, late_reason="Au cas où.")
    assert draft.late_reason == ""


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"place": "", "video_url": ""}, "où se tient la réunion"),
        ({"convener": ""}, "quel organe convoque"),
        ({"starts_at": IN_TIME - dt.timedelta(days=1)}, "est passée"),
        ({"convener_decided_on": dt.date(2031, 6, 1)}, "jour à venir"),
        ({"kind": "extraordinary"}, "ne relève pas de cette assemblée"),
    ],
)
def test_what_blocks_is_said_and_nothing_is_written(
    cast: Cast, in_time: None, facts: dict[str, Any], said: str
) -> None:
    draft = make_draft(cast.organisation, **facts)
    with pytest.raises(Refused) as refused:
        meeting_convene(meeting=draft, actor=cast.secretary.actor)
    draft.refresh_from_db()
    assert said in str(refused.value)
    assert draft.state == Meeting.State.DRAFT
    assert not RollEntry.objects.exists()


def test_a_vote_without_a_text_blocks(cast: Cast, draft: Meeting) -> None:
    Resolution.objects.all().delete()
    with pytest.raises(Refused) as refused:
        meeting_convene(meeting=draft, actor=cast.secretary.actor)
    assert "Le point 2 appelle un vote" in str(refused.value)


def test_what_deserves_a_look_is_said_and_does_not_block(cast: Cast, draft: Meeting) -> None:
    text = agenda(draft)[1].resolutions[0].resolution
    Resolution.objects.filter(pk=text.pk).update(text="Affecter [montant] € en réserve.")
    draft.items.filter(position=1).update(title="Rapport d’activité")
    Organisation.objects.filter(pk=cast.organisation.pk).update(siren="")
    draft = Meeting.objects.select_related("organisation").get(pk=draft.pk)
    profile = cast.organisation.profiles.get()
    found = readiness(draft, profile.typed, agenda(draft), recipient_counts(draft))
    assert [point.code for point in found.warnings] == ["identity", "paper_missing", "blank"]
    assert found.ready


def test_incomplete_statutes_block(cast: Cast, draft: Meeting) -> None:
    profile = cast.organisation.profiles.get()
    profile.parameters["combination"] = None
    profile.save()
    with pytest.raises(Refused) as refused:
        meeting_convene(meeting=draft, actor=cast.secretary.actor)
    assert refused.value.code == "blocked"
    assert "statuts doivent encore dire" in str(refused.value)
    found = readiness(draft, profile.typed, agenda(draft), recipient_counts(draft))
    assert [point.url for point in found.blockers] == [
        reverse("statutes_question", args=[cast.organisation.slug, "calcul-par-colleges"])
    ]


def test_an_empty_register_blocks(cast: Cast, draft: Meeting) -> None:
    Member.objects.all().update(exited_on=dt.date(2024, 1, 1))
    with pytest.raises(Refused) as refused:
        meeting_convene(meeting=draft, actor=cast.secretary.actor)
    assert "aucun membre" in str(refused.value)


def test_upper_apps_act_in_the_same_transaction(
    cast: Cast, draft: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(meeting: Meeting) -> None:
        raise Refused("Le scrutin ne peut pas être créé.", code="hook")

    monkeypatch.setattr(service, "AFTER_CONVENE", [broken])
    with pytest.raises(Refused):
        meeting_convene(meeting=draft, actor=cast.secretary.actor)
    draft.refresh_from_db()
    assert draft.state == Meeting.State.DRAFT
    assert not Message.objects.exists()


def test_letters_are_printed_only_where_someone_gets_one(cast: Cast, in_time: None) -> None:
    Member.objects.filter(number__in=["S0007", "S0012"]).update(exited_on=dt.date(2024, 1, 1))
    meeting_convene(meeting=make_draft(cast.organisation), actor=cast.secretary.actor)
    assert not Job.objects.exists()


def test_a_thousand_members_are_convened_in_batches(
    cast: Cast, in_time: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BATCH", 7)
    many(cast.organisation, 30)
    draft = make_draft(cast.organisation)
    meeting_convene(meeting=draft, actor=cast.secretary.actor)
    assert draft.roll.count() == Convocation.objects.count() == 42
    assert Message.objects.count() == 40


def many(organisation: Organisation, count: int) -> None:
    category = organisation.categories.get(code="soutien")
    for _each in range(count):
        make_member(organisation, category=category)
