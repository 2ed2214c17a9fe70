"""Each rule TALA applies, explained in plain words to those it is applied to.

A page that shows a figure made by a rule links here with `{% why "code" %}`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Explained:
    """One rule: a question, its answer, an example, its source, and the parameters behind it.

    `doubt` says what a lawyer or the federation should confirm; it is empty where the text is
    plain.
    """

    question: Any
    answer: Sequence[Any]
    example: Any
    source: str
    parameters: Sequence[str] = ()
    doubt: Any = ""


_WEIGHTED_QUORUM_DOUBT = _(
    "La loi des sociétés anonymes parle des membres, pas des collèges : faites confirmer par un"
    " juriste un quorum pondéré en SCIC SA."
)

RULES: dict[str, Explained] = {
    "notice": Explained(
        question=_("Pourquoi ce délai de convocation ?"),
        answer=(
            _(
                "Chaque membre doit avoir le temps de s’organiser, de lire les documents et de"
                " donner un pouvoir. Une convocation partie trop tard peut faire annuler"
                " l’assemblée."
            ),
            _(
                "Le jour de l’envoi ne compte pas et le jour de l’assemblée compte, sauf si vos"
                " statuts disent autre chose. TALA conseille de partir un jour plus tôt."
            ),
        ),
        example=_(
            "Assemblée le samedi 20 juin, délai de 15 jours : dernier envoi le vendredi 5 juin,"
            " date prudente le jeudi 4 juin."
        ),
        source="C.com R225-69 (SA), R223-20 (SARL)",
        parameters=(
            "notice_days_first",
            "notice_days_second",
            "notice_days_board",
            "count_sending_day",
            "count_meeting_day",
            "notice_in_working_days",
            "safe_margin_days",
        ),
    ),
    "email_consent": Explained(
        question=_("Pourquoi une lettre et pas un courriel ?"),
        answer=(
            _(
                "Dans une société, un membre n’est convoqué par courriel que s’il l’a accepté à"
                " temps. Sans accord, ou avec un accord trop récent, il reçoit une lettre."
            ),
            _("Un membre sans adresse de courriel reçoit aussi une lettre."),
        ),
        example=_(
            "Assemblée d’une SA le 20 juin : un accord donné le 16 mai vaut, un accord donné le"
            " 17 mai vaudra pour l’assemblée suivante."
        ),
        source="C.com R225-63 (SA), R223-20 (SARL)",
        parameters=("notice_means", "email_consent_days"),
    ),
    "roll": Explained(
        question=_("Pourquoi cette personne n’a-t-elle pas de voix ?"),
        answer=(
            _(
                "La liste de ceux qui votent est arrêtée avec la convocation. Une admission, une"
                " sortie ou un changement de collège survenus après ne la changent plus."
            ),
            _(
                "Une personne qui a plusieurs liens avec la coopérative est un seul membre : elle"
                " a une voix, dans un seul collège. Une association membre et sa présidente,"
                " membre elle aussi, sont deux membres."
            ),
        ),
        example=_(
            "Une salariée qui est aussi usagère vote une fois, dans le collège des salariés."
        ),
        source="L47 art. 9, C.com R225-90",
        parameters=("roll_freeze_days", "voting_right_months", "max_votes_per_person"),
    ),
    "proxy_cap": Explained(
        question=_("Pourquoi ce nombre de pouvoirs ?"),
        answer=(
            _(
                "Les statuts, et pour une SCOP la loi, limitent le nombre de pouvoirs qu’une même"
                " personne peut porter, pour que personne ne décide seul."
            ),
            _(
                "Quand une personne en reçoit trop, les derniers reçus sont refusés et ceux qui"
                " les ont donnés sont prévenus."
            ),
        ),
        example=_(
            "SCOP de 45 associés : un vingtième fait 2,25, donc deux pouvoirs au plus. En dessous"
            " de 20 associés, un seul."
        ),
        source="L78 art. 14, C.com L225-106, L223-28",
        parameters=(
            "proxies_allowed",
            "proxy_max",
            "proxy_share_of_members",
            "proxy_same_college_only",
            "proxy_holder_must_be_member",
            "proxy_outside_holders",
            "cap_applies_to_blank",
        ),
    ),
    "represented": Explained(
        question=_("Pourquoi ne puis-je plus voter ?"),
        answer=(
            _(
                "Chaque membre a une voix. Qui a donné un pouvoir l’a confiée à quelqu’un : pour"
                " voter soi-même, il faut d’abord retirer le pouvoir."
            ),
            _(
                "De même, qui a déjà voté ne peut plus donner de pouvoir, sauf si les statuts"
                " permettent de changer d’avis."
            ),
        ),
        example=_(
            "La voix de Mme A, représentée par M. B, compte dans le collège de Mme A, pas dans"
            " celui de M. B."
        ),
        source="C.com R225-85 III, R225-79",
        parameters=("mode_change_allowed", "vote_change_allowed"),
    ),
    "blank_proxy": Explained(
        question=_("Que devient un pouvoir en blanc ?"),
        answer=(
            _(
                "Un pouvoir signé sans nom ne va à personne en particulier. La loi dit comment il"
                " vote : pour les textes présentés ou soutenus par le conseil, contre tous les"
                " autres."
            ),
            _("Qui veut voter autrement nomme une personne, ou vote depuis chez soi."),
        ),
        example=_(
            "Dans la salle, 27 pour et 33 contre ; 40 pouvoirs en blanc. Un texte du conseil passe"
            " par 67 contre 33 ; le même, non soutenu, est rejeté par 73 contre 27."
        ),
        source="C.com L225-106 III",
        parameters=("blank_proxy_allowed", "blank_direction", "cap_applies_to_blank"),
    ),
    "home_vote": Explained(
        question=_("Jusqu’à quand voter depuis chez soi ?"),
        answer=(
            _(
                "Un formulaire sur papier et un vote en ligne ont chacun leur date limite, avant"
                " la séance. Ce qui arrive après est écarté, et TALA le note."
            ),
            _(
                "Un vote reçu à temps compte pour le quorum, même sans choix sur une résolution ;"
                " il n’est alors ni pour ni contre celle-ci."
            ),
        ),
        example=_(
            "SA, assemblée le 20 juin : formulaires sur papier jusqu’au 17 juin, votes en ligne"
            " jusqu’au 19 juin à 15 h."
        ),
        source="C.com L225-107, R225-77, R225-80",
        parameters=(
            "postal_enabled",
            "postal_request_days",
            "postal_cutoff_days",
            "electronic_cutoff_hour",
            "remote_enabled",
        ),
    ),
    "quorum": Explained(
        question=_("Pourquoi ce quorum ?"),
        answer=(
            _(
                "En dessous d’un nombre de membres présents, représentés ou ayant voté à distance,"
                " l’assemblée ne peut pas décider. Le nombre se compte vers le haut : un"
                " cinquième de 601 fait 121."
            ),
            _(
                "Quand les collèges sont pondérés, le quorum peut se compter en membres ou en"
                " poids des collèges : la même salle peut donner deux réponses. Vos statuts"
                " choisissent."
            ),
            _(
                "Au conseil, un pouvoir ne rend pas présent : seuls comptent ceux qui sont là ou"
                " suivent à distance."
            ),
        ),
        example=_(
            "400 usagers dont 60 sont là, 40 producteurs dont 16, 5 salariés dont 4, 155 soutiens"
            " dont 20 : un sixième des membres mais, en poids (30, 30, 30 et 10), 41,79 %."
        ),
        source="C.com L225-96, L225-98, L225-37, L223-30",
        parameters=(
            "quorum_ordinary_first",
            "quorum_ordinary_second",
            "quorum_extraordinary_first",
            "quorum_extraordinary_second",
            "quorum_board",
            "quorum_recheck_on_departure",
        ),
        doubt=_WEIGHTED_QUORUM_DOUBT,
    ),
    "second_call": Explained(
        question=_("Que se passe-t-il sans quorum ?"),
        answer=(
            _(
                "L’assemblée est convoquée une seconde fois, sur le même ordre du jour. Le quorum"
                " y est plus bas, ou n’existe plus."
            ),
            _("La seconde convocation rappelle la date de la première."),
        ),
        example=_(
            "SA : un cinquième à la première assemblée ordinaire, aucun quorum à la seconde ; un"
            " quart puis un cinquième à l’extraordinaire."
        ),
        source="C.com L225-96, L225-98, R225-69, R225-70, L225-105",
        parameters=(
            "notice_days_second",
            "second_call_in_same_notice",
            "second_meeting_min_days",
            "second_meeting_max_days",
            "second_meeting_max_months",
            "postal_valid_second_call",
            "proxy_valid_second_call",
        ),
    ),
    "majority": Explained(
        question=_("Pourquoi cette majorité ?"),
        answer=(
            _(
                "Une majorité se dit en trois mots : une part (la moitié, les deux tiers), « plus"
                " de » ou « au moins », et de quoi : des voix exprimées, des votants, des présents"
                " et représentés, ou de tous les membres."
            ),
            _(
                "« Plus de la moitié » n’est pas atteint par une égalité ; « au moins deux tiers »"
                " l’est par deux tiers exactement. TALA compte en fractions et n’arrondit jamais."
            ),
        ),
        example=_(
            "45 pour, 40 contre, 10 abstentions, 5 blancs : 45 sur 85 exprimées, adopté ; 45 sur"
            " 100 présents ou représentés, rejeté."
        ),
        source="C.com L225-96, L225-98, L223-29, L223-30",
        parameters=(
            "majority_ordinary_first",
            "majority_ordinary_second",
            "majority_extraordinary_first",
            "majority_extraordinary_second",
            "majority_manager",
            "majority_board",
        ),
    ),
    "two_steps": Explained(
        question=_("Pourquoi deux consultations ?"),
        answer=(
            _(
                "Dans une SARL, un texte ordinaire demande d’abord plus de la moitié de toutes les"
                " voix, celles des absents comprises. S’il ne les obtient pas, les associés sont"
                " consultés une seconde fois et la majorité des votes suffit."
            ),
            _(
                "Nommer ou révoquer le gérant d’une SCOP SARL demande plus de la moitié de tous"
                " les associés aux deux consultations."
            ),
        ),
        example=_(
            "30 associés, 14 pour et 3 contre : il en fallait 16, le texte n’est pas adopté ; à la"
            " seconde consultation, 14 sur 17 suffisent."
        ),
        source="C.com L223-29",
        parameters=(
            "majority_ordinary_first",
            "majority_ordinary_second",
            "majority_manager",
        ),
    ),
    "abstention": Explained(
        question=_("Que pèse une abstention ?"),
        answer=(
            _(
                "Là où l’on compte les voix exprimées, une abstention, un blanc ou un nul ne pèsent"
                " ni pour ni contre. Là où l’on compte les votants ou les présents, ils pèsent"
                " comme un contre."
            ),
            _(
                "Dans une société anonyme, la loi les met hors du compte depuis 2019. Ailleurs,"
                " les statuts décident."
            ),
        ),
        example=_(
            "20 pour, 15 contre, 8 blancs. Blancs hors du compte : 20 sur 35, adopté. Blancs"
            " exprimés : 20 sur 43, rejeté."
        ),
        source="C.com L225-96, L225-98 (loi 2019-744)",
        parameters=("majority_ordinary_first", "expressed_includes"),
    ),
    "tie": Explained(
        question=_("Que se passe-t-il à égalité ?"),
        answer=(
            _(
                "Une égalité n’est pas « plus de la moitié » : le texte est rejeté, sauf si les"
                " statuts donnent au président une voix prépondérante."
            ),
            _(
                "Au conseil d’une société anonyme, le président l’a, sauf clause contraire. Elle ne"
                " sert jamais dans un scrutin secret."
            ),
        ),
        example=_("Conseil : trois voix contre trois, le président a voté pour, le texte passe."),
        source="C.com L225-98, L225-37",
        parameters=("tie_rule", "election_tie_rule", "board_casting_vote"),
    ),
    "colleges": Explained(
        question=_("Pourquoi ma voix pèse-t-elle autrement que celle d’un autre ?"),
        answer=(
            _(
                "Dans son collège, chaque membre a une voix. Les collèges se partagent ensuite les"
                " voix de l’assemblée selon les poids des statuts : le capital apporté n’y compte"
                " jamais."
            ),
            _(
                "Une SCIC a au moins trois collèges, ou aucun ; chacun pèse de 10 % à 50 %, et"
                " l’ensemble exactement 100 %."
            ),
        ),
        example=_(
            "Un collège de 16 membres pèse 40 %, un collège de 457 membres pèse 25 % :"
            " chacun des 16 pèse 2,5 %, chacun des 457 un peu plus de 0,05 %."
        ),
        source="L47 art. 19 octies",
        parameters=("has_colleges", "combination", "college_cap"),
        doubt=_(
            "La formulation exacte de l’article 19 octies a été lue dans des sources secondaires."
        ),
    ),
    "combination": Explained(
        question=_("Comment les collèges font-ils un résultat ?"),
        answer=(
            _(
                "Au prorata : chaque collège apporte son poids multiplié par sa part de pour."
                " Camp majoritaire : il donne tout son poids au camp qui y a le plus de voix. Une"
                " voix par collège : on compte les collèges favorables. Double condition : un"
                " poids suffisant et assez de collèges favorables."
            ),
            _(
                "Les mêmes votes peuvent donner deux résultats selon la règle : comparez-les"
                " avant de choisir."
            ),
        ),
        example=_(
            "Usagers 21 contre 19, producteurs 0 contre 10, salariés 3 contre 2, soutiens 0 contre"
            " 10 (poids 30, 30, 30, 10) : au prorata 33,75 %, rejeté ; au camp majoritaire 60 %,"
            " adopté."
        ),
        source="L47 art. 19 octies",
        parameters=(
            "combination",
            "tie_in_college",
            "college_majority",
            "abstain_counts_for",
            "min_colleges_for",
            "min_turnout",
        ),
        doubt=_(
            "La validité du camp majoritaire en assemblée extraordinaire est à faire confirmer."
        ),
    ),
    "empty_college": Explained(
        question=_("Que devient le poids d’un collège vide ?"),
        answer=(
            _(
                "Un collège peut n’avoir aucun membre, personne de présent, ou personne qui se"
                " prononce. Pour chaque cas, les statuts disent si son poids est perdu, réparti,"
                " rejoint un autre collège, ou si la pondération cesse."
            ),
            _(
                "Après une répartition, aucun collège ne doit dépasser le plafond : sinon TALA ne"
                " proclame pas le résultat."
            ),
        ),
        example=_(
            "Fondateurs 50 %, deux collèges de 15 % vides : en répartissant au prorata, les"
            " fondateurs pèseraient 5/7, plus que la moitié permise."
        ),
        source="L47 art. 19 octies",
        parameters=(
            "empty_no_member",
            "empty_no_attendee",
            "empty_no_expressed",
            "college_cap",
            "min_active_colleges",
        ),
        doubt=_("L’effet du plafond de 50 % pendant une séance est à faire confirmer."),
    ),
    "secret": Explained(
        question=_("Mon vote est-il secret ?"),
        answer=(
            _(
                "Un vote sur une résolution est nominatif : le bureau peut savoir comment chacun a"
                " voté, les autres membres non."
            ),
            _("Les statuts disent dans quels cas le vote doit être secret."),
        ),
        example=_("Beaucoup de statuts demandent le secret pour élire ou révoquer une personne."),
        source="",
        parameters=("secret_ballot", "secret_ballot_share"),
    ),
    "board": Explained(
        question=_("Pourquoi ces règles au conseil ?"),
        answer=(
            _(
                "Les statuts fixent le nombre de membres du conseil, la durée des mandats et leur"
                " renouvellement. Un mandat prend fin à la clôture de l’assemblée qui statue sur"
                " les comptes de l’année de son échéance."
            ),
            _(
                "En dessous du minimum légal, l’assemblée est convoquée aussitôt ; en dessous du"
                " minimum des statuts, le conseil a trois mois pour se compléter."
            ),
        ),
        example=_("Élue le 24 juin 2023 pour trois ans : mandat jusqu’à l’assemblée de 2026."),
        source="C.com L225-17, L225-18, L225-19, L225-24, R225-15, L47 art. 6, L78 art. 16",
        parameters=(
            "board_min",
            "board_max",
            "board_term_years",
            "manager_term_years",
            "board_renewal",
            "board_renewal_rounding",
            "board_max_consecutive_terms",
            "board_age_limit",
            "board_age_share",
            "board_seats",
            "board_cooptation",
            "board_proxy_max",
            "eligibility_months",
        ),
        doubt=_("Les délais quand le conseil est incomplet sont à faire confirmer."),
    ),
    "minutes": Explained(
        question=_("Que doit contenir le procès-verbal ?"),
        answer=(
            _(
                "Date et lieu, mode de convocation, ordre du jour, bureau, participation et quorum,"
                " documents présentés, résumé des débats, textes mis aux voix et résultats, puis"
                " les signatures."
            ),
            _(
                "Dans un registre électronique, une signature au moins avancée et un horodatage"
                " sont nécessaires : un nom tapé ou une signature scannée ne suffisent pas."
            ),
        ),
        example=_("Une SA fait signer les membres du bureau : président, scrutateurs, secrétaire."),
        source="C.com R225-106, R225-22, R223-24, décret 2019-1118",
        parameters=("minutes_signatories", "register_mode", "signature_level", "retention"),
    ),
    "elsewhere": Explained(
        question=_("Peut-on décider sans se réunir ?"),
        answer=(
            _(
                "Une consultation écrite n’est possible que si les statuts la prévoient ; une"
                " société anonyme n’y a pas droit pour son assemblée. Suivre la séance à distance"
                " est de droit dans une SA depuis 2024, selon les statuts ailleurs."
            ),
            _(
                "Une assemblée extraordinaire de SA tenue sans lieu peut être refusée par les"
                " membres qui détiennent ensemble un quart du capital."
            ),
        ),
        example=_("SARL : les associés ont au moins 15 jours pour répondre par écrit."),
        source="C.com L225-103-1 (loi 2024-537), R223-22",
        parameters=(
            "remote_enabled",
            "fully_remote_opposition",
            "written_consultation",
            "written_consultation_days",
        ),
        doubt=_("La rédaction définitive de l’article L225-103-1 est à vérifier."),
    ),
    "resolutions": Explained(
        question=_("Qui peut ajouter un texte, poser une question, demander un document ?"),
        answer=(
            _(
                "Les membres qui en ont le droit déposent un texte avant une date ; tous peuvent"
                " poser des questions par écrit, et demander les documents."
            ),
            _("L’assemblée ne décide que de ce qui est à l’ordre du jour, sauf une révocation."),
        ),
        example=_(
            "SA, assemblée le 20 juin : textes jusqu’au 26 mai, documents sur demande jusqu’au 15"
            " juin, questions écrites jusqu’au 16 juin."
        ),
        source="C.com R225-72, R225-84, R225-88, R225-89, L225-105",
        parameters=(
            "added_resolutions_from_days",
            "added_resolutions_days",
            "documents_disposal_days",
            "documents_request_days",
            "written_questions_working_days",
            "written_questions_from_sending",
        ),
    ),
    "proxy_dates": Explained(
        question=_("Pour quelles réunions vaut un pouvoir ?"),
        answer=(
            _(
                "Un pouvoir vaut pour une assemblée ; ou pour l’ordinaire et l’extraordinaire"
                " tenues le même jour ou à quelques jours ; ou pour les convocations successives"
                " sur le même ordre du jour."
            ),
        ),
        example=_("SA : deux assemblées à 15 jours d’écart au plus ; SARL : à 7 jours."),
        source="C.com R225-79, R223-21",
        parameters=("proxy_two_meetings_days", "proxy_valid_second_call"),
    ),
}
