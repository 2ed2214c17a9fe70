"""Casts the votes of members: from home before the sitting, and in the sitting.

A form carries a one-time key: sent again it gets the same receipt, and nothing else is ever counted
twice. What decides is the unique paper of each voice, and the one mode of the member's own voice.
"""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mandates.models import Proxy
from mandates.rules.proxies import giver_may_vote
from mandates.selectors.eligibility import verdict_sentence
from mandates.selectors.proxies import proxy_given_by
from mandates.services.proxies import proxy_take_back
from meetings.models import Meeting, RollEntry
from meetings.services.attendance import mode_move
from organisations.policies import Actor
from organisations.refusals import Refused
from organisations.services.journal import journal_write
from tala.lib import clock, dates
from tala.lib.sharelock import row_held, rows_held
from voting.models import NO_ANSWER, Ballot, Paper
from voting.selectors.windows import HERE, home_vote_closes_at
from voting.services.papers import ANSWERS, Cast, letter_set, papers_insert

Mode = RollEntry.Mode


def votes_cast_early(
    *, entry: RollEntry, choices_by_entry: Mapping[int, str], key: str
) -> list[Paper]:
    """Cast whole papers from home: `entry` acts for the voices whose keys are given.

    Each text has one letter of ANSWERS per ballot, in order. Returns the papers; the same form sent
    again gets those already in the urn. Refused outside the window of the convocation (C.com
    R225-77), for a voice `entry` does not hold, for one that has voted, and for a member who is
    represented (unless the statutes let the vote cancel the proxy).
    """
    poll = entry.meeting.poll
    _require_answers(choices_by_entry, poll.size)
    actor = Actor.member_link(entry.number, entry.name)
    cast = Cast(poll, entry, key, Paper.Channel.REMOTE)
    try:
        with transaction.atomic():
            _require_home_window(entry.meeting)
            _hold_voices(entry, choices_by_entry)
            if entry.pk in choices_by_entry:
                _free_own_voice(entry, actor)
            papers = papers_insert(cast, choices_by_entry, convened=entry.meeting)
            if not papers:
                raise _window_closed(entry.meeting)
            if entry.pk in choices_by_entry:
                _own_voice_has_voted(entry, actor)
            _journal(entry, actor, papers, {})
    except (IntegrityError, Refused) as problem:
        return _repeated(cast, choices_by_entry, problem)
    return papers


def vote_cast_room(
    *, entry: RollEntry, ballot: Ballot, choices_by_entry: Mapping[int, str], key: str
) -> list[Paper]:
    """Cast one letter of ANSWERS per voice on the open ballot: `entry`, in the sitting, acts.

    Returns the papers; the same form sent again gets the same receipts. Refused once the ballot is
    closed, for someone who is not here, for a voice `entry` does not hold or that has answered.
    """
    poll = entry.meeting.poll
    _require_answers(choices_by_entry, 1)
    actor = Actor.member_link(entry.number, entry.name)
    cast = Cast(poll, entry, key, Paper.Channel.ROOM)
    try:
        with transaction.atomic():
            _hold_open_ballot(ballot)
            _hold_presence(entry)
            _hold_voices(entry, choices_by_entry)
            for entry_id in sorted(choices_by_entry):
                letter_set(cast, ballot, entry_id, choices_by_entry[entry_id])
            papers = _papers(choices_by_entry)
            _journal(entry, actor, papers, {"resolution": ballot.number})
    except (IntegrityError, Refused) as problem:
        return _repeated(cast, choices_by_entry, problem, ballot)
    return papers


def _require_answers(choices_by_entry: Mapping[int, str], size: int) -> None:
    whole = [len(text) == size and not text.strip(ANSWERS) for text in choices_by_entry.values()]
    if not whole or not all(whole):
        raise Refused(
            _("Il manque une réponse. Répondez à chaque résolution, fût-ce par une abstention."),
            code="incomplete",
        )


def _require_home_window(meeting: Meeting) -> None:
    """Raise Refused where or when nobody votes from home; the insert holds the meeting's state."""
    closes_at = home_vote_closes_at(meeting)
    if closes_at is None:
        raise Refused(
            _("Les statuts ne permettent pas de voter avant la réunion. Venez, ou donnez pouvoir."),
            code="not_enabled",
        )
    if clock.now() >= closes_at:
        raise _window_closed(meeting)


def _window_closed(meeting: Meeting) -> Refused:
    closes_at = home_vote_closes_at(meeting)
    if closes_at is None or clock.now() < closes_at:
        sentence = _(
            "La séance est ouverte ou levée : on ne vote plus de chez soi. Pendant la séance, "
            "faites-vous inscrire pour voter."
        )
        return Refused(sentence, code="closed")
    return Refused(
        _(
            "Le vote depuis chez soi est clos depuis %(when)s (C. com. art. R225-77). Vous pouvez "
            "encore voter en séance."
        )
        % {"when": dates.long_datetime(closes_at)},
        code="closed",
    )


