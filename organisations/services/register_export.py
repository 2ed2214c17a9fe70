"""Exports the register as a file that a spreadsheet opens and an import reads back unchanged."""

from django.db import transaction

from organisations.models import Organisation
from organisations.policies import Action, Actor
from organisations.refusals import require
from organisations.render.register_file import HEADINGS, register_rows, write_xlsx
from organisations.selectors.register import RegisterFilter, filtered_members
from organisations.services.journal import journal_write
from tala.lib.csvfile import write_csv

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def register_export(
    *, actor: Actor, organisation: Organisation, wanted: RegisterFilter, extension: str
) -> bytes:
    """Return the members the filter lets through as CSV or XLSX (a key of CONTENT_TYPES).

    Cells that a spreadsheet could run are neutralised. Personal data leaves the site, so the
    journal says who took it and how many lines.
    """
    require(actor, Action.REGISTER_EXPORT, organisation)
    members = filtered_members(organisation, wanted).order_by("sort_key", "pk")
    rows = list(register_rows(members.select_related("category", "college")))
    data = write_csv(rows, HEADINGS) if extension == "csv" else write_xlsx(rows, HEADINGS)
    with transaction.atomic():
        journal_write(
            organisation=organisation,
            actor=actor,
            action="register.export",
            subject=f"organisation:{organisation.pk}",
            details={"lines": len(rows), "kind": extension},
        )
    return data
