"""Where one voice stands, in a sentence, and what can still be changed until when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.models import Proxy
from mandates.selectors.windows import home_closes_at, home_is_open
from meetings.models import Meeting, RollEntry
from tala.lib import dates
from voting.models import Paper
from voting.selectors.windows import home_vote_is_open

Mode = RollEntry.Mode
Answer = RollEntry.Answer


@dataclass(frozen=True)
class Standing:
    """What a member reads first: where their voice stands, what may still change, in which tone."""

    now: str
    then: str
    tone: str


def standing_of(entry: RollEntry, proxy: Proxy | None, paper: Paper | None) -> Standing:
    """Return where the voice stands; `proxy` is the valid one it has given."""
    mode = Mode(entry.mode)
    if mode == Mode.REPRESENTED and proxy is not None:
        return _represented(entry, proxy, paper)
    if mode == Mode.POSTAL:
        return _voted(entry, paper)
    if mode in {Mode.PRESENT, Mode.REMOTE}:
        return _here(entry)
    return Standing(_answered(entry), _choices_left(entry), "info")


def _represented(entry: RollEntry, proxy: Proxy, paper: Paper | None) -> Standing:
    if proxy.holder is None:
        now = _("Vous avez donné un pouvoir en blanc.")
    else:
        now = _("Vous avez donné pouvoir à %(name)s.") % {"name": proxy.holder.name}
    if paper is not None:
        then = _("Ce pouvoir a servi à voter : il ne peut plus être retiré.")
    elif home_is_open(entry.meeting):
        then = _("Vous pouvez le retirer jusqu’au %(when)s, tant qu’il n’a pas servi.") % {
            "when": dates.long_datetime(home_closes_at(entry.meeting))
        }
    else:
        then = _("Pour le retirer, venez à la réunion ou écrivez au secrétariat.")
    return Standing(now, then, "ok")


def _voted(entry: RollEntry, paper: Paper | None) -> Standing:
    now = _("Vous avez voté.")
    if paper is not None:
        now = _("Vous avez voté le %(when)s.") % {"when": dates.long_datetime(paper.cast_at)}
    then = _("Ce vote compte et ne peut plus être modifié. Vous pouvez assister à la réunion.")
    return Standing(now, then if entry.meeting.state != Meeting.State.CLOSED else "", "ok")


def _here(entry: RollEntry) -> Standing:
    if entry.left_at is not None:
        return Standing(
            _("Votre départ est noté à %(hour)s.") % {"hour": dates.time_of_day(entry.left_at)},
            _("Si vous revenez, faites-vous inscrire de nouveau."),
            "warn",
        )
    if entry.mode == Mode.REMOTE:
        return Standing(_("Vous suivez la séance à distance."), "", "ok")
    return Standing(_("Vous êtes inscrit·e parmi les présents."), "", "ok")


def _answered(entry: RollEntry) -> str:
    if entry.mode == Mode.EXCUSED:
        return _("Votre excuse est notée. Votre voix n’est pas encore utilisée.")
    return {
        Answer.NONE: _("Vous n’avez pas encore répondu."),
        Answer.IN_PERSON: _("Vous avez répondu que vous viendrez."),
        Answer.REMOTE: _("Vous avez répondu que vous suivrez la réunion à distance."),
        Answer.ABSENT: _(
            "Vous avez répondu que vous ne viendrez pas. Votre voix n’est pas encore utilisée."
        ),
    }[Answer(entry.answer)]


def _choices_left(entry: RollEntry) -> str:
    meeting = entry.meeting
    if meeting.state == Meeting.State.CLOSED:
        return _("La séance est levée.")
    if meeting.state == Meeting.State.IN_SESSION:
        return _("La séance est ouverte : faites-vous inscrire pour voter.")
    closing = {"when": dates.long_datetime(home_closes_at(meeting))}
    if home_vote_is_open(meeting):
        return _("Vous pouvez donner pouvoir ou voter d’ici jusqu’au %(when)s.") % closing
    if home_is_open(meeting) and (meeting.statutes or {}).get("proxies_allowed"):
        return _("Vous pouvez donner pouvoir d’ici jusqu’au %(when)s.") % closing
    return _("Le temps de répondre d’ici est passé : votre voix s’exprime à la réunion.")
