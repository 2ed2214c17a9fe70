"""The sentences of the journal for the minutes."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    "minutes.start": gettext_noop("a commencé le procès-verbal."),
    "minutes.write": gettext_noop("a enregistré le projet de procès-verbal (version %(version)s)."),
    "minutes.seal": gettext_noop("a arrêté le procès-verbal n° %(number)s du registre."),
    "minutes.file": gettext_noop(
        "a inscrit au registre le procès-verbal n° %(number)s. Empreinte : %(sha256)s."
    ),
}
"""Action -> what was done; the reader's page fills in the entry's details."""
