"""A result declared is counted from its own file, by anyone, to the last digit."""

import hashlib
import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from meetings.models import Meeting
from meetings.services.attendance import (
    attendance_check_in,
    attendance_check_out,
    attendance_excuse,
    attendance_undo,
)
from meetings.services.session import session_bureau, session_close, session_open
from organisations.models import JournalEntry
from organisations.refusals import NotAllowed, Refused
from organisations.render.journal import journal_sentence
from organisations.rules.statutes import MajorityRule
from tests.voting.assembly import NO_QUORUM, Assembly, kept, make_assembly
from voting.models import Ballot, Paper
from voting.render.count_file import count_file_bytes, count_file_name
from voting.render.journal import SENTENCES
from voting.render.result import result_view, verdict_lines
from voting.services.ballot import ballot_close, ballot_open
from voting.services.declare import ballot_declare
from voting.services.room import RoomCount, room_total_record

FOUR = {"u": (400, 30), "p": (40, 30), "e": (6, 30), "s": (155, 10)}
W01 = {"u": (24, 16), "p": (5, 7), "e": (4, 2), "s": (3, 9)}
"""For and against by college: 18 + 25/2 + 20 + 5/2 = 53."""


def hold(
    assembly: Assembly, votes: dict[str, str], number: int = 1, casting_vote: str | None = None
) -> Ballot:
    """Open a ballot, put these letters in the urn by college, close it and declare it."""
    for college, letters in votes.items():
        assembly.arrive(college, len(letters))
    ballot_open(ballot=assembly.ballot(number), actor=assembly.chair)
    for college, letters in votes.items():
        assembly.vote(college, letters, number=number)
    ballot_close(ballot=assembly.ballot(number), actor=assembly.chair)
    ballot_declare(
        ballot=assembly.ballot(number),
        actor=assembly.chair,
        casting_vote=casting_vote,  # type: ignore[arg-type]
    )
    return assembly.ballot(number)


def in_session(**kw: object) -> Assembly:
    """Return an assembly in session without quorum."""
    kw.setdefault("statutes", NO_QUORUM)
    return make_assembly(**kw, state=Meeting.State.IN_SESSION)  # type: ignore[arg-type]


def verdict_of(ballot: Ballot) -> tuple[str, str | None]:
    """Return the declared verdict and its reason."""
    result = kept(ballot.result)
    return result["verdict"], result["reason"]


def recount(ballot: Ballot, folder: Path) -> dict[str, object]:
    """Count the downloaded file again in a bare Python, as any member can."""
    path = folder / "decompte.json"
    path.write_bytes(count_file_bytes(ballot))
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-S", "-m", "voting.recount", str(path)],
        capture_output=True,
        check=True,
        env=bare,
    )
    document: dict[str, object] = json.loads(done.stdout)
    return document


@pytest.mark.django_db
def test_four_colleges_give_53_of_100_through_the_whole_machine(tmp_path: Path) -> None:
    """Case W01."""
    assembly = in_session(colleges=FOUR)
    ballot = hold(assembly, {code: "Y" * f + "N" * a for code, (f, a) in W01.items()})
    assert ballot.state == Ballot.State.DECLARED
    assert kept(ballot.result)["verdict"] == "adopted"
    assert kept(ballot.result)["share"] == "53/100"
    assert kept(ballot.result)["counts"] == {
        "for": 36,
        "against": 34,
        "abstain": 0,
        "blank": 0,
        "null": 0,
    }
    assert recount(ballot, tmp_path) == ballot.result
    view = result_view(ballot)
    assert view.headline == "Adoptée\u00a0: 53\u202f% des voix pondérées"
    assert view.needed == "Il en fallait plus de la moitié des suffrages exprimés."
    assert [row.brings for row in view.rows] == [
        "18\u202f%",
        "12,5\u202f%",
        "20\u202f%",
        "2,5\u202f%",
    ]
    assert [row.share for row in view.rows] == ["3/5", "5/12", "2/3", "1/4"]
    assert view.verified
    assert any("Collège u" in step and "18\u202f%" in step for step in view.steps)


