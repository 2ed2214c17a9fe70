"""The sentences of the journal for the acts of preparing and convening."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_noop

from meetings.models import MeetingTask

SENTENCES: dict[str, str] = {
    "meeting.create": gettext_noop("a créé la réunion « %(title)s »."),
    "meeting.update": gettext_noop("a modifié la réunion « %(title)s »."),
    "meeting.duplicate": gettext_noop("a repris une réunion passée pour préparer « %(title)s »."),
    "meeting.second_call": gettext_noop("a préparé la seconde convocation « %(title)s »."),
    "meeting.delete": gettext_noop("a supprimé le projet de réunion « %(title)s »."),
    "meeting.convene": gettext_noop("a convoqué la réunion. Empreinte de la liste : %(roll)s."),
    "meeting.cancel": gettext_noop("a annulé la réunion : %(reason)s."),
    "agenda.fill": gettext_noop("a repris l’ordre du jour type (%(items)s points)."),
    "agenda.reorder": gettext_noop("a changé l’ordre des points."),
    "item.add": gettext_noop("a ajouté le point « %(title)s »."),
    "item.edit": gettext_noop("a modifié le point « %(title)s »."),
    "item.delete": gettext_noop("a supprimé le point « %(title)s »."),
    "item.move": gettext_noop("a déplacé un point de l’ordre du jour."),
    "resolution.add": gettext_noop("a ajouté la résolution « %(title)s »."),
    "resolution.edit": gettext_noop("a modifié la résolution « %(title)s »."),
    "resolution.delete": gettext_noop("a supprimé la résolution « %(title)s »."),
    "resolution.move": gettext_noop("a déplacé une résolution."),
    "attachment.add": gettext_noop("a joint la pièce « %(title)s » (SHA-256 %(sha256)s)."),
    "attachment.delete": gettext_noop("a retiré la pièce « %(title)s »."),
    "convocation.trial": gettext_noop("s’est envoyé un essai de la convocation, à %(to)s."),
    "convocation.to_post": gettext_noop("a fait passer par lettre la voix n° %(number)s."),
    "letters.post": gettext_noop("a noté %(letters)s lettres remises à la poste le %(posted_on)s."),
    "messages.retry": gettext_noop("a remis en file les messages en échec (%(count)s)."),
    "task.note": gettext_noop("a noté comme fait : %(task)s."),
    "task.unnote": gettext_noop("est revenu sur ce qui était noté comme fait : %(task)s."),
    "link.revoke": gettext_noop("a fermé le lien personnel de la voix n° %(number)s."),
    "link.renew": gettext_noop("a renouvelé le lien personnel de la voix n° %(number)s."),
}
"""Action -> what was done; the reader's page fills in the entry's details."""

_TASKS = dict(MeetingTask.Code.choices)

FIGURES: dict[str, Callable[[Any], str]] = {
    "task": lambda code: str(_TASKS.get(str(code), code)),
}
"""Detail -> how it is shown in a sentence."""
