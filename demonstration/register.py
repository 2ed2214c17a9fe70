"""Makes the invented register of the demonstration: 871 members in four colleges, always the same.

The file it writes is what a French Excel would: semicolons, cp1252, `1 250,00`, `31/12/2025`.
"""

import csv
import datetime as dt
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tala.lib.text import fold

HEADINGS = (
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
)

SHARE_CENTS = 100_00


@dataclass(frozen=True)
class DemoCollege:
    """A college of the demonstration, with its categories and their numbers of members."""

    code: str
    name: str
    weight: Fraction
    categories: tuple[tuple[str, str, str, int], ...]
    """(code, name, kind, number of members)."""

    @property
    def size(self) -> int:
        """How many members the college has."""
        return sum(number for *_names, number in self.categories)


COLLEGES = (
    DemoCollege(
        "benevoles-salaries",
        "Bénévoles et salariés",
        Fraction(40, 100),
        (("salarie", "Salarié·e", "employee", 6), ("benevole", "Bénévole", "volunteer", 10)),
    ),
    DemoCollege(
        "usagers-particuliers",
        "Usagers particuliers",
        Fraction(25, 100),
        (("usager-particulier", "Usager particulier", "beneficiary", 457),),
    ),
    DemoCollege(
        "usagers-pro-collectivites",
        "Usagers professionnels et collectivités",
        Fraction(25, 100),
        (
            ("usager-professionnel", "Usager professionnel", "beneficiary", 76),
            ("collectivite", "Collectivité", "public_body", 70),
        ),
    ),
    DemoCollege("soutiens", "Soutiens", Fraction(10, 100), (("soutien", "Soutien", "other", 252),)),
)

FIRST_NAMES = (
    "Amina", "Anaïs", "André", "Armand", "Béatrice", "Benoît", "Camille", "Cédric", "Chloé",
    "Clémence", "Damien", "Élodie", "Émile", "Étienne", "Fanny", "Fatou", "François", "Gaël",
    "Gérard", "Hélène", "Hugo", "Inès", "Ismaël", "Jean-Noël", "Joëlle", "Jonas", "Karim",
    "Léa", "Loïc", "Lucie", "Maëlys", "Malik", "Marie-Ève", "Mehdi", "Mélanie", "Nadia",
    "Noémie", "Océane", "Pascal", "Rachid", "Raphaël", "Rémi", "Romane", "Salomé", "Samir",
    "Sébastien", "Solène", "Sofia", "Théo", "Thérèse", "Ulysse", "Valérie", "Victoire",
    "Walid", "Xavier", "Yann", "Yvette", "Zoé",
)  # fmt: skip
LAST_NAMES = (
    "Aubry", "Bacquet", "Bailleul", "Béhague", "Benali", "Blondel", "Bouchez", "Boulanger",
    "Brûlé", "Capelle", "Carlier", "Caudron", "Chérif", "Coëffier", "Cordonnier", "D’Hondt",
    "de La Haye", "Debruyne", "Delattre", "Delcroix", "Deloeil", "Descamps", "Dewitte",
    "Dubreucq", "Dufossé", "Dupriez", "Duquesne", "El Amrani", "Evrard", "Fauvergue",
    "Flament", "Garçon", "Gosselin", "Guérin", "Hénin", "Hocquet", "Janssens", "Kaczmarek",
    "Kouyaté", "Lamblin", "Le Goff", "Leclercq", "Lefèvre", "Lemaître", "Lheureux", "Maës",
    "Mallet", "N’Diaye", "Nowak", "Œuvrard", "Pépin", "Petitprez", "Pruvost", "Quéva",
    "Rousselle", "Saint-Léger", "Szymański", "Tellier", "Traoré", "Vandenbroucke", "Vasseur",
    "Wattrelos", "Ysebaert", "Zielinski",
)  # fmt: skip
STREETS = (
    "rue de la République", "avenue Jean-Jaurès", "rue des Œillets", "place de l’Église",
    "chemin du Moulin à Vent", "bd de la Liberté", "impasse des Tisserands",
    "rue du 8-Mai-1945", "résidence « Les Tilleuls », bât. B", "route d’Arras",
    "rue Émile-Zola", "quai du Bassin",
)  # fmt: skip
TOWNS = (
    ("62800", "Liévin"),
    ("62300", "Lens"),
    ("62000", "Arras"),
    ("59200", "Tourcoing"),
    ("59260", "Hellemmes"),
    ("59000", "Lille"),
    ("62400", "Béthune"),
    ("62110", "Hénin-Beaumont"),
    ("59500", "Douai"),
    ("80000", "Amiens"),
)
BUSINESSES = (
    "SARL {} & Fils",
    "Menuiserie {}",
    "Ferme {}",
    "Atelier {}",
    "Cabinet {}",
    "Librairie {}",
)
BODIES = ("Commune de {}", "Communauté d’agglomération de {}", "CCAS de {}", "Syndicat mixte de {}")


