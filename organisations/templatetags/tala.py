"""Template tags and filters available in every template."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from django import template
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from organisations.policies import Action, Actor, Allowed, Denied
from organisations.policies import can as policy_can
from organisations.render.bars import Bar, draw_bars, length
from organisations.render.explained import RULES
from tala.lib import dates, figures, money

if TYPE_CHECKING:
    from django.core.paginator import Page

    from organisations.models import Organisation

register = template.Library()

# The first mark found wins: Edge and Opera also say Chrome, Chrome also says Safari.
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@register.simple_tag
def can(actor: Actor, action: str, organisation: "Organisation") -> Allowed | Denied:
    """Ask the one permission function: {% can actor "meeting.convene" organisation as may %}."""
    return policy_can(actor, Action(action), organisation)


@register.filter
def fraction(value: Fraction | str) -> str:
    """Show an exact fraction as "p/q"."""
    return str(Fraction(value))


@register.filter
def percent(value: Fraction | str, threshold: Fraction | str | None = None) -> str:
    """Show a share as `53 %`, never rounded onto the threshold: {{ share|percent:threshold }}."""
    against = () if threshold is None else (Fraction(threshold),)
    return figures.percent(Fraction(value), against=against)


@register.filter
def integer(value: int) -> str:
    """Show a whole number with its thousands apart: `12 501`."""
    return figures.integer(value)


@register.filter
def euros(cents: int) -> str:
    """Show whole cents as `1 250,00 €`."""
    return money.format_euros(cents)


@register.filter
def long_date(day: dt.date | None) -> str:
    """Show `samedi 20 juin 2026`; nothing for no date."""
    return dates.long_date(day) if day else ""


@register.filter
def long_datetime(moment: dt.datetime | None) -> str:
    """Show `samedi 20 juin 2026 à 18 h`, in Paris; nothing for no date."""
    return dates.long_datetime(moment) if moment else ""


@register.filter
def short_date(day: dt.date | None) -> str:
    """Show `20/06/2026`; nothing for no date."""
    return dates.short_date(day) if day else ""


@register.filter
def short_datetime(moment: dt.datetime | None) -> str:
    """Show `20/06/2026 18:30`, in Paris; nothing for no date."""
    return dates.short_datetime(moment) if moment else ""


@register.filter
def time_of_day(moment: dt.datetime | None) -> str:
    """Show `18 h 05`, in Paris; nothing for no date."""
    return dates.time_of_day(moment) if moment else ""


@register.inclusion_tag("components/bars.html")
def college_bars(bars: Iterable[Bar], threshold: Fraction | str | None = None) -> dict[str, object]:
    """Draw one bar per college, its figures in text: {% college_bars bars threshold="1/2" %}.

    `threshold` draws a dashed line at that share of every bar.
    """
    mark = None if threshold is None else length(Fraction(threshold))
    return {"bars": draw_bars(bars), "mark": mark}


@register.filter
def browser(user_agent: str) -> str:
    """Name the browser and the system of a User-Agent header: `Firefox, Windows`."""
    names = [
        next((name for mark, name in marks if mark in user_agent), "")
        for marks in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, names)) or _("Navigateur inconnu")


@register.filter
def steps_to(total: int) -> range:
    """Count from 1 to `total`, for the steps of a short series of pages."""
    return range(1, total + 1)


@register.simple_tag(takes_context=True)
def why(context: Mapping[str, Any], code: str, text: str = "") -> str:
    """Link a figure to the rule behind it: {% why "quorum" %} or {% why "majority" label %}.

    Behind a personal link it leads to the member's page; with a convened `meeting` in the page, to
    the statutes that meeting was convened with.
    """
    if token := context.get("token"):
        url = reverse("member_rule", args=[token, code])
    else:
        url = reverse("rule_explained", args=[context["organisation"].slug, code])
    version = getattr(context.get("meeting"), "statutes_version", None)
    query = f"?version={version}" if version else ""
    label = text or RULES[code].question
    return format_html('<a class="why" href="{}{}">{}</a>', url, query, label)


@register.simple_tag
def page_numbers(page: "Page[Any]") -> list[int | None]:
    """Return the page numbers to link: first, last and around the current one; None for a gap."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@dataclass(frozen=True)
class NavEntry:
    """One link of the main navigation; `current` is the value of aria-current, or empty."""

    name: str
    url: str
    current: str


@register.simple_tag(takes_context=True)
def organisation_nav(context: Mapping[str, Any]) -> list[NavEntry]:
    """Return the links of the cooperative that this person may open."""
    organisation, actor = context["organisation"], context["actor"]
    path = context["request"].path
    sections = (
        (_("À faire"), "organisation_home"),
        (_("Réunions"), "meeting_list"),
        (_("Membres"), "member_list"),
        (_("Procès-verbaux"), "minutes_register"),
        (_("Journal"), "journal_list"),
        (_("Réglages"), "organisation_settings"),
    )
    return [
        NavEntry(name, url, _current(url, path, whole=page == "organisation_home"))
        for name, page in sections
        if (url := _open_url(page, organisation, actor))
    ]


def _open_url(page: str, organisation: "Organisation", actor: Actor) -> str:
    """Return the address of an organisation page, or nothing when this person may not open it."""
    try:
        url = reverse(page, args=[organisation.slug])
    except NoReverseMatch:
        return ""
    view = cast("Any", resolve(url).func)  # marked by the decorators of views.access
    return url if policy_can(actor, Action(view.access), organisation) else ""


def _current(url: str, path: str, *, whole: bool) -> str:
    if path == url:
        return "page"
    return "true" if not whole and path.startswith(url) else ""
