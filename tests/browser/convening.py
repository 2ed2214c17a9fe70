"""From the draft of an assembly to the mails that convene it."""

import re

from organisations.services.jobs import jobs_run
from organisations.services.outbox import messages_send
from tests.browser.surf import Site, Visitor
from tests.meetings.scenes import pdf_bytes

ACCOUNTS = "Comptes de l’exercice 2025"
ELECTION = "Renouvellement du conseil"
RESOLUTIONS = ("Approbation des comptes", "Nomination de Mme Zoé Éluard")


def prepares_the_draft(visitor: Visitor) -> None:
    """Write the facts, three points in the wrong order, two resolutions and a paper."""
    visitor.follow("Réunions")
    visitor.follow("Préparer une réunion")
    visitor.fill(
        day="2026-06-20",
        hour="18:00",
        place="Salle des fêtes, Liévin",
        video_url="https://visio.example.org/jardins",
        convener="Conseil d’administration",
        convener_decided_on="2026-05-04",
    )
    visitor.choose(kind="ordinary")
    visitor.press("Créer la réunion")
    _point(visitor, "decision", ACCOUNTS)
    _resolution(visitor, RESOLUTIONS[0], "L’assemblée approuve les comptes de l’exercice.")
    _point(visitor, "information", "Rapport de gestion")
    _point(visitor, "election", ELECTION)
    _resolution(visitor, RESOLUTIONS[1], "L’assemblée nomme Mme Zoé Éluard administratrice.")
    visitor.press("Monter « Rapport de gestion »")
    visitor.sees("1. Rapport de gestion", f"2. {ACCOUNTS}", f"3. {ELECTION}")
    _paper(visitor)


def sees_the_calendar(visitor: Visitor) -> None:
    """Read the last lawful day of the notice, counted back from the day of the assembly."""
    visitor.sees("Calendrier légal", "vendredi 5 juin 2026", "Dernier jour légal d’envoi")
    visitor.follow("Pourquoi ces dates ?")
    visitor.sees("R225-69", "Réception des votes par correspondance")


def convenes(visitor: Visitor) -> None:
    """Look at what will leave and to whom, say so, and confirm."""
    visitor.follow("Réunions")
    visitor.follow("Assemblée générale ordinaire 2026")
    visitor.follow("Relire et convoquer")
    visitor.follow("La liste des destinataires")
    visitor.sees("8 membres", "Hénin", "n0001@example.org")
    visitor.page.go_back()
    visitor.tick("read")
    visitor.press("Convoquer 8 membres")
    visitor.sees("Réunion convoquée", "7 courriels attendent encore")


def sees_them_leave(visitor: Visitor) -> None:
    """Let the worker work, then read the progress, the letters and one line of evidence."""
    assert messages_send() == 7
    jobs_run()
    visitor.follow("Actualiser")
    visitor.sees("Tous sont partis")
    visitor.follow("Imprimer et poster les lettres")
    visitor.sees("1 lettre est prête")
    assert visitor.download("Télécharger les lettres (PDF)").startswith(b"%PDF-")
    visitor.fill(posted_on="2026-05-06")
    visitor.press("Noter la remise à la poste")
    visitor.sees("Toutes sont notées")
    visitor.follow("Convocation")
    visitor.follow("La preuve, membre par membre")
    visitor.sees("n0001@example.org", "8 convocations")


def personal_link(site: Site, address: str) -> str:
    """Return the personal link in the convocation sent to an address."""
    found = re.search(rf"{re.escape(site.url)}/v/\S+", site.letters_to(address)[-1])
    assert found is not None
    return found[0]


def _point(visitor: Visitor, kind: str, title: str) -> None:
    visitor.follow("Ajouter un point")
    visitor.choose(kind=kind)
    visitor.fill(title=title)
    visitor.press("Ajouter ce point")


def _resolution(visitor: Visitor, title: str, text: str) -> None:
    """Write the text that the page asks for right after a point that carries votes."""
    visitor.fill(title=title, text=text)
    visitor.press("Ajouter cette résolution")


def _paper(visitor: Visitor) -> None:
    """Join a file that only claims to be a PDF, read why not, join a sound one."""
    visitor.follow("Joindre une pièce au point 2")
    visitor.upload("Comptes 2025.pdf", b"<html>comptes</html>", "application/pdf")
    visitor.press("Joindre")
    visitor.sees("PDF")
    visitor.upload("Comptes 2025.pdf", pdf_bytes(2), "application/pdf")
    visitor.press("Joindre")
    visitor.sees("Comptes 2025", "PDF,")
