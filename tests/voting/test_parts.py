"""A mixed assembly, a board, departures: each part is voted under its own quorum."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from documents.models import Minutes
from documents.render.minutes import minutes_context
from documents.services.minutes import minutes_start
from meetings.models import Meeting, Resolution, RollEntry
from organisations.models import JournalEntry
from organisations.refusals import Refused
from organisations.render.journal import journal_sentence
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import MajorityRule, QuorumRule, defaults_for
from organisations.services.journal import journal_write
from tests.voting.assembly import DAY, Assembly, kept, make_assembly
from tests.voting.test_pages import client_of, page, post
from voting.models import Ballot, Poll
from voting.render.result import result_view, rule_sentence
from voting.selectors.session import ballots_of, live_attendance, next_ballot, state_mark
from voting.services.ballot import ballot_close, ballot_open
from voting.services.declare import ballot_declare
from voting.services.part import part_record_no_quorum
from voting.services.poll import poll_create

SA = defaults_for(LegalForm.SA, has_colleges=False)
State = Ballot.State


@pytest.fixture(autouse=True)
def the_day() -> Any:
    """The clock stands at six in the evening on the day of the assembly."""
    with time_machine.travel(DAY, tick=False):
        yield


def in_session(assembly: Assembly) -> Assembly:
    """Open the sitting, straight in the rows."""
    Meeting.objects.filter(pk=assembly.meeting.pk).update(
        state=Meeting.State.IN_SESSION, opened_at=DAY, chair_name="Claire", secretary_name="Joël"
    )
    assembly.meeting.refresh_from_db()
    return assembly


def rewritten(assembly: Assembly, *majorities: str) -> Assembly:
    """Give each resolution its majority, then draw the poll up again."""
    texts = Resolution.objects.filter(item__meeting=assembly.meeting).order_by("position")
    for text, majority in zip(texts, majorities, strict=True):
        text.majority = majority
        text.save()
    assembly.poll.ballots.all().delete()
    Poll.objects.filter(meeting=assembly.meeting).delete()
    poll_create(Meeting.objects.get(pk=assembly.meeting.pk))
    del assembly.poll
    return assembly


def mixed(voices: int = 601, **statutes: Any) -> Assembly:
    """A mixed assembly of an SA: two ordinary texts, two extraordinary ones, sitting open."""
    own = {
        name: getattr(SA, name)
        for name in (
            "quorum_ordinary_first",
            "quorum_extraordinary_first",
            "majority_ordinary_first",
            "majority_extraordinary_first",
        )
    }
    assembly = make_assembly(
        voices, resolutions=4, kind=Meeting.Kind.MIXED, statutes={**own, **statutes}
    )
    kinds = ("ordinary", "extraordinary", "ordinary", "extraordinary")
    return in_session(rewritten(assembly, *kinds))


@pytest.mark.django_db
def test_130_votes_of_601_decide_the_ordinary_part_and_not_the_extraordinary_one() -> None:
    """Case W21: 121 are needed for the ordinary part, 151 for the extraordinary one."""
    assembly = mixed()
    assembly.arrive(count=130)
    live = live_attendance(assembly.meeting, ballots_of(assembly.meeting))
    assert [(row.part, row.met) for row in live.quorums] == [
        ("ordinary", True),
        ("extraordinary", False),
    ]
    ballot_open(ballot=assembly.ballot(1), actor=assembly.chair)
    ballot_close(ballot=assembly.ballot(1), actor=assembly.chair)
    with pytest.raises(Refused, match=r"130 voix sur 601, il en faut 151 \(C\.com L225-96"):
        ballot_open(ballot=assembly.ballot(2), actor=assembly.chair)

    aside = part_record_no_quorum(
        meeting=assembly.meeting, actor=assembly.chair, part="extraordinary"
    )
    assert aside == 2
    states = [ballot.state for ballot in ballots_of(assembly.meeting)]
    assert states == [State.CLOSED, State.NO_QUORUM, State.PENDING, State.NO_QUORUM]
    entry = JournalEntry.objects.order_by("-sequence")[0]
    assert journal_sentence(entry) == (
        "a constaté que le quorum n’est pas atteint (résolutions extraordinaires)\u00a0: 130 voix"
        " sur 601\u202f; résolutions n°\u00a02, 4 non mises aux voix."
    )
    figures = kept(assembly.ballot(4).quorum)
    assert (figures["heads"], figures["heads_needed"], figures["met"]) == (130, 151, False)


@pytest.mark.django_db
def test_a_quorum_that_is_met_is_not_recorded_as_missing() -> None:
    assembly = mixed()
    assembly.arrive(count=151)
    with pytest.raises(Refused, match="Quorum atteint") as refused:
        part_record_no_quorum(meeting=assembly.meeting, actor=assembly.chair, part="extraordinary")
    assert refused.value.code == "met"
    with pytest.raises(Refused) as refused:
        part_record_no_quorum(meeting=assembly.meeting, actor=assembly.chair, part="board")
    assert refused.value.code == "none"


@pytest.mark.django_db
def test_only_the_chair_records_a_missing_quorum_and_never_during_a_vote() -> None:
    assembly = mixed()
    assembly.arrive(count=130)
    with pytest.raises(Refused) as refused:
        part_record_no_quorum(
            meeting=assembly.meeting, actor=assembly.secretary, part="extraordinary"
        )
    assert refused.value.code == "not_allowed"
    ballot_open(ballot=assembly.ballot(1), actor=assembly.chair)
    with pytest.raises(Refused) as refused:
        part_record_no_quorum(meeting=assembly.meeting, actor=assembly.chair, part="extraordinary")
    assert refused.value.code == "other_open"


@pytest.mark.django_db
def test_late_arrivals_let_a_part_recorded_without_quorum_be_voted() -> None:
    assembly = mixed()
    assembly.arrive(count=130)
    part_record_no_quorum(meeting=assembly.meeting, actor=assembly.chair, part="extraordinary")
    with pytest.raises(Refused):
        ballot_open(ballot=assembly.ballot(2), actor=assembly.chair)
    assert assembly.ballot(2).state == State.NO_QUORUM
    assembly.arrive(count=21, start=130)
    ballot_open(ballot=assembly.ballot(2), actor=assembly.chair)
    ballot = assembly.ballot(2)
    assert (ballot.state, ballot.closed_at, kept(ballot.quorum)["heads"]) == (State.OPEN, None, 151)


@pytest.mark.django_db
def test_the_chair_votes_the_part_that_can_be_and_records_the_other_by_the_pages() -> None:
    assembly = mixed()
    assembly.arrive(count=130)
    shown = page(assembly, "chair", "session_page")
    assert "Résolutions ordinaires" in shown
    assert "130 voix sur 601, il en faut 121" in shown
    assert "130 voix sur 601, il en faut 151" in shown
    assert "Mettre aux voix la résolution n°\u00a01" in shown
    after = post(assembly, "chair", "part_no_quorum_act", part="extraordinary")
    assert "2 résolutions ne sont pas mises aux voix" in after
    assert "constaté à 18" in after
    assert "Constater que le quorum" not in after
    assert next_ballot(ballots_of(assembly.meeting)) == assembly.ballot(1)
    refused = client_of(assembly, "secretary").post(
        reverse(
            "part_no_quorum_act", args=[assembly.meeting.organisation.slug, assembly.meeting.pk]
        ),
        {"part": "ordinary"},
    )
    assert refused.status_code == 403


def minutes_of(assembly: Assembly) -> Minutes:
    """Start the minutes once the sitting is closed."""
    Meeting.objects.filter(pk=assembly.meeting.pk).update(state=Meeting.State.CLOSED, closed_at=DAY)
    assembly.meeting.refresh_from_db()
    return minutes_start(meeting=assembly.meeting, actor=assembly.secretary)


@pytest.mark.django_db
def test_the_minutes_record_the_part_that_lacked_its_quorum_with_its_figures() -> None:
    assembly = mixed()
    assembly.arrive(count=130)
    part_record_no_quorum(meeting=assembly.meeting, actor=assembly.chair, part="extraordinary")
    record = minutes_context(minutes_of(assembly))
    line = record["attendance_lines"][-1]
    assert line.startswith("Résolutions extraordinaires (n°\u00a02, 4)")
    assert "130 voix sur 601, il en faut 151 (C.com L225-96)." in line
    texts = [text for item in record["items"] for text in item.resolutions]
    assert [text.verdict for text in texts][1::2] == [
        "Quorum non atteint, résolution non mise aux voix."
    ] * 2
    assert texts[1].lines[-1].startswith("Constaté à 18")


@pytest.mark.django_db
def test_a_recorded_departure_stops_the_next_vote_and_says_why() -> None:
    """Case W25, through the pages of the desk: 27 of 100, four leave, 23 are under 25."""
    quorum = QuorumRule(Fraction(1, 4), "raw", None, None, "statuts, art. 12")
    assembly = in_session(
        make_assembly(100, resolutions=4, statutes={"quorum_ordinary_first": quorum})
    )
    assembly.arrive(count=27)
    for number in (1, 2, 3):
        ballot_open(ballot=assembly.ballot(number), actor=assembly.chair)
        ballot_close(ballot=assembly.ballot(number), actor=assembly.chair)
        ballot_declare(ballot=assembly.ballot(number), actor=assembly.chair)
    for place in range(4):
        post(assembly, "secretary", "attendance_leave", assembly.entry("", place).pk)
    assert assembly.entry("", 0).left_at == DAY
    shown = post(assembly, "chair", "ballot_open_act", assembly.ballot(4).pk)
    assert "23 voix sur 100, il en faut 25 (statuts, art. 12)" in shown
    assert "4 voix sont parties depuis leur arrivée" in shown
    assert assembly.ballot(4).state == State.PENDING


@pytest.mark.django_db
def test_a_quorum_fixed_at_the_opening_holds_for_the_whole_sitting() -> None:
    quorum = QuorumRule(Fraction(1, 4), "raw", None, None, "statuts")
    statutes = {"quorum_ordinary_first": quorum, "quorum_recheck_on_departure": False}
    assembly = in_session(make_assembly(100, resolutions=1, statutes=statutes))
    assembly.arrive(count=27)
    for place in range(4):
        post(assembly, "secretary", "attendance_leave", assembly.entry("", place).pk)
    post(assembly, "chair", "ballot_open_act", assembly.ballot().pk)
    assert assembly.ballot().state == State.OPEN


def board(voices: int, *, casting: bool = True, secret: tuple[str, ...] = ()) -> Assembly:
    """A sitting of the board of an SA, one text, sitting open."""
    statutes = {
        "quorum_board": SA.quorum_board,
        "majority_board": SA.majority_board,
        "board_casting_vote": casting,
        "secret_ballot": secret,
    }
    texts = {"majority": Resolution.Majority.BOARD}
    return in_session(
        make_assembly(voices, statutes=statutes, texts=texts, kind=Meeting.Kind.BOARD)
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("directors", "present", "proxies", "met"),
    [
        (11, 5, 3, False),
        (11, 6, 0, True),
        (10, 5, 0, True),
    ],
)
def test_proxies_do_not_make_the_quorum_of_a_board(
    directors: int, present: int, proxies: int, met: bool
) -> None:
    """Case W47."""
    assembly = board(directors)
    assembly.arrive(count=present)
    voices = assembly.colleges[""]
    for place in range(proxies):
        assembly.represent(voices[present + place], voices[place])
    if met:
        ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
        ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
        assert kept(assembly.ballot().quorum)["met"]
        return
    with pytest.raises(Refused, match=f"{present} voix sur {directors}, il en faut 6"):
        ballot_open(ballot=assembly.ballot(), actor=assembly.chair)


def voted(assembly: Assembly, letters: str, present: int) -> Ballot:
    """Bring `present` directors, represent the others, take the votes and close."""
    assembly.arrive(count=present)
    voices = assembly.colleges[""]
    for place in range(present, len(letters)):
        assembly.represent(voices[place], voices[place - present])
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assembly.vote("", letters)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    return assembly.ballot()


@pytest.mark.django_db
@pytest.mark.parametrize(("letters", "verdict"), [("YYYYAAA", "adopted"), ("YYYNNAA", "rejected")])
def test_on_a_board_an_abstention_weighs_as_a_vote_against(letters: str, verdict: str) -> None:
    """Case W48: five present and two proxies make a base of seven; quorum five of ten."""
    assembly = board(10)
    ballot = voted(assembly, letters, present=5)
    ballot_declare(ballot=ballot, actor=assembly.chair)
    ballot = assembly.ballot()
    assert kept(ballot.result)["verdict"] == verdict
    assert kept(ballot.quorum)["heads"] == 5
    assert kept(ballot.attendance)[""]["attending"] == 7
    assert rule_sentence(ballot.typed_rule) == (
        "Règle appliquée\u00a0: majorité du conseil (C.com L225-37)."
    )


@pytest.mark.django_db
def test_the_casting_vote_is_asked_on_an_exact_tie_of_the_board() -> None:
    """Case W48: 3-3, the chair decides, and is asked by the page only then."""
    assembly = board(6)
    ballot = voted(assembly, "YYYNNN", present=6)
    assert "Voix prépondérante" not in page(assembly, "chair", "ballot_count", ballot.pk)
    asked = post(assembly, "chair", "ballot_declare_act", ballot.pk)
    assert "voix prépondérante (C.com L225-37)" in asked
    assert 'name="casting_vote"' in asked
    post(assembly, "chair", "ballot_declare_act", ballot.pk, casting_vote="for")
    assert kept(assembly.ballot().result)["verdict"] == "adopted"


@pytest.mark.django_db
def test_the_casting_vote_is_never_asked_without_a_tie() -> None:
    assembly = board(6)
    ballot = voted(assembly, "YYYYNN", present=6)
    ballot_declare(ballot=ballot, actor=assembly.chair, casting_vote="against")
    assert kept(assembly.ballot().result)["verdict"] == "adopted"


@pytest.mark.django_db
@pytest.mark.parametrize(("casting", "secret"), [(False, ()), (True, ("always",))])
def test_a_tie_is_rejected_where_the_casting_vote_is_excluded_or_the_ballot_secret(
    casting: bool, secret: tuple[str, ...]
) -> None:
    assembly = board(6, casting=casting, secret=secret)
    ballot = voted(assembly, "YYYNNN", present=6)
    ballot_declare(ballot=ballot, actor=assembly.chair, casting_vote="for")
    assert kept(assembly.ballot().result)["verdict"] == "rejected"
    assert ("le vote est secret" in result_view(assembly.ballot()).tie) == bool(secret)


SCOP = replace(
    defaults_for(LegalForm.SCOP_SARL, has_colleges=False),
    majority_ordinary_first=MajorityRule(Fraction(1, 2), True, "registered", "statuts"),
    majority_ordinary_second=MajorityRule(Fraction(1, 2), True, "expressed", "statuts"),
    majority_manager=MajorityRule(Fraction(1, 2), True, "registered", "statuts, art. 17"),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("call", "ordinary"), [(1, "rejected"), (2, "adopted")])
def test_a_manager_needs_the_majority_of_all_members_at_both_calls(
    call: int, ordinary: str
) -> None:
    """Case W19: 14 of 30 carry an ordinary text on second call, and never elect a gérant."""
    names = ("majority_ordinary_first", "majority_ordinary_second", "majority_manager")
    statutes = {name: getattr(SCOP, name) for name in names}
    none = QuorumRule(None, "raw", None, None, "statuts")
    quorums = {"quorum_ordinary_first": none, "quorum_ordinary_second": none}
    assembly = make_assembly(30, resolutions=2, statutes={**statutes, **quorums}, call_number=call)
    in_session(rewritten(assembly, "ordinary", "manager"))
    assembly.arrive(count=17)
    for number in (1, 2):
        ballot_open(ballot=assembly.ballot(number), actor=assembly.chair)
        if number == 1:
            assembly.vote("", "Y" * 14 + "N" * 3, number=1)
        else:
            assembly.poll.papers.all().delete()
            assembly.vote("", "Y" * 14 + "N" * 3, number=2)
        ballot_close(ballot=assembly.ballot(number), actor=assembly.chair)
        ballot_declare(ballot=assembly.ballot(number), actor=assembly.chair)
    verdicts = [kept(assembly.ballot(number).result)["verdict"] for number in (1, 2)]
    assert verdicts == [ordinary, "rejected"]
    assert "statuts, art. 17" in rule_sentence(assembly.ballot(2).typed_rule)
    assert ("seconde convocation" in rule_sentence(assembly.ballot(1).typed_rule)) == (call == 2)


@pytest.mark.django_db
def test_the_open_page_reloads_when_a_part_gains_its_quorum() -> None:
    assembly = mixed()
    assembly.arrive(count=130)

    def mark() -> str:
        ballots = ballots_of(assembly.meeting)
        return state_mark(assembly.meeting, ballots, live_attendance(assembly.meeting, ballots))

    before = mark()
    forget_remembered(assembly)
    assembly.arrive(count=5, start=130)
    assert mark() == before
    forget_remembered(assembly)
    assembly.arrive(count=21, start=135)
    assert mark() != before


def forget_remembered(assembly: Assembly) -> None:
    """Write a line in the journal: what pages remember is counted afresh after each act."""
    journal_write(
        organisation=assembly.meeting.organisation_id,
        actor=assembly.chair,
        action="attendance.check_in",
        subject=f"meeting:{assembly.meeting.pk}",
    )


@pytest.mark.django_db
def test_a_departure_after_the_record_changes_nothing_in_the_figures_kept() -> None:
    assembly = mixed()
    assembly.arrive(count=130)
    part_record_no_quorum(meeting=assembly.meeting, actor=assembly.chair, part="extraordinary")
    RollEntry.objects.filter(meeting=assembly.meeting, mode="present").update(
        left_at=DAY + dt.timedelta(minutes=5)
    )
    assert kept(assembly.ballot(2).quorum)["heads"] == 130
