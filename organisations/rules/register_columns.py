"""Recognises the columns of a register by their headings: French, English, Galette, Odoo.

Headings come folded (no case, no accent, one space for any mark), as `tala.lib.text.fold` gives.
"""

from collections.abc import Sequence


def _(text: str) -> str:
    """Mark a French text for extraction; the web translates it."""
    return text


LABELS: dict[str, str] = {
    "number": _("Numéro"),
    "kind": _("Personne physique ou morale"),
    "title": _("Civilité"),
    "last_name": _("Nom"),
    "first_name": _("Prénom"),
    "full_name": _("Nom complet"),
    "company_name": _("Raison sociale"),
    "siren": _("SIREN"),
    "representative": _("Représentant"),
    "email": _("Courriel"),
    "phone": _("Téléphone"),
    "street": _("Adresse"),
    "street_more": _("Complément d’adresse"),
    "postal_code": _("Code postal"),
    "city": _("Ville"),
    "country": _("Pays"),
    "category": _("Catégorie"),
    "college": _("Collège"),
    "shares": _("Parts"),
    "paid_cents": _("Montant libéré"),
    "admitted_on": _("Date d’admission"),
    "exited_on": _("Date de sortie"),
    "email_consent": _("Accord pour le courriel"),
    "email_consent_on": _("Accord donné le"),
}
"""Every column an import can fill, with its French name, in the order of the choices."""

_SYNONYMS: dict[str, str] = {
    "number": (
        "n|no|num|numero|n societaire|no societaire|numero societaire|numero de societaire"
        "|n de societaire|n adherent|no adherent|numero adherent|numero d adherent|n d adherent"
        "|num adh|n membre|no membre|numero membre|numero de membre|n associe|numero associe"
        "|numero d associe|matricule|identifiant|id|id adh|reference|code adherent|number"
        "|member number|member no|member id|cooperator register number"
    ),
    "kind": (
        "type|type de personne|nature|nature de la personne|personne|personne physique ou morale"
        "|pp pm|kind|person type|is company"
    ),
    "title": "civilite|titre|titre adh|title|salutation",
    "last_name": ("nom|nom de famille|nom d usage|nom adh|last name|lastname|surname|family name"),
    "first_name": "prenom|prenoms|prenom adh|first name|firstname|given name",
    "full_name": (
        "nom complet|nom et prenom|nom prenom|prenom nom|prenom et nom|nom ou raison sociale|name"
        "|full name|display name|complete name"
    ),
    "company_name": (
        "raison sociale|denomination|denomination sociale|societe|societe adh|structure"
        "|nom de la structure|organisation|organization|company|company name"
    ),
    "siren": (
        "siren|n siren|no siren|numero siren|siret|n siret|numero siret|siren siret"
        "|company register number|company registration number"
    ),
    "representative": (
        "representant|representant legal|represente par|nom du representant|interlocuteur|contact"
        "|representative"
    ),
    "email": (
        "courriel|e mail|email|mail|mel|adresse mail|adresse e mail|adresse email"
        "|adresse courriel|adresse electronique|email adh|email address|e mail address"
    ),
    "phone": (
        "telephone|tel|telephone portable|telephone mobile|portable|mobile|gsm adh|tel adh"
        "|telephone fixe|phone|phone number"
    ),
    "street": (
        "adresse|rue|voie|numero et voie|n et voie|adresse postale|adresse 1|adresse ligne 1"
        "|adresse adh|street|address|address line 1"
    ),
    "street_more": (
        "adresse 2|adresse ligne 2|complement|complement d adresse|adresse2 adh|street2"
        "|address line 2"
    ),
    "postal_code": "code postal|cp|cp adh|zip|zip code|postal code|postcode",
    "city": "ville|commune|localite|ville adh|city|town",
    "country": "pays|pays hors de france|pays adh|country|country id",
    "category": (
        "categorie|categorie d associe|categorie d associes|categorie de membre"
        "|categorie de membres|categorie de societaire|type de membre|type d associe"
        "|type de societaire|category|member category"
    ),
    "college": "college|college de vote|college electoral|voting group",
    "shares": (
        "parts|nombre de parts|nb parts|nb de parts|parts sociales|nombre de parts sociales"
        "|actions|nombre d actions|shares|number of share|number of shares"
    ),
    "paid_cents": (
        "montant libere|montant libere en euros|capital libere|libere|montant verse|montant"
        "|capital|paid|paid up|total amount owned"
    ),
    "admitted_on": (
        "date d admission|date admission|admission|admis le|date d entree|date entree"
        "|date d adhesion|date adhesion|date d agrement|date de souscription|date crea adh"
        "|effective date|admission date|membership start"
    ),
    "exited_on": (
        "date de sortie|date sortie|sortie|sorti le|date de retrait|date de depart|exit date"
        "|membership stop"
    ),
    "email_consent": (
        "accord convocation par courriel|accord pour le courriel|accord courriel|accord e mail"
        "|accord email|convocation par courriel|convocation par e mail|convocation electronique"
        "|accord convocation electronique|consentement|consentement courriel|email consent"
    ),
    "email_consent_on": (
        "accord donne le|date de l accord|date accord|date d accord|date du consentement"
        "|date consentement|consent date"
    ),
}

_FIELDS: dict[str, str] = {
    heading: field for field, headings in _SYNONYMS.items() for heading in headings.split("|")
}


def recognise(headings: Sequence[str]) -> dict[str, int]:
    """Return the place of each recognised column, by field; the first of two synonyms wins."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        field = _FIELDS.get(heading)
        if field is not None:
            places.setdefault(field, place)
    return places


def missing_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the fields without which no line can be read: the number and a name."""
    named = {"last_name", "full_name", "company_name"} & set(columns)
    missing = [] if "number" in columns else ["number"]
    return tuple(missing if named else [*missing, "last_name"])
