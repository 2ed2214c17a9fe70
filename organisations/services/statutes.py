"""Adopts versions of the statute parameters; a version is never changed afterwards."""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import Organisation, StatuteProfile
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.render.findings import errors_of
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters, check, defaults_for
from organisations.selectors.decisions import decision_by_key
from organisations.selectors.statutes import latest_profile
from organisations.services.journal import journal_write
from organisations.services.turns import take_turn
from tala.lib import clock, dates

_OF_COLLEGES = (
    "combination",
    "tie_in_college",
    "college_majority",
    "min_colleges_for",
    "min_turnout",
    "empty_no_member",
    "empty_no_attendee",
    "empty_no_expressed",
    "college_cap",
)


def statutes_adopt(
    *,
    actor: Actor,
    organisation: Organisation,
    parameters: StatuteParameters,
    valid_from: dt.date,
    decision: str,
    after_version: int,
    decision_key: str = "",
) -> StatuteProfile:
    """Write a new version of the parameters, in force from `valid_from`, and return it.

    `decision` names the act that adopted it; `decision_key`, one of `decisions_of`, an adopted
    resolution held in TALA, which then names it by itself. Refused when the law forbids a value
    (each with its article), when it would take effect before that resolution or before the last
    version, or when that one is no longer `after_version`: somebody else has just adopted another.
    """
    require(actor, Action.STATUTES_WRITE, organisation)
    if errors := errors_of(check(parameters, LegalForm(organisation.legal_form))):
        raise Refused(*errors, code="against_law")
    decision = _decision(organisation, decision_key, valid_from) or decision.strip()
    if not decision:
        raise Refused(
            _("Indiquez la décision qui a adopté ces statuts : l’assemblée et sa date."),
            code="decision_missing",
        )
    with transaction.atomic():
        take_turn(organisation)
        last = latest_profile(organisation)
        _check_sequence(last, valid_from, after_version)
        return _write(actor, organisation, last, parameters, valid_from, decision, decision_key)


def statutes_follow_colleges(
    *, actor: Actor, organisation: Organisation, has_colleges: bool
) -> StatuteProfile | None:
    """Adopt the version that follows the first colleges, or their removal; part of that act.

    Returns None when the statutes already agree. The law's own cap comes with the colleges; what
    they leave to the statutes stays to be decided.
    """
    last = latest_profile(organisation)
    current = last.typed
    if current.has_colleges == has_colleges:
        return None
    law = defaults_for(LegalForm(organisation.legal_form), has_colleges)
    articles = {name: text for name, text in current.articles.items() if name not in _OF_COLLEGES}
    articles |= {name: law.articles[name] for name in _OF_COLLEGES if name in law.articles}
    followed = replace(
        current,
        has_colleges=has_colleges,
        articles=articles,
        **{name: getattr(law, name) for name in _OF_COLLEGES},
    )
    valid_from = max(last.valid_from, clock.today())
    decision = (
        _("Collèges fixés dans les réglages")
        if has_colleges
        else _("Collèges retirés des réglages")
    )
    return _write(actor, organisation, last, followed, valid_from, decision)


def _decision(organisation: Organisation, key: str, valid_from: dt.date) -> str:
    """Return the words of the decision held under `key`; nothing without a key."""
    if not key:
        return ""
    held = decision_by_key(organisation, key)
    if held is None:
        raise Refused(
            _("Cette décision n’est plus dans la liste. Rechargez la page, puis choisissez-la."),
            code="decision_unknown",
        )
    if valid_from < held.on:
        raise Refused(
            _("Ces statuts ne peuvent pas être en vigueur avant leur adoption, le %(day)s.")
            % {"day": dates.long_date(held.on)},
            code="before_decision",
        )
    return held.label


def _check_sequence(last: StatuteProfile, valid_from: dt.date, after_version: int) -> None:
    if last.version != after_version:
        raise Refused(
            _(
                "La version %(version)d des statuts vient d’être enregistrée par quelqu’un d’autre."
                " Relisez-la, puis recommencez."
            )
            % {"version": last.version},
            code="version_moved",
        )
    if valid_from < last.valid_from:
        raise Refused(
            _(
                "La version %(version)d est en vigueur depuis le %(day)s : une nouvelle version ne"
                " peut pas la précéder. Choisissez cette date ou une date postérieure."
            )
            % {"version": last.version, "day": dates.short_date(last.valid_from)},
            code="before_last_version",
        )


def _write(
    actor: Actor,
    organisation: Organisation,
    last: StatuteProfile,
    parameters: StatuteParameters,
    valid_from: dt.date,
    decision: str,
    decision_key: str = "",
) -> StatuteProfile:
    profile = StatuteProfile.objects.create(
        organisation=organisation,
        version=last.version + 1,
        valid_from=valid_from,
        parameters=parameters.to_json(),
        decision=decision[:200],
        decision_key=decision_key,
    )
    journal_write(
        organisation=organisation,
        actor=actor,
        action="statutes.adopt",
        subject=f"statutes:{profile.pk}",
        details={
            "version": profile.version,
            "valid_from": valid_from.isoformat(),
            "decision": profile.decision,
            "changed": changed_parameters(last.parameters, profile.parameters),
        },
    )
    return profile


def changed_parameters(old: dict[str, object], new: dict[str, object]) -> list[str]:
    """Return the names of the parameters that differ between two stored versions."""
    return sorted(name for name in new if name != "articles" and old.get(name) != new[name])
