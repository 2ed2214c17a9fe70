"""Preparing a meeting: agenda, texts, order, copies; and nothing of it once convened."""

import dataclasses

import pytest

from meetings.models import AgendaItem, Meeting
from meetings.selectors.agenda import agenda
from meetings.services.agenda import (
    ItemFacts,
    ResolutionFacts,
    agenda_fill,
    agenda_reorder,
    item_add,
    item_delete,
    item_edit,
    item_move,
    resolution_add,
    resolution_delete,
    resolution_edit,
    resolution_move,
)
from meetings.services.meeting import (
    MeetingFacts,
    meeting_create,
    meeting_delete,
    meeting_duplicate,
    meeting_update,
)
from organisations.models import JournalEntry
from organisations.refusals import NotAllowed, Refused
from tests.cast import Cast
from tests.meetings.scenes import DAY, make_draft

FACTS = MeetingFacts(title="Assemblée de printemps", starts_at=DAY)
POINT = ItemFacts(kind="decision", title="Un point")
TEXT = ResolutionFacts(title="Un texte", text="L’assemblée générale approuve.")


def titles(meeting: Meeting) -> list[str]:
    return [line.item.title for line in agenda(meeting)]


def texts(meeting: Meeting) -> list[str]:
    return [
        f"{each.number} {each.resolution.title}"
        for line in agenda(meeting)
        for each in line.resolutions
    ]


def test_a_created_meeting_is_a_draft_and_in_the_journal(cast: Cast) -> None:
    meeting = meeting_create(
        organisation=cast.organisation, actor=cast.board_member.actor, facts=FACTS
    )
    entry = JournalEntry.objects.latest("pk")
    assert meeting.state == Meeting.State.DRAFT
    assert (entry.action, entry.details["title"]) == ("meeting.create", "Assemblée de printemps")


