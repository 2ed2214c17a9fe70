"""The ways to take part in a meeting, said in full sentences as its statutes allow them."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from meetings.selectors.calendar import deadline_of, remote_closing, when
from meetings.selectors.second_call import carries_proxies, carries_votes
from organisations.rules.statutes import StatuteParameters
from tala.lib import clock, dates, figures


@dataclass(frozen=True)
class Way:
    """One way to take part: its name and the sentences that explain it."""

    code: str
    title: str
    sentences: tuple[str, ...]


def ways_of(meeting: Meeting, params: StatuteParameters) -> tuple[Way, ...]:
    """Return the ways to take part, from coming in person to voting beforehand."""
    found = (
        _in_person(meeting),
        _at_a_distance(meeting, params),
        _by_proxy(meeting, params),
        _beforehand(meeting, params),
    )
    return tuple(way for way in found if way is not None)


def rights_of(meeting: Meeting, params: StatuteParameters) -> tuple[str, ...]:
    """Return the members' other rights before the meeting, with their limits."""
    return tuple(
        sentence
        for sentence in (
            _documents(meeting, params),
            _questions(meeting, params),
            _added_resolutions(meeting, params),
            _second_meeting(meeting, params),
            _carried_proxy(meeting),
            _carried_vote(meeting),
        )
        if sentence
    )


def who_may_hold(params: StatuteParameters) -> str:
    """Return who may be named in a proxy and how many proxies a person may hold."""
    sentences = [_holders(params)]
    if params.proxy_same_college_only:
        sentences.append(_("Cette personne doit appartenir à votre collège."))
    sentences += _caps(params)
    return " ".join(sentences)


def blank_effect(params: StatuteParameters) -> str:
    """Return what a proxy without a name does (C.com L225-106 III for an SA)."""
    if not params.blank_proxy_allowed:
        return _("Un pouvoir qui ne nomme personne est nul.")
    if params.blank_direction == "abstain":
        return _(
            "Un pouvoir qui ne nomme personne est un pouvoir en blanc : il compte dans le quorum"
            " et s’abstient sur chaque résolution."
        )
    return _(
        "Un pouvoir qui ne nomme personne est un pouvoir en blanc : il vaut un vote pour les"
        " résolutions présentées ou agréées par le conseil, et un vote contre toutes les autres."
    )


def abstention_effect(params: StatuteParameters, kind: str, call_number: int) -> str:
    """Return what abstaining does, under the majority of this kind of resolution."""
    rule = params.majority_rule(kind, call_number)
    outside = "abstain" not in params.expressed_includes
    if rule is not None and rule.base == "expressed" and outside:
        return _("Une abstention n’est pas une voix exprimée : elle ne compte ni pour ni contre.")
    return _("Une abstention compte dans le total des voix : elle pèse comme un vote contre.")


def _in_person(meeting: Meeting) -> Way | None:
    if not meeting.place:
        return None
    sentences = [
        _("Le %(when)s, %(place)s.")
        % {"when": dates.long_datetime(meeting.starts_at), "place": meeting.place}
    ]
    if meeting.access_notes:
        sentences.append(meeting.access_notes)
    return Way("in_person", _("Venir"), tuple(sentences))


def _at_a_distance(meeting: Meeting, params: StatuteParameters) -> Way | None:
    if not meeting.video_url:
        return None
    counts = (
        _("Qui suit la réunion à distance compte dans le quorum et vote en séance.")
        if params.remote_enabled
        else _("Suivre la réunion à distance ne permet pas d’y voter : les statuts l’excluent.")
    )
    return Way(
        "remote",
        _("Suivre la réunion à distance"),
        (
            _("Par visioconférence : %(url)s") % {"url": meeting.video_url},
            _("Un navigateur récent, un micro et un haut-parleur suffisent."),
            counts,
        ),
    )


def _by_proxy(meeting: Meeting, params: StatuteParameters) -> Way | None:
    if not params.proxies_allowed:
        return None
    sentences = [who_may_hold(params), blank_effect(params)]
    closing = remote_closing(meeting, params)
    if closing is not None:
        sentences.append(
            _("Par votre lien personnel, jusqu’au %(when)s ; sur papier, jusqu’à l’ouverture.")
            % {"when": dates.long_datetime(closing)}
        )
    else:
        sentences.append(_("Remettez-le au plus tard à l’ouverture de la séance."))
    return Way("proxy", _("Donner pouvoir"), tuple(sentences))


