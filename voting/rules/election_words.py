"""The French sentences of an election: one for each step of its count and for each reason.

`_` only marks the text for extraction: see `trace`. A figure named `option` is an option's code,
which a page may replace by its name.
"""


def _(message: str) -> str:
    return message


ELECTION_SENTENCES: dict[str, str] = {
    # The rule
    "rule_choice": _("Chaque bulletin coche des options. Sièges à pourvoir\u00a0: %(seats)s."),
    "rule_yes_no": _(
        "Chaque bulletin dit oui ou non sur chaque option. Sièges à pourvoir\u00a0: %(seats)s."
    ),
    "rule_shared_weight": _(
        "Dans chaque collège, la part des bulletins pour une option est multipliée par le poids du"
        " collège, puis les collèges sont additionnés."
    ),
    "ballot_papers": _(
        "Bulletins\u00a0: %(papers)s (exprimés %(expressed)s, abstention %(abstain)s, blanc"
        " %(blank)s, nul %(null)s)."
    ),
    "spoiled": _(
        "Bulletins nuls parce qu’ils choisissent trop ou trop peu d’options\u00a0: %(papers)s."
    ),
    # One option
    "option_heads": _("%(option)s\u00a0: %(support)s voix."),
    "option_heads_one": _("%(option)s\u00a0: une voix."),
    "option_weights": _("%(option)s\u00a0: %(support)s en poids."),
    "option_colleges": _("%(option)s\u00a0: %(terms)s = %(support)s."),
    "option_no_vote": _("%(option)s\u00a0: aucune voix."),
    "option_yes_no": _("%(option)s\u00a0: oui %(support)s, non %(opposition)s."),
    "option_passes_more": _(
        "%(option)s\u00a0: %(share)s, il fallait plus de %(threshold)s, c’est atteint."
    ),
    "option_passes_least": _(
        "%(option)s\u00a0: %(share)s, il fallait au moins %(threshold)s, c’est atteint."
    ),
    "option_fails_more": _(
        "%(option)s\u00a0: %(share)s, il fallait plus de %(threshold)s, ce n’est pas atteint."
    ),
    "option_fails_least": _(
        "%(option)s\u00a0: %(share)s, il fallait au moins %(threshold)s, ce n’est pas atteint."
    ),
    # The seats
    "more_than_seats": _(
        "Options qui ont la majorité\u00a0: %(passing)s, plus que de sièges. La règle prévoit un"
        " second tour."
    ),
    "tied": _("À égalité pour les derniers sièges\u00a0: %(options)s."),
    "tie_second_round": _("La règle prévoit un second tour entre les options à égalité."),
    "tie_eldest": _("La règle donne l’avantage à l’âge."),
    "tie_longest_standing": _("La règle donne l’avantage à l’ancienneté."),
    "tie_lot": _("La règle est le tirage au sort."),
    "precedence_missing": _(
        "Le départage prévu par la règle n’est pas encore inscrit\u00a0: aucun résultat ne peut"
        " être proclamé."
    ),
    "majority_not_reached": _(
        "Sièges qui restent à pourvoir\u00a0: %(left)s. Aucune autre option n’a la majorité."
    ),
    "seats_vacant": _("Sièges qui restent vacants\u00a0: %(left)s."),
    "nobody_elected": _("Aucune option n’a la majorité."),
    "no_votes": _("Il n’y a aucune voix à compter."),
    "elected_are": _("Élus\u00a0: %(options)s."),
    "verdict_elected": _("L’élection est acquise."),
    "verdict_second_round": _("Un second tour est nécessaire."),
    "verdict_not_elected": _("Personne n’est élu."),
}

ELECTION_REASONS: dict[str, str] = {
    "more_than_seats": _(
        "Plus d’options ont la majorité qu’il n’y a de sièges. La règle prévoit un second tour."
    ),
    "tie_second_round": _(
        "Des options sont à égalité pour le dernier siège. La règle prévoit un second tour."
    ),
    "tie_eldest": _("À égalité pour le dernier siège, l’âge a départagé les options."),
    "tie_longest_standing": _(
        "À égalité pour le dernier siège, l’ancienneté a départagé les options."
    ),
    "tie_lot": _("À égalité pour le dernier siège, le tirage au sort a départagé les options."),
    "precedence_missing": _(
        "Des options sont à égalité pour le dernier siège. Faites le départage que prévoit la"
        " règle, inscrivez-le, puis comptez de nouveau."
    ),
    "majority_not_reached": _(
        "Il reste des sièges à pourvoir, et personne d’autre n’a la majorité exigée. Votez de"
        " nouveau pour ces sièges."
    ),
    "seats_vacant": _("Il n’y a pas assez d’élus\u00a0: des sièges restent vacants."),
    "no_votes": _("Il n’y a aucune voix à compter, personne n’est donc élu."),
    "nobody_elected": _("Aucune option n’a la majorité exigée\u00a0: personne n’est élu."),
}