def _hold_open_ballot(ballot: Ballot) -> None:
    """Keep the ballot open until the commit: its close waits, so that what is told is counted."""
    if not row_held(Ballot, ballot.pk, state=Ballot.State.OPEN):
        raise Refused(
            _("Ce scrutin est clos : votre réponse est arrivée après et n’est pas comptée."),
            code="closed",
        )


def _hold_presence(entry: RollEntry) -> None:
    here = RollEntry.objects.filter(pk=entry.pk, mode__in=HERE, left_at=None)
    if not rows_held(here.values_list("pk")):
        raise Refused(
            _(
                "Vous n’êtes pas inscrit·e sur la feuille de présence. Faites-vous inscrire à "
                "l’accueil, ou déclarez-vous connecté·e si vous suivez la réunion à distance."
            ),
            code="not_here",
        )


def _hold_voices(entry: RollEntry, choices_by_entry: Mapping[int, str]) -> None:
    """Keep the proxies in force until the commit; raise Refused for a voice not held."""
    represented = set(choices_by_entry) - {entry.pk}
    if not represented:
        return
    proxies = Proxy.objects.filter(
        holder=entry, giver__in=represented, state=Proxy.State.ACTIVE
    ).order_by("pk")
    if {row[0] for row in rows_held(proxies.values_list("giver_id"))} != represented:
        raise Refused(
            _(
                "L’un des pouvoirs que vous portiez a été retiré. Rechargez la page pour voir les "
                "voix que vous portez encore."
            ),
            code="not_holder",
        )


def _free_own_voice(entry: RollEntry, actor: Actor) -> None:
    """Take back the member's own proxy where the statutes let a vote cancel it; else refuse."""
    if entry.mode != Mode.REPRESENTED:
        return
    verdict = giver_may_vote(entry.meeting.typed_statutes, represented=True)
    proxy = proxy_given_by(entry)
    if not verdict.allowed:
        raise Refused(verdict_sentence(verdict), code=verdict.reason)
    if proxy is not None:
        proxy_take_back(proxy, actor)


def _own_voice_has_voted(entry: RollEntry, actor: Actor) -> None:
    mode_move(entry=entry, actor=actor, from_modes=[Mode.NONE, Mode.EXCUSED], to_mode=Mode.POSTAL)


def _repeated(
    cast: Cast,
    choices_by_entry: Mapping[int, str],
    problem: IntegrityError | Refused,
    ballot: Ballot | None = None,
) -> list[Paper]:
    """Return the papers of the same form sent before; else say why this one was refused."""
    papers = _papers(choices_by_entry)
    same = [
        paper.key == cast.key
        and paper.cast_by_id == (cast.by and cast.by.pk)
        and _answer(paper, ballot) == choices_by_entry[paper.entry_id]
        for paper in papers
    ]
    if cast.key and len(same) == len(choices_by_entry) and all(same):
        return papers
    if isinstance(problem, Refused):
        raise problem
    voted = next((paper for paper in papers if _answer(paper, ballot).strip(NO_ANSWER)), None)
    if voted is None:
        raise problem
    raise _already_voted(voted) from problem


def _papers(choices_by_entry: Mapping[int, str]) -> list[Paper]:
    return list(
        Paper.objects.filter(entry__in=choices_by_entry)
        .select_related("entry")
        .order_by("entry_id")
    )


def _answer(paper: Paper, ballot: Ballot | None) -> str:
    return paper.choices if ballot is None else paper.choices[ballot.position]


def _already_voted(paper: Paper) -> Refused:
    return Refused(
        _(
            "%(name)s a déjà voté : %(when)s, reçu %(receipt)s…. Un vote déposé ne se reprend pas "
            "(C. com. art. R225-85)."
        )
        % {
            "name": paper.entry.name,
            "when": dates.long_datetime(paper.cast_at),
            "receipt": paper.receipt[:4],
        },
        code="already_voted",
    )


def _journal(
    entry: RollEntry, actor: Actor, papers: list[Paper], details: Mapping[str, object]
) -> None:
    """Write which voices voted, by whom and how; never what they answered."""
    number = {paper.entry_id: paper.entry.number for paper in papers if paper.entry_id != entry.pk}
    journal_write(
        organisation=entry.meeting.organisation_id,
        actor=actor,
        action="paper.cast",
        subject=f"meeting:{entry.meeting_id}",
        details={
            "voices": [
                {"voice": number.get(paper.entry_id, entry.number), "receipt": paper.receipt}
                for paper in papers
            ],
            "channel": papers[0].channel,
            **details,
        },
    )
