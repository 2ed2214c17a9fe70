"""The live quorum: who counts, in heads and by college, and what it stops."""

from fractions import Fraction

import pytest

from meetings.models import Meeting, RollEntry
from organisations.refusals import Refused
from organisations.rules.statutes import QuorumRule
from tests.voting.assembly import Assembly, kept, make_assembly, quorum_of
from voting.models import Ballot, Paper
from voting.render.quorum import quorum_json, quorum_sentence, quorum_steps
from voting.selectors.attendance import ModeCounts, live_quorum, modes_by_college
from voting.services.ballot import ballot_close, ballot_open

Mode = RollEntry.Mode


def in_session(assembly: Assembly) -> Assembly:
    """Open the sitting, straight in the rows."""
    Meeting.objects.filter(pk=assembly.meeting.pk).update(state=Meeting.State.IN_SESSION)
    return assembly


def set_mode(entry: RollEntry, mode: Mode) -> None:
    """Set a voice's mode, straight in the rows."""
    RollEntry.objects.filter(pk=entry.pk).update(mode=mode)


@pytest.fixture
def ten(db: None) -> Assembly:
    """Ten voices without colleges, quorum one fifth, sitting open."""
    return in_session(make_assembly(10, resolutions=2, statutes=quorum_of("1/5")))


def attending(assembly: Assembly) -> int:
    """Return how many voices count in the quorum."""
    return sum(modes_by_college(assembly.meeting).values(), ModeCounts()).attending


@pytest.mark.django_db
def test_raw_or_weighted_the_same_room_does_or_does_not_reach_the_quorum() -> None:
    """Case W20: 100 of 600 heads is under a fifth, but weighs 2591/6200."""
    colleges = {"u": (400, 30), "p": (40, 30), "e": (5, 30), "s": (155, 10)}
    for base, reached, met in (
        ("raw", Fraction(1, 6), False),
        ("weighted", Fraction(2591, 6200), True),
    ):
        assembly = in_session(make_assembly(colleges, statutes=quorum_of("1/5", base)))
        for code, count in {"u": 60, "p": 16, "e": 4, "s": 20}.items():
            assembly.arrive(code, count)
        rule = assembly.ballot().typed_rule
        verdict = live_quorum(rule, modes_by_college(assembly.meeting))
        assert (verdict.reached, verdict.met) == (reached, met)
        if met:
            ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
            continue
        with pytest.raises(Refused, match="100 voix sur 600, il en faut 120") as refused:
            ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
        assert "seconde assemblée" in str(refused.value)
        assert assembly.ballot().state == Ballot.State.PENDING


@pytest.mark.django_db
def test_the_large_cooperative_meets_its_quorum_by_weight_alone() -> None:
    """Case W20b: 236 of 871 voices, half needed: no by heads, yes by weight."""
    colleges = {"a": (16, 40), "b": (457, 25), "c": (146, 25), "d": (252, 10)}
    assembly = make_assembly(colleges, statutes=quorum_of("1/2", "weighted"))
    for code, count in {"a": 16, "b": 120, "c": 40, "d": 60}.items():
        assembly.arrive(code, count)
    verdict = live_quorum(assembly.ballot().typed_rule, modes_by_college(assembly.meeting))
    assert verdict.reached == Fraction(39088790, 70058100)
    assert verdict.met
    assert (verdict.heads, verdict.registered) == (236, 871)


def test_present_remote_and_postal_voices_count(ten: Assembly) -> None:
    for place, mode in enumerate([Mode.PRESENT, Mode.REMOTE, Mode.POSTAL, Mode.EXCUSED]):
        set_mode(ten.entry(place=place), mode)
    counts = sum(modes_by_college(ten.meeting).values(), ModeCounts())
    assert counts == ModeCounts(present=1, remote=1, postal=1, excused=1, none=6)
    assert counts.attending == 3


def test_a_represented_voice_counts_when_its_holder_is_here(ten: Assembly) -> None:
    giver, holder = ten.entry(place=0), ten.entry(place=1)
    ten.represent(giver, holder)
    assert attending(ten) == 0
    set_mode(holder, Mode.REMOTE)
    assert attending(ten) == 2
    RollEntry.objects.filter(pk=holder.pk).update(left_at=ten.meeting.starts_at)
    assert attending(ten) == 0
    counts = sum(modes_by_college(ten.meeting).values(), ModeCounts())
    assert (counts.unheard, counts.left) == (1, 1)


def test_a_represented_voice_counts_when_its_holder_has_voted_for_it_from_home(
    ten: Assembly,
) -> None:
    giver, holder = ten.entry(place=0), ten.entry(place=1)
    ten.represent(giver, holder)
    set_mode(holder, Mode.POSTAL)
    assert attending(ten) == 1
    ten.vote("", "Y", channel=Paper.Channel.REMOTE)
    assert attending(ten) == 2


def test_a_vote_in_the_room_for_another_counts_only_while_the_holder_stays(ten: Assembly) -> None:
    giver, holder = ten.entry(place=0), ten.entry(place=1)
    ten.represent(giver, holder)
    set_mode(holder, Mode.PRESENT)
    ten.vote("", "Y", channel=Paper.Channel.ROOM)
    RollEntry.objects.filter(pk=holder.pk).update(left_at=ten.meeting.starts_at)
    assert attending(ten) == 0


def test_a_blank_proxy_counts_by_itself(ten: Assembly) -> None:
    ten.represent(ten.entry(), None)
    assert attending(ten) == 1


def test_a_withdrawn_proxy_does_not_count(ten: Assembly) -> None:
    proxy = ten.represent(ten.entry(), None)
    proxy.state = "withdrawn"
    proxy.save()
    assert attending(ten) == 0


