"""Small register files as French offices write them, made on the spot."""

import csv
import io
from collections.abc import Iterable, Mapping

HEADINGS = [
    "N° sociétaire",
    "Type",
    "Civilité",
    "Nom",
    "Prénom",
    "Raison sociale",
    "SIREN",
    "Représentant",
    "Courriel",
    "Téléphone",
    "Adresse",
    "Code postal",
    "Ville",
    "Catégorie",
    "Collège",
    "Parts",
    "Montant libéré",
    "Date d'admission",
    "Accord convocation par courriel",
]

PERSON = {
    "N° sociétaire": "N0001",
    "Type": "PP",
    "Civilité": "Mme",
    "Nom": "Vandenbroucke",
    "Prénom": "Anaïs",
    "Courriel": "anais@example.org",
    "Téléphone": "+33 6 12 34 56 78",
    "Adresse": "218 résidence «\u00a0Les Tilleuls\u00a0», bât. B",
    "Code postal": "01000",
    "Ville": "Bourg-en-Bresse",
    "Catégorie": "Usager particulier",
    "Collège": "Usagers particuliers",
    "Parts": "10",
    "Montant libéré": "1\u00a0250,00",
    "Date d'admission": "31/12/2021",
    "Accord convocation par courriel": "oui",
}
COMPANY = {
    "N° sociétaire": "N0002",
    "Type": "PM",
    "Raison sociale": "Coopérative L’Œillet",
    "SIREN": "552 100 554",
    "Représentant": "Benoît Bouchîbi",
    "Courriel": "contact@oeillet.example",
    "Adresse": "31 bd de la Liberté",
    "Code postal": "62300",
    "Ville": "Lens",
    "Catégorie": "Collectivité",
    "Collège": "Usagers professionnels et collectivités",
    "Parts": "5",
    "Montant libéré": "500,00",
    "Date d'admission": "22/01/2012",
}


def person(number: str, **cells: str) -> dict[str, str]:
    """Return the line of a natural person, with some cells of its own."""
    own = {"N° sociétaire": number, "Courriel": f"{number.lower()}@example.org"}
    return {**PERSON, **own, **cells}


def register_text(lines: Iterable[Mapping[str, str]], *, delimiter: str = ";") -> str:
    """Return the lines as CSV text under the usual headings."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for line in lines:
        writer.writerow([line.get(heading, "") for heading in HEADINGS])
    return out.getvalue()


def register_csv(lines: Iterable[Mapping[str, str]], *, encoding: str = "cp1252") -> bytes:
    """Return the lines as French Excel saves them (cp1252 and `;` by default)."""
    return register_text(lines).encode(encoding)


def faulty_register() -> bytes:
    """Return a register with one fault of each kind: see FAULTS for the line of each."""
    lines = [
        person("F0001"),
        person("F0002", Courriel="pas-une-adresse"),
        person("F0003", Collège="Collège inconnu"),
        person("F0004", Catégorie="Catégorie inconnue"),
        person("F0005"),
        person("F0005", Courriel="autre@example.org"),
        person("F0006", Nom=""),
        person("F0007", Parts="dix"),
        person("F0008", **{"Date d'admission": "31/02/2021"}),
        person("F0009", Adresse='=HYPERLINK("http://example.org";"x")'),
        person("F0010", SIREN="123456789"),
        person("F0011", **{"Montant libéré": "douze euros"}),
        person("F0012", Type="??"),
        person("", Courriel="sans.numero@example.org"),
        person("F0014", **{"Accord convocation par courriel": "peut-être"}),
    ]
    ragged = "F0015;PM;;;;Association Les Amis;552100554\r\n"
    return (register_text(lines) + ragged).encode()


FAULTS = {
    3: {"bad_email"},
    4: {"unknown_college"},
    5: {"unknown_category"},
    7: {"number_twice"},
    8: {"name_missing"},
    9: {"bad_shares"},
    10: {"bad_date"},
    11: {"formula"},
    12: {"bad_siren", "siren_of_person"},
    13: {"bad_amount"},
    14: {"bad_kind"},
    15: {"number_missing"},
    16: {"bad_yes_no"},
    17: {"line_short"},
}
"""Line of `faulty_register` as a spreadsheet numbers it -> codes of its findings."""
