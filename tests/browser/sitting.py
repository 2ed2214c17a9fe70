"""Members on their phones before the day, then the day itself, and what it leaves."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from organisations.services.jobs import jobs_run
from tests.browser.convening import RESOLUTIONS
from tests.browser.surf import Visitor

COLLEGES = ("Équipe", "Usagers", "Territoire", "Soutiens")


def votes_from_home(phone: Visitor, link: str) -> str:
    """Read what is asked, forget an answer, answer, read again, cast; return the receipt."""
    phone.go(link)
    phone.sees("samedi 20 juin 2026 à 18 h", "Salle des fêtes, Liévin", "Trois façons")
    assert b"METHOD" in phone.download("Mettre dans mon agenda")
    assert phone.download("Comptes 2025").startswith(b"%PDF-")
    phone.follow("Voter maintenant")
    phone.press("Continuer")
    phone.sees("Il reste des réponses à donner")
    for place, answer in enumerate(("Pour", "Abstention")):
        question = phone.page.locator("fieldset.question").nth(place)
        question.get_by_role("radio", name=re.compile(f"^{answer}")).check()
    phone.press("Continuer")
    phone.sees("Relisez, puis déposez", *RESOLUTIONS, "Pour", "Abstention")
    phone.press("Déposer mon vote")
    phone.sees("Vote enregistré")
    return phone.page.locator(".receipt strong").inner_text()


def gives_a_proxy(phone: Visitor, link: str, holder: str) -> None:
    """Name another member, withdraw, sign blank, withdraw, name again."""
    phone.go(link)
    phone.follow("Je donne pouvoir")
    phone.follow("Voir l’effet, puis signer")
    phone.press("Signer ce pouvoir en blanc")
    phone.press("Retirer mon pouvoir")
    phone.follow("Je donne pouvoir")
    phone.fill(q=holder)
    phone.press("Chercher")
    phone.page.get_by_role("link", name="Choisir").first.click()
    phone.press("Signer ce pouvoir")
    phone.sees(holder)
    assert phone.page.get_by_role("link", name="Voter maintenant").count() == 0


def opens_the_sitting(chair: Visitor) -> None:
    """Name the bureau and open."""
    chair.follow("Tenir la séance", exact=False)
    chair.fill(chair_name="Claire Martin", secretary_name="Joël Lefèvre")
    chair.press("Ouvrir la séance")
    chair.sees("Mettre aux voix la résolution n° 1")


def notes_who_is_here(desk: Visitor, *names: str) -> None:
    """Find each member and note them present; read the quorum."""
    desk.follow("Réunions")
    desk.follow("Assemblée générale ordinaire 2026")
    for name in names:
        desk.follow("Tenir la séance", exact=False)
        desk.page.get_by_role("link", name=re.compile("la feuille|Accueillir")).click()
        desk.fill(q=name)
        desk.press("Chercher")
        desk.press(f"Présent {name}", exact=False)
        desk.sees("présent", "depuis 18 h")
    desk.follow("Tenir la séance", exact=False)
    desk.sees("Quorum atteint")


def votes_in_the_room(phone: Visitor, link: str, *, voices: int) -> None:
    """Answer the open ballot, alike for every voice one holds."""
    phone.go(link)
    phone.follow("Voter en séance")
    if voices > 1:
        phone.follow(f"Le même vote pour les {voices} voix")
    phone.page.get_by_role("radio", name=re.compile("^Pour")).check()
    phone.press("Déposer mon vote")
    phone.sees("enregistré")


def puts_to_the_vote(chair: Visitor) -> None:
    """Open the next ballot."""
    chair.follow("Tenir la séance", exact=False)
    chair.press("Ouvrir le scrutin")
    chair.sees("Le vote est ouvert")


def counts_and_declares(chair: Visitor) -> None:
    """Close; type more votes than there are voices, read why not; type them well; declare."""
    chair.follow("Tenir la séance", exact=False)
    chair.press("Clore le scrutin")
    chair.fill(**{"c0-votes_for": "99"})
    chair.press("Enregistrer le décompte de la salle")
    chair.sees("99")
    chair.fill(**{"c0-votes_for": "0", "c2-votes_against": "1"})
    chair.tick("rest_for")
    chair.press("Enregistrer le décompte de la salle")
    chair.press("Proclamer le résultat")
    chair.sees("Par collège", "Comment ce résultat a été compté", *COLLEGES)


def recounted(chair: Visitor, folder: Path) -> dict[str, Any]:
    """Download the count file of the result shown and count it again outside TALA."""
    file = folder / "decompte.json"
    file.write_bytes(chair.download("Télécharger le fichier de décompte"))
    command = [sys.executable, "-m", "voting.recount", str(file)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True)  # noqa: S603 - our own program
    return dict(json.loads(done.stdout))


def ends_the_sitting(chair: Visitor) -> None:
    """Go back to the sitting, where nothing is left to put to the vote, and close it."""
    chair.follow("Revenir à la séance")
    chair.follow("Lever la séance")
    chair.press("Lever la séance")
    chair.sees("La séance est levée")


def writes_and_seals_the_minutes(desk: Visitor) -> bytes:
    """Write what was said, read the draft, seal, and return the file of the register."""
    desk.follow("Rédiger le procès-verbal")
    desk.fill(opening="La présidente ouvre la séance et remercie les membres.")
    desk.press("Enregistrer le projet")
    desk.press("Préparer le PDF du projet")
    jobs_run()
    desk.follow("Recharger")
    assert desk.download("Télécharger le projet (PDF)").startswith(b"%PDF-")
    desk.follow("Inscrire au registre…")
    desk.press("Inscrire définitivement")
    jobs_run()
    desk.follow("Recharger")
    desk.sees("Procès-verbal n° 1, au registre", "SHA-256")
    return desk.download("Télécharger le procès-verbal (PDF)")


def verifies_the_journal(desk: Visitor) -> None:
    """Have every entry checked against the one before it."""
    desk.follow("Journal")
    desk.press("Vérifier le journal")
    desk.sees("intact")