@pytest.mark.django_db
def test_departures_lose_the_quorum_between_two_votes() -> None:
    """Case W25: 27 of 100 open the sitting; four leave, and the fourth vote cannot be opened."""
    assembly = in_session(make_assembly(100, resolutions=4, statutes=quorum_of("1/4")))
    assembly.arrive(count=27)
    for number in (1, 2, 3):
        ballot_open(ballot=assembly.ballot(number), actor=assembly.chair)
        ballot_close(ballot=assembly.ballot(number), actor=assembly.chair)
    gone = [entry.pk for entry in assembly.colleges[""][:4]]
    RollEntry.objects.filter(pk__in=gone).update(left_at=assembly.meeting.starts_at)
    with pytest.raises(Refused, match="23 voix sur 100, il en faut 25") as refused:
        ballot_open(ballot=assembly.ballot(4), actor=assembly.chair)
    assert refused.value.code == "no_quorum"
    assert assembly.ballot(4).state == Ballot.State.PENDING


@pytest.mark.django_db
def test_departures_do_not_lower_a_quorum_fixed_at_the_opening() -> None:
    statutes = {**quorum_of("1/4"), "quorum_recheck_on_departure": False}
    assembly = in_session(make_assembly(100, statutes=statutes))
    assembly.arrive(count=27)
    gone = [entry.pk for entry in assembly.colleges[""][:4]]
    RollEntry.objects.filter(pk__in=gone).update(left_at=assembly.meeting.starts_at)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assert kept(assembly.ballot().quorum)["heads"] == 27


@pytest.mark.django_db
def test_the_second_call_opens_with_seven_members_of_601() -> None:
    """Case W22: no quorum on the second call of an ordinary assembly."""
    assembly = in_session(make_assembly(601, call_number=2))
    assembly.arrive(count=7)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assert assembly.ballot().state == Ballot.State.OPEN


@pytest.mark.django_db
def test_postal_votes_count_in_the_quorum_even_without_an_answer_on_the_text() -> None:
    """Case W26: 25 present, 10 represented and 7 postal voices of 200: 42 for 40."""
    assembly = in_session(make_assembly(200, resolutions=2, statutes=quorum_of("1/5")))
    assembly.arrive(count=25)
    voices = assembly.colleges[""]
    for giver in voices[25:35]:
        assembly.represent(giver, voices[0])
    for entry in voices[35:42]:
        set_mode(entry, Mode.POSTAL)
    assembly.vote("", "YYYYYY", start=35, channel=Paper.Channel.POSTAL)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    ballot = assembly.ballot()
    assert kept(ballot.quorum)["heads"] == 42
    assert ballot.attendance == {"": {"registered": 200, "attending": 42, "room": 35}}


@pytest.mark.parametrize("size", [10, 200])
@pytest.mark.django_db
def test_the_quorum_costs_one_query_whatever_the_roll(
    size: int, django_assert_num_queries: object
) -> None:
    assembly = make_assembly({"a": (size, 50), "b": (size, 50)})
    with django_assert_num_queries(1):  # type: ignore[operator]
        modes_by_college(assembly.meeting)


@pytest.mark.parametrize(
    ("base", "share", "counts", "sentence"),
    [
        ("raw", None, (3, 0), "Aucun quorum n’est exigé\u00a0: 3 voix sur 20."),
        ("raw", "1/4", (5, 0), "Quorum atteint\u00a0: 5 voix sur 20, il en faut 5."),
        ("raw", "1/4", (4, 0), "Quorum non atteint\u00a0: 4 voix sur 20, il en faut 5."),
        ("weighted", "1/3", (10, 1), "Quorum atteint\u00a0: 55\u202f% pour 33,33\u202f%."),
        ("weighted", "1/3", (6, 1), "Quorum atteint\u00a0: 35\u202f% pour 33,33\u202f%."),
        ("weighted", "7/20", (6, 0), "Quorum non atteint\u00a0: 30\u202f% pour 35\u202f%."),
        (
            "per_college",
            "1/5",
            (2, 2),
            "Quorum atteint dans chaque collège\u00a0: 20\u202f% au moins.",
        ),
        (
            "per_college",
            "1/5",
            (9, 1),
            "Quorum non atteint dans chaque collège\u00a0: il faut 20\u202f% partout.",
        ),
    ],
)
@pytest.mark.django_db
def test_the_quorum_is_said_in_one_sentence(
    base: str, share: str | None, counts: tuple[int, int], sentence: str
) -> None:
    rule = QuorumRule(None if share is None else Fraction(share), base, None, None, "statuts")
    assembly = make_assembly(
        {"a": (10, 50), "b": (10, 50)}, statutes={"quorum_ordinary_first": rule}
    )
    for college, count in zip("ab", counts, strict=True):
        assembly.arrive(college, count)
    frozen = assembly.ballot().typed_rule
    verdict = live_quorum(frozen, modes_by_college(assembly.meeting))
    assert quorum_sentence(quorum_json(frozen, verdict)) == sentence


def test_a_share_just_under_the_threshold_is_not_shown_as_the_threshold(db: None) -> None:
    """19,9992 % is not 20 %, and the sentence says the same figure as the steps of the count."""
    assembly = make_assembly({"a": (12500, 100)}, statutes=quorum_of("1/5", "weighted"))
    assembly.arrive("a", 2499)
    rule = assembly.ballot().typed_rule
    data = quorum_json(rule, live_quorum(rule, modes_by_college(assembly.meeting)))
    assert quorum_sentence(data) == "Quorum non atteint\u00a0: 19,99\u202f% pour 20\u202f%."
    names = {"a": "Usagers"}
    assert "(19,99\u00a0%)" in quorum_steps(data, names)[1]
    assert "Usagers" in quorum_steps(data, names)[0]
