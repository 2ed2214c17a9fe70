"""The invented people of the demonstration: who may be entered with one click."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from organisations.models import RoleName

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class DemoPerson:
    """One door of the demonstration; without a role the person is a plain member."""

    code: str
    name: str
    email: str
    role: RoleName | None
    what: "_StrOrPromise"


PEOPLE = (
    DemoPerson(
        "secretaire",
        "Gérard Capelle",
        "secretaire@ateliers-du-bassin.example.org",
        RoleName.SECRETARY,
        _("Secrétaire : tient le registre, convoque, pointe les présents, rédige."),
    ),
    DemoPerson(
        "presidente",
        "Hélène Kouyaté",
        "presidente@ateliers-du-bassin.example.org",
        RoleName.CHAIR,
        _("Présidente : ouvre et clôt les votes, proclame les résultats."),
    ),
    DemoPerson(
        "administrateur",
        "Nadia Deloeil",
        "administration@ateliers-du-bassin.example.org",
        RoleName.ADMINISTRATOR,
        _("Administratrice : règle la coopérative, ses collèges, ses statuts, les rôles."),
    ),
    DemoPerson(
        "conseil",
        "Théo Lamblin",
        "conseil@ateliers-du-bassin.example.org",
        RoleName.BOARD_MEMBER,
        _("Membre du conseil : prépare l’ordre du jour et les résolutions."),
    ),
    DemoPerson(
        "controleuse",
        "Yvette Petitprez",
        "controle@ateliers-du-bassin.example.org",
        RoleName.AUDITOR,
        _("Contrôleuse : lit tout, ne change rien."),
    ),
)
"""The doors beside the plain member's, which opens for a member of the register."""