@pytest.mark.django_db
def test_the_journal_keeps_the_hash_of_the_count_file() -> None:
    assembly = in_session(colleges=3)
    ballot = hold(assembly, {"": "YYN"})
    entry = JournalEntry.objects.get(action="ballot.declare")
    digest = hashlib.sha256(count_file_bytes(ballot)).hexdigest()
    assert entry.details["count_file_sha256"] == digest
    assert count_file_name(ballot) == "decompte-2026-06-20-01.json"


@pytest.mark.django_db
def test_phones_proxies_home_and_paper_totals_add_up(tmp_path: Path) -> None:
    assembly = in_session(colleges={"a": (10, 60), "b": (10, 40)})
    assembly.arrive("a", 6)
    assembly.arrive("b", 3)
    assembly.represent(assembly.entry("a", 8), assembly.entry("a", 0))
    assembly.represent(assembly.entry("b", 8), None)
    assembly.vote("b", "N", start=5, channel=Paper.Channel.REMOTE)
    entry = assembly.entry("b", 5)
    entry.mode = "postal"
    entry.save()
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assembly.vote("a", "YAB")
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    totals = {
        "a": RoomCount(votes_for=3, votes_against=1),
        "b": RoomCount(votes_for=1, votes_against=1, nulls=1),
    }
    room_total_record(ballot=assembly.ballot(), actor=assembly.secretary, totals=totals)
    ballot_declare(ballot=assembly.ballot(), actor=assembly.chair)
    ballot = assembly.ballot()
    by_college = {row["code"]: row["counts"] for row in kept(ballot.result)["colleges"]}
    assert by_college["a"] == {"for": 4, "against": 1, "abstain": 1, "blank": 1, "null": 0}
    assert by_college["b"] == {"for": 2, "against": 2, "abstain": 0, "blank": 0, "null": 1}
    assert ballot.channels == {"remote": 1, "room": 3, "blank": 1, "room_count": 7}
    assert recount(ballot, tmp_path) == ballot.result
    assert "Dont 1 pouvoir en blanc." in verdict_lines(ballot)


@pytest.mark.parametrize(
    ("supported", "share", "verdict"), [(True, "67/100", "adopted"), (False, "27/100", "rejected")]
)
@pytest.mark.django_db
def test_blank_proxies_may_turn_the_vote(supported: bool, share: str, verdict: str) -> None:
    """Case W28: 27 for and 33 against in the room, 40 blank proxies."""
    assembly = in_session(colleges=100, texts={"board_supported": supported})
    for giver in assembly.colleges[""][60:]:
        assembly.represent(giver, None)
    ballot = hold(assembly, {"": "Y" * 27 + "N" * 33})
    assert (kept(ballot.result)["share"], kept(ballot.result)["verdict"]) == (share, verdict)
    assert "Dont 40 pouvoirs en blanc." in verdict_lines(ballot)


@pytest.mark.django_db
def test_a_share_just_over_the_threshold_is_never_shown_as_the_threshold() -> None:
    """Case W12: 50,004 % is adopted and must not read 50 %."""
    assembly = in_session(colleges={"a": (6, 50), "b": (9, 40), "c": (2500, 10)})
    ballot = hold(assembly, {"a": "Y" * 6, "b": "N" * 9, "c": "Y" + "N" * 2499})
    assert kept(ballot.result)["share"] == "12501/25000"
    assert result_view(ballot).headline == "Adoptée\u00a0: 50,004\u202f% des voix pondérées"


@pytest.mark.django_db
def test_two_thirds_reached_exactly_are_enough() -> None:
    """Case W05."""
    majority = MajorityRule(Fraction(2, 3), False, "expressed", "C.com L225-96")
    assembly = in_session(
        colleges={"a": (3, 40), "b": (5, 30), "c": (2, 20), "d": (5, 10)},
        statutes={**NO_QUORUM, "majority_ordinary_first": majority},
    )
    ballot = hold(assembly, {"a": "YYN", "b": "YYYYN", "c": "YN", "d": "YYYNN"})
    assert (kept(ballot.result)["share"], kept(ballot.result)["verdict"]) == ("2/3", "adopted")
    assert "au moins les deux tiers" in result_view(ballot).needed