def test_a_member_may_not_create_a_meeting(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        meeting_create(organisation=cast.organisation, actor=cast.member.actor, facts=FACTS)


def test_a_draft_can_be_changed(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    facts = dataclasses.replace(FACTS, place="Mairie")
    meeting_update(meeting=meeting, actor=cast.secretary.actor, facts=facts)
    assert (meeting.title, meeting.place, meeting.revision) == (
        "Assemblée de printemps",
        "Mairie",
        1,
    )


def test_points_are_added_at_the_end_and_moved(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    item = item_add(meeting=meeting, actor=cast.secretary.actor, facts=POINT)
    item_move(item=item, actor=cast.secretary.actor, direction="up")
    assert titles(meeting) == ["Ouverture", "Résultat de l’année", "Un point", "Questions diverses"]
    for _press in range(3):
        item_move(item=item, actor=cast.secretary.actor, direction="up")
    assert titles(meeting)[0] == "Un point"


def test_a_drag_sends_the_whole_order_at_once(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    order = list(meeting.items.values_list("pk", flat=True))[::-1]
    agenda_reorder(meeting=meeting, actor=cast.secretary.actor, order=order)
    assert titles(meeting) == ["Questions diverses", "Résultat de l’année", "Ouverture"]


@pytest.mark.parametrize("change", [lambda o: o[1:], lambda o: [*o, o[0]], lambda o: [*o, 10**6]])
def test_an_order_from_an_old_page_is_refused(cast: Cast, change: object) -> None:
    meeting = make_draft(cast.organisation)
    order = change(list(meeting.items.values_list("pk", flat=True)))  # type: ignore[operator]
    with pytest.raises(Refused) as refused:
        agenda_reorder(meeting=meeting, actor=cast.secretary.actor, order=order)
    assert refused.value.code == "stale"


def test_resolutions_are_numbered_over_the_whole_meeting(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    item = item_add(meeting=meeting, actor=cast.secretary.actor, facts=POINT)
    text = resolution_add(item=item, actor=cast.secretary.actor, facts=TEXT)
    assert texts(meeting) == ["1 Affectation du résultat", "2 Quitus", "3 Un texte"]
    resolution_edit(
        resolution=text,
        actor=cast.secretary.actor,
        facts=dataclasses.replace(TEXT, title="Autre"),
    )
    second = agenda(meeting)[1].resolutions[1].resolution
    resolution_move(resolution=second, actor=cast.secretary.actor, direction="up")
    assert texts(meeting) == ["1 Quitus", "2 Affectation du résultat", "3 Autre"]
    resolution_delete(resolution=second, actor=cast.secretary.actor)
    assert texts(meeting) == ["1 Affectation du résultat", "2 Autre"]


def test_no_text_is_voted_under_an_information(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    opening = agenda(meeting)[0].item
    with pytest.raises(Refused) as refused:
        resolution_add(item=opening, actor=cast.secretary.actor, facts=TEXT)
    assert refused.value.code == "item_without_vote"


def test_a_point_with_texts_stays_a_decision(cast: Cast) -> None:
    item = agenda(make_draft(cast.organisation))[1].item
    facts = dataclasses.replace(POINT, kind="information")
    with pytest.raises(Refused) as refused:
        item_edit(item=item, actor=cast.secretary.actor, facts=facts)
    assert refused.value.code == "item_has_resolutions"


def test_the_usual_agenda_fills_an_empty_draft_only(cast: Cast) -> None:
    meeting = meeting_create(
        organisation=cast.organisation, actor=cast.secretary.actor, facts=FACTS
    )
    agenda_fill(meeting=meeting, actor=cast.secretary.actor)
    lines = agenda(meeting)
    assert "Rapport de gestion, dont l’évolution du projet coopératif" in titles(meeting)
    assert all(line.resolutions for line in lines if line.item.carries_votes)
    with pytest.raises(Refused) as refused:
        agenda_fill(meeting=meeting, actor=cast.secretary.actor)
    assert refused.value.code == "agenda_not_empty"


def test_last_years_agenda_is_taken_over_without_its_date(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    copy = meeting_duplicate(meeting=meeting, actor=cast.secretary.actor, facts=FACTS)
    assert titles(copy) == titles(meeting)
    assert texts(copy) == texts(meeting)
    assert [line.resolutions[1].resolution.board_supported for line in agenda(copy)[1:2]] == [False]
    assert copy.title == "Assemblée de printemps"


def test_a_deleted_draft_leaves_only_its_trace(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    meeting_delete(meeting=meeting, actor=cast.secretary.actor)
    assert not AgendaItem.objects.exists()
    assert JournalEntry.objects.latest("pk").action == "meeting.delete"


def test_nothing_of_a_convened_meeting_changes(cast: Cast, convened: Meeting) -> None:
    actor = cast.secretary.actor
    item = agenda(convened)[1].item
    text = agenda(convened)[1].resolutions[0].resolution
    acts = [
        lambda: meeting_update(meeting=convened, actor=actor, facts=FACTS),
        lambda: meeting_delete(meeting=convened, actor=actor),
        lambda: item_add(meeting=convened, actor=actor, facts=POINT),
        lambda: item_edit(item=item, actor=actor, facts=POINT),
        lambda: item_delete(item=item, actor=actor),
        lambda: item_move(item=item, actor=actor, direction="up"),
        lambda: agenda_reorder(meeting=convened, actor=actor, order=[]),
        lambda: agenda_fill(meeting=convened, actor=actor),
        lambda: resolution_add(item=item, actor=actor, facts=TEXT),
        lambda: resolution_edit(resolution=text, actor=actor, facts=TEXT),
        lambda: resolution_delete(resolution=text, actor=actor),
        lambda: resolution_move(resolution=text, actor=actor, direction="down"),
    ]
    before = JournalEntry.objects.count()
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "frozen"
    assert JournalEntry.objects.count() == before
    assert texts(convened) == ["1 Affectation du résultat", "2 Quitus"]
