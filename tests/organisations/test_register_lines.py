"""What a line of a register says, and what an import would change (rules only)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organisations.models import Member
from organisations.rules.register_columns import LABELS, missing_columns, recognise
from organisations.rules.register_diff import BLANK, Known, Line, judge
from organisations.rules.register_lines import (
    LIMITS,
    Book,
    ParsedLine,
    looks_like_formula,
    member_key,
    parse_line,
)
from organisations.rules.register_messages import MESSAGES, sentence
from organisations.selectors.imports import PARSERS
from tala.lib.text import fold
from tests.rules_tables import table

BOOK = Book(
    categories={"usager": "usager", "soutien": "soutien"},
    colleges={"usagers": "usagers", "soutiens": "soutiens"},
    college_of={"usager": "usagers", "soutien": "soutiens"},
    college_names={"usagers": "Usagers", "soutiens": "Soutiens"},
)


def read(line: int = 2, /, **cells: str) -> ParsedLine:
    """Read one line whose columns are the fields given."""
    columns = {field: place for place, field in enumerate(cells)}
    return parse_line(line, list(cells.values()), columns, len(cells), BOOK, PARSERS)


def codes(line: ParsedLine | Line) -> set[str]:
    return {finding.code for finding in line.findings}


def known(number: str, **values: Any) -> dict[str, Known]:
    return {member_key(number): Known(1, {**BLANK, "number": number, **values})}


def verdict(line: ParsedLine, register: Mapping[str, Known] | None = None) -> Line:
    return judge([line], register or {}, BOOK, fold)[0]


# --- One line


def test_a_person_is_read_as_french_offices_write() -> None:
    line = read(
        number=" S0012 ",
        kind="PP",
        last_name="D’Œuvre",
        first_name="Jean-Noël",
        email="Jean.Noel@Example.ORG",
        phone="+33 (0)6 12 34 56 78",
        shares="1\u202f000",
        paid_cents="1\u202f250,00 €",
        admitted_on="31/12/2025",
        email_consent="Oui",
        category="USAGER",
        college="usagers",
    )
    assert line.findings == ()
    assert line.values == {
        "number": "S0012",
        "kind": "natural",
        "last_name": "D’Œuvre",
        "first_name": "Jean-Noël",
        "email": "jean.noel@example.org",
        "phone": "+33 (0)6 12 34 56 78",
        "shares": 1000,
        "paid_cents": 125_000,
        "admitted_on": dt.date(2025, 12, 31),
        "email_consent": "yes",
        "category": "usager",
        "college": "usagers",
    }


@pytest.mark.parametrize("row", table("register.cells"), ids=lambda row: row["cell"])
def test_a_cell_says_what_the_page_of_rules_says(row: dict[str, str]) -> None:
    cells = {"number": "S1", "last_name": "Durand", row["column"]: row["cell"]}
    if row["code"] == "company_missing":
        cells = {"number": "S1", "company_name": "", "kind": row["cell"]}
    found = [(finding.level, finding.code) for finding in read(**cells).findings]
    assert found == ([] if row["code"] == "-" else [(row["level"], row["code"])])


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("email", "a@b@c.fr", "bad_email"),
        ("email", "rené@exemple.fr", "bad_email"),
        ("email", f"{'a' * 250}@exemple.fr", "bad_email"),
        ("siren", "552100555", "bad_siren"),
        ("shares", "2,5", "bad_shares"),
        ("phone", "@SUM(A1)", "formula"),
        ("city", "-2+3+cmd|' /C calc'!A0", "formula"),
        ("last_name", "x" * 81, "too_long"),
    ],
)
def test_a_cell_that_cannot_be_read_is_an_error_on_its_column(
    field: str, cell: str, code: str
) -> None:
    cells = {"number": "S1", "last_name": "Durand", field: cell}
    findings = [finding for finding in read(**cells).findings if finding.level == "error"]
    assert [(finding.code, finding.column) for finding in findings] == [(code, field)]


def test_every_fault_has_a_sentence_that_can_be_filled() -> None:
    line = read(number="", last_name="", email="x", shares="dix", siren="1", admitted_on="hier")
    for finding in line.findings:
        assert "%(" not in sentence(finding)
        assert finding.code in MESSAGES


def test_the_faults_of_one_line_are_told_all_at_once() -> None:
    line = read(number="S1", last_name="", email="x", shares="dix")
    assert codes(line) == {"name_missing", "bad_email", "bad_shares"}


def test_a_line_shorter_than_its_columns_is_read_no_further() -> None:
    line = parse_line(
        9, ["S1", "Durand"], {"number": 0, "last_name": 1, "email": 2}, 3, BOOK, PARSERS
    )
    assert codes(line) == {"line_short"}
    assert line.values == {"number": "S1"}


def test_a_line_short_of_columns_nobody_imports_is_fine() -> None:
    line = parse_line(9, ["S1", "Durand"], {"number": 0, "last_name": 1}, 5, BOOK, PARSERS)
    assert line.findings == ()


def test_a_line_longer_than_the_headings_has_slipped() -> None:
    line = parse_line(9, ["S1", "Durand", "x"], {"number": 0, "last_name": 1}, 2, BOOK, PARSERS)
    assert codes(line) == {"line_long"}


def test_a_siret_gives_its_siren() -> None:
    line = read(number="S1", company_name="Coop", siren="552 100 554 00013")
    assert line.values["siren"] == "552100554"


def test_a_siren_on_a_person_is_doubtful_and_kept() -> None:
    line = read(number="S1", last_name="Durand", siren="552100554")
    assert codes(line) == {"siren_of_person"}
    assert line.values["siren"] == "552100554"


def test_a_company_keeps_its_name_and_the_person_beside_it_represents_it() -> None:
    galette = read(number="1", last_name="Durand", first_name="Anne", company_name="Coop Pruvost")
    assert galette.values == {
        "number": "1",
        "kind": "legal",
        "company_name": "Coop Pruvost",
        "representative": "Anne Durand",
    }
    same_twice = read(
        number="1", last_name="Coop Pruvost", first_name="", company_name="Coop Pruvost"
    )
    assert "representative" not in same_twice.values


def test_the_full_name_of_odoo_serves_when_there_is_no_other() -> None:
    company = read(number="1", kind="True", full_name="Coop Pruvost", first_name="", last_name="")
    assert company.values["company_name"] == "Coop Pruvost"
    person = read(number="1", kind="False", full_name="Anne Durand", first_name="", last_name="")
    assert person.values["last_name"] == "Anne Durand"
    both = read(number="1", kind="False", full_name="A. D.", first_name="Anne", last_name="Durand")
    assert (both.values["first_name"], both.values["last_name"]) == ("Anne", "Durand")


def test_invisible_characters_and_line_breaks_leave_the_cell() -> None:
    line = read(number="\ufeffS1", last_name="Du\u200brand\n", street="12 rue\r\nBasse", city="-")
    assert line.values == {"number": "S1", "last_name": "Durand", "street": "12 rue Basse"}


def test_a_phone_number_or_a_dash_is_not_a_formula() -> None:
    assert not looks_like_formula("+33 (0)6 12 34 56 78")
    assert not looks_like_formula("- bât. B")
    assert not looks_like_formula("-")
    assert not looks_like_formula("")
    assert looks_like_formula("=1")
    assert looks_like_formula("＝1")
    assert looks_like_formula("+cmd|' /C calc'!A0")


def test_a_postal_code_that_lost_its_zero_is_doubtful_in_france_only() -> None:
    assert codes(read(number="1", last_name="D", postal_code="1000")) == {"short_postal_code"}
    assert codes(read(number="1", last_name="D", postal_code="1000", country="Belgique")) == set()
    assert codes(read(number="1", last_name="D", postal_code="1000", country="FRANCE")) == {
        "short_postal_code"
    }


@pytest.mark.parametrize(
    "address", ["a.b+c@exemple.fr", "o'neil@exemple.co.uk", "x_y-z@sous.domaine.exemple.org"]
)
def test_an_address_accepted_here_is_accepted_by_the_database_field(address: str) -> None:
    line = read(number="1", last_name="D", email=address)
    assert line.findings == ()
    validate_email(str(line.values["email"]))


@pytest.mark.parametrize(
    "address", ["a..b@exemple.fr", "a@-exemple.fr", "a@exemple", "@exemple.fr"]
)
def test_an_address_refused_by_the_database_field_is_refused_here(address: str) -> None:
    with pytest.raises(ValidationError):
        validate_email(address)
    found = codes(read(number="1", last_name="D", email=address))
    assert found & {"bad_email", "formula"}


def test_the_limits_are_those_of_the_database() -> None:
    limits = {name: Member._meta.get_field(name).max_length for name in LIMITS}
    assert limits == LIMITS


def test_every_field_of_a_member_can_be_imported() -> None:
    columns = set(LABELS) - {"full_name", "street_more"}
    assert columns == set(BLANK)
    for name in BLANK:
        Member._meta.get_field(name)


# --- Against the register


def test_a_number_nobody_has_is_a_new_member_with_every_field() -> None:
    line = verdict(read(number="S1", last_name="Durand", category="usager", street="1 rue"))
    assert line.kind == "new"
    assert line.values == {
        **BLANK,
        "number": "S1",
        "last_name": "Durand",
        "category": "usager",
        "college": "usagers",
        "street": "1 rue",
    }


def test_what_differs_is_shown_old_and_new() -> None:
    register = known("S1", last_name="Durand", city="Lens", email="a@exemple.fr")
    line = verdict(read(number="s1", last_name="Durand", city="Arras"), register)
    assert line.kind == "changed"
    assert [(c.field, c.old, c.new) for c in line.changes] == [("city", "Lens", "Arras")]
    assert line.values == {"city": "Arras"}


def test_an_empty_cell_never_erases() -> None:
    register = known("S1", last_name="Durand", email="a@exemple.fr", college="usagers")
    line = verdict(read(number="S1", last_name="Durand", email="", college=""), register)
    assert line.kind == "unchanged"


def test_a_new_category_brings_its_college() -> None:
    register = known("S1", last_name="D", category="usager", college="usagers", city="Lens")
    line = verdict(read(number="S1", last_name="D", category="soutien"), register)
    assert line.values == {"category": "soutien", "college": "soutiens"}


def test_the_college_of_a_member_is_kept_when_the_category_stays() -> None:
    register = known("S1", last_name="D", category="usager", college="soutiens", city="Lens")
    assert (
        verdict(read(number="S1", last_name="D", category="usager"), register).kind == "unchanged"
    )


def test_a_consent_that_changes_forgets_its_old_date() -> None:
    register = known(
        "S1",
        last_name="D",
        email="a@b.fr",
        email_consent="no",
        email_consent_on=dt.date(2020, 1, 1),
    )
    line = verdict(read(number="S1", last_name="D", email_consent="oui"), register)
    assert line.values == {"email_consent": "yes", "email_consent_on": None}


def test_the_same_number_twice_is_an_error_that_names_the_first_line() -> None:
    lines = [read(2, number="S1", last_name="A"), read(7, number="s1", last_name="B")]
    first, second = judge(lines, {}, BOOK, fold)
    assert "number_twice" not in codes(first)
    twice = next(f for f in second.findings if f.code == "number_twice")
    assert twice.figures["line"] == "2"
    assert second.kind == "error"


def test_a_shared_address_is_a_doubt_on_both_lines_not_an_error() -> None:
    lines = [
        read(2, number="S1", last_name="A", email="x@y.fr", college="usagers"),
        read(3, number="S2", last_name="B", email="x@y.fr", college="usagers"),
    ]
    first, second = judge(lines, {}, BOOK, fold)
    assert codes(first) == codes(second) == {"shared_email"}
    assert first.kind == second.kind == "new"


def test_an_address_given_up_in_the_same_file_is_not_shared() -> None:
    register = known("S1", last_name="A", email="x@y.fr", college="usagers")
    lines = [
        read(2, number="S1", last_name="A", email="new@y.fr"),
        read(3, number="S2", last_name="B", email="x@y.fr", college="usagers"),
    ]
    assert [codes(line) for line in judge(lines, register, BOOK, fold)] == [set(), set()]


def test_a_number_that_changes_hands_is_doubtful() -> None:
    register = known("S1", last_name="Durand", first_name="Anne", city="Lens", college="usagers")
    line = verdict(read(number="S1", last_name="Carlier", first_name="Loïc"), register)
    assert "name_replaced" in codes(line)
    married = verdict(read(number="S1", last_name="Durand-Carlier", first_name="Anne"), register)
    assert "name_replaced" not in codes(married)


def test_a_new_number_for_a_known_name_is_doubtful() -> None:
    register = known("S1", last_name="Lefèvre", first_name="Joël")
    line = verdict(read(number="9", last_name="LEFEVRE", first_name="joel"), register)
    assert "homonym" in codes(line)
    assert line.kind == "new"


def test_a_member_who_left_is_not_brought_back_in_silence() -> None:
    register = known("S1", last_name="D", exited_on=dt.date(2024, 6, 30), city="Lens")
    assert "already_exited" in codes(verdict(read(number="S1", last_name="D"), register))


def test_a_person_of_another_kind_drops_the_name_of_the_first() -> None:
    register = known("S1", kind="legal", company_name="Durand", city="Lens", college="usagers")
    line = verdict(read(number="S1", kind="PP", last_name="Durand"), register)
    assert line.values == {"kind": "natural", "last_name": "Durand", "company_name": ""}


def test_someone_who_cannot_be_reached_is_said() -> None:
    assert "unreachable" in codes(verdict(read(number="S1", last_name="D")))


# --- Headings


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            "N° sociétaire|Type|Nom|Prénom|Courriel|Date d'admission|Montant libéré",
            "number|kind|last_name|first_name|email|admitted_on|paid_cents",
        ),
        (
            "id_adh|nom_adh|prenom_adh|societe_adh|email_adh|adresse_adh|cp_adh|date_crea_adh",
            "number|last_name|first_name|company_name|email|street|postal_code|admitted_on",
        ),
        (
            "cooperator_register_number|name|firstname|lastname|is_company|zip|number_of_share",
            "number|full_name|first_name|last_name|kind|postal_code|shares",
        ),
        (
            "Member number|Last name|First name|E-mail|City|Shares",
            "number|last_name|first_name|email|city|shares",
        ),
        ("NUMÉRO DE SOCIÉTAIRE|NOM|E-MAIL|CP", "number|last_name|email|postal_code"),
    ],
)
def test_usual_headings_are_recognised(headings: str, fields: str) -> None:
    places = recognise([fold(heading) for heading in headings.split("|")])
    assert sorted(places, key=lambda field: places[field]) == fields.split("|")


def test_what_is_not_a_heading_of_a_register_is_left_alone() -> None:
    assert recognise(["activite adh", "", "remarques"]) == {}


def test_a_number_and_a_name_are_needed() -> None:
    assert missing_columns(["email"]) == ("number", "last_name")
    assert missing_columns(["number", "company_name"]) == ()
