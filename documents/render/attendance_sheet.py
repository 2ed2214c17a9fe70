"""The attendance sheet as a PDF to sign (C.com L225-114, R225-95)."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from mandates.models import Proxy
from meetings.models import Meeting, RollEntry
from tala.lib.dates import long_datetime, time_of_day
from tala.lib.figures import integer
from tala.lib.sheet import Column, Group, table_pdf

Mode = RollEntry.Mode
TAKING_PART = (Mode.PRESENT, Mode.REMOTE, Mode.REPRESENTED, Mode.POSTAL)


def attendance_sheet_pdf(meeting: Meeting) -> bytes:
    """Return the sheet of every voice on the roll, grouped by college, as it stands now."""
    entries = list(meeting.roll.all())
    holders = _holders(meeting)
    return table_pdf(
        title=_("Feuille de présence"),
        subtitle_lines=_heading(meeting),
        columns=_columns(),
        groups=_groups(meeting, entries, holders),
        footer_rows=[_total(_("Total"), entries)],
        closing_lines=_closing(entries, holders),
        signatures=[
            _("Président de séance"),
            _("Scrutateurs"),
            _("Secrétaire de séance"),
        ],
    )


def _heading(meeting: Meeting) -> list[str]:
    organisation = meeting.organisation
    form = organisation.get_legal_form_display()
    capital = _(" à capital variable") if organisation.variable_capital else ""
    siren = _(", SIREN %(siren)s") % {"siren": organisation.siren} if organisation.siren else ""
    place = f", {meeting.place}" if meeting.place else ""
    call = _("convocation n° %(number)s") % {"number": meeting.call_number}
    return [
        f"{organisation.name}, {form}{capital}, {organisation.address}{siren}",
        f"{meeting.title}, {long_datetime(meeting.starts_at)}{place} ({call})",
    ]


def _columns() -> list[Column]:
    return [
        Column(_("N°"), 17),
        Column(_("Nom"), 58),
        Column(_("Adresse"), 66),
        Column(_("Parts"), 14, "right"),
        Column(_("Voix"), 12, "right"),
        Column(_("Participation"), 48),
        Column(_("Arrivée, départ"), 27),
        Column(_("Signature"), 35),
    ]


def _holders(meeting: Meeting) -> dict[int, str]:
    """Return, by giver, who represents them."""
    proxies = Proxy.objects.filter(meeting=meeting, state=Proxy.State.ACTIVE).select_related(
        "holder"
    )
    return {
        proxy.giver_id: proxy.holder.name if proxy.holder else _("pouvoir en blanc")
        for proxy in proxies
    }


def _groups(meeting: Meeting, entries: Sequence[RollEntry], holders: dict[int, str]) -> list[Group]:
    """Return the colleges in the statutes' order, each with its members and its total."""
    codes = list(meeting.organisation.colleges.values_list("code", flat=True))
    by_college: dict[str, list[RollEntry]] = defaultdict(list)
    for entry in entries:
        by_college[entry.college_code].append(entry)
    in_order = sorted(by_college, key=lambda code: codes.index(code) if code in codes else -1)
    return [
        Group(
            title=by_college[code][0].college_name or _("Membres"),
            rows=[_row(entry, holders) for entry in by_college[code]],
            subtotal=_total(_("Total du collège"), by_college[code]),
        )
        for code in in_order
    ]


def _row(entry: RollEntry, holders: dict[int, str]) -> list[str]:
    name = entry.name
    if entry.legal_person and entry.representative:
        name = _("%(company)s, représentée par %(human)s") % {
            "company": entry.name,
            "human": entry.representative,
        }
    return [
        entry.number,
        name,
        entry.address.replace("\n", ", "),
        integer(entry.shares),
        "1",
        _taking_part(entry, holders),
        _hours(entry),
        "",
    ]


def _taking_part(entry: RollEntry, holders: dict[int, str]) -> str:
    if entry.mode == Mode.REPRESENTED:
        return _("représenté par %(name)s") % {"name": holders.get(entry.pk, "?")}
    return "" if entry.mode == Mode.NONE else str(entry.get_mode_display())


def _hours(entry: RollEntry) -> str:
    if entry.mode not in {Mode.PRESENT, Mode.REMOTE} or entry.mode_at is None:
        return ""
    arrived = time_of_day(entry.mode_at)
    return f"{arrived}, {time_of_day(entry.left_at)}" if entry.left_at else arrived


def _total(title: str, entries: Sequence[RollEntry]) -> list[str]:
    taking_part = [entry for entry in entries if entry.mode in TAKING_PART]
    words = _("%(part)s voix sur %(all)s") % {
        "part": integer(len(taking_part)),
        "all": integer(len(entries)),
    }
    shares = integer(sum(entry.shares for entry in entries))
    return ["", title, "", shares, integer(len(entries)), words, "", ""]


def _closing(entries: Sequence[RollEntry], holders: dict[int, str]) -> list[str]:
    postal = sum(entry.mode == Mode.POSTAL for entry in entries)
    return [
        _("Pouvoirs annexés : %(proxies)s. Votes émis avant la séance : %(postal)s.")
        % {"proxies": integer(len(holders)), "postal": integer(postal)},
        _("Feuille certifiée exacte par les membres du bureau (art. L. 225-114 et R. 225-95)."),
    ]
