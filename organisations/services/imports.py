"""Imports a register: a file is uploaded, its columns settled, its effect shown, then applied once.

Nothing reaches the register before `import_apply`, which writes everything or nothing.
"""

import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Member, Organisation, RegisterImport
from organisations.policies import Action, Actor
from organisations.refusals import Refused, require
from organisations.rules.register_columns import LABELS, missing_columns
from organisations.rules.register_diff import BLANK, Line
from organisations.selectors.imports import Preview, preview_of, read_import, recognised_columns
from organisations.services.accounts import account_ids
from organisations.services.journal import journal_write
from organisations.services.turns import take_turn
from tala.lib import clock
from tala.lib.refusals import InputError

AT_ONCE = 1000
"""Rows per statement: the fastest measured, on both databases."""

State = RegisterImport.State


def import_upload(
    *, actor: Actor, organisation: Organisation, filename: str, content: bytes
) -> RegisterImport:
    """Keep an uploaded file for preview, its columns recognised by their headings.

    Refused, with the line and what to do, when it cannot be read as a table. The person's earlier
    uploads that were never applied are discarded.
    """
    require(actor, Action.REGISTER_IMPORT, organisation)
    uploaded = RegisterImport(
        organisation=organisation,
        uploaded_by=actor.user,
        filename=filename[-200:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    try:
        table = read_import(uploaded)
    except InputError as error:
        raise Refused(error.message, code="unreadable") from error
    uploaded.mapping = recognised_columns(table)
    uploaded.summary = {"lines": len(table.rows)}
    with transaction.atomic():
        RegisterImport.objects.filter(
            organisation=organisation, uploaded_by=actor.user, state=State.PREVIEW
        ).update(state=State.DISCARDED, content=b"")
        uploaded.save()
        journal_write(
            organisation=organisation,
            actor=actor,
            action="register.upload",
            subject=f"import:{uploaded.pk}",
            details={
                "file": uploaded.filename,
                "sha256": uploaded.sha256,
                "lines": len(table.rows),
            },
        )
    return uploaded


def import_map(
    *, actor: Actor, register_import: RegisterImport, columns: Mapping[str, int]
) -> None:
    """Settle which column of the file fills which field; a draft, so not an act of the journal.

    Refused without a number and a name, or when the import is settled already.
    """
    require(actor, Action.REGISTER_IMPORT, register_import.organisation)
    missing = missing_columns(list(columns))
    if missing:
        names = ", ".join(_(LABELS[name]) for name in missing)
        raise Refused(
            _(
                "Il manque une colonne pour : %(names)s. Choisissez-la dans la liste ; sans elle,"
                " aucun membre ne peut être reconnu."
            )
            % {"names": names},
            code="columns_missing",
        )
    mapped = RegisterImport.objects.filter(pk=register_import.pk, state=State.PREVIEW).update(
        mapping=dict(columns)
    )
    if not mapped:
        raise _settled(register_import)
    register_import.mapping = dict(columns)


def import_apply(*, actor: Actor, register_import: RegisterImport, fingerprint: str) -> None:
    """Write the file to the register, all or nothing, exactly as the preview showed it.

    `fingerprint` is that of the preview confirmed. Refused when a line is in error, when the
    register has changed since the preview, or when the import is settled already.
    """
    organisation = register_import.organisation
    require(actor, Action.REGISTER_IMPORT, organisation)
    with transaction.atomic():
        take_turn(organisation)
        preview = _claimed_preview(register_import, fingerprint)
        _write_lines(organisation, preview.lines)
        RegisterImport.objects.filter(pk=register_import.pk).update(
            summary=preview.counts, content=b"", applied_at=clock.now()
        )
        journal_write(
            organisation=organisation,
            actor=actor,
            action="register.import",
            subject=f"import:{register_import.pk}",
            details={
                "file": register_import.filename,
                "sha256": register_import.sha256,
                "new": preview.counts["new"],
                "changed": preview.counts["changed"],
                "unchanged": preview.counts["unchanged"],
            },
        )


def import_discard(*, actor: Actor, register_import: RegisterImport) -> None:
    """Give up an import that was not applied; its file is forgotten."""
    organisation = register_import.organisation
    require(actor, Action.REGISTER_IMPORT, organisation)
    with transaction.atomic():
        moved = RegisterImport.objects.filter(pk=register_import.pk, state=State.PREVIEW).update(
            state=State.DISCARDED, content=b""
        )
        if not moved:
            raise _settled(register_import)
        journal_write(
            organisation=organisation,
            actor=actor,
            action="register.discard",
            subject=f"import:{register_import.pk}",
            details={"file": register_import.filename},
        )


def _claimed_preview(register_import: RegisterImport, fingerprint: str) -> Preview:
    claimed = RegisterImport.objects.filter(pk=register_import.pk, state=State.PREVIEW).update(
        state=State.APPLIED
    )
    if not claimed:
        raise _settled(register_import)
    # Read again: the columns may have been corrected in another tab since the page was opened.
    preview = preview_of(RegisterImport.objects.get(pk=register_import.pk))
    if errors := preview.counts["error"]:
        raise Refused(
            ngettext(
                "%(count)d ligne est en erreur, donc rien n’a été importé. Corrigez-la dans votre"
                " fichier, puis envoyez-le de nouveau.",
                "%(count)d lignes sont en erreur, donc rien n’a été importé. Corrigez-les dans"
                " votre fichier, puis envoyez-le de nouveau.",
                errors,
            )
            % {"count": errors},
            code="lines_in_error",
        )
    if preview.fingerprint != fingerprint:
        raise Refused(
            _(
                "Le registre ou les colonnes ont changé depuis cet aperçu, donc rien n’a été"
                " importé. Relisez l’aperçu à jour, puis confirmez-le."
            ),
            code="register_changed",
        )
    return preview


def _settled(register_import: RegisterImport) -> Refused:
    register_import.refresh_from_db(fields=["state"])
    if register_import.state == State.APPLIED:
        return Refused(
            _("Cet import a déjà été fait : rien n’a été changé."), code="import_settled"
        )
    return Refused(
        _("Cet import a été abandonné. Envoyez le fichier de nouveau."), code="import_settled"
    )


def _write_lines(organisation: Organisation, lines: Sequence[Line]) -> None:
    writer = _Writer(organisation, lines)
    Member.objects.bulk_create(writer.new_members(), batch_size=AT_ONCE)
    # An upsert on the primary key: fifty times faster than bulk_update's CASE per field and row.
    Member.objects.bulk_create(
        writer.changed_members(),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*BLANK, "user", "sort_key", "search_key", "updated_at"],
    )


class _Writer:
    """Turns verdicts into rows, with the keys of categories, colleges and accounts at hand."""

    def __init__(self, organisation: Organisation, lines: Sequence[Line]) -> None:
        self.organisation = organisation
        self.lines = lines
        self.categories = dict(organisation.categories.values_list("code", "pk"))
        self.colleges = dict(organisation.colleges.values_list("code", "pk"))
        self.accounts = account_ids(str(line.values.get("email", "")) for line in lines)
        self.now = clock.now()

    def new_members(self) -> list[Member]:
        """Return the rows to insert."""
        return [
            self._filled(Member(organisation=self.organisation, created_at=self.now), line)
            for line in self.lines
            if line.kind == "new"
        ]

    def changed_members(self) -> list[Member]:
        """Return the rows to change, with their new values."""
        changed = {
            line.member: line
            for line in self.lines
            if line.kind == "changed" and line.member is not None
        }
        keys = list(changed)
        rows: list[Member] = []
        for start in range(0, len(keys), AT_ONCE):
            members = Member.objects.filter(pk__in=keys[start : start + AT_ONCE])
            rows += [self._filled(member, changed[member.pk]) for member in members]
        return rows

    def _filled(self, member: Member, line: Line) -> Member:
        for field, value in line.values.items():
            if field == "category":
                member.category_id = self.categories.get(str(value))
            elif field == "college":
                member.college_id = self.colleges.get(str(value))
            else:
                setattr(member, field, value)
        if "email" in line.values:
            member.user_id = self.accounts.get(member.email)
        member.updated_at = self.now
        member.refresh_keys()
        return member
