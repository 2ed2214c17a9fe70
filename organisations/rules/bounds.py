"""The least and the most that the law of each form allows for a statute parameter.

The same table serves the refusals (`limits`, `board_limits`) and what a page tells beforehand.
"""

from dataclasses import dataclass
from fractions import Fraction

from organisations.rules.legal_forms import (
    CompanyForm,
    LegalForm,
    company_form,
    is_cooperative,
    is_scop,
)

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
SAS_FLOOR = "Cass. ass. plén. 15 nov. 2024, n° 23-16.670"


@dataclass(frozen=True, slots=True)
class Bound:
    """The least or the most that `article` allows for `parameter`; a share or a whole number.

    `strict`: the value must lie beyond the bound, not on it.
    """

    parameter: str
    article: str
    least: int | Fraction | None = None
    most: int | Fraction | None = None
    strict: bool = False


NUMBERS: dict[CompanyForm, tuple[Bound, ...]] = {
    "sa": (
        Bound("notice_days_first", "C.com R225-69", least=15),
        Bound("notice_days_second", "C.com R225-69", least=10),
        Bound("email_consent_days", "C.com R225-63", least=35),
        Bound("added_resolutions_days", "C.com R225-72", most=25),
        Bound("documents_disposal_days", "C.com R225-89", least=15),
        Bound("documents_request_days", "C.com R225-88", most=5),
        Bound("written_questions_working_days", "C.com R225-84", most=4),
        Bound("postal_request_days", "C.com R225-75", most=6),
        Bound("postal_cutoff_days", "C.com R225-77", most=3),
        Bound("second_meeting_max_months", "C.com L225-96", most=2),
        Bound("board_proxy_max", "C.com R225-19", most=1),
        Bound("board_min", "C.com L225-17", least=3),
        Bound("board_max", "C.com L225-17", most=18),
    ),
    "sarl": (
        Bound("notice_days_first", "C.com R223-20", least=15),
        Bound("notice_days_second", "C.com R223-20", least=15),
        Bound("email_consent_days", "C.com R223-20", least=20),
        Bound("documents_disposal_days", "C.com R223-18, R223-19", least=15),
        Bound("written_consultation_days", "C.com R223-22", least=15),
    ),
    "sas": (),
    "association": (),
}
"""Whole numbers (days, months, people) by company law."""

QUORUMS: dict[CompanyForm, tuple[Bound, ...]] = {
    "sa": (
        Bound("quorum_ordinary_first", "C.com L225-98", least=Fraction(1, 5)),
        Bound("quorum_extraordinary_first", "C.com L225-96", least=Fraction(1, 4)),
        Bound("quorum_extraordinary_second", "C.com L225-96", least=Fraction(1, 5)),
        Bound("quorum_board", "C.com L225-37", least=HALF),
    ),
    "sarl": (
        Bound("quorum_extraordinary_first", "C.com L223-30", least=Fraction(1, 4)),
        Bound("quorum_extraordinary_second", "C.com L223-30", least=Fraction(1, 5)),
    ),
    "sas": (),
    "association": (),
}
"""The shares of the members under which no quorum of these statutes may go."""


def _majorities(
    ordinary: str, extraordinary: str, threshold: Fraction, *, strict: bool
) -> tuple[Bound, ...]:
    calls = ("first", "second")
    return (
        *(Bound(f"majority_ordinary_{n}", ordinary, HALF, strict=True) for n in calls),
        *(
            Bound(f"majority_extraordinary_{n}", extraordinary, threshold, strict=strict)
            for n in calls
        ),
    )


MAJORITIES: dict[CompanyForm, tuple[Bound, ...]] = {
    "sa": _majorities("C.com L225-98", "C.com L225-96", TWO_THIRDS, strict=False),
    "sarl": _majorities("C.com L223-29", "C.com L223-30", TWO_THIRDS, strict=False),
    "sas": _majorities(SAS_FLOOR, SAS_FLOOR, HALF, strict=True),
    "association": (),
}
"""The majorities under which no decision of the form is taken."""

_COOPERATIVE_TERM = Bound("board_term_years", "L47 art. 6", most=6)
_SA_TERM = Bound("board_term_years", "C.com L225-18", most=6)
_SCOP_MANAGER = Bound("manager_term_years", "L78 art. 16", most=4)
_SCOP_PROXIES = Bound("proxy_share_of_members", "L78 art. 14", most=Fraction(1, 20))

DOUBTFUL = frozenset(
    {
        "C.com L225-18",
        "C.com L225-24",
        "C.com L225-103-1",
        "C.com R225-85 III",
        "C.com R223-20-1-1",
        "L47 art. 19 octies",
    }
)
"""Articles whose wording was not read in full, or was written for another case: to confirm."""


def terms_of(form: LegalForm) -> tuple[Bound, ...]:
    """Return what the law of `form` says of terms, in years."""
    cooperative = (_COOPERATIVE_TERM,) if is_cooperative(form) else ()
    plain_sa = (_SA_TERM,) if form is LegalForm.SA else ()
    return (*cooperative, *plain_sa, *((_SCOP_MANAGER,) if is_scop(form) else ()))


def bounds_of(parameter: str, form: LegalForm) -> tuple[Bound, ...]:
    """Return the bounds that the law of `form` sets to a parameter, none where it is free."""
    company = company_form(form)
    shares = (*QUORUMS[company], *MAJORITIES[company], *((_SCOP_PROXIES,) if is_scop(form) else ()))
    every = (*NUMBERS[company], *terms_of(form), *shares)
    return tuple(bound for bound in every if bound.parameter == parameter)


def is_doubtful(article: str) -> bool:
    """Say whether an article should be confirmed by a lawyer before statutes lean on it."""
    return article in DOUBTFUL
