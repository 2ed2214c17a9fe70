"""Carries paper statutes over, answer by answer, into a draft that becomes a new version."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import Organisation, StatuteProfile, StatutesDraft
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.render.findings import errors_of
from organisations.rules.answers import Answer, answer_findings, answer_of, with_answer
from organisations.rules.findings import Finding
from organisations.rules.questions import Question
from organisations.selectors.statutes_draft import draft_state
from organisations.services.journal import journal_write
from organisations.services.statutes import statutes_adopt
from organisations.services.turns import take_turn
from tala.lib import clock


def statutes_draft_start(*, actor: Actor, organisation: Organisation) -> StatutesDraft:
    """Open the draft, or return the one that is open: there is one per organisation."""
    require(actor, Action.STATUTES_WRITE, organisation)
    with transaction.atomic():
        take_turn(organisation)
        draft, is_new = StatutesDraft.objects.get_or_create(
            organisation=organisation, defaults={"started_by": actor.user, "updated_by": actor.user}
        )
        if is_new:
            _journal(actor, draft, "statutes_draft.start")
    return draft


def statutes_draft_answer(
    *, actor: Actor, organisation: Organisation, question: Question, answer: Answer, seen: str
) -> tuple[Finding, ...]:
    """Keep one answer, opening the draft if none is, and return what the law doubts in it.

    `seen` is the mark of the answer that was on the screen: refused when somebody else has answered
    the question meanwhile. Refused also when the law forbids a value, each with its article.
    """
    require(actor, Action.STATUTES_WRITE, organisation)
    with transaction.atomic():
        take_turn(organisation)
        state = draft_state(organisation)
        present = answer_of(state.parameters, question)
        if present.mark not in (seen, answer.mark):
            raise _answered_meanwhile(state.draft)
        findings = answer_findings(with_answer(state.parameters, answer), question, state.form)
        if errors := errors_of(findings):
            raise Refused(*errors, code="against_law")
        draft = state.draft or statutes_draft_start(actor=actor, organisation=organisation)
        draft.answers[question.code] = answer.to_json()
        draft.last_question = question.code
        draft.updated_by, draft.updated_at = actor.user, clock.now()
        draft.save(update_fields=["answers", "last_question", "updated_by", "updated_at"])
    return findings


def statutes_draft_discard(*, actor: Actor, organisation: Organisation) -> None:
    """Throw the draft away with its answers; the version in force stays. Nothing without one."""
    require(actor, Action.STATUTES_WRITE, organisation)
    with transaction.atomic():
        take_turn(organisation)
        draft = StatutesDraft.objects.filter(organisation=organisation).first()
        if draft is not None:
            _journal(actor, draft, "statutes_draft.discard")
            draft.delete()


def statutes_draft_adopt(
    *,
    actor: Actor,
    organisation: Organisation,
    valid_from: dt.date,
    decision: str,
    after_version: int,
    decision_key: str = "",
) -> StatuteProfile:
    """Write the draft as a new version, in force from `valid_from`, and close it.

    Refused as `statutes_adopt` refuses, and when no draft is open.
    """
    require(actor, Action.STATUTES_WRITE, organisation)
    with transaction.atomic():
        take_turn(organisation)
        state = draft_state(organisation)
        if state.draft is None:
            raise Refused(
                _(
                    "Aucune réponse n’est en attente : quelqu’un les a déjà enregistrées ou"
                    " abandonnées. Voyez les versions des statuts."
                ),
                code="no_draft",
            )
        profile = statutes_adopt(
            actor=actor,
            organisation=organisation,
            parameters=state.parameters,
            valid_from=valid_from,
            decision=decision,
            after_version=after_version,
            decision_key=decision_key,
        )
        state.draft.delete()
    return profile


def _answered_meanwhile(draft: StatutesDraft | None) -> Refused:
    who = str(draft.updated_by) if draft and draft.updated_by else _("Quelqu’un")
    return Refused(
        _(
            "%(person)s a répondu à cette question entre-temps. Sa réponse est affichée plus bas :"
            " relisez-la, puis corrigez-la si besoin."
        )
        % {"person": who},
        code="answered_meanwhile",
    )


def _journal(actor: Actor, draft: StatutesDraft, action: str) -> None:
    journal_write(
        organisation=draft.organisation_id,
        actor=actor,
        action=action,
        subject=f"statutes_draft:{draft.pk}",
        details={"answers": len(draft.answers)},
    )
