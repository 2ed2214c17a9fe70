"""From a first meeting that could not decide to its second convocation, through the pages."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from mandates.models import Proxy
from mandates.services.proxies import proxy_give, proxy_withdraw
from meetings.models import AgendaItem, Meeting, Resolution, RollEntry
from meetings.render.convocation import preview_mail
from meetings.render.letters import sample_letter
from meetings.render.notice import notice_of
from meetings.selectors.agenda import agenda
from meetings.selectors.calendar import days_late, deadlines_of
from meetings.selectors.readiness import readiness
from meetings.services import agenda as agenda_services
from meetings.services.attachments import attachment_add
from meetings.services.cancel import meeting_cancel
from meetings.services.convene import meeting_convene
from meetings.services.meeting import meeting_delete
from organisations.models import JournalEntry, Message, StatuteProfile
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.render.journal import journal_sentence
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import MajorityRule, QuorumRule, StatuteParameters, usual_for
from organisations.services.outbox import RENDERERS
from tala.lib.dates import PARIS
from tests.cast import Cast
from tests.meetings.scenes import DAY, IN_TIME, make_draft, pdf_bytes
from voting.models import Ballot, Paper
from voting.services.ballot import ballot_close, ballot_open
from voting.services.cast import votes_cast_early
from voting.services.declare import ballot_declare
from voting.services.part import part_record_no_quorum
from voting.services.postal import postal_vote_record
from voting.services.second_call import second_call_create

Mode = RollEntry.Mode
AFTER = DAY + dt.timedelta(hours=3)
NONE = QuorumRule(None, "raw", None, None, "C.com L225-98")
HALF = QuorumRule(Fraction(1, 2), "raw", None, None, "statuts, art. 20")


@pytest.fixture(autouse=True)
def folders(tmp_path: Any, settings: Any) -> None:
    """Keep the files of each test in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def in_time() -> Iterator[None]:
    """Play the beginning on a day when the first meeting can be convened."""
    with time_machine.travel(IN_TIME, tick=False):
        yield


def statutes(cast: Cast, form: LegalForm = LegalForm.SCIC_SA, **changes: Any) -> StatuteParameters:
    """Record the statutes of the cooperative: no college, half of the members, none on call 2."""
    organisation = cast.organisation
    organisation.legal_form = form.value
    organisation.save()
    base = {
        "quorum_ordinary_first": HALF,
        "quorum_ordinary_second": NONE,
        "proxy_valid_second_call": True,
        "postal_valid_second_call": True,
        "postal_enabled": True,
    }
    parameters = replace(usual_for(form, has_colleges=False), **{**base, **changes})
    StatuteProfile.objects.filter(organisation=organisation).update(parameters=parameters.to_json())
    return parameters


def convened(cast: Cast, *, kind: str = "ordinary", majorities: tuple[str, ...] = ()) -> Meeting:
    """Convene a first meeting; each of its two texts may be given its majority."""
    draft = make_draft(cast.organisation, kind=kind)
    for text, majority in zip(Resolution.objects.order_by("pk"), majorities, strict=False):
        text.majority = majority
        text.save()
    meeting_convene(meeting=draft, actor=cast.secretary.actor)
    return Meeting.objects.get(pk=draft.pk)


def voice(meeting: Meeting, number: str) -> RollEntry:
    """Return the voice of a member, read afresh."""
    rows = RollEntry.objects.select_related("meeting__organisation", "meeting__poll")
    return rows.get(meeting=meeting, number=number)


def held(meeting: Meeting, present: int = 0) -> Meeting:
    """Open the sitting with so many members in the room, straight in the rows."""
    free = RollEntry.objects.filter(meeting=meeting, mode=Mode.NONE).order_by("number")
    keys = list(free.values_list("pk", flat=True)[:present])
    RollEntry.objects.filter(pk__in=keys).update(mode=Mode.PRESENT, mode_at=DAY)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.IN_SESSION, opened_at=DAY)
    return Meeting.objects.get(pk=meeting.pk)


def closed(meeting: Meeting) -> Meeting:
    """Close the sitting, straight in the rows."""
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CLOSED, closed_at=AFTER)
    return Meeting.objects.get(pk=meeting.pk)


