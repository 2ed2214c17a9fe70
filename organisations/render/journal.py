"""The journal in words: one sentence per action, after the name of who did it.

Other apps add their own sentences to ACTION_SENTENCES (and how to show a figure to FIGURES) in
AppConfig.ready.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organisations.models import Form, JournalEntry, RoleName
from tala.lib import dates

ACTION_SENTENCES: dict[str, str] = {
    "organisation.create": gettext_noop("a créé « %(name)s » (%(legal_form)s)."),
    "organisation.update": gettext_noop("a modifié la fiche de la coopérative."),
    "statutes.adopt": gettext_noop(
        "a enregistré la version %(version)s des statuts, en vigueur le %(valid_from)s"
        " (%(decision)s)."
    ),
    "statutes_draft.start": gettext_noop(
        "a commencé à reporter les statuts, question par question."
    ),
    "statutes_draft.discard": gettext_noop(
        "a abandonné le report des statuts en cours (réponses : %(answers)s)."
    ),
    "categories.set": gettext_noop("a fixé les catégories (%(count)s)."),
    "colleges.set": gettext_noop("a fixé les collèges (%(count)s)."),
    "role.grant": gettext_noop("a donné à %(person)s le rôle : %(role)s."),
    "role.withdraw": gettext_noop("a retiré à %(person)s le rôle : %(role)s."),
    "member.add": gettext_noop("a inscrit le membre n° %(number)s, %(name)s."),
    "member.update": gettext_noop("a modifié la fiche du membre n° %(number)s."),
    "member.exit": gettext_noop("a enregistré la sortie du membre n° %(number)s le %(on)s."),
    "member.return": gettext_noop("a réintégré le membre n° %(number)s."),
    "member.link": gettext_noop("s’est connecté avec l’adresse du membre n° %(number)s."),
    "register.upload": gettext_noop("a envoyé le fichier « %(file)s » (%(lines)s lignes)."),
    "register.import": gettext_noop(
        "a importé « %(file)s » au registre : %(new)s ajoutés, %(changed)s modifiés,"
        " %(unchanged)s inchangés."
    ),
    "register.export": gettext_noop("a exporté le registre (%(lines)s lignes, %(kind)s)."),
    "register.discard": gettext_noop("a abandonné l’import de « %(file)s »."),
    "message.retry": gettext_noop("a remis en file le message pour %(to)s."),
    "message.settle": gettext_noop("a constaté l’arrivée du message pour %(to)s."),
}
"""Action -> what was done, with the entry's details as %(figures)s."""


def _day(value: Any) -> str:  # noqa: ANN401 - any JSON value
    try:
        return dates.short_date(dt.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _label_of(labels: Mapping[str, Any]) -> Callable[[Any], str]:
    return lambda value: str(labels.get(str(value), value))


FIGURES: dict[str, Callable[[Any], str]] = {
    "role": _label_of(dict(RoleName.choices)),
    "legal_form": _label_of(dict(Form.choices)),
    "valid_from": _day,
    "on": _day,
}
"""Detail -> how it is shown in a sentence; others are shown as they are."""


class _Figures(dict[str, str]):
    """The details as figures; one that an old entry lacks shows as a question mark."""

    def __missing__(self, key: str) -> str:
        return "?"


def journal_sentence(entry: JournalEntry) -> str:
    """Return what the entry says was done, in the reader's language."""
    template = ACTION_SENTENCES.get(entry.action)
    if template is None:
        return _("a fait l’acte « %(action)s ».") % {"action": entry.action}
    shown = {name: FIGURES.get(name, str)(value) for name, value in entry.details.items()}
    return _(template) % _Figures(shown)
