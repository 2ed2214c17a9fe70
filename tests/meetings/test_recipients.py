"""Who is convened, by what means, and why; who is not."""

import datetime as dt

import pytest

from meetings.models import Meeting
from meetings.selectors.recipients import EXCLUDED, recipient_counts, recipients
from organisations.models import Member
from tala.lib import clock
from tests.cast import Cast, make_member, make_organisation, make_profile
from tests.meetings.scenes import make_draft

LIMIT = dt.date(2031, 5, 17)
"""35 days before the meeting: the last day of a consent to e-mail (C.com R225-63)."""

YES, NO, UNKNOWN = Member.Consent.YES, Member.Consent.NO, Member.Consent.UNKNOWN


def plan(meeting: Meeting, member: Member) -> tuple[str, str]:
    return next((each.means, each.reason) for each in recipients(meeting) if each.member == member)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"email_consent": YES, "email_consent_on": LIMIT}, ("email", "consent")),
        (
            {"email_consent": YES, "email_consent_on": LIMIT + dt.timedelta(days=1)},
            ("post", "late"),
        ),
        ({"email_consent": YES, "email_consent_on": None}, ("email", "consent")),
        ({"email_consent": NO}, ("post", "refused")),
        ({"email_consent": UNKNOWN}, ("post", "not_asked")),
        ({"email": ""}, ("post", "no_email")),
        ({"exited_on": dt.date(2031, 6, 21)}, (EXCLUDED, "exited")),
        ({"exited_on": dt.date(2031, 6, 22)}, ("email", "consent")),
        ({"admitted_on": dt.date(2031, 6, 5)}, ("email", "consent")),
        ({"admitted_on": dt.date(2031, 6, 6)}, (EXCLUDED, "admitted_late")),
        ({"admitted_on": None}, ("email", "consent")),
        ({"college": None}, (EXCLUDED, "no_college")),
    ],
)
def test_each_member_of_a_scic_sa_has_a_means_and_a_reason(
    cast: Cast, facts: dict[str, object], expected: tuple[str, str]
) -> None:
    category = cast.organisation.categories.get(code="soutien")
    member = make_member(cast.organisation, category=category, **facts)
    assert plan(make_draft(cast.organisation), member) == expected


@pytest.mark.parametrize(
    ("consent", "expected"),
    [(UNKNOWN, ("email", "no_rule")), (NO, ("post", "refused")), (YES, ("email", "consent"))],
)
def test_an_association_writes_by_email_to_whoever_did_not_refuse(
    db: None, consent: str, expected: tuple[str, str]
) -> None:
    association = make_organisation(legal_form="association_1901")
    make_profile(association)
    member = make_member(association, email_consent=consent)
    assert plan(make_draft(association), member) == expected


def test_without_any_statutes_the_law_decides(db: None) -> None:
    company = make_organisation(legal_form="sa")
    member = make_member(company, email_consent=UNKNOWN)
    assert plan(make_draft(company), member) == ("post", "not_asked")


def test_statutes_in_force_on_the_day_of_convening_decide(cast: Cast) -> None:
    member = Member.objects.get(number="S0004")
    parameters = cast.organisation.profiles.get().typed.to_json() | {"email_consent_days": 5000}
    version = make_profile(cast.organisation, valid_from=dt.date(2031, 6, 1), parameters=parameters)
    draft = make_draft(cast.organisation)
    assert plan(draft, member) == ("email", "consent")
    version.valid_from = clock.today()
    version.save()
    assert plan(draft, member) == ("post", "late")


def test_counts_say_the_same_as_the_list(cast: Cast) -> None:
    make_member(cast.organisation, college=None, email="")
    Member.objects.filter(number="S0007").update(street="")
    meeting = make_draft(cast.organisation)
    counts = {
        (row.means, row.reason): (row.count, row.unreachable) for row in recipient_counts(meeting)
    }
    assert counts == {
        ("email", "consent"): (10, 0),
        ("post", "no_email"): (1, 1),
        ("post", "refused"): (1, 0),
        (EXCLUDED, "exited"): (1, 0),
        (EXCLUDED, "no_college"): (1, 0),
    }
    assert sum(row.count for row in recipient_counts(meeting)) == len(recipients(meeting))


@pytest.mark.parametrize(
    ("admitted_on", "expected"),
    [
        (dt.date(2030, 12, 21), ("email", "consent")),
        (dt.date(2030, 12, 22), (EXCLUDED, "too_recent")),
    ],
)
def test_a_member_votes_after_the_months_the_statutes_ask_for(
    cast: Cast, admitted_on: dt.date, expected: tuple[str, str]
) -> None:
    """Six months before Saturday 21 June 2031, the day itself included."""
    _add_version(cast, voting_right_months=6)
    member = make_member(
        cast.organisation,
        category=cast.organisation.categories.get(code="soutien"),
        admitted_on=admitted_on,
    )
    assert plan(make_draft(cast.organisation), member) == expected


def test_statutes_without_email_among_their_means_send_letters(cast: Cast) -> None:
    _add_version(cast, notice_means=["registered_letter", "hand"])
    member = Member.objects.get(number="S0004")
    assert plan(make_draft(cast.organisation), member) == ("post", "not_allowed")


def _add_version(cast: Cast, **changes: object) -> None:
    now = cast.organisation.profiles.get().typed.to_json()
    make_profile(cast.organisation, valid_from=dt.date(2026, 1, 1), parameters=now | changes)
