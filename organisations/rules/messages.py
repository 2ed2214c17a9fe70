"""The French sentence of each finding, and the French name of each statute parameter.

`_` only marks the text for extraction: the web translates the template, then fills it in.
"""


def _(text: str) -> str:
    return text


MESSAGES: dict[str, str] = {
    # Colleges and categories
    "college_twice": _("Deux collèges portent le code %(code)s. Donnez un code à chacun."),
    "category_twice": _("Deux catégories portent le code %(code)s. Donnez un code à chacune."),
    "colleges_in_scop": _(
        "Une SCOP n’a pas de collèges : chaque associé y a une voix. Retirez les collèges."
    ),
    "colleges_too_few": _(
        "Une SCIC a au moins trois collèges, ou aucun. Il y en a %(count)s : ajoutez des collèges"
        " ou retirez-les tous."
    ),
    "college_alone": _("Un collège seul ne pondère rien. Ajoutez-en un autre ou retirez celui-ci."),
    "weight_below": _(
        "Le collège « %(college)s » pèse %(weight)s des voix, sous le minimum de %(limit)s."
        " Augmentez son poids ou réunissez-le à un autre collège."
    ),
    "weight_not_positive": _(
        "Le collège « %(college)s » pèse %(weight)s des voix. Donnez-lui un poids positif."
    ),
    "weight_above": _(
        "Le collège « %(college)s » pèse %(weight)s des voix, au-dessus du maximum de %(limit)s."
        " Diminuez son poids."
    ),
    "weights_under_one": _(
        "Les poids des collèges font %(total)s : il manque %(difference)s pour atteindre"
        " exactement 100 %%. Écrivez les tiers en fractions : 1/3 et non 33,33 %%."
    ),
    "weights_over_one": _(
        "Les poids des collèges font %(total)s : il y a %(difference)s de trop. Leur somme doit"
        " faire exactement 100 %%."
    ),
    "workers_missing": _(
        "Une SCIC a une catégorie de salariés ou, à défaut, de producteurs de ses biens ou"
        " services. Ajoutez-la."
    ),
    "beneficiaries_missing": _(
        "Une SCIC a une catégorie de bénéficiaires de ses activités. Ajoutez-la."
    ),
    "categories_too_few": _(
        "Une SCIC a au moins trois catégories d’associés. Il y en a %(count)s : ajoutez-en."
    ),
    "ties_too_few": _(
        "Les %(count)s catégories ne décrivent que %(ties)s sortes de liens avec la SCIC. Il en"
        " faut trois : les salariés ou producteurs, les bénéficiaires, et une autre. Vérifiez le"
        " lien de chaque catégorie."
    ),
    "workers_empty": _(
        "Aucun associé n’est salarié ni producteur : la SCIC perd l’un de ses liens obligatoires."
    ),
    "beneficiaries_empty": _(
        "Aucun associé n’est bénéficiaire : la SCIC perd l’un de ses liens obligatoires."
    ),
    "category_unknown_college": _(
        "La catégorie « %(category)s » renvoie au collège %(college)s, qui n’existe pas."
    ),
    "category_without_college": _(
        "La catégorie « %(category)s » n’est rattachée à aucun collège. Choisissez"
        " le collège où elle vote."
    ),
    "college_without_category": _("Aucune catégorie n’est rattachée au collège « %(college)s »."),
    "college_without_member": _(
        "Le collège « %(college)s » n’a aucun membre. Vérifiez ce que les statuts prévoient."
    ),
    "sarl_near": _(
        "La SARL compte %(count)s associés, pour un maximum de %(limit)s. Préparez un changement"
        " de forme."
    ),
    "sarl_over": _(
        "La SARL compte %(count)s associés, au-delà du maximum de %(limit)s. Elle est dissoute au"
        " bout d’un an si rien ne change : réduisez leur nombre ou changez de forme."
    ),
    # Statute parameters
    "below_law": _(
        "« %(parameter)s » vaut %(value)s, sous le minimum légal de %(limit)s. Augmentez-le."
    ),
    "above_law": _(
        "« %(parameter)s » vaut %(value)s, au-dessus du maximum légal de %(limit)s. Diminuez-le."
    ),
    "hour_before_law": _(
        "L’heure limite des formulaires électroniques est fixée à %(value)s la veille. La loi les"
        " accepte jusqu’à %(limit)s : reculez l’heure."
    ),
    "quorum_waived": _(
        "« %(parameter)s » : les statuts ne peuvent pas supprimer ce quorum. Indiquez au moins"
        " %(limit)s."
    ),
    "quorum_below_law": _(
        "« %(parameter)s » est de %(value)s, sous le minimum légal de %(limit)s. Augmentez-le."
    ),
    "quorum_capped": _(
        "« %(parameter)s » est plafonné à %(value)s membres, ce qui peut tomber sous le minimum"
        " légal de %(limit)s. Retirez le plafond."
    ),
    "quorum_weighted": _(
        "« %(parameter)s » se compte par collèges pondérés. La loi parle des membres : faites"
        " confirmer cette clause par un juriste."
    ),
    "majority_below_two_thirds": _(
        "« %(parameter)s » est de %(value)s, sous le minimum légal des deux tiers. Augmentez-la."
    ),
    "majority_below_half": _(
        "« %(parameter)s » est de %(value)s. Une décision collective demande plus de la moitié"
        " des voix : augmentez-la."
    ),
    "unanimity": _("« %(parameter)s » : les statuts d’une SARL ne peuvent pas exiger l’unanimité."),
    "majority_base_not_expressed": _(
        "« %(parameter)s » ne se compte pas sur les voix exprimées, comme la loi le prévoit."
        " Vérifiez que vos statuts sont à jour."
    ),
    "majority_base_not_registered": _(
        "« %(parameter)s » ne se compte pas sur tous les associés, comme la loi le prévoit."
        " Vérifiez vos statuts."
    ),
    "majority_base_not_attending": _(
        "« %(parameter)s » ne se compte pas sur les associés présents ou représentés, comme la"
        " loi le prévoit. Vérifiez vos statuts."
    ),
    "majority_rounded": _(
        "« %(parameter)s » est de %(value)s, ce qui semble arrondi. Écrivez %(exact)s, sans quoi"
        " un résultat tout juste égal changerait de sens."
    ),
    "proxies_forbidden": _(
        "Les statuts ne peuvent pas interdire le vote par pouvoir dans cette forme de société."
    ),
    "blank_forbidden": _(
        "La loi prévoit le pouvoir en blanc dans une société anonyme. Vérifiez la clause qui"
        " l’écarte."
    ),
    "blank_direction_imposed": _(
        "Dans une société anonyme, la loi fixe le vote des pouvoirs en blanc\u00a0: pour les textes"
        " soutenus par le conseil, contre les autres. Gardez cette règle."
    ),
    "blank_capped": _(
        "La loi ne plafonne pas les pouvoirs en blanc d’une société anonyme. Avec ce plafond, des"
        " voix seraient perdues : vérifiez la clause."
    ),
    "scop_proxy_cap": _(
        "Dans une SCOP, un associé porte un pouvoir au plus s’il y a moins de 20 associés, et au"
        " plus un vingtième des associés au-delà. Indiquez 1/20 ou un maximum d’un pouvoir."
    ),
    "scop_proxy_holder": _(
        "Dans une SCOP, seul un associé peut porter un pouvoir. Retirez les autres mandataires."
    ),
    "postal_forbidden": _(
        "Le vote par correspondance est un droit dans une société anonyme : la clause contraire"
        " est sans effet. Autorisez-le."
    ),
    "combination_without_colleges": _(
        "Une règle de calcul par collèges est choisie, mais il n’y a pas de collèges. Retirez-la."
    ),
    "college_cap_loose": _(
        "Aucun plafond de %(limit)s ne limite un collège quand un autre est vide. Il pourrait"
        " peser plus que la loi ne permet : fixez le plafond."
    ),
    "undecided_expressed": _(
        "Dans une société anonyme, l’abstention, le vote blanc et le vote nul ne sont pas des voix"
        " exprimées : les statuts ne peuvent pas les compter comme telles."
    ),
    "consultation_forbidden": _(
        "Une société anonyme ne peut pas remplacer son assemblée par une consultation écrite."
        " Retirez cette clause."
    ),
    "registered_letter": _(
        "Dans une SARL, la convocation part en lettre recommandée, ou par courriel avec l’accord"
        " de l’associé. Ajoutez l’un de ces moyens."
    ),
    "signature_too_weak": _(
        "Un registre électronique demande une signature au moins avancée et un horodatage : une"
        " signature simple ne suffit pas."
    ),
    "seats_over_board": _(
        "Les sièges réservés aux collèges sont au moins %(least)s, pour un conseil de %(most)s"
        " membres au plus. Réduisez les uns ou agrandissez l’autre."
    ),
    "seats_under_board": _(
        "Les collèges ont au plus %(most)s sièges, pour un conseil de %(least)s membres au moins."
        " Augmentez les uns ou réduisez l’autre."
    ),
    "winner_takes_all": _(
        "Le collège donne toutes ses voix au camp majoritaire. La validité de cette clause n’est"
        " pas certaine en assemblée extraordinaire : faites-la confirmer par un juriste."
    ),
}

