"""The French sentence of each thing that can be wrong with a line of an imported register.

`_` only marks the text for extraction: the web translates the template, then fills it in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class LineFinding:
    """One thing to say of one line: an error keeps the whole file out, a warning does not.

    `column` is the field it is about (a key of register_columns.LABELS), "" for the whole line;
    `figures` are the values of the sentence, ready to print.
    """

    level: Literal["error", "warning"]
    code: str
    column: str = ""
    figures: Mapping[str, str] = field(default_factory=dict, hash=False)


MESSAGES: dict[str, str] = {
    # Errors
    "line_short": _(
        "La ligne s’arrête après %(count)s cellules sur %(width)s. Complétez-la ou supprimez-la."
    ),
    "line_long": _(
        "La ligne a %(count)s cellules pour %(width)s colonnes. Un séparateur est de trop, ou une"
        " cellule qui le contient n’est pas entre guillemets."
    ),
    "formula": _(
        "« %(value)s » ressemble à une formule de tableur. Remplacez-la par du texte simple."
    ),
    "too_long": _("« %(value)s… » dépasse %(limit)s caractères. Raccourcissez ce texte."),
    "number_missing": _("Le numéro manque. Donnez à chaque membre son numéro du registre."),
    "number_twice": _(
        "Le numéro %(value)s est déjà à la ligne %(line)s. Un numéro désigne un seul membre."
    ),
    "name_missing": _("Le nom manque. Écrivez le nom de cette personne."),
    "company_missing": _("La raison sociale manque. Une personne morale s’inscrit sous ce nom."),
    "bad_kind": _(
        "« %(value)s » n’est ni PP ni PM. Écrivez PP pour une personne physique, PM pour une"
        " personne morale."
    ),
    "bad_siren": _(
        "« %(value)s » n’est pas un SIREN : neuf chiffres, dont le dernier contrôle les autres."
        " Corrigez-le ou videz la cellule."
    ),
    "bad_email": _(
        "« %(value)s » n’est pas une adresse électronique. Écrivez une seule adresse, comme"
        " nom@exemple.fr, ou videz la cellule."
    ),
    "bad_shares": _("« %(value)s » n’est pas un nombre de parts. Écrivez-le en chiffres."),
    "bad_amount": _("« %(value)s » n’est pas un montant. Écrivez-le comme 1 250,00."),
    "negative_amount": _("Le montant %(value)s est négatif. Écrivez le capital libéré, 0 ou plus."),
    "bad_date": _("« %(value)s » n’est pas une date du calendrier. Écrivez-la comme 31/12/2025."),
    "bad_yes_no": _("« %(value)s » n’est ni oui ni non. Écrivez oui, non, ou videz la cellule."),
    "exit_before_admission": _(
        "La sortie (%(exit)s) précède l’admission (%(admission)s). Corrigez l’une des deux dates."
    ),
    "unknown_category": _(
        "La catégorie « %(value)s » n’existe pas. Créez-la dans Réglages › Catégories, ou corrigez"
        " la cellule."
    ),
    "unknown_college": _(
        "Le collège « %(value)s » n’existe pas. Créez-le dans Réglages › Collèges, ou corrigez la"
        " cellule."
    ),
    # Warnings
    "shared_email": _(
        "L’adresse %(value)s est aussi celle du membre n° %(other)s. Chacun recevra sa convocation"
        " à cette adresse."
    ),
    "name_replaced": _(
        "Le numéro est aujourd’hui celui de « %(old)s ». Vérifiez que ce numéro a bien changé de"
        " titulaire."
    ),
    "homonym": _(
        "« %(value)s » est déjà membre sous le n° %(other)s. Vérifiez qu’il ne s’agit pas de la"
        " même personne."
    ),
    "already_exited": _(
        "Ce membre est sorti le %(exit)s. L’import ne le réintègre pas : faites-le depuis sa fiche."
    ),
    "siren_of_person": _("Une personne physique n’a en général pas de SIREN. Vérifiez le type."),
    "company_of_person": _(
        "La raison sociale d’une personne physique n’est pas reprise. Écrivez PM si c’est une"
        " personne morale."
    ),
    "short_postal_code": _(
        "Le code postal %(value)s n’a que quatre chiffres. En France il en manque un, souvent le"
        " zéro du début."
    ),
    "other_college": _(
        "Le collège n’est pas celui de la catégorie (%(value)s). Vérifiez ce que prévoient vos"
        " statuts."
    ),
    "no_college": _("Aucun collège : ce membre ne pourra pas voter par collège."),
    "unreachable": _("Ni courriel ni adresse postale : ce membre ne pourra pas être convoqué."),
    "consent_without_email": _(
        "L’accord pour le courriel est donné, mais il n’y a pas d’adresse. Il sera convoqué par"
        " lettre."
    ),
}


def sentence(finding: LineFinding, translate: Callable[[str], str] = str) -> str:
    """Return the finding as a sentence: in French, or as `translate` (gettext) gives it."""
    return translate(MESSAGES[finding.code]) % finding.figures