def without_quorum(cast: Cast, meeting: Meeting, part: str = "ordinary") -> Meeting:
    """Hold the first meeting with three members, record that the quorum lacks, close."""
    meeting = held(meeting, present=3)
    part_record_no_quorum(meeting=meeting, actor=cast.chair.actor, part=part)
    return closed(meeting)


def vote(cast: Cast, meeting: Meeting, number: int, letters: str) -> str:
    """Put one text to the vote of the room; return its verdict."""
    ballot = Ballot.objects.get(poll__meeting=meeting, position=number - 1)
    ballot_open(ballot=ballot, actor=cast.chair.actor)
    here = RollEntry.objects.filter(meeting=meeting, mode=Mode.PRESENT).order_by("number")
    for entry, letter in zip(here, letters, strict=False):
        paper, _created = Paper.objects.get_or_create(
            poll=meeting.poll,
            entry=entry,
            defaults={"choices": "..", "channel": Paper.Channel.ROOM, "cast_by": entry},
        )
        choices = list(paper.choices)
        choices[number - 1] = letter
        paper.choices = "".join(choices)
        paper.save()
    ballot_close(ballot=Ballot.objects.get(pk=ballot.pk), actor=cast.chair.actor)
    ballot_declare(ballot=Ballot.objects.get(pk=ballot.pk), actor=cast.chair.actor)
    result = Ballot.objects.get(pk=ballot.pk).result
    assert result is not None
    return str(result["verdict"])


def url(meeting: Meeting, name: str) -> str:
    """Return the address of a page of the meeting."""
    return reverse(name, args=[meeting.organisation.slug, meeting.pk])


def test_one_button_prepares_the_second_meeting_of_one_that_lacked_its_quorum(
    cast: Cast, in_time: None
) -> None:
    """Case W22: notice of 10 days, same agenda, date of the first recalled, no quorum."""
    statutes(cast)
    first = without_quorum(cast, convened(cast))
    with time_machine.travel(AFTER, tick=False):
        shown = cast.secretary.client.get(url(first, "session_page")).content.decode()
        assert "Convoquer une seconde fois" in shown
        assert "quorum non atteint (C.com L225-98)" in shown
        answer = cast.secretary.client.post(url(first, "second_call_act"), follow=True)
        second = Meeting.objects.get(first_meeting=first)
        assert answer.redirect_chain[-1][0] == second.get_absolute_url()
        assert (second.call_number, second.kind, second.state) == (2, "ordinary", "draft")
        # The call leaves on 22 June at best: ten days later is 2 July.
        assert second.starts_at == dt.datetime(2031, 7, 2, 18, 0, tzinfo=PARIS)
        assert "mercredi 2 juillet 2031" in answer.content.decode()
        texts = [row.resolution.title for line in agenda(second) for row in line.resolutions]
        assert texts == ["Affectation du résultat", "Quitus"]
        assert [line.item.title for line in agenda(second)] == ["Résultat de l’année"]

        meeting_convene(meeting=second, actor=cast.secretary.actor)
        second = held(Meeting.objects.get(pk=second.pk), present=1)
        assert vote(cast, second, 1, "Y") == "adopted"
        rule = Ballot.objects.get(poll__meeting=second, position=0).typed_rule
        assert (rule.call_number, rule.quorum.required) == (2, False)


def test_the_second_notice_recalls_the_date_of_the_first_and_the_reason(
    cast: Cast, in_time: None
) -> None:
    statutes(cast)
    first = without_quorum(cast, convened(cast))
    second = second_call_create(meeting=first, actor=cast.secretary.actor)
    words = "l’assemblée du samedi 21 juin 2031 n’ayant pas réuni le quorum"
    assert words in notice_of(second).call
    mail = preview_mail(second)
    assert words in mail.text
    assert words in mail.html
    assert "Un pouvoir donné pour la première assemblée reste valable" in mail.text
    assert "Un vote envoyé avant la première assemblée reste valable" in mail.text
    assert sample_letter(second).startswith(b"%PDF")


