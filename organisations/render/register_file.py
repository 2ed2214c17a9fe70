"""The register as lines of text under French headings, which an import recognises."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet
from openpyxl import Workbook

from organisations.models import Member
from tala.lib.tables import neutralised

HEADINGS = (
    "N° sociétaire",
    "Type",
    "Civilité",
    "Nom",
    "Prénom",
    "Raison sociale",
    "SIREN",
    "Représentant",
    "Courriel",
    "Téléphone",
    "Adresse",
    "Code postal",
    "Ville",
    "Pays",
    "Catégorie",
    "Collège",
    "Parts",
    "Montant libéré",
    "Date d’admission",
    "Date de sortie",
    "Accord convocation par courriel",
    "Accord donné le",
)
"""Data, not interface: the same in every language, so that a file can come back."""

_KINDS = {Member.Kind.NATURAL: "PP", Member.Kind.LEGAL: "PM"}
_CONSENTS = {Member.Consent.YES: "oui", Member.Consent.NO: "non"}


def register_rows(members: QuerySet[Member]) -> Iterator[list[str]]:
    """Yield one line of text per member, category and college loaded."""
    for member in members.iterator(chunk_size=2000):
        yield [
            member.number,
            _KINDS[Member.Kind(member.kind)],
            member.title,
            member.last_name,
            member.first_name,
            member.company_name,
            member.siren,
            member.representative,
            member.email,
            member.phone,
            member.street,
            member.postal_code,
            member.city,
            member.country,
            member.category.name if member.category else "",
            member.college.name if member.college else "",
            str(member.shares),
            f"{member.paid_cents // 100},{member.paid_cents % 100:02}",
            _day(member.admitted_on),
            _day(member.exited_on),
            _CONSENTS.get(Member.Consent(member.email_consent), ""),
            _day(member.email_consent_on),
        ]


def write_xlsx(rows: Iterable[Sequence[str]], headings: Sequence[str]) -> bytes:
    """Return a workbook of text cells, none of which a spreadsheet could run."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Registre")
    for row in (headings, *rows):
        sheet.append([neutralised(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
