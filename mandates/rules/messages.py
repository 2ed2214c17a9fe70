"""The French sentence of each verdict on a proxy.

`_` only marks the text for extraction: the web translates the template, then fills it in.
"""


def _(text: str) -> str:
    return text


MESSAGES: dict[str, str] = {
    "allowed": _("Ce pouvoir est valable."),
    "proxies_not_allowed": _(
        "Les statuts ne permettent pas de se faire représenter. Venez à la réunion ou votez à"
        " distance si c’est possible."
    ),
    "blank_not_allowed": _(
        "Les statuts ne permettent pas le pouvoir en blanc. Désignez la personne qui vous"
        " représente."
    ),
    "giver_already_voted": _(
        "Ce membre a déjà voté : il ne peut plus donner de pouvoir pour cette réunion."
    ),
    "giver_already_represented": _(
        "Ce membre a déjà donné un pouvoir. Retirez-le avant d’en donner un autre."
    ),
    "holder_is_giver": _("Un membre ne peut pas se représenter lui-même. Désignez quelqu’un."),
    "holder_represented": _(
        "Cette personne est elle-même représentée : elle ne peut pas transmettre votre pouvoir."
        " Choisissez quelqu’un d’autre."
    ),
    "holder_not_member": _("Seul un membre peut porter un pouvoir. Choisissez un membre."),
    "holder_link_not_allowed": _(
        "Cette personne n’est ni membre ni dans un lien admis avec vous. Choisissez un membre."
    ),
    "other_college": _(
        "Les statuts réservent le pouvoir aux membres du même collège : le vôtre est"
        " « %(giver_college)s », le sien « %(holder_college)s ». Choisissez dans votre collège."
    ),
    "cap_reached": _(
        "Cette personne porte déjà %(held)s pouvoirs, pour un maximum de %(cap)s. Choisissez"
        " quelqu’un d’autre."
    ),
    "votes_per_person": _(
        "Cette personne disposerait de %(votes)s voix, pour un maximum de %(limit)s. Choisissez"
        " quelqu’un d’autre."
    ),
    "proxy_in_force": _("Ce membre est représenté. Retirez le pouvoir pour voter vous-même."),
    "proxy_cancelled": _("Votre vote annule le pouvoir que vous aviez donné."),
    "same_day": _("Le pouvoir vaut aussi pour la réunion du même jour."),
    "same_agenda": _("Le pouvoir vaut aussi pour la réunion convoquée sur le même ordre du jour."),
    "within_days": _("Le pouvoir vaut aussi pour cette réunion, %(days)s jours après."),
    "too_far": _(
        "Le pouvoir ne vaut pas pour cette réunion, %(days)s jours après : le maximum est de"
        " %(limit)s jours. Demandez un nouveau pouvoir."
    ),
    "one_meeting_only": _("Le pouvoir ne vaut que pour une réunion. Demandez un nouveau pouvoir."),
}