def test_the_agenda_of_a_second_call_is_locked(cast: Cast, in_time: None) -> None:
    statutes(cast)
    second = second_call_create(
        meeting=without_quorum(cast, convened(cast)), actor=cast.secretary.actor
    )
    item = second.items.get()
    facts = agenda_services.ItemFacts(kind=AgendaItem.Kind.INFORMATION, title="Autre point")
    actor = cast.secretary.actor
    for act in (
        lambda: agenda_services.item_add(meeting=second, actor=actor, facts=facts),
        lambda: agenda_services.item_delete(item=item, actor=actor),
        lambda: attachment_add(
            item=item, actor=actor, title="x", filename="x.pdf", data=pdf_bytes()
        ),
    ):
        with pytest.raises(Refused, match="L225-105") as refused:
            act()
        assert refused.value.code == "agenda_locked"
    page = cast.secretary.client.get(url(second, "meeting_detail")).content.decode()
    assert "ne peut pas changer (C. com. art. L225-105)" in page
    assert "Ajouter un point" not in page
    assert "Relire et convoquer" in page
    form = cast.secretary.client.get(url(second, "meeting_edit")).content.decode()
    assert 'name="kind"' not in form
    data = {"title": "T", "day": "2031-07-10", "hour": "19:00", "place": "Ici", "convener": "CA"}
    cast.secretary.client.post(url(second, "meeting_edit"), data)
    second.refresh_from_db()
    assert (second.kind, second.day.isoformat()) == ("ordinary", "2031-07-10")


def test_only_the_part_without_its_quorum_goes_to_the_second_meeting(
    cast: Cast, in_time: None
) -> None:
    """Case W21, then the second call of the extraordinary part alone, within two months."""
    statutes(
        cast,
        quorum_ordinary_first=QuorumRule(Fraction(1, 5), "raw", None, None, "C.com L225-98"),
        quorum_extraordinary_first=QuorumRule(Fraction(1, 2), "raw", None, None, "C.com L225-96"),
    )
    first = held(convened(cast, kind="mixed", majorities=("ordinary", "extraordinary")), present=4)
    assert vote(cast, first, 1, "YYYN") == "adopted"
    part_record_no_quorum(meeting=first, actor=cast.chair.actor, part="extraordinary")
    first = closed(first)
    second = second_call_create(meeting=first, actor=cast.secretary.actor)
    assert second.kind == "extraordinary"
    assert second.title == "Assemblée générale extraordinaire 2031, seconde convocation"
    assert [text.title for text in Resolution.objects.filter(item__meeting=second)] == ["Quitus"]

    second.starts_at = dt.datetime(2031, 8, 22, 18, 0, tzinfo=PARIS)
    second.save()
    found = readiness(second, first.typed_statutes, agenda(second), None)
    late = [point.text for point in found.blockers if point.code == "second_too_late"]
    assert late and "jeudi 21 août 2031" in late[0]


def sarl(cast: Cast, **changes: Any) -> StatuteParameters:
    """A SCOP SARL: more than half of all members first, then of the votes cast."""
    registered = MajorityRule(Fraction(1, 2), True, "registered", "C.com L223-29")
    return statutes(
        cast,
        LegalForm.SCOP_SARL,
        postal_enabled=False,
        quorum_ordinary_first=NONE,
        majority_ordinary_first=registered,
        majority_ordinary_second=MajorityRule(Fraction(1, 2), True, "expressed", "C.com L223-29"),
        majority_manager=MajorityRule(Fraction(1, 2), True, "registered", "statuts, art. 17"),
        **changes,
    )


def test_a_sarl_consults_a_second_time_on_the_votes_cast(cast: Cast, in_time: None) -> None:
    """Cases W18 and W19: 5 of 12 are not the majority of all, 5 of 6 cast are."""
    sarl(cast)
    first = held(convened(cast, majorities=("ordinary", "manager")), present=6)
    assert vote(cast, first, 1, "YYYYYN") == "rejected"
    assert vote(cast, first, 2, "YYYYYN") == "rejected"
    first = closed(first)
    page = cast.secretary.client.get(url(first, "results_overview")).content.decode()
    assert "majorité de tous les membres non atteinte (C.com L223-29)" in page
    second = second_call_create(meeting=first, actor=cast.secretary.actor)
    assert "n’ayant pas réuni la majorité de tous les membres" in notice_of(second).call
    with time_machine.travel(AFTER, tick=False):
        meeting_convene(meeting=second, actor=cast.secretary.actor)
        second = held(Meeting.objects.get(pk=second.pk), present=6)
        assert vote(cast, second, 1, "YYYYYN") == "adopted"
        assert vote(cast, second, 2, "YYYYYN") == "rejected", "a gérant needs 7 of 12 at any call"
        closed(second)
        with pytest.raises(Refused) as refused:
            second_call_create(
                meeting=Meeting.objects.get(pk=second.pk), actor=cast.secretary.actor
            )
        assert refused.value.code == "nothing_left"


