"""How each date of the legal calendar is counted, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.rules.calendar import Deadline
from meetings.rules.delays import Delay
from meetings.rules.messages import COUNTED, FIRST_DAYS, LAST_DAYS


def counted(delay: Delay | None) -> str:
    """Return how long a delay is and which of its ends count; nothing for no delay.

    `15 jours : le jour de l’envoi ne compte pas, le jour de l’assemblée compte.`
    """
    if delay is None or (delay.length == 0 and delay.since == "first_meeting"):
        return ""
    ends = COUNTED[delay.start_counts, delay.end_counts]
    return _(ends) % {
        "length": length(delay),
        "first": _(FIRST_DAYS[delay.since]),
        "last": _(LAST_DAYS[delay.to]),
    }


def length(delay: Delay) -> str:
    """Return `15 jours`, `15 jours francs`, `15 jours ouvrés` or `2 mois`."""
    n = delay.length
    if delay.unit == "months":
        return ngettext("%(n)s mois", "%(n)s mois", n) % {"n": n}
    if delay.unit == "working_days":
        return ngettext("%(n)s jour ouvré", "%(n)s jours ouvrés", n) % {"n": n}
    if delay.is_clear:
        return ngettext("%(n)s jour franc", "%(n)s jours francs", n) % {"n": n}
    return ngettext("%(n)s jour", "%(n)s jours", n) % {"n": n}


def hour_limit(deadline: Deadline) -> str:
    """Say that a date without an hour holds the whole day; nothing where an hour is shown."""
    if deadline.at is not None:
        return ""
    return _("jusqu’à minuit") if deadline.bound == "until" else _("dès le début du jour")
