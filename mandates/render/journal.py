"""The sentences of the journal for proxies."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    "proxy.give": gettext_noop("a enregistré le pouvoir de la voix n° %(voice)s."),
    "proxy.withdraw": gettext_noop("a retiré le pouvoir de la voix n° %(voice)s."),
    "proxy.carry": gettext_noop(
        "a repris de la première convocation %(carried)s pouvoirs, et laissé tomber %(dropped)s que"
        " leur titulaire ne peut plus porter (%(article)s)."
    ),
}
"""Action -> what was done; the reader's page fills in the entry's details."""