def test_nothing_goes_to_a_second_meeting_when_all_was_decided(cast: Cast, in_time: None) -> None:
    statutes(cast)
    first = held(convened(cast), present=8)
    with pytest.raises(Refused) as refused:
        second_call_create(meeting=first, actor=cast.secretary.actor)
    assert refused.value.code == "not_closed"
    vote(cast, first, 1, "NNNNNNNN")
    vote(cast, first, 2, "YYYYYYYY")
    first = closed(first)
    assert (
        "Convoquer une seconde fois"
        not in cast.secretary.client.get(url(first, "session_page")).content.decode()
    )
    answer = cast.secretary.client.post(url(first, "second_call_act"), follow=True)
    assert "Rien ne peut être soumis à une seconde assemblée" in answer.content.decode()
    assert not Meeting.objects.filter(first_meeting=first).exists()


def test_there_is_one_second_meeting_until_it_is_deleted_or_cancelled(
    cast: Cast, in_time: None
) -> None:
    statutes(cast)
    first = without_quorum(cast, convened(cast))
    second = second_call_create(meeting=first, actor=cast.secretary.actor)
    with pytest.raises(Refused) as refused:
        second_call_create(meeting=first, actor=cast.secretary.actor)
    assert refused.value.code == "already_prepared"
    page = cast.secretary.client.get(url(first, "session_page")).content.decode()
    assert "Voir la seconde assemblée" in page
    meeting_delete(meeting=second, actor=cast.secretary.actor)
    again = second_call_create(meeting=first, actor=cast.secretary.actor)
    meeting_convene(meeting=again, actor=cast.secretary.actor)
    meeting_cancel(meeting=again, actor=cast.secretary.actor, reason="Salle fermée")
    assert second_call_create(meeting=first, actor=cast.secretary.actor).call_number == 2


def test_the_papers_of_the_first_meeting_are_copied_and_deleted_apart(
    cast: Cast, in_time: None
) -> None:
    statutes(cast)
    draft = make_draft(cast.organisation)
    paper = attachment_add(
        item=draft.items.get(position=2),
        actor=cast.secretary.actor,
        title="Comptes",
        filename="comptes.pdf",
        data=pdf_bytes(),
    )
    meeting_convene(meeting=draft, actor=cast.secretary.actor)
    first = without_quorum(cast, Meeting.objects.get(pk=draft.pk))
    second = second_call_create(meeting=first, actor=cast.secretary.actor)
    copy = second.items.get().attachments.get()
    assert (copy.sha256, copy.title) == (paper.sha256, "Comptes")
    assert copy.file.name != paper.file.name
    copy.file.delete(save=False)
    assert paper.file.storage.exists(str(paper.file.name))


def test_statutes_may_announce_the_second_meeting_in_the_first_notice(
    cast: Cast, in_time: None
) -> None:
    parameters = statutes(cast, second_call_in_same_notice=True, second_meeting_min_days=7)
    first = convened(cast)
    mail = preview_mail(first).text
    assert "une seconde assemblée se tiendra sur le même ordre du jour" in mail
    assert "samedi 28 juin 2031" in mail
    second = second_call_create(meeting=without_quorum(cast, first), actor=cast.secretary.actor)
    assert second.day == dt.date(2031, 6, 28)
    assert days_late(second, parameters, second.day - dt.timedelta(days=1)) == 0
    assert "last_sending" not in {line.code for line in deadlines_of(second, parameters)}
    second.starts_at -= dt.timedelta(days=1)
    codes = {point.code for point in readiness(second, parameters, agenda(second), None).blockers}
    assert "second_too_early" in codes


def link(entry: RollEntry) -> Actor:
    """The member, by the personal link."""
    return Actor.member_link(entry.number, entry.name)