@pytest.mark.django_db
def test_a_tie_is_rejected_unless_the_chair_has_a_casting_vote() -> None:
    ballot = hold(in_session(colleges=4), {"": "YYNN"})
    assert (kept(ballot.result)["verdict"], kept(ballot.result)["reason"]) == (
        "rejected",
        "tie_rejected",
    )
    casting = in_session(colleges=4, statutes={**NO_QUORUM, "tie_rule": "casting_vote"})
    with pytest.raises(Refused, match="voix prépondérante") as refused:
        hold(casting, {"": "YYNN"})
    assert refused.value.code == "casting_vote_needed"
    assert casting.ballot().state == Ballot.State.CLOSED
    ballot_declare(ballot=casting.ballot(), actor=casting.chair, casting_vote="for")
    assert kept(casting.ballot().result)["verdict"] == "adopted"
    assert kept(casting.ballot().count_file)["casting_vote"] == "for"


@pytest.mark.django_db
def test_no_casting_vote_is_asked_where_the_votes_decide() -> None:
    assembly = in_session(colleges=4, statutes={**NO_QUORUM, "tie_rule": "casting_vote"})
    assert kept(hold(assembly, {"": "YYN"}).result)["verdict"] == "adopted"


@pytest.mark.django_db
def test_a_college_without_voters_keeps_the_policy_of_the_statutes() -> None:
    """Case W07: the local authorities stay away."""
    colleges = {"f": (5, 38), "e": (50, 22), "s": (200, 20), "l": (3, 10), "p": (12, 10)}
    votes = {
        "f": "YYNNN",
        "e": "Y" * 25 + "N" * 25,
        "s": "Y" * 150 + "N" * 50,
        "p": "Y" * 8 + "N" * 4,
    }
    for policy, share, verdict in (
        ("lost", "359/750", "rejected"),
        ("renormalise", "359/675", "adopted"),
        ("equal_split", "6439/12000", "adopted"),
    ):
        assembly = in_session(
            colleges=colleges, statutes={**NO_QUORUM, "empty_no_attendee": policy}
        )
        ballot = hold(assembly, votes)
        assert (kept(ballot.result)["share"], kept(ballot.result)["verdict"]) == (share, verdict)


@pytest.mark.django_db
def test_a_declared_result_never_changes() -> None:
    assembly = in_session(colleges=4)
    ballot = hold(assembly, {"": "YYN"})
    with pytest.raises(Refused, match="il ne change plus"):
        ballot_declare(ballot=assembly.ballot(), actor=assembly.chair)
    Paper.objects.update(choices="N")
    assert assembly.ballot().result == ballot.result
    assert result_view(assembly.ballot()).verified


@pytest.mark.django_db
def test_only_a_closed_ballot_is_declared_and_only_by_the_chair() -> None:
    assembly = in_session(colleges=4)
    with pytest.raises(Refused, match="n’est pas clos"):
        ballot_declare(ballot=assembly.ballot(), actor=assembly.chair)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    with pytest.raises(Refused, match="n’est pas clos"):
        ballot_declare(ballot=assembly.ballot(), actor=assembly.chair)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    with pytest.raises(NotAllowed):
        ballot_declare(ballot=assembly.ballot(), actor=assembly.secretary)


@pytest.mark.django_db
def test_a_ballot_without_any_paper_is_rejected() -> None:
    ballot = hold(in_session(colleges=4), {})
    assert (kept(ballot.result)["verdict"], kept(ballot.result)["reason"]) == (
        "rejected",
        "empty_base",
    )
    assert result_view(ballot).headline == "Rejetée\u00a0: 0\u202f% des suffrages exprimés"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("majority", "words"),
    [
        (
            MajorityRule(Fraction(3, 4), False, "attending", ""),
            "au moins les trois quarts des voix",
        ),
        (MajorityRule(Fraction(11, 20), True, "voters", ""), "plus de 55\u202f% des votants"),
        (MajorityRule(Fraction(1, 2), True, "registered", ""), "plus de la moitié des voix inscr"),
    ],
)
def test_every_threshold_has_its_words(majority: MajorityRule, words: str) -> None:
    statutes = {**NO_QUORUM, "majority_ordinary_first": majority}
    ballot = hold(in_session(colleges=4, statutes=statutes), {"": "YYY"})
    assert words in result_view(ballot).needed


