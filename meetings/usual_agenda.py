"""The usual agenda of a yearly assembly, offered as a start.

It follows what the law and usage put before the ordinary assembly of a cooperative; a point that
does not apply is deleted by hand. Texts hold blanks between brackets for the secretary to fill.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from meetings.models import AgendaItem
from organisations.rules.legal_forms import LegalForm, company_form, is_scic

INFORMATION, DISCUSSION = AgendaItem.Kind.INFORMATION, AgendaItem.Kind.DISCUSSION
DECISION, ELECTION = AgendaItem.Kind.DECISION, AgendaItem.Kind.ELECTION


@dataclass(frozen=True)
class UsualText:
    """A resolution of the usual agenda."""

    title: str
    text: str


@dataclass(frozen=True)
class UsualItem:
    """A point of the usual agenda."""

    kind: str
    title: str
    notes: str = ""
    texts: tuple[UsualText, ...] = ()


_OPENING = UsualItem(
    INFORMATION,
    _("Ouverture, feuille de présence, quorum et bureau de l’assemblée"),
)
_RESULT = {
    "scic": UsualText(
        _("Affectation du résultat"),
        _(
            "L’assemblée générale décide d’affecter le résultat de l’exercice clos le"
            " [date], soit [montant] €, comme suit : réserve légale 15 %, soit [montant] € ;"
            " réserve statutaire [50 % au moins du solde], soit [montant] € ; [intérêt aux"
            " parts sociales éventuel]."
        ),
    ),
    "other": UsualText(
        _("Affectation du résultat"),
        _(
            "L’assemblée générale décide d’affecter le résultat de l’exercice clos le"
            " [date], soit [montant] €, comme suit : [affectation proposée]."
        ),
    ),
}
_ACCOUNTS = UsualItem(
    DECISION,
    _("Approbation des comptes annuels et quitus"),
    texts=(
        UsualText(
            _("Approbation des comptes annuels"),
            _(
                "L’assemblée générale, après lecture des rapports, approuve les comptes de"
                " l’exercice clos le [date], tels qu’ils lui sont présentés."
            ),
        ),
        UsualText(
            _("Quitus"),
            _(
                "L’assemblée générale donne quitus aux dirigeants de leur gestion pour cet"
                " exercice."
            ),
        ),
    ),
)
_BOARD = UsualItem(
    ELECTION,
    _("Renouvellement du conseil"),
    _("Une résolution par personne candidate."),
    (
        UsualText(
            _("Élection de [prénom et nom]"),
            _(
                "L’assemblée générale élit [prénom et nom] au conseil pour une durée de"
                " [durée] ans, qui prendra fin à l’issue de l’assemblée appelée à statuer sur les"
                " comptes de l’exercice [année]."
            ),
        ),
    ),
)
_POWERS = UsualItem(
    DECISION,
    _("Pouvoirs pour les formalités"),
    texts=(
        UsualText(
            _("Pouvoirs"),
            _(
                "L’assemblée générale donne tous pouvoirs au porteur d’une copie ou d’un extrait"
                " du procès-verbal pour accomplir les formalités."
            ),
        ),
    ),
)
_END = UsualItem(
    DISCUSSION,
    _("Questions diverses"),
    _("Échanges sans vote."),
)


def _cooperative() -> tuple[UsualItem, ...]:
    """The yearly agenda of a SCIC (L47 art. 19 terdecies; C.com L225-100)."""
    return (
        _OPENING,
        UsualItem(INFORMATION, _("Rapport de gestion, dont l’évolution du projet coopératif")),
        UsualItem(INFORMATION, _("Rapport du commissaire aux comptes, s’il en est nommé un")),
        UsualItem(
            INFORMATION,
            _("Rapport de révision coopérative, l’année où il est dû"),
            _("La révision a lieu tous les cinq ans."),
        ),
        _ACCOUNTS,
        UsualItem(DECISION, _("Affectation du résultat"), texts=(_RESULT["scic"],)),
        UsualItem(
            DECISION,
            _("Conventions réglementées"),
            texts=(
                UsualText(
                    _("Conventions réglementées"),
                    _(
                        "L’assemblée générale, après lecture du rapport sur les conventions"
                        " réglementées, en approuve les conclusions."
                    ),
                ),
            ),
        ),
        UsualItem(
            DECISION,
            _("Variation du capital et mouvements d’associés"),
            _("Admissions, sorties et changements de catégorie ou de collège de l’année."),
            (
                UsualText(
                    _("Constatation du capital"),
                    _(
                        "L’assemblée générale constate que le capital variable s’élève à"
                        " [montant] € au [date de clôture], contre [montant] € un an plus tôt."
                    ),
                ),
            ),
        ),
        _BOARD,
        UsualItem(DISCUSSION, _("Budget et orientations de l’année")),
        _POWERS,
        _END,
    )


def _association() -> tuple[UsualItem, ...]:
    return (
        _OPENING,
        UsualItem(
            DECISION,
            _("Rapport moral et rapport d’activité"),
            texts=(
                UsualText(
                    _("Approbation du rapport moral et du rapport d’activité"),
                    _("L’assemblée générale approuve le rapport moral et le rapport d’activité."),
                ),
            ),
        ),
        _ACCOUNTS,
        UsualItem(DECISION, _("Affectation du résultat"), texts=(_RESULT["other"],)),
        _BOARD,
        UsualItem(DISCUSSION, _("Budget et orientations de l’année")),
        _END,
    )


def _company() -> tuple[UsualItem, ...]:
    return (
        _OPENING,
        UsualItem(INFORMATION, _("Rapport de gestion")),
        _ACCOUNTS,
        UsualItem(DECISION, _("Affectation du résultat"), texts=(_RESULT["other"],)),
        _POWERS,
        _END,
    )


def usual_agenda(form: LegalForm) -> tuple[UsualItem, ...]:
    """Return the usual agenda of the yearly ordinary assembly of this legal form."""
    if is_scic(form):
        return _cooperative()
    return _association() if company_form(form) == "association" else _company()


NAMES: Mapping[str, str] = {
    "scic": _("ordre du jour type d’une AGO de SCIC"),
    "association": _("ordre du jour type de l’AG annuelle d’une association"),
    "other": _("ordre du jour type d’une AGO annuelle"),
}


def usual_agenda_name(form: LegalForm) -> str:
    """Return what the button that fills the agenda calls it (French, to be translated)."""
    if is_scic(form):
        return NAMES["scic"]
    return NAMES["association" if company_form(form) == "association" else "other"]