PARAMETER_NAMES: dict[str, str] = {
    "has_colleges": _("Vote par collèges"),
    "notice_means": _("Moyens de convocation admis"),
    "notice_days_first": _("Délai de convocation, en jours"),
    "notice_days_second": _("Délai de la seconde convocation, en jours"),
    "notice_days_board": _("Délai de convocation du conseil, en jours"),
    "notice_in_working_days": _("Délai de convocation compté en jours ouvrés"),
    "count_sending_day": _("Le jour de l’envoi compte"),
    "count_meeting_day": _("Le jour de la réunion compte"),
    "safe_margin_days": _("Marge de prudence avant l’envoi, en jours"),
    "email_consent_days": _("Accord pour le courriel, en jours avant la réunion"),
    "added_resolutions_from_days": _("Début du dépôt de résolutions, en jours avant la réunion"),
    "added_resolutions_days": _("Fin du dépôt de résolutions, en jours avant la réunion"),
    "roll_freeze_days": _("Liste des membres arrêtée, en jours avant la réunion"),
    "documents_disposal_days": _("Documents à disposition, en jours avant la réunion"),
    "documents_request_days": _("Fin des demandes de documents, en jours avant la réunion"),
    "written_questions_working_days": _("Questions écrites, en jours ouvrés avant la réunion"),
    "written_questions_from_sending": _("Questions écrites dès l’envoi de la convocation"),
    "postal_request_days": _("Demande de formulaire de vote, en jours avant la réunion"),
    "postal_cutoff_days": _("Réception des votes par correspondance, en jours avant la réunion"),
    "electronic_cutoff_hour": _("Heure limite, la veille, des formulaires électroniques"),
    "second_call_in_same_notice": _("Seconde réunion annoncée dans la première convocation"),
    "second_meeting_min_days": _("Jours au moins entre les deux réunions"),
    "second_meeting_max_days": _("Jours au plus entre les deux réunions"),
    "second_meeting_max_months": _("Mois au plus entre les deux réunions"),
    "quorum_ordinary_first": _("Quorum de l’assemblée ordinaire"),
    "quorum_ordinary_second": _("Quorum de l’assemblée ordinaire, seconde convocation"),
    "quorum_extraordinary_first": _("Quorum de l’assemblée extraordinaire"),
    "quorum_extraordinary_second": _("Quorum de l’assemblée extraordinaire, seconde convocation"),
    "quorum_board": _("Quorum du conseil"),
    "quorum_recheck_on_departure": _("Quorum vérifié de nouveau à chaque départ"),
    "majority_ordinary_first": _("Majorité ordinaire"),
    "majority_ordinary_second": _("Majorité ordinaire, seconde convocation"),
    "majority_extraordinary_first": _("Majorité extraordinaire"),
    "majority_extraordinary_second": _("Majorité extraordinaire, seconde convocation"),
    "majority_manager": _("Majorité pour nommer ou révoquer le gérant"),
    "expressed_includes": _("Votes comptés comme exprimés, avec les pour et les contre"),
    "majority_board": _("Majorité du conseil"),
    "tie_rule": _("Partage des voix sur une résolution"),
    "election_tie_rule": _("Partage des voix à une élection"),
    "board_casting_vote": _("Voix prépondérante du président du conseil"),
    "combination": _("Règle de calcul par collèges"),
    "tie_in_college": _("Partage des voix dans un collège"),
    "college_majority": _("Majorité dans un collège"),
    "abstain_counts_for": _("L’abstention compte pour, dans un collège"),
    "min_colleges_for": _("Nombre de collèges favorables nécessaires"),
    "min_turnout": _("Participation nécessaire dans chaque collège"),
    "empty_no_member": _("Collège sans membre"),
    "empty_no_attendee": _("Collège sans présent ni représenté"),
    "empty_no_expressed": _("Collège sans voix exprimée"),
    "college_cap": _("Plafond d’un collège après redistribution"),
    "min_active_colleges": _("Nombre de collèges sous lequel les poids cessent"),
    "proxies_allowed": _("Pouvoirs autorisés"),
    "proxy_max": _("Nombre de pouvoirs par personne"),
    "proxy_share_of_members": _("Pouvoirs par personne, en part des membres"),
    "proxy_same_college_only": _("Pouvoir donné dans le même collège seulement"),
    "proxy_holder_must_be_member": _("Seul un membre peut porter un pouvoir"),
    "proxy_outside_holders": _("Mandataires admis hors des membres"),
    "max_votes_per_person": _("Voix au plus par personne humaine"),
    "blank_proxy_allowed": _("Pouvoir en blanc admis"),
    "cap_applies_to_blank": _("Le plafond s’applique aux pouvoirs en blanc"),
    "blank_direction": _("Sens de vote des pouvoirs en blanc"),
    "proxy_two_meetings_days": _("Jours au plus entre deux assemblées pour un même pouvoir"),
    "proxy_valid_second_call": _("Pouvoir valable pour la seconde convocation"),
    "board_proxy_max": _("Nombre de pouvoirs par membre du conseil"),
    "mode_change_allowed": _("Changement de mode de vote admis"),
    "postal_enabled": _("Vote par correspondance admis"),
    "postal_valid_second_call": _("Vote par correspondance valable pour la seconde convocation"),
    "remote_enabled": _("Participation à distance admise"),
    "fully_remote_opposition": _("Part du capital qui peut refuser une assemblée sans lieu"),
    "vote_change_allowed": _("Vote depuis chez soi modifiable jusqu’à la clôture"),
    "written_consultation": _("Consultation écrite admise"),
    "written_consultation_days": _("Délai de réponse à une consultation écrite, en jours"),
    "secret_ballot": _("Cas de scrutin secret"),
    "secret_ballot_share": _("Part des membres qui peut demander le scrutin secret"),
    "voting_right_months": _("Ancienneté pour voter, en mois"),
    "eligibility_months": _("Ancienneté pour être élu, en mois"),
    "manager_term_years": _("Durée du mandat du gérant, en années"),
    "board_min": _("Membres du conseil au moins"),
    "board_max": _("Membres du conseil au plus"),
    "board_term_years": _("Durée du mandat au conseil, en années"),
    "board_renewal": _("Part du conseil renouvelée à chaque fois"),
    "board_renewal_rounding": _("Arrondi de la part renouvelée"),
    "board_max_consecutive_terms": _("Mandats de suite au plus"),
    "board_age_limit": _("Limite d’âge au conseil, en années"),
    "board_age_share": _("Part du conseil qui peut dépasser la limite d’âge"),
    "board_seats": _("Sièges du conseil par collège"),
    "board_cooptation": _("Cooptation entre deux assemblées"),
    "minutes_signatories": _("Signataires du procès-verbal"),
    "register_mode": _("Registre des procès-verbaux"),
    "signature_level": _("Niveau de signature électronique"),
    "retention": _("Durées de conservation"),
}