@pytest.mark.django_db
def test_the_bars_and_the_channels_say_the_same_figures_as_the_table() -> None:
    assembly = in_session(colleges=FOUR)
    view = result_view(hold(assembly, {code: "Y" * f + "N" * a for code, (f, a) in W01.items()}))
    assert [bar.share for bar in view.bars] == [
        Fraction(3, 5),
        Fraction(5, 12),
        Fraction(2, 3),
        Fraction(1, 4),
    ]
    assert view.bars[0].note == "24 pour, 16 contre"
    assert view.threshold == Fraction(1, 2)
    assert dict(view.channels)["Votes en séance, par les appareils des membres"] == "70"
    assert view.total.brings == "53\u202f%"


@pytest.mark.django_db
def test_every_act_of_the_day_has_its_sentence_in_the_journal() -> None:
    assembly = make_assembly(4, statutes=NO_QUORUM)
    bureau: dict[str, Any] = {
        "meeting": assembly.meeting,
        "chair_name": "Claire",
        "secretary_name": "Joël",
    }
    session_open(actor=assembly.chair, early=True, **bureau)
    session_bureau(actor=assembly.chair, **bureau)
    entry = assembly.entry()
    attendance_excuse(entry=entry, actor=assembly.secretary)
    attendance_check_in(entry=entry, actor=assembly.secretary)
    attendance_undo(entry=entry, actor=assembly.secretary)
    attendance_check_in(entry=entry, actor=assembly.secretary, remote=True)
    attendance_check_out(entry=entry, actor=assembly.secretary)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    room_total_record(ballot=assembly.ballot(), actor=assembly.secretary, totals={})
    ballot_declare(ballot=assembly.ballot(), actor=assembly.chair)
    session_close(meeting=assembly.meeting, actor=assembly.chair)
    entries = list(JournalEntry.objects.order_by("sequence"))
    elsewhere = {"part.no_quorum", "papers.carry"}
    by_members = {"paper.cast", "postal_vote.record", "attendance.answer", "attendance.connect"}
    assert {entry.action for entry in entries} == set(SENTENCES) - by_members - elsewhere
    sentences = [journal_sentence(entry) for entry in entries]
    assert not [text for text in sentences if "?" in text or "%(" in text]
    assert f"a inscrit l’arrivée de la voix n°\u00a0{entry.number} (à distance)." in sentences
    assert any("résolution n°\u00a01\u00a0: rejetée. Empreinte" in text for text in sentences)


def test_blank_votes_count_as_expressed_where_the_statutes_say_so(db: None, tmp_path: Path) -> None:
    """W17: twenty for, fifteen against, eight blank: twenty of forty-three, rejected."""
    statutes = NO_QUORUM | {"expressed_includes": ("blank",)}
    assembly = in_session(colleges=43, statutes=statutes)
    ballot = hold(assembly, {"": "Y" * 20 + "N" * 15 + "B" * 8})
    assert verdict_of(ballot) == ("rejected", None)
    assert kept(ballot.count_file)["majority"]["base"] == "expressed+blank"
    assert "votes blancs compris" in result_view(ballot).needed
    assert recount(ballot, tmp_path)["share"] == "20/43"


def test_blank_proxies_abstain_where_the_statutes_say_so(db: None) -> None:
    statutes = NO_QUORUM | {"blank_direction": "abstain"}
    assembly = in_session(colleges=4, statutes=statutes)
    assembly.represent(assembly.entry(place=3), None)
    ballot = hold(assembly, {"": "YYN"})
    assert kept(ballot.result)["counts"] == {
        "for": 2, "against": 1, "abstain": 1, "blank": 0, "null": 0
    }  # fmt: skip