def with_proxies(cast: Cast, meeting: Meeting) -> None:
    """One named proxy, one blank, one withdrawn."""
    for giver, holder in (("S0004", "S0001"), ("S0005", None), ("S0006", "S0001")):
        entry = voice(meeting, giver)
        proxy = proxy_give(
            actor=link(entry), giver=entry, holder=voice(meeting, holder) if holder else None
        )
        if giver == "S0006":
            proxy_withdraw(actor=link(entry), proxy=Proxy.objects.get(pk=proxy.pk))


def test_proxies_of_the_first_meeting_hold_for_the_second_and_may_be_withdrawn(
    cast: Cast, in_time: None
) -> None:
    """Case W32, with the SA's R225-79."""
    statutes(cast, proxy_max=2, blank_proxy_allowed=True)
    first = convened(cast)
    with_proxies(cast, first)
    first = without_quorum(cast, first)
    second = second_call_create(meeting=first, actor=cast.secretary.actor)
    meeting_convene(meeting=second, actor=cast.secretary.actor)
    second = Meeting.objects.get(pk=second.pk)

    carried = Proxy.objects.filter(meeting=second).order_by("giver__number")
    assert [(p.giver.number, p.holder and p.holder.number) for p in carried] == [
        ("S0004", "S0001"),
        ("S0005", None),
    ]
    assert voice(second, "S0004").mode == Mode.REPRESENTED
    assert voice(second, "S0006").mode == Mode.NONE
    assert voice(second, "S0001").proxies_held == 1
    told = Message.objects.filter(kind="mandates.proxy_carried").order_by("to_address")
    assert [message.to_address for message in told] == ["s0004@example.org", "s0005@example.org"]
    mail = RENDERERS["mandates.proxy_carried"](told[0])
    assert (
        "Vous aviez donné pouvoir à Claire Martin pour l’assemblée du samedi 21 juin" in mail.text
    )
    assert "pouvoir en blanc" in RENDERERS["mandates.proxy_carried"](told[1]).text
    entry = JournalEntry.objects.get(action="proxy.carry")
    assert journal_sentence(entry).startswith("a repris de la première convocation 2 pouvoirs")

    giver = voice(second, "S0004")
    proxy_withdraw(actor=link(giver), proxy=carried[0])
    assert voice(second, "S0004").mode == Mode.NONE
    assert voice(second, "S0001").proxies_held == 0


def test_proxies_fall_where_the_statutes_do_not_carry_them(cast: Cast, in_time: None) -> None:
    statutes(cast, proxy_valid_second_call=False, blank_proxy_allowed=True)
    first = convened(cast)
    with_proxies(cast, first)
    second = second_call_create(meeting=without_quorum(cast, first), actor=cast.secretary.actor)
    assert "ne vaut pas pour celle-ci" in preview_mail(second).text
    meeting_convene(meeting=second, actor=cast.secretary.actor)
    assert not Proxy.objects.filter(meeting=second).exists()


def test_a_proxy_falls_when_its_holder_may_not_hold_it_any_more(cast: Cast, in_time: None) -> None:
    parameters = statutes(cast, proxy_max=2)
    first = convened(cast)
    for giver in ("S0004", "S0005"):
        entry = voice(first, giver)
        proxy_give(actor=link(entry), giver=entry, holder=voice(first, "S0001"))
    first = without_quorum(cast, first)
    StatuteProfile.objects.filter(organisation=cast.organisation).update(
        parameters=replace(parameters, proxy_max=1).to_json()
    )
    second = second_call_create(meeting=first, actor=cast.secretary.actor)
    meeting_convene(meeting=second, actor=cast.secretary.actor)
    kept = Proxy.objects.get(meeting=second)
    assert kept.giver.number == "S0004", "the last received falls"
    assert JournalEntry.objects.get(action="proxy.carry").details["dropped"] == 1


