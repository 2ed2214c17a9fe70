"""The words of the questions: what each means, where paper statutes say it, a published example.

The examples are facts that these organisations published; see docs/rules.md. `_` only marks the
text for extraction: the web translates it.
"""

from dataclasses import dataclass


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """The title of a question, its plain explanation, where to look, an example ("" for none)."""

    title: str
    text: str
    where: str
    example: str = ""


SECTION_TITLES: dict[str, str] = {
    "membres": _("Les membres"),
    "convoquer": _("Convoquer l’assemblée"),
    "documents": _("L’ordre du jour et les documents"),
    "pouvoirs": _("Les pouvoirs"),
    "ailleurs": _("Voter sans être sur place"),
    "quorum": _("Le quorum"),
    "seconde": _("La seconde convocation"),
    "majorite": _("Les majorités"),
    "colleges": _("Le vote par collèges"),
    "secret": _("Le scrutin secret"),
    "conseil": _("La gérance et le conseil"),
    "seances": _("Les séances du conseil"),
    "garder": _("Ce qui reste : procès-verbaux, registre, archives"),
}

_ASSEMBLY = _("Souvent à l’article « Assemblées générales ».")
_CONVENING = _("Souvent à l’article « Convocation » des assemblées.")
_QUORUM = _("Souvent à l’article « Quorum et majorité ».")
_PROXIES = _("Souvent à l’article « Vote » ou « Représentation ».")
_BOARD = _("Souvent à l’article « Conseil d’administration » ou « Conseil coopératif ».")
_COLLEGES = _("Souvent à l’article « Collèges » ou « Droit de vote ».")

