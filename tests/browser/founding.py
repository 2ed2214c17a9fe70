"""The first evening of a cooperative: an account, its identity, its colleges, its register."""

import re

from tests.browser.surf import Site, Visitor
from tests.register_files import person, register_csv

NAME = "Les Jardins du Canal"
COLLEGES = (
    ("Équipe", "40", "Salariés"),
    ("Usagers", "25", "Bénéficiaires"),
    ("Territoire", "25", "Collectivités publiques"),
    ("Soutiens", "10", "Soutiens"),
)
"""(college, weight in percent, the category that votes in it), as the forms propose categories."""

OFFICERS = (
    ("secretaire@jardins.example", "Joël Lefèvre", "secretary"),
    ("presidente@jardins.example", "Claire Martin", "chair"),
    ("conseil@jardins.example", "Raphaël Szymański", "board_member"),
)
NAMES = ("Aubry", "Bœuf", "Çelik", "Dumoulin", "Éluard", "Fèvre", "Garçon", "Hénin")
WITHOUT_EMAIL = "N0008"


def register() -> bytes:
    """Return eight members, two per college, as French Excel saves them; one has no e-mail."""
    lines = []
    for place, name in enumerate(NAMES):
        college, _weight, category = COLLEGES[place // 2]
        number = f"N{place + 1:04}"
        cells = {"Nom": name, "Catégorie": category, "Collège": college}
        if number == WITHOUT_EMAIL:
            cells |= {"Courriel": "", "Accord convocation par courriel": ""}
        lines.append(person(number, **cells))
    return register_csv(lines)


def code_for(site: Site, address: str) -> str:
    """Return the code in the last mail to an address."""
    found = re.search(r"^\s*([A-Z0-9]{4,}-?[A-Z0-9]*)\s*$", site.letters_to(address)[0], re.M)
    assert found is not None
    return found[1]


def opens_an_account(visitor: Visitor, address: str) -> None:
    """Open an account with an address alone, then come in again by a code."""
    visitor.go("/")
    visitor.follow("Ouvrir un compte")
    visitor.fill(email=address)
    visitor.press("Ouvrir mon compte")
    visitor.fill(code=code_for(visitor.site, address))
    visitor.press("Continuer")
    visitor.sees("Mes coopératives")
    visitor.go("/compte/logout/")
    visitor.press("Se déconnecter")
    visitor.follow("Recevoir un code")
    visitor.fill(email=address)
    visitor.press("Recevoir un code")
    visitor.fill(code="faux")
    visitor.press("Continuer")
    visitor.sees("n’est pas le bon")
    visitor.fill(code=code_for(visitor.site, address))
    visitor.press("Continuer")
    visitor.sees("Mes coopératives")


def creates_the_cooperative(visitor: Visitor) -> None:
    """Fill in the identity card; the suggested categories are those of a SCIC."""
    visitor.go("/cooperatives/nouvelle/")
    visitor.fill(
        name=NAME,
        street="3 place du Canal",
        postal_code="62800",
        city="Liévin",
        siren="552 100 554",
        registry_city="Arras",
        contact_email="bonjour@jardins.example",
    )
    visitor.choose(legal_form="scic_sa")
    visitor.press("Créer la coopérative")
    visitor.press("Enregistrer les catégories")


def sets_the_colleges(visitor: Visitor) -> None:
    """Type weights that make 95 %, read why not, then the right ones."""
    for place, (name, weight, category) in enumerate(COLLEGES):
        row = f"form-{place}-"
        typed = "5" if name == "Soutiens" else weight
        visitor.fill(**{f"{row}name": name, f"{row}weight": typed})
        visitor.page.get_by_role("group", name=f"Collège {place + 1}").get_by_label(
            category, exact=True
        ).check()
    visitor.press("Enregistrer les collèges")
    visitor.sees("95 %", "19 octies")
    visitor.fill(**{"form-3-weight": "10"})
    visitor.press("Enregistrer les collèges")
    visitor.sees("Les collèges sont enregistrés.")


def adopts_the_statutes(visitor: Visitor) -> None:
    """Take the usual clauses, as proposed, and name the decision."""
    visitor.follow("Changer quelques règles seulement")
    visitor.follow("Proposer les clauses usuelles, à vérifier dans vos statuts")
    visitor.fill(decision="Assemblée constitutive du 12 décembre 2025")
    visitor.press("Enregistrer cette version")
    visitor.follow("Membres")
    visitor.follow("Importer le registre")


def imports_the_register(visitor: Visitor) -> None:
    """Send the file, look at its columns and lines, confirm; a second time changes nothing."""
    visitor.upload("registre.csv", register())
    visitor.press("Lire ce fichier")
    visitor.press("Voir l’aperçu")
    visitor.sees("registre.csv, 8 lignes", "Garçon", "8 membres ajoutés")
    visitor.press("Écrire 8 lignes au registre")
    visitor.sees("Le registre est à jour.")
    visitor.follow("Membres")
    visitor.sees("8 membres", "Bœuf", "Éluard")
    visitor.follow("Importer un fichier")
    visitor.upload("registre.csv", register())
    visitor.press("Lire ce fichier")
    visitor.press("Voir l’aperçu")
    visitor.sees("il n’y a rien à changer")


def gives_the_roles(visitor: Visitor) -> None:
    """Name the secretary, the chair and a member of the board."""
    visitor.follow("Réglages")
    visitor.follow("Gérer les rôles")
    for address, name, role in OFFICERS:
        visitor.fill(email=address, name=name)
        visitor.choose(role=role)
        visitor.press("Donner ce rôle")
        visitor.sees(f"{name} a maintenant le rôle")