def siren(rng: random.Random) -> str:
    """Return nine invented digits that pass the Luhn check."""
    digits = [rng.randrange(10) for _ in range(8)]
    doubled = [d * 2 - 9 if d > 4 else d * 2 for d in digits[1::2]]
    return "".join(map(str, digits)) + str(-(sum(digits[0::2]) + sum(doubled)) % 10)


def rows(seed: int = 871) -> Iterator[dict[str, str]]:
    """Yield the 871 lines of the register, in the order a careless spreadsheet would have them."""
    rng = random.Random(seed)  # noqa: S311 - invented people, not secrets
    people = [
        (college, category)
        for college in COLLEGES
        for category in college.categories
        for _ in range(category[3])
    ]
    lines = [_row(rng, number, *who) for number, who in enumerate(people, start=1)]
    # Two members of one household share an address, as they do everywhere.
    lines[30]["Courriel"] = lines[31]["Courriel"]
    rng.shuffle(lines)
    yield from lines


def _row(
    rng: random.Random, number: int, college: DemoCollege, category: tuple[str, str, str, int]
) -> dict[str, str]:
    first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
    kind = category[2]
    legal = (
        kind == "public_body"
        or category[0] == "usager-professionnel"
        or (category[0] == "soutien" and rng.random() < 0.13)
    )
    row = dict.fromkeys(HEADINGS, "")
    postal_code, city = rng.choice(TOWNS)
    if legal:
        pattern = rng.choice(BODIES) if kind == "public_body" else rng.choice(BUSINESSES)
        row["Raison sociale"] = pattern.format(city if kind == "public_body" else last)
        row["SIREN"] = siren(rng)
        row["Représentant"] = f"{first} {last}"
    else:
        row["Civilité"] = rng.choice(("M.", "Mme", ""))
        row["Nom"], row["Prénom"] = last, first
    _contact(rng, row, number, f"{first} {last}")
    shares = rng.choice((5, 10, 20, 50) if legal else (1, 1, 1, 2, 5, 10))
    admitted = dt.date(2012, 1, 15) + dt.timedelta(days=rng.randrange(13 * 365))
    row |= {
        "N° sociétaire": f"S{number:04}",
        "Type": "PM" if legal else "PP",
        "Adresse": f"{rng.randrange(1, 240)} {rng.choice(STREETS)}",
        "Code postal": postal_code,
        "Ville": city,
        "Catégorie": category[1],
        "Collège": college.name,
        "Parts": str(shares),
        "Montant libéré": f"{shares * SHARE_CENTS // 100:,}".replace(",", "\xa0") + ",00",
        "Date d'admission": admitted.strftime("%d/%m/%Y"),
    }
    return row


def _contact(rng: random.Random, row: dict[str, str], number: int, name: str) -> None:
    draw = rng.random()
    if draw >= 0.055:
        local = fold(name).replace(" ", ".").replace("'", "")
        row["Courriel"] = f"{local}.{number}@example.org"
        row["Accord convocation par courriel"] = "non" if draw < 0.147 else "oui"
    if rng.random() < 0.4:
        pairs = " ".join(f"{rng.randrange(100):02}" for _ in range(4))
        row["Téléphone"] = f"0{rng.choice('123456')} {pairs}"


def excel_fr_csv(seed: int = 871) -> bytes:
    """Return the register as a French Excel saves it: `;`, CRLF, cp1252."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows(seed))
    # cp1252 knows no Polish letters: whoever saves from Excel has already lost them.
    return text.getvalue().replace("ń", "n").encode("cp1252")
