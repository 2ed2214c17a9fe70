"""What each date of the legal calendar means, for the page "Pourquoi ces dates ?"."""

from django.utils.translation import gettext_noop as _

EXPLANATIONS: dict[str, str] = {
    "email_consent": _(
        "Un membre reçoit la convocation par courriel s’il l’a accepté au plus tard ce jour-là ;"
        " sinon, il reçoit une lettre."
    ),
    "added_resolutions_from": _("À partir de ce jour, des membres peuvent proposer des textes."),
    "added_resolutions": _(
        "Des membres, dans les conditions de la loi et des statuts, peuvent faire ajouter un point"
        " ou un texte jusqu’à ce jour."
    ),
    "roll_frozen": _("Qui est admis après ce jour n’a pas de voix à cette réunion."),
    "last_sending": _(
        "Une convocation partie plus tard peut faire annuler l’assemblée. Une lettre part le jour"
        " où elle est remise à la poste. La date prudente garde une marge."
    ),
    "documents_available": _(
        "Comptes, rapports et projets de résolutions peuvent être lus à partir de ce jour."
    ),
    "postal_request": _(
        "Un membre peut demander jusqu’à ce jour qu’on lui envoie un formulaire de vote."
    ),
    "documents_request": _(
        "Un membre peut demander jusqu’à ce jour qu’on lui envoie les documents."
    ),
    "written_questions": _(
        "Le conseil répond en séance, ou avant, aux questions écrites reçues à temps."
    ),
    "postal_cutoff": _("Un formulaire de vote reçu sur papier après ce jour peut être écarté."),
    "electronic_cutoff": _(
        "Les votes et les pouvoirs donnés par le lien personnel s’arrêtent à cette heure."
    ),
    "meeting": _("Tous les délais se comptent à partir de ce jour."),
    "second_earliest": _(
        "Faute de quorum, une seconde assemblée, sur le même ordre du jour, peut se tenir dès ce"
        " jour."
    ),
    "second_latest": _("Au-delà de ce jour, il faut tout recommencer par une première assemblée."),
}