def _beforehand(meeting: Meeting, params: StatuteParameters) -> Way | None:
    closing = remote_closing(meeting, params)
    if closing is None or not params.postal_enabled:
        return None
    sentences = [
        _("Par votre lien personnel, dès maintenant et jusqu’au %(when)s.")
        % {"when": dates.long_datetime(closing)}
    ]
    cutoff = deadline_of(meeting, params, "postal_cutoff")
    if cutoff is not None:
        sentences.append(
            _("Sur papier, par un formulaire qui doit nous parvenir au plus tard le %(when)s.")
            % {"when": when(cutoff)}
        )
    asked = deadline_of(meeting, params, "postal_request")
    if asked is not None:
        sentences.append(
            _("Si vous n’avez pas ce formulaire, demandez-le au plus tard le %(when)s.")
            % {"when": when(asked)}
        )
    sentences.append(_("Qui a voté ainsi ne peut plus changer de mode de participation."))
    return Way("beforehand", _("Voter avant la réunion"), tuple(sentences))


def _holders(params: StatuteParameters) -> str:
    if params.proxy_holder_must_be_member is not False:
        return _("Seul un autre membre peut vous représenter.")
    names = {
        "spouse": _("votre conjoint"),
        "pacs_partner": _("votre partenaire de PACS"),
        "third_party": _("toute personne de votre choix"),
    }
    others = [names[code] for code in params.proxy_outside_holders]
    if not others:
        return _("Vous pouvez vous faire représenter par la personne de votre choix.")
    return _("Peuvent vous représenter : un autre membre, %(others)s.") % {
        "others": ", ".join(others)
    }


def _caps(params: StatuteParameters) -> list[str]:
    caps = []
    if params.proxy_max is not None:
        caps.append(
            ngettext(
                "Une personne peut porter %(n)s pouvoir au plus.",
                "Une personne peut porter %(n)s pouvoirs au plus.",
                params.proxy_max,
            )
            % {"n": params.proxy_max}
        )
    if params.proxy_share_of_members is not None:
        caps.append(_share_cap(params.proxy_share_of_members))
    return caps


def _share_cap(share: Fraction) -> str:
    return _(
        "Une personne ne peut porter plus de pouvoirs que %(share)s du nombre des membres."
    ) % {"share": figures.ratio(share)}


def _documents(meeting: Meeting, params: StatuteParameters) -> str:
    organisation = meeting.organisation
    asked = deadline_of(meeting, params, "documents_request")
    if asked is None:
        return _("Les documents peuvent être lus au siège, %(seat)s.") % {
            "seat": organisation.address
        }
    return _(
        "Les documents peuvent être lus au siège, %(seat)s, ou envoyés sur demande reçue au plus"
        " tard le %(when)s."
    ) % {"seat": organisation.address, "when": when(asked)}


def _questions(meeting: Meeting, params: StatuteParameters) -> str:
    limit = deadline_of(meeting, params, "written_questions")
    contact = {"email": meeting.organisation.contact_email}
    if limit is None:
        return ""
    if limit.bound == "from":
        return _("Vous pouvez poser des questions écrites, dès cet envoi, à %(email)s.") % contact
    return _(
        "Vous pouvez poser des questions écrites à %(email)s : elles doivent nous parvenir au plus"
        " tard le %(when)s."
    ) % {**contact, "when": when(limit)}


def _added_resolutions(meeting: Meeting, params: StatuteParameters) -> str:
    limit = deadline_of(meeting, params, "added_resolutions")
    if limit is None or limit.on < _notice_day(meeting):
        return ""
    return _(
        "Une demande d’ajout à l’ordre du jour, dans les conditions de la loi et des statuts, doit"
        " nous parvenir au plus tard le %(when)s."
    ) % {"when": when(limit)}


def _second_meeting(meeting: Meeting, params: StatuteParameters) -> str:
    earliest = deadline_of(meeting, params, "second_earliest")
    if not params.second_call_in_same_notice or earliest is None:
        return ""
    return _(
        "Si le quorum n’est pas atteint, une seconde assemblée se tiendra sur le même ordre du"
        " jour"
        " à partir du %(when)s."
    ) % {"when": when(earliest)}


def _carried_proxy(meeting: Meeting) -> str:
    params = meeting.first_meeting.typed_statutes if meeting.first_meeting else None
    if params is None or not params.proxies_allowed:
        return ""
    if not carries_proxies(meeting):
        return _("Un pouvoir donné pour la première assemblée ne vaut pas pour celle-ci.")
    return _(
        "Un pouvoir donné pour la première assemblée reste valable pour celle-ci (%(article)s)."
        " Vous pouvez le retirer."
    ) % {"article": params.article("proxy_valid_second_call")}


def _carried_vote(meeting: Meeting) -> str:
    params = meeting.first_meeting.typed_statutes if meeting.first_meeting else None
    if params is None or not params.postal_enabled:
        return ""
    if not carries_votes(meeting):
        return _("Un vote envoyé avant la première assemblée ne vaut pas pour celle-ci.")
    return _(
        "Un vote envoyé avant la première assemblée reste valable ici pour les résolutions reprises"
        " (%(article)s)."
    ) % {"article": params.article("postal_valid_second_call")}


def _notice_day(meeting: Meeting) -> dt.date:
    """Return the day the notice leaves: today, for a draft."""
    return (meeting.convened_at or clock.now()).astimezone(dates.PARIS).date()
