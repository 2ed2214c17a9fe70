"""The French names of the legal dates, their notes, and the sentences of the quorum's arithmetic.

`_` only marks the text for extraction: the web translates the template, then fills it in.
"""

from collections.abc import Callable, Mapping


def _(text: str) -> str:
    return text


DEADLINES: dict[str, str] = {
    "email_consent": _("Accord des membres pour être convoqués par courriel"),
    "added_resolutions_from": _("Début du dépôt de résolutions par les membres"),
    "added_resolutions": _("Dernier jour du dépôt de résolutions par les membres"),
    "roll_frozen": _("Liste des membres arrêtée"),
    "last_sending": _("Dernier jour légal d’envoi de la convocation"),
    "documents_available": _("Documents tenus à la disposition des membres"),
    "postal_request": _("Demande du formulaire de vote par correspondance"),
    "documents_request": _("Demande de documents par les membres"),
    "written_questions": _("Questions écrites des membres"),
    "postal_cutoff": _("Réception des votes par correspondance"),
    "electronic_cutoff": _("Réception des votes et pouvoirs électroniques"),
    "meeting": _("Réunion"),
    "second_earliest": _("Seconde réunion, au plus tôt"),
    "second_latest": _("Seconde réunion, au plus tard"),
}

NOTES: dict[str, str] = {
    "documents_at_seat": _("Au siège, de la convocation jusqu’à la réunion."),
    "documents_sent": _("Envoyés à chaque associé avec la convocation."),
    "working_days": _("Du lundi au vendredi, hors jours fériés."),
    "from_sending": _("À partir de l’envoi de la convocation."),
    "second_sent_next_day": _("Si le quorum manque et que la convocation part dès le lendemain."),
    "second_in_same_notice": _("Si le quorum manque, comme annoncé dans la convocation."),
}

FIRST_DAYS: dict[str, str] = {
    "sending": _("le jour de l’envoi"),
    "receipt": _("le jour de la réception"),
    "disposal": _("le jour de la mise à disposition"),
    "freeze": _("le jour où la liste est arrêtée"),
    "first_meeting": _("le jour de la première assemblée"),
}
"""What happens on the first day of a delay (`delays.Since`)."""

LAST_DAYS: dict[str, str] = {
    "meeting": _("le jour de l’assemblée"),
    "second_meeting": _("le jour de la seconde assemblée"),
}
"""What happens on the last day of a delay (`delays.To`)."""

COUNTED: dict[tuple[bool, bool], str] = {
    (False, False): _("%(length)s : ni %(first)s ni %(last)s ne comptent."),
    (False, True): _("%(length)s : %(first)s ne compte pas, %(last)s compte."),
    (True, False): _("%(length)s : %(first)s compte, %(last)s ne compte pas."),
    (True, True): _("%(length)s : %(first)s et %(last)s comptent."),
}
"""Whether the first and the last day of a delay count, in words."""

STEPS: dict[str, str] = {
    "heads": _(
        "%(heads)s membres prennent part à la réunion sur %(registered)s, soit %(reached)s"
        " (%(about)s)."
    ),
    "heads_needed": _("Il faut au moins %(threshold)s des membres, soit %(needed)s."),
    "heads_needed_more": _("Il faut plus de %(threshold)s des membres, soit %(needed)s."),
    "raised_to_floor": _("Le minimum des statuts porte ce nombre à %(needed)s."),
    "lowered_to_cap": _("Le plafond des statuts ramène ce nombre à %(needed)s."),
    "college_brings": _(
        "Collège %(college)s : %(heads)s membres sur %(registered)s, pour un poids de %(weight)s,"
        " apportent %(brings)s (%(about)s)."
    ),
    "weighted_sum": _("Ensemble, les collèges atteignent %(reached)s (%(about)s)."),
    "share_needed": _("Il faut au moins %(threshold)s."),
    "share_needed_more": _("Il faut plus de %(threshold)s."),
    "college_heads": _(
        "Collège %(college)s : %(heads)s membres sur %(registered)s, il en faut %(needed)s."
    ),
    "no_quorum_needed": _("Aucun quorum n’est exigé."),
    "quorum_met": _("Le quorum est atteint."),
    "quorum_not_met": _("Le quorum n’est pas atteint."),
}


def step_sentence(
    code: str, figures: Mapping[str, str], translate: Callable[[str], str] = str
) -> str:
    """Return one step of the quorum as a sentence: in French, or as `translate` gives it."""
    return translate(STEPS[code]) % dict(figures)
