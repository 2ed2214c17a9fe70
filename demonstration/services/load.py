"""Loads the demonstration once: the invented cooperative, its register, a draft assembly."""

from demonstration.register import COLLEGES, excel_fr_csv
from demonstration.services.agenda import assembly_prepare
from demonstration.services.cooperative import (
    FACTS,
    cooperative_make,
    next_meeting_day,
    officers,
)
from organisations.models import Member, Organisation
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.rules.register_messages import MESSAGES
from organisations.selectors.imports import preview_of
from organisations.services.accounts import account_open
from organisations.services.imports import import_apply, import_upload


def demonstration_load() -> Organisation | None:
    """Make the demonstration cooperative in an empty database; None when one is there already."""
    if Organisation.objects.exists():
        return None
    organisation = cooperative_make(FACTS, COLLEGES)
    who = officers()
    register_load(organisation, who.secretary, "registre-2026.csv", excel_fr_csv())
    assembly_prepare(organisation, who.board_member, next_meeting_day())
    _member_account(organisation)
    return organisation


def register_load(organisation: Organisation, actor: Actor, filename: str, content: bytes) -> None:
    """Import a register as the web does: upload, preview, confirm; Refused with the faults."""
    uploaded = import_upload(
        actor=actor, organisation=organisation, filename=filename, content=content
    )
    preview = preview_of(uploaded)
    faults = [
        f"Ligne {line.number} : {MESSAGES[finding.code] % finding.figures}"
        for line in preview.lines
        for finding in line.findings
        if finding.level == "error"
    ]
    if faults:
        raise Refused(*faults[:20], code="lines_in_error")
    import_apply(actor=actor, register_import=uploaded, fingerprint=preview.fingerprint)


def _member_account(organisation: Organisation) -> None:
    """Open an account for one plain member, whose door the front page shows."""
    member = (
        Member.objects.filter(organisation=organisation, college__code="usagers-particuliers")
        .exclude(email="")
        .order_by("number")
        .first()
    )
    if member is not None:
        user = account_open(email=member.email, name=member.display_name)
        Member.objects.filter(pk=member.pk).update(user=user)
