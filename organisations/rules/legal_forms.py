"""The legal forms TALA knows and the company law each of them stands on.

A SCOP or a SCIC is a company (SA, SARL or SAS) with the law of cooperatives on top: L78 (law 78-763
of 19 July 1978) for the SCOP, title II ter of L47 (law 47-1775 of 10 September 1947) for the SCIC.
"""

from enum import StrEnum
from typing import Literal

CompanyForm = Literal["sa", "sarl", "sas", "association"]


def _(text: str) -> str:
    """Mark a French text for extraction; the web translates it."""
    return text


class LegalForm(StrEnum):
    """The legal form of an organisation, as stored."""

    ASSOCIATION_1901 = "association_1901"
    SCOP_SA = "scop_sa"
    SCOP_SARL = "scop_sarl"
    SCOP_SAS = "scop_sas"
    SCIC_SA = "scic_sa"
    SCIC_SARL = "scic_sarl"
    SCIC_SAS = "scic_sas"
    SA = "sa"
    SARL = "sarl"
    SAS = "sas"


SHORT_NAMES: dict[LegalForm, str] = {
    LegalForm.ASSOCIATION_1901: _("Association loi 1901"),
    LegalForm.SCOP_SA: _("SCOP SA"),
    LegalForm.SCOP_SARL: _("SCOP SARL"),
    LegalForm.SCOP_SAS: _("SCOP SAS"),
    LegalForm.SCIC_SA: _("SCIC SA"),
    LegalForm.SCIC_SARL: _("SCIC SARL"),
    LegalForm.SCIC_SAS: _("SCIC SAS"),
    LegalForm.SA: _("SA"),
    LegalForm.SARL: _("SARL"),
    LegalForm.SAS: _("SAS"),
}

# What papers print after the name (papers.md 6.1); SCIC and SCOP have variable capital.
LONG_NAMES: dict[LegalForm, str] = {
    LegalForm.ASSOCIATION_1901: _("association régie par la loi du 1er juillet 1901"),
    LegalForm.SCOP_SA: _("société coopérative de production anonyme à capital variable"),
    LegalForm.SCOP_SARL: _(
        "société coopérative de production à responsabilité limitée à capital variable"
    ),
    LegalForm.SCOP_SAS: _(
        "société coopérative de production par actions simplifiée à capital variable"
    ),
    LegalForm.SCIC_SA: _("société coopérative d’intérêt collectif anonyme à capital variable"),
    LegalForm.SCIC_SARL: _(
        "société coopérative d’intérêt collectif à responsabilité limitée à capital variable"
    ),
    LegalForm.SCIC_SAS: _(
        "société coopérative d’intérêt collectif par actions simplifiée à capital variable"
    ),
    LegalForm.SA: _("société anonyme"),
    LegalForm.SARL: _("société à responsabilité limitée"),
    LegalForm.SAS: _("société par actions simplifiée"),
}

_COMPANY_FORMS: dict[LegalForm, CompanyForm] = {
    LegalForm.ASSOCIATION_1901: "association",
    LegalForm.SCOP_SA: "sa",
    LegalForm.SCOP_SARL: "sarl",
    LegalForm.SCOP_SAS: "sas",
    LegalForm.SCIC_SA: "sa",
    LegalForm.SCIC_SARL: "sarl",
    LegalForm.SCIC_SAS: "sas",
    LegalForm.SA: "sa",
    LegalForm.SARL: "sarl",
    LegalForm.SAS: "sas",
}


def is_scic(form: LegalForm) -> bool:
    """Say whether `form` is a SCIC (L47 art. 19 quinquies)."""
    return form.value.startswith("scic_")


def is_scop(form: LegalForm) -> bool:
    """Say whether `form` is a SCOP (L78 art. 1)."""
    return form.value.startswith("scop_")


def is_cooperative(form: LegalForm) -> bool:
    """Say whether `form` is a cooperative company: one member, one vote (L47 art. 9)."""
    return is_scic(form) or is_scop(form)


def company_form(form: LegalForm) -> CompanyForm:
    """Return the company law `form` stands on: "sa", "sarl", "sas", or "association"."""
    return _COMPANY_FORMS[form]
