"""The arithmetic in words: one French sentence for each step of a count and for each reason.

`_` only marks the text for extraction: the web translates the template, then fills it in. A figure
named `college` or `target` is a college's code, which a page may replace by its name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from voting.rules.election_words import ELECTION_REASONS, ELECTION_SENTENCES


def _(message: str) -> str:
    return message


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step: a key of SENTENCES and its exact figures, written for a French reader."""

    code: str
    figures: Mapping[str, str] = field(default_factory=dict, hash=False)


def sentence(step: TraceStep, translate: Callable[[str], str] = str) -> str:
    """Return the step as a sentence: in French, or as `translate` (gettext) gives it."""
    return translate(_ALL_SENTENCES[step.code]) % dict(step.figures)


def reason_sentence(code: str, translate: Callable[[str], str] = str) -> str:
    """Return why a verdict is what it is: in French, or as `translate` (gettext) gives it."""
    return translate((REASONS | ELECTION_REASONS)[code])


SENTENCES: dict[str, str] = {
    # The rule
    "rule_heads": _("Une personne, une voix."),
    "rule_weights": _("Chaque bulletin porte son propre poids."),
    "rule_proportional": _(
        "Dans chaque collège, la part des voix pour est multipliée par le poids du collège, puis"
        " les collèges sont additionnés."
    ),
    "rule_majority": _(
        "Chaque collège donne tout son poids au côté, pour ou contre, qui a le plus de voix."
    ),
    "rule_college_vote": _("Chaque collège compte pour une voix, quel que soit son poids."),
    "rule_double_test": _(
        "Il faut à la fois la majorité pondérée, assez de collèges favorables et assez de votants"
        " dans chaque collège. Un collège sans voix n’apporte rien et son poids reste dans le"
        " total."
    ),
    "rule_abstain_counts_for": _("Dans chaque collège, les abstentions comptent comme pour."),
    "papers": _(
        "Bulletins\u00a0: %(papers)s (pour %(for)s, contre %(against)s, abstention %(abstain)s,"
        " blanc %(blank)s, nul %(null)s)."
    ),
    "weighted_papers": _(
        "Poids des bulletins\u00a0: %(papers)s (pour %(for)s, contre %(against)s, autres"
        " %(others)s)."
    ),
    # Empty colleges
    "no_member": _("%(college)s\u00a0: le collège n’a aucun membre."),
    "no_attendee": _("%(college)s\u00a0: aucun membre ne participe."),
    "no_expressed": _("%(college)s\u00a0: aucune voix à compter."),
    "lost": _("%(college)s\u00a0: son poids (%(weight)s) reste dans le total et n’apporte rien."),
    "renormalise": _("%(college)s\u00a0: son poids (%(weight)s) quitte le total."),
    "equal_split": _(
        "%(college)s\u00a0: son poids (%(weight)s) est partagé à parts égales entre les collèges"
        " qui comptent, sans qu’aucun dépasse %(cap)s du total."
    ),
    "equal_split_uncapped": _(
        "%(college)s\u00a0: son poids (%(weight)s) est partagé à parts égales entre les collèges"
        " qui comptent."
    ),
    "merge": _(
        "%(college)s\u00a0: ses membres, ses bulletins et son poids (%(weight)s) rejoignent le"
        " collège %(target)s."
    ),
    "merge_loop": _(
        "%(college)s\u00a0: le collège qu’il doit rejoindre le renvoie à lui-même, son poids"
        " (%(weight)s) reste dans le total et n’apporte rien."
    ),
    "headcount_not_reached": _(
        "%(college)s\u00a0: il reste %(left)s collèges, %(fewest)s suffisent\u00a0: son poids"
        " (%(weight)s) reste dans le total et n’apporte rien."
    ),
    "headcount": _(
        "Collèges qui restent\u00a0: %(left)s, moins que %(fewest)s. Les poids ne jouent plus et"
        " chaque personne a une voix."
    ),
    "received": _("%(college)s\u00a0: %(weight)s + %(received)s = %(total)s."),
    "split_rest_lost": _(
        "Tous les collèges qui comptent sont au plafond\u00a0: le reste (%(rest)s) est perdu."
    ),
    "new_total": _("Le total des poids est maintenant %(total)s."),
    "over_cap": _(
        "%(college)s pèserait %(part)s du total, plus que le plafond de %(cap)s\u00a0: le résultat"
        " est bloqué."
    ),
    # One college, proportional
    "college_expressed": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s exprimés, %(part)s × %(share)s = %(brings)s."
    ),
    "college_expressed_one": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s exprimé, %(part)s × %(share)s = %(brings)s."
    ),
    "college_counted": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s comptés comme exprimés, %(part)s × %(share)s"
        " = %(brings)s."
    ),
    "college_counted_one": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s compté comme exprimé, %(part)s × %(share)s ="
        " %(brings)s."
    ),
    "college_voters": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s votants, %(part)s × %(share)s = %(brings)s."
    ),
    "college_voters_one": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s votant, %(part)s × %(share)s = %(brings)s."
    ),
    "college_attending": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s participants, %(part)s × %(share)s ="
        " %(brings)s."
    ),
    "college_attending_one": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s participant, %(part)s × %(share)s ="
        " %(brings)s."
    ),
    "college_registered": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s inscrits, %(part)s × %(share)s = %(brings)s."
    ),
    "college_registered_one": _(
        "%(college)s\u00a0: %(for)s pour sur %(base)s inscrit, %(part)s × %(share)s = %(brings)s."
    ),
    "sum": _("Somme\u00a0: %(terms)s = %(share)s."),
    # One college, winner takes all
    "college_for": _(
        "%(college)s\u00a0: %(for)s pour, %(against)s contre, le collège donne %(weight)s pour."
    ),
    "college_against": _(
        "%(college)s\u00a0: %(for)s pour, %(against)s contre, le collège donne %(weight)s contre."
    ),
    "college_tie_split": _(
        "%(college)s\u00a0: %(for)s pour, %(against)s contre, à égalité la moitié de son poids,"
        " %(half)s, va de chaque côté."
    ),
    "college_tie_neutral": _(
        "%(college)s\u00a0: %(for)s pour, %(against)s contre, à égalité son poids (%(weight)s)"
        " quitte le total."
    ),
    "college_tie_against": _(
        "%(college)s\u00a0: %(for)s pour, %(against)s contre, à égalité le collège donne"
        " %(weight)s contre."
    ),
    "weight_for": _("Poids pour\u00a0: %(support)s sur %(base)s, soit %(share)s."),
    # One college, one voice
    "voice_for_more": _(
        "%(college)s\u00a0: %(for)s sur %(base)s, soit %(share)s, il fallait plus de"
        " %(threshold)s. Le collège est favorable."
    ),
    "voice_for_least": _(
        "%(college)s\u00a0: %(for)s sur %(base)s, soit %(share)s, il fallait au moins"
        " %(threshold)s. Le collège est favorable."
    ),
    "voice_against_more": _(
        "%(college)s\u00a0: %(for)s sur %(base)s, soit %(share)s, il fallait plus de"
        " %(threshold)s. Le collège n’est pas favorable."
    ),
    "voice_against_least": _(
        "%(college)s\u00a0: %(for)s sur %(base)s, soit %(share)s, il fallait au moins"
        " %(threshold)s. Le collège n’est pas favorable."
    ),
    "voices": _("Collèges favorables\u00a0: %(support)s sur %(base)s, soit %(share)s."),
    # The two other tests of the double test
    "colleges_for": _(
        "Collèges où les pour dépassent les contre\u00a0: %(count)s, il en fallait au moins"
        " %(needed)s."
    ),
    "turnout": _(
        "%(college)s\u00a0: participation de %(papers)s sur %(registered)s, soit %(share)s, il"
        " fallait au moins %(needed)s."
    ),
    # The whole, without weights of colleges
    "whole_expressed": _("Pour\u00a0: %(for)s sur %(base)s exprimés, soit %(share)s."),
    "whole_expressed_one": _("Pour\u00a0: %(for)s sur %(base)s exprimé, soit %(share)s."),
    "whole_counted": _(
        "Pour\u00a0: %(for)s sur %(base)s comptés comme exprimés par les statuts, soit %(share)s."
    ),
    "whole_counted_one": _(
        "Pour\u00a0: %(for)s sur %(base)s compté comme exprimé par les statuts, soit %(share)s."
    ),
    "whole_voters": _("Pour\u00a0: %(for)s sur %(base)s votants, soit %(share)s."),
    "whole_voters_one": _("Pour\u00a0: %(for)s sur %(base)s votant, soit %(share)s."),
    "whole_attending": _("Pour\u00a0: %(for)s sur %(base)s participants, soit %(share)s."),
    "whole_attending_one": _("Pour\u00a0: %(for)s sur %(base)s participant, soit %(share)s."),
    "whole_registered": _("Pour\u00a0: %(for)s sur %(base)s inscrits, soit %(share)s."),
    "whole_registered_one": _("Pour\u00a0: %(for)s sur %(base)s inscrit, soit %(share)s."),
    # The verdict
    "empty_base": _("Il n’y a aucune voix à compter\u00a0: la part est de 0."),
    "adopted_more": _("%(share)s\u00a0: il fallait plus de %(threshold)s, c’est atteint."),
    "adopted_least": _("%(share)s\u00a0: il fallait au moins %(threshold)s, c’est atteint."),
    "rejected_more": _("%(share)s\u00a0: il fallait plus de %(threshold)s, ce n’est pas atteint."),
    "rejected_least": _(
        "%(share)s\u00a0: il fallait au moins %(threshold)s, ce n’est pas atteint."
    ),
    "tie_rejected": _("Les deux côtés sont à égalité\u00a0: la majorité n’est pas atteinte."),
    "casting_vote_for": _(
        "Les deux côtés sont à égalité\u00a0: la voix prépondérante est donnée pour."
    ),
    "casting_vote_against": _(
        "Les deux côtés sont à égalité\u00a0: la voix prépondérante est donnée contre."
    ),
    "second_round": _("Les deux côtés sont à égalité\u00a0: la règle prévoit un second tour."),
    "too_few_colleges_for": _("Trop peu de collèges sont favorables."),
    "turnout_too_low": _("Un collège au moins n’a pas assez de votants."),
    "verdict_adopted": _("La résolution est adoptée."),
    "verdict_rejected": _("La résolution est rejetée."),
    "verdict_tie": _("La résolution n’est ni adoptée ni rejetée."),
    "verdict_blocked": _("Aucun résultat ne peut être proclamé."),
    # How close it was
    "swing_up_one": _("Un seul bulletin passé de contre à pour aurait changé ce résultat."),
    "swing_up": _("%(papers)s bulletins passés de contre à pour auraient changé ce résultat."),
    "swing_down_one": _("Un seul bulletin passé de pour à contre aurait changé ce résultat."),
    "swing_down": _("%(papers)s bulletins passés de pour à contre auraient changé ce résultat."),
    "swing_none": _(
        "Aucun nombre de bulletins passés de pour à contre, ou l’inverse, n’aurait changé ce"
        " résultat."
    ),
}

REASONS: dict[str, str] = {
    "college_over_cap": _(
        "Après le partage des poids, un collège pèserait plus que le plafond des statuts. Aucun"
        " résultat ne peut être proclamé\u00a0: réglez le cas du collège vide, puis votez de"
        " nouveau."
    ),
    "empty_base": _("Il n’y a aucune voix à compter, la résolution est donc rejetée."),
    "tie_rejected": _(
        "Les deux côtés sont à égalité. La majorité n’est pas atteinte, la résolution est rejetée."
    ),
    "casting_vote_for": _(
        "Les deux côtés sont à égalité. La voix prépondérante, donnée pour, l’emporte."
    ),
    "casting_vote_against": _(
        "Les deux côtés sont à égalité. La voix prépondérante, donnée contre, l’emporte."
    ),
    "second_round": _("Les deux côtés sont à égalité. La règle prévoit un second tour."),
    "too_few_colleges_for": _(
        "La majorité pondérée est atteinte, mais trop peu de collèges sont favorables."
    ),
    "turnout_too_low": _(
        "La majorité pondérée est atteinte, mais trop peu de membres d’un collège ont voté."
    ),
}

_ALL_SENTENCES = SENTENCES | ELECTION_SENTENCES