def test_votes_sent_before_the_first_meeting_hold_for_the_texts_put_again(
    cast: Cast, in_time: None
) -> None:
    """R225-77: answers follow their text even when the agenda is shorter."""
    statutes(
        cast,
        quorum_ordinary_first=QuorumRule(Fraction(1, 5), "raw", None, None, "C.com L225-98"),
        quorum_extraordinary_first=QuorumRule(Fraction(1, 2), "raw", None, None, "C.com L225-96"),
    )
    first = convened(cast, kind="mixed", majorities=("ordinary", "extraordinary"))
    home = voice(first, "S0004")
    votes_cast_early(entry=home, choices_by_entry={home.pk: "YN"}, key="k1")
    postal_vote_record(
        entry=voice(first, "S0007"),
        actor=cast.secretary.actor,
        answers=["N", ""],
        received_on=IN_TIME.date(),
    )
    first = held(first, present=1)
    vote(cast, first, 1, "Y")
    part_record_no_quorum(meeting=first, actor=cast.chair.actor, part="extraordinary")
    first = closed(first)
    second = second_call_create(meeting=first, actor=cast.secretary.actor)
    meeting_convene(meeting=second, actor=cast.secretary.actor)
    papers = Paper.objects.filter(poll__meeting=second).order_by("entry__number")
    assert [(p.entry.number, p.choices, p.channel) for p in papers] == [
        ("S0004", "N", "remote"),
        ("S0007", ".", "postal"),
    ]
    assert voice(second, "S0004").mode == Mode.POSTAL
    sentence = journal_sentence(JournalEntry.objects.get(action="papers.carry"))
    assert sentence.startswith("a repris de la première convocation 2 votes")
    page = cast.secretary.client.get(url(second, "poll_overview"))
    assert page.status_code == 200


def test_votes_fall_where_the_statutes_do_not_carry_them(cast: Cast, in_time: None) -> None:
    statutes(cast, postal_valid_second_call=False)
    first = convened(cast)
    home = voice(first, "S0004")
    votes_cast_early(entry=home, choices_by_entry={home.pk: "YN"}, key="k1")
    second = second_call_create(meeting=without_quorum(cast, first), actor=cast.secretary.actor)
    meeting_convene(meeting=second, actor=cast.secretary.actor)
    assert not Paper.objects.filter(poll__meeting=second).exists()
    assert voice(second, "S0004").mode == Mode.NONE


def test_only_a_sarl_may_mark_a_text_as_the_appointment_of_a_manager(
    cast: Cast, in_time: None
) -> None:
    statutes(cast)
    draft = make_draft(cast.organisation)
    text = Resolution.objects.get(item__meeting=draft, title="Quitus")
    edit = reverse("resolution_edit", args=[cast.organisation.slug, draft.pk, text.pk])
    assert 'value="manager"' not in cast.secretary.client.get(edit).content.decode()
    parameters = sarl(cast)
    assert 'value="manager"' in cast.secretary.client.get(edit).content.decode()
    data = {"title": "Gérant", "text": "Mme X est nommée gérante.", "majority": "manager"}
    cast.secretary.client.post(edit, data)
    text.refresh_from_db()
    assert text.majority == "manager"
    assert readiness(draft, parameters, agenda(draft), None).ready
    parameters = statutes(cast)
    draft = Meeting.objects.get(pk=draft.pk)
    codes = [p.code for p in readiness(draft, parameters, agenda(draft), None).blockers]
    assert codes == ["no_manager"]


def test_a_board_is_not_convened_from_the_register_of_members(cast: Cast, in_time: None) -> None:
    parameters = statutes(cast, notice_days_board=5)
    draft = make_draft(cast.organisation, kind=Meeting.Kind.BOARD)
    Resolution.objects.filter(item__meeting=draft).update(majority="board")
    codes = [p.code for p in readiness(draft, parameters, agenda(draft), None).blockers]
    assert codes == ["board_roll"]
    page = cast.secretary.client.get(
        reverse("meeting_create", args=[cast.organisation.slug])
    ).content.decode()
    assert 'value="board"' not in page


@pytest.mark.parametrize("person", ["auditor", "member", "stranger"])
def test_only_those_who_prepare_meetings_convene_a_second_time(
    person: str, cast: Cast, in_time: None
) -> None:
    statutes(cast)
    first = without_quorum(cast, convened(cast))
    answer = getattr(cast, person).client.post(url(first, "second_call_act"))
    assert answer.status_code in {403, 404}
    assert not Meeting.objects.filter(first_meeting=first).exists()
