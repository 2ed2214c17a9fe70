"""The proof of convocation as a table to keep: one line per recipient."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from meetings.models import Convocation, RollEntry
from tala.lib import dates


def evidence_headers() -> list[str]:
    """Return the titles of the columns."""
    return [
        _("Numéro"),
        _("Nom"),
        _("Collège"),
        _("Moyen"),
        _("Pourquoi ce moyen"),
        _("Adresse utilisée"),
        _("État"),
        _("Parti le"),
        _("Réponse du serveur"),
        _("Empreinte du contenu (SHA-256)"),
        _("Lien ouvert le"),
    ]


def evidence_rows(entries: Iterable[RollEntry]) -> Iterator[list[str]]:
    """Yield one row per voice; its convocation and the message of it must be loaded."""
    for entry in entries:
        convocation = entry.convocation
        yield [
            entry.number,
            entry.name,
            entry.college_name,
            str(entry.get_means_display()),
            str(entry.get_means_reason_display()),
            convocation.address.replace("\n", ", "),
            *_sending(convocation),
            dates.short_datetime(convocation.opened_at) if convocation.opened_at else "",
        ]


def state_label(convocation: Convocation) -> str:
    """Return where a notice stands, in a word or two."""
    if convocation.means == RollEntry.Means.POST:
        return _("à remettre à la poste") if convocation.posted_on is None else _("postée")
    return str(convocation.message.get_state_display()) if convocation.message else ""


def _sending(convocation: Convocation) -> list[str]:
    """Return state, day, answer and hash of the e-mail or of the letter."""
    message = convocation.message
    if convocation.means == RollEntry.Means.POST or message is None:
        posted = convocation.posted_on
        day = dates.short_date(posted) if posted else ""
        return [state_label(convocation), day, convocation.posted_by, convocation.letter_hash]
    sent = dates.short_datetime(message.sent_at) if message.sent_at else ""
    return [state_label(convocation), sent, message.answer, message.content_hash]
