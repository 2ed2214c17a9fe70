"""The poll is drawn up with the convocation, its rules frozen and fingerprinted."""

from fractions import Fraction

import pytest

from meetings.models import Meeting, Resolution
from meetings.services.convene import meeting_convene
from organisations.refusals import Refused
from organisations.rules.statutes import MajorityRule, QuorumRule
from tala.lib import clock
from tests.cast import Cast
from tests.meetings.scenes import IN_TIME, make_draft
from tests.voting.assembly import DAY, make_assembly
from voting.models import Ballot, BallotRule, Poll
from voting.services.poll import fingerprint

FOUR = {"u": (4, 30), "p": (4, 30), "e": (4, 30), "s": (4, 10)}
"""The colleges of case W01: users, producers, employees, supporters."""


@pytest.mark.django_db
def test_each_resolution_has_its_ballot_in_the_order_of_the_agenda() -> None:
    assembly = make_assembly(3, resolutions=3)
    ballots = Ballot.objects.filter(poll=assembly.poll)
    assert [ballot.resolution.title for ballot in ballots] == [
        "Résolution 1",
        "Résolution 2",
        "Résolution 3",
    ]
    assert [ballot.number for ballot in ballots] == [1, 2, 3]
    assert {ballot.state for ballot in ballots} == {Ballot.State.PENDING}
    assert assembly.poll.size == 3
    assert assembly.poll.opens_at == assembly.meeting.convened_at
    assert assembly.poll.closes_at == assembly.meeting.remote_closes_at


def test_the_convocation_draws_up_the_poll(cast: Cast) -> None:
    draft = make_draft(cast.organisation)
    with clock.played(IN_TIME):
        meeting_convene(meeting=draft, actor=cast.secretary.actor)
    poll = Poll.objects.get(meeting=draft)
    assert (poll.size, poll.opens_at) == (2, IN_TIME)
    assert poll.closes_at == draft.remote_closes_at
    supported = [ballot.typed_rule.board_supported for ballot in poll.ballots.all()]
    assert supported == [True, False]
    assert sum(college.weight for college in poll.ballots.all()[0].typed_rule.colleges) == 1


@pytest.mark.django_db
def test_the_rule_is_frozen_exactly_as_the_statutes_say_it() -> None:
    majority = MajorityRule(Fraction(2, 3), False, "expressed", "statuts, art. 24")
    quorum = QuorumRule(Fraction(1, 5), "weighted", None, None, "statuts, art. 22")
    assembly = make_assembly(
        FOUR,
        statutes={
            "majority_ordinary_first": majority,
            "quorum_ordinary_first": quorum,
            "empty_no_attendee": "renormalise",
            "college_cap": None,
        },
        texts={"board_supported": False},
    )
    rule = assembly.ballot().typed_rule
    assert (rule.majority, rule.quorum) == (majority, quorum)
    assert [(college.code, college.weight) for college in rule.colleges] == [
        ("u", Fraction(3, 10)),
        ("p", Fraction(3, 10)),
        ("e", Fraction(3, 10)),
        ("s", Fraction(1, 10)),
    ]
    assert rule.weighting["combination"] == "proportional"
    assert rule.weighting["no_attendee"] == "renormalise"
    assert rule.weighting["cap"] is None
    assert not rule.board_supported
    assert BallotRule.from_json(rule.to_json()) == rule


@pytest.mark.django_db
def test_a_mixed_assembly_gives_each_resolution_the_rule_of_its_kind() -> None:
    assembly = make_assembly(
        10,
        kind=Meeting.Kind.MIXED,
        texts={"majority": Resolution.Majority.EXTRAORDINARY},
    )
    rule = assembly.ballot().typed_rule
    assert rule.kind == "extraordinary"
    assert rule.majority.threshold == Fraction(2, 3)
    assert rule.quorum.threshold == Fraction(1, 4)


@pytest.mark.django_db
def test_the_second_call_has_its_own_quorum() -> None:
    assert not make_assembly(10, call_number=2).ballot().typed_rule.quorum.required


@pytest.mark.django_db
def test_the_fingerprint_changes_with_roll_texts_rules_and_order() -> None:
    assembly = make_assembly(FOUR, resolutions=2)
    rules = [assembly.ballot(number).typed_rule for number in (1, 2)]
    known = assembly.poll.fingerprint
    meeting = assembly.meeting
    assert fingerprint(meeting, rules) == known
    supported = BallotRule.from_json(rules[1].to_json() | {"board_supported": False})
    other = [
        fingerprint(Meeting(roll_digest="c" * 64, agenda_digest=meeting.agenda_digest), rules),
        fingerprint(Meeting(roll_digest=meeting.roll_digest, agenda_digest="c" * 64), rules),
        fingerprint(meeting, [rules[0], supported]),
        fingerprint(meeting, [supported, rules[0]]),
    ]
    assert len({known, *other}) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statutes", "code"),
    [
        ({"majority_ordinary_first": None}, "rule_missing"),
        ({"quorum_ordinary_first": None}, "rule_missing"),
        ({"combination": "majority", "tie_in_college": None}, "rule_not_countable"),
        ({"empty_no_member": "merge:nowhere"}, "rule_not_countable"),
    ],
)
def test_a_rule_that_could_not_be_counted_stops_the_convocation(
    statutes: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_assembly(FOUR, statutes=statutes)
    assert refused.value.code == code
    assert not Poll.objects.exists()


@pytest.mark.django_db
def test_a_meeting_without_resolution_has_an_empty_poll() -> None:
    assembly = make_assembly(3, resolutions=0, convened_at=DAY)
    assert assembly.poll.size == 0
    assert not assembly.poll.ballots.exists()
