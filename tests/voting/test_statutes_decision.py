"""An extraordinary resolution that was adopted becomes a version of the statutes, and is kept."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from meetings.models import Meeting
from organisations.models import StatuteProfile
from organisations.refusals import Refused
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import usual_for
from organisations.selectors.decisions import decision_by_key, decisions_of
from organisations.selectors.statutes import latest_profile
from organisations.services.statutes import statutes_adopt
from tests.cast import Cast, make_profile
from tests.pages import text_of
from tests.voting.assembly import NO_QUORUM, Assembly, make_assembly
from tests.voting.test_results import hold
from voting.models import Ballot

NO_EXTRAORDINARY_QUORUM = NO_QUORUM | {
    "quorum_extraordinary_first": NO_QUORUM["quorum_ordinary_first"]
}


@pytest.fixture
def assembly(cast: Cast) -> Assembly:
    make_profile(cast.organisation, parameters=usual_for(LegalForm.SCIC_SA, False).to_json())
    return make_assembly(
        5,
        organisation=cast.organisation,
        statutes=NO_EXTRAORDINARY_QUORUM,
        texts={"majority": "extraordinary"},
        kind=Meeting.Kind.EXTRAORDINARY,
        state=Meeting.State.IN_SESSION,
    )


def adopt(cast: Cast, ballot: Ballot, **facts: Any) -> StatuteProfile:
    last = latest_profile(cast.organisation)
    values: dict[str, Any] = {
        "valid_from": ballot.poll.meeting.day,
        "decision_key": f"ballot:{ballot.pk}",
        **facts,
    }
    return statutes_adopt(
        actor=cast.administrator.actor,
        organisation=cast.organisation,
        parameters=replace(last.typed, notice_days_first=21),
        decision="",
        after_version=last.version,
        **values,
    )


def test_an_adopted_resolution_is_offered_and_named_by_the_version(
    cast: Cast, assembly: Assembly
) -> None:
    ballot = hold(assembly, {"": "YYYYN"})
    result = reverse("result_page", args=[cast.organisation.slug, assembly.meeting.pk, ballot.pk])
    assert "Enregistrer les statuts ainsi modifiés" in text_of(
        cast.administrator.client.get(result)
    )
    assert "Enregistrer les statuts" not in text_of(cast.member.client.get(result))
    page = cast.administrator.client.get(
        reverse("statutes_edit", args=[cast.organisation.slug]),
        {"decision": f"ballot:{ballot.pk}"},
    )
    assert f'value="ballot:{ballot.pk}" selected' in text_of(page)
    profile = adopt(cast, ballot)
    assert "résolution n° 1" in profile.decision.replace("\u00a0", " ")
    history = cast.member.client.get(reverse("statutes_history", args=[cast.organisation.slug]))
    assert f'href="{result}"' in text_of(history)


def test_a_rejected_resolution_changes_no_statutes(cast: Cast, assembly: Assembly) -> None:
    ballot = hold(assembly, {"": "NNNNN"})
    assert decisions_of(cast.organisation) == []
    with pytest.raises(Refused) as refused:
        adopt(cast, ballot)
    assert refused.value.code == "decision_unknown"


def test_another_cooperative_has_no_part_in_it(cast: Cast, assembly: Assembly) -> None:
    ballot = hold(assembly, {"": "YYYYY"})
    assert decision_by_key(cast.elsewhere, f"ballot:{ballot.pk}") is None


def test_statutes_do_not_hold_before_they_were_adopted(cast: Cast, assembly: Assembly) -> None:
    ballot = hold(assembly, {"": "YYYYY"})
    with pytest.raises(Refused) as refused:
        adopt(cast, ballot, valid_from=ballot.poll.meeting.day - dt.timedelta(days=1))
    assert refused.value.code == "before_decision"