WORDS: dict[str, Words] = {
    "anciennete": Words(
        _("Faut-il être membre depuis un certain temps ?"),
        _(
            "Certains statuts demandent quelques mois d’ancienneté pour voter, ou pour se présenter"
            " au conseil. Sans une telle clause, laissez vide : chaque membre vote et peut être élu"
            " dès son admission."
        ),
        _("Souvent à l’article « Admission » ou « Composition du conseil »."),
        _("Aurora 5R (projet de SCIC SAS) : éligible au conseil après 6 mois."),
    ),
    "voix-par-personne": Words(
        _("Combien de voix une même personne peut-elle porter en tout ?"),
        _(
            "Une personne peut voter pour elle-même, pour la structure qu’elle représente et avec"
            " des pouvoirs. Certains statuts fixent un total. Sans plafond, laissez vide."
        ),
        _PROXIES,
        _("Rue Commune (projet d’association, 2026) : deux voix au plus par personne."),
    ),
    "moyens": Words(
        _("Par quels moyens convoque-t-on l’assemblée ?"),
        _(
            "Cochez chaque moyen que vos statuts admettent. Si rien n’est coché, vos statuts n’en"
            " disent rien."
        ),
        _CONVENING,
        _("SCANI (SCIC) tient son assemblée par courriel : débat écrit, puis vote."),
    ),
    "delai": Words(
        _("Combien de jours avant l’assemblée part la convocation ?"),
        _(
            "Le nombre de jours entre l’envoi et la réunion. Les deux questions suivantes disent"
            " comment ils se comptent."
        ),
        _CONVENING,
        _(
            "M Comme Médoc (SCIC SAS) : 8 jours. Cabestan (CAE) : 15 jours. Rue Commune"
            " (projet d’association) : 21 jours."
        ),
    ),
    "decompte": Words(
        _("Comment ces jours se comptent-ils ?"),
        _(
            "Le plus courant : le jour de l’envoi ne compte pas, le jour de la réunion compte, et"
            " tous les jours de la semaine comptent. Changez-le si vos statuts parlent de jours"
            " francs (ni l’envoi ni la réunion ne comptent) ou de jours ouvrés."
        ),
        _CONVENING,
    ),
    "marge": Words(
        _("Quelle marge de prudence avant la dernière limite ?"),
        _(
            "TALA conseille d’envoyer un peu avant le dernier jour permis. Ce n’est pas une règle"
            " des statuts : un jour suffit en général."
        ),
        _("Nulle part : c’est votre choix."),
    ),
    "accord-courriel": Words(
        _("Jusqu’à quand un membre peut-il accepter le courriel ?"),
        _(
            "Pour convoquer par courriel, il faut l’accord du membre. Il doit arriver assez tôt"
            " avant l’assemblée ; ensuite la convocation part par la poste."
        ),
        _CONVENING,
    ),
    "liste-arretee": Words(
        _("Quand la liste des membres est-elle arrêtée ?"),
        _(
            "À ce jour, on fixe qui peut voter et dans quel collège. Les admissions suivantes"
            " comptent pour l’assemblée d’après."
        ),
        _ASSEMBLY,
        _("Rue Commune (projet d’association) : 21 jours avant l’assemblée."),
    ),
    "resolutions-des-membres": Words(
        _("Jusqu’à quand les membres peuvent-ils ajouter une résolution ?"),
        _(
            "La loi ou les statuts laissent une part des membres inscrire un texte à l’ordre du"
            " jour, entre un premier et un dernier jour avant l’assemblée."
        ),
        _("Souvent à l’article « Ordre du jour »."),
        _("Modèle de SCOP SARL de l’URSCOP : du 15e au 5e jour avant l’assemblée."),
    ),
    "documents": Words(
        _("Quand les documents peuvent-ils être lus et demandés ?"),
        _(
            "Combien de jours avant l’assemblée les comptes et les rapports sont à disposition, et"
            " jusqu’à quand un membre peut demander qu’on les lui envoie."
        ),
        _("Souvent à l’article « Information des associés »."),
    ),
    "questions-ecrites": Words(
        _("Jusqu’à quand pose-t-on une question écrite ?"),
        _(
            "Un membre peut poser une question écrite avant l’assemblée ; il faut y répondre. Le"
            " délai se compte en jours ouvrés avant la réunion."
        ),
        _("Souvent à l’article « Information des associés »."),
    ),
    "pouvoirs": Words(
        _("Un membre absent peut-il donner pouvoir à quelqu’un ?"),
        _("Le pouvoir (ou procuration) est un écrit par lequel un membre fait voter à sa place."),
        _PROXIES,
        _("Zeste de Savoir (association) : un pouvoir par personne, aucun pour les statuts."),
    ),
    "mandataires": Words(
        _("À qui un pouvoir peut-il être donné ?"),
        _(
            "À un autre membre seulement, ou aussi à d’autres personnes. Cochez celles que la loi"
            " ou vos statuts admettent."
        ),
        _PROXIES,
    ),
    "plafond-de-pouvoirs": Words(
        _("Combien de pouvoirs une personne peut-elle porter ?"),
        _(
            "Un nombre, une part des membres, ou les deux : le plus petit des deux s’applique."
            " Laissez vide s’il n’y a pas de plafond."
        ),
        _PROXIES,
        _("Ouvaton (coopérative SA) : cinq. Zeste de Savoir (association) : un."),
    ),
    "pouvoirs-en-blanc": Words(
        _("Un pouvoir peut-il ne nommer personne ?"),
        _(
            "Un pouvoir en blanc est signé sans nom de mandataire. Il revient alors à la présidence"
            " de l’assemblée."
        ),
        _PROXIES,
        _("Cabestan (CAE) : oui, et il vaut oui aux textes du conseil, non aux autres."),
    ),
    "effet-du-blanc": Words(
        _("Que vaut un pouvoir en blanc ?"),
        _(
            "Le sens dans lequel il vote, et s’il compte dans le plafond de pouvoirs de la personne"
            " qui préside."
        ),
        _PROXIES,
        _("Modèle de SCOP SARL de l’URSCOP : pour les textes de la gérance, hors plafond."),
    ),
    "pouvoir-deux-seances": Words(
        _("Un même pouvoir peut-il servir à deux assemblées proches ?"),
        _(
            "Par exemple une assemblée ordinaire puis une extraordinaire. Indiquez le nombre de"
            " jours au plus entre les deux."
        ),
        _PROXIES,
    ),
    "correspondance": Words(
        _("Peut-on voter avant l’assemblée, par formulaire ?"),
        _("Sur papier, par la poste, ou en ligne : le membre vote sans assister à la séance."),
        _PROXIES,
        _("Enercoop (SCIC SA) : votes en ligne et par la poste dès la convocation."),
    ),
    "formulaires": Words(
        _("Jusqu’à quand demande-t-on et rend-on le formulaire ?"),
        _(
            "Le dernier jour pour demander un formulaire, le dernier jour pour le recevoir rempli,"
            " et l’heure limite, la veille, pour les réponses en ligne."
        ),
        _PROXIES,
    ),
    "a-distance": Words(
        _("Peut-on suivre l’assemblée et voter à distance ?"),
        _("Par téléphone ou par visioconférence, pendant la séance."),
        _("Souvent à l’article « Assemblées générales » ou « Télécommunication »."),
        _("Mobicoop (SCIC SA, 2019) : 333 personnes en ligne et 44 sur place."),
    ),
    "sans-lieu": Words(
        _("Qui peut refuser une assemblée sans lieu ?"),
        _(
            "Une assemblée peut se tenir entièrement à distance. Une part du capital peut s’y"
            " opposer ; indiquez-la."
        ),
        _("Souvent à l’article « Assemblées générales » ou « Télécommunication »."),
    ),
    "changer-davis": Words(
        _("Peut-on changer d’avis après avoir voté ?"),
        _(
            "Modifier son vote tant que le vote depuis chez soi est ouvert ; ou venir à la séance"
            " après avoir voté par formulaire ou donné pouvoir."
        ),
        _PROXIES,
        _("Ouvaton (coopérative SA) : un vote exprimé ne change plus."),
    ),
    "consultation-ecrite": Words(
        _("Peut-on décider sans réunion, par consultation écrite ?"),
        _(
            "Les membres reçoivent un texte et répondent dans un délai. Indiquez si c’est permis,"
            " et le délai de réponse en jours."
        ),
        _("Souvent à l’article « Décisions collectives »."),
        _("Le modèle de SCOP SARL de l’URSCOP ne l’admet pas."),
    ),
    "quorum-ordinaire": Words(
        _("Quel quorum pour l’assemblée ordinaire ?"),
        _(
            "Le nombre de membres présents, représentés ou votants à distance sans lequel"
            " l’assemblée ne décide pas. Écrivez « aucun » s’il n’en faut pas."
        ),
        _QUORUM,
        _(
            "Enercoop, en part des membres : 20 %. SCANI et Cabestan : 50 %. Rue Commune (projet) :"
            " 10 %, entre 10 et 100 personnes. Panier du 12e : 5 %."
        ),
    ),
    "quorum-extraordinaire": Words(
        _("Quel quorum pour l’assemblée extraordinaire ?"),
        _("L’assemblée extraordinaire change les statuts. Son quorum est souvent plus élevé."),
        _QUORUM,
        _(
            "Modèle de SCOP SARL de l’URSCOP : trois quarts. Rue Commune (projet) : 20 %, entre 20"
            " et 200 personnes."
        ),
    ),
    "departs": Words(
        _("Le quorum est-il vérifié de nouveau quand des personnes partent ?"),
        _(
            "Si oui, une résolution mise aux voix après des départs peut ne plus avoir le quorum."
            " C’est le plus prudent."
        ),
        _QUORUM,
    ),
    "delai-seconde": Words(
        _("Comment se convoque la seconde assemblée ?"),
        _(
            "Sans quorum, on convoque de nouveau. La date peut être annoncée dans la première"
            " convocation si vos statuts le permettent ; sinon une nouvelle part, avec son délai."
        ),
        _QUORUM,
        _(
            "Ouvaton (coopérative SA) annonce la seconde date dans la première convocation. M Comme"
            " Médoc (SCIC SAS) attend au moins 7 jours."
        ),
    ),
    "ecart-seconde": Words(
        _("Combien de temps entre les deux assemblées ?"),
        _("Au moins, et au plus, en jours ou en mois. Laissez vide ce que rien ne fixe."),
        _QUORUM,
        _("M Comme Médoc (SCIC SAS) : au moins 7 jours."),
    ),
    "quorum-ordinaire-seconde": Words(
        _("Quel quorum ordinaire à la seconde convocation ?"),
        _("Il est souvent plus bas, ou « aucun »."),
        _QUORUM,
        _("Rue Commune (projet d’association) et M Comme Médoc (SCIC SAS) : aucun."),
    ),
    "quorum-extraordinaire-seconde": Words(
        _("Quel quorum extraordinaire à la seconde convocation ?"),
        _("Il est souvent plus bas, ou « aucun »."),
        _QUORUM,
        _(
            "Modèle de SCOP SARL de l’URSCOP : la moitié. Rue Commune (projet) : 10 %, entre 10 et"
            " 100 personnes."
        ),
    ),
    "votes-gardes": Words(
        _("Les pouvoirs et les votes envoyés valent-ils pour la seconde assemblée ?"),
        _("Si l’ordre du jour est le même, ils peuvent rester valables sans rien renvoyer."),
        _PROXIES,
        _("Ouvaton (coopérative SA) : les votes exprimés restent valables."),
    ),
    "majorite-ordinaire": Words(
        _("Quelle majorité pour une décision ordinaire ?"),
        _(
            "Une part, et de quoi : des voix exprimées (pour et contre), des votants, des présents"
            " et représentés, ou de tous les membres. Dans les trois derniers cas, une abstention"
            " pèse contre."
        ),
        _QUORUM,
        _("Cabestan (CAE) et Aurora 5R (projet) : plus de la moitié des voix exprimées."),
    ),
    "majorite-ordinaire-seconde": Words(
        _("Et à la seconde convocation, pour une décision ordinaire ?"),
        _("Souvent la même ; dans une SARL, la loi en prévoit une autre."),
        _QUORUM,
        _("Modèle de SCOP SARL de l’URSCOP : d’abord la moitié de tous, puis des présents."),
    ),
    "majorite-extraordinaire": Words(
        _("Quelle majorité pour changer les statuts ?"),
        _("Écrivez les tiers en fractions : 2/3 et non 66,67 %."),
        _QUORUM,
        _(
            "Aurora 5R (projet de SCIC SAS) : trois quarts des voix exprimées. Zeste de Savoir"
            " (association) : deux tiers des présents."
        ),
    ),
    "majorite-extraordinaire-seconde": Words(
        _("Et à la seconde convocation, pour changer les statuts ?"),
        _("Le plus souvent la même."),
        _QUORUM,
    ),
    "majorite-gerance": Words(
        _("Quelle majorité pour nommer ou révoquer la gérance ?"),
        _("Laissez vide si c’est celle d’une décision ordinaire."),
        _("Souvent à l’article « Gérance »."),
        _("Modèle de SCOP SARL de l’URSCOP : toujours plus de la moitié de tous les associés."),
    ),
    "voix-exprimees": Words(
        _("Quels votes comptent comme exprimés, avec les pour et les contre ?"),
        _(
            "En général aucun : une abstention, un vote blanc ou nul n’est pas une voix exprimée."
            " Cochez seulement ce que vos statuts disent."
        ),
        _QUORUM,
        _("dtc innovation (association) : le vote blanc est exprimé."),
    ),
    "partage": Words(
        _("Que se passe-t-il si les voix sont à égalité sur un texte ?"),
        _("Sans clause, un texte à égalité n’a pas la majorité : il est rejeté."),
        _QUORUM,
    ),
    "partage-election": Words(
        _("Et à égalité entre deux personnes candidates ?"),
        _("Les statuts ou l’usage de l’élection disent qui l’emporte."),
        _("Souvent à l’article sur l’élection du conseil."),
    ),
    "calcul-par-colleges": Words(
        _("Comment les voix des collèges se réunissent-elles ?"),
        _(
            "Chaque collège peut partager son poids selon ses voix, le donner entier à son camp"
            " majoritaire, ou n’avoir qu’une voix."
        ),
        _COLLEGES,
        _(
            "Enercoop (SCIC SA) : une voix chacun, pondérée par catégorie. M Comme Médoc (SCIC SAS)"
            " : une voix par collège, trois quarts des collèges."
        ),
    ),
    "partage-college": Words(
        _("Et si un collège est partagé à égalité ?"),
        _("Son poids peut être partagé, n’être compté nulle part, ou compter contre."),
        _COLLEGES,
    ),
    "voix-du-college": Words(
        _("À quelle majorité un collège se prononce-t-il pour ?"),
        _("La majorité dans le collège, et si une abstention y compte pour."),
        _COLLEGES,
        _("M Comme Médoc (SCIC SAS) : plus de 60 % au premier tour ; l’abstention compte pour."),
    ),
    "double-condition": Words(
        _("Quelles sont les deux conditions par collège ?"),
        _("Le nombre de collèges favorables, et la participation qu’il faut dans chacun."),
        _COLLEGES,
    ),
    "college-vide": Words(
        _("Que devient le poids d’un collège vide ou muet ?"),
        _(
            "Trois cas : il n’a aucun membre ; il a des membres mais personne ne participe ;"
            " personne n’y exprime de voix sur un texte."
        ),
        _COLLEGES,
        _("Aurora 5R (projet) : le poids d’un collège pas encore formé va aux autres, au prorata."),
    ),
    "plafond-college": Words(
        _("Quel poids un collège peut-il atteindre au plus ?"),
        _(
            "Quand le poids d’un collège vide va aux autres, l’un d’eux pourrait dépasser la"
            " moitié. Ce plafond l’en empêche."
        ),
        _COLLEGES,
        _("Blast (SCIC de presse) : un collège de fondateurs déjà à 50 %."),
    ),
    "fin-des-poids": Words(
        _("Sous combien de collèges les poids cessent-ils ?"),
        _("S’il reste moins de collèges actifs que ce nombre, chaque membre a une voix."),
        _COLLEGES,
    ),
    "pouvoirs-par-college": Words(
        _("Un pouvoir doit-il rester dans le même collège ?"),
        _("Si oui, on ne donne pouvoir qu’à un membre de son propre collège."),
        _PROXIES,
    ),
    "scrutin-secret": Words(
        _("Dans quels cas le vote est-il secret ?"),
        _("Cochez chaque cas prévu. Si une part des membres peut le demander, écrivez laquelle."),
        _("Souvent à l’article « Vote » des assemblées."),
        _("Modèle de SCOP SARL de l’URSCOP : pour nommer et révoquer la gérance."),
    ),
    "gerance": Words(
        _("Pour combien d’années la gérance est-elle nommée ?"),
        _("Laissez vide si la durée n’est pas limitée."),
        _("Souvent à l’article « Gérance »."),
    ),
    "taille-du-conseil": Words(
        _("Combien de membres a le conseil ?"),
        _("Le conseil d’administration, ou le conseil coopératif. Sans conseil, laissez vide."),
        _BOARD,
        _(
            "Thau Énergies Citoyennes (SCIC) : 3 à 15. Survoltés (SCIC) : 6 à 18. Aurora 5R"
            " (projet) : 7 à 12."
        ),
    ),
    "mandats": Words(
        _("Combien de temps dure un mandat au conseil ?"),
        _("En années, et combien de mandats de suite au plus (vide : sans limite)."),
        _BOARD,
        _(
            "SC Bastia et M Comme Médoc (SCIC) : 6 ans. Rue Commune (projet) : 2 ans, trois fois de"
            " suite au plus. Panier du 12e : 1 an, renouvelable une fois."
        ),
    ),
    "renouvellement": Words(
        _("Quelle part du conseil est renouvelée à chaque fois ?"),
        _(
            "Par tiers ou par moitié, par exemple, et l’arrondi quand le compte n’est pas rond."
            " Vide : tout le conseil à la fois."
        ),
        _BOARD,
        _(
            "Thau Énergies Citoyennes et Survoltés (SCIC) : par tiers. Aurora 5R (projet) : la"
            " moitié tous les deux ans, arrondie au nombre inférieur."
        ),
    ),
    "limite-dage": Words(
        _("Y a-t-il une limite d’âge au conseil ?"),
        _("Un âge, et la part du conseil qui peut l’avoir dépassé."),
        _BOARD,
        _("Aurora 5R (projet de SCIC SAS) : 70 ans."),
    ),
    "sieges-par-college": Words(
        _("Combien de sièges pour chaque collège ?"),
        _(
            "Au moins et au plus. Le collège propose, l’assemblée entière nomme. Laissez vide un"
            " collège sans siège réservé."
        ),
        _BOARD,
        _("SC Bastia (SCIC) : 4, 2, 2, 1 et 1. Survoltés (SCIC) : au moins un par collège."),
    ),
    "cooptation": Words(
        _("Le conseil peut-il remplacer lui-même un siège vacant ?"),
        _(
            "La cooptation : le conseil nomme quelqu’un jusqu’à la prochaine assemblée, qui"
            " confirme ou non."
        ),
        _BOARD,
    ),
    "convocation-du-conseil": Words(
        _("Combien de jours avant convoque-t-on le conseil ?"),
        _("La loi n’en dit rien : seuls vos statuts ou votre règlement intérieur le fixent."),
        _BOARD,
    ),
    "quorum-du-conseil": Words(
        _("Quel quorum au conseil ?"),
        _("La part des membres du conseil qui doit être présente. Un pouvoir n’y compte pas."),
        _BOARD,
        _(
            "Rue Commune (projet) : la moitié, et au moins quatre. Zeste de Savoir (association) :"
            " la moitié."
        ),
    ),
    "majorite-du-conseil": Words(
        _("Quelle majorité au conseil, et que vaut la voix de la présidence ?"),
        _("La voix prépondérante départage une égalité ; jamais dans un scrutin secret."),
        _BOARD,
        _("Zeste de Savoir (association) : voix prépondérante."),
    ),
    "pouvoirs-au-conseil": Words(
        _("Combien de pouvoirs un membre du conseil peut-il porter ?"),
        _("Écrivez 0 si vos statuts n’en admettent pas."),
        _BOARD,
        _("Rue Commune (projet d’association) : aucun."),
    ),
    "signataires": Words(
        _("Qui signe le procès-verbal ?"),
        _("Cochez chaque personne dont la signature est demandée."),
        _("Souvent à l’article « Procès-verbaux »."),
    ),
    "registre": Words(
        _("Comment le registre des procès-verbaux est-il tenu ?"),
        _(
            "Sur papier, coté et paraphé, ou électronique. Un registre électronique demande une"
            " signature au moins avancée et un horodatage."
        ),
        _("Souvent à l’article « Procès-verbaux »."),
    ),
    "conservation": Words(
        _("Combien d’années garde-t-on chaque document ?"),
        _("En années ; écrivez « toujours » pour garder sans limite, ou laissez vide."),
        _("Rarement dans les statuts : plutôt dans le règlement intérieur."),
    ),
}
