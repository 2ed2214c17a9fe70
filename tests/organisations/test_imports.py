"""Importing a register, through the pages and through the services."""

import datetime as dt
import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisations.models import JournalEntry, Member, Organisation, RegisterImport
from organisations.refusals import NotAllowed, Refused
from organisations.selectors.imports import preview_of
from organisations.services import imports, members
from organisations.services.members import MemberFacts
from tests.cast import Cast, make_member, make_organisation, make_user
from tests.pages import text_of
from tests.register_files import (
    COMPANY,
    FAULTS,
    HEADINGS,
    faulty_register,
    person,
    register_csv,
    register_text,
)


def upload(cast: Cast, content: bytes, name: str = "registre.csv") -> RegisterImport:
    return imports.import_upload(
        actor=cast.secretary.actor,
        organisation=cast.organisation,
        filename=name,
        content=content,
    )


def apply(cast: Cast, register_import: RegisterImport) -> None:
    imports.import_apply(
        actor=cast.secretary.actor,
        register_import=register_import,
        fingerprint=preview_of(register_import).fingerprint,
    )


def register(organisation: Organisation) -> list[tuple[Any, ...]]:
    return list(organisation.members.order_by("pk").values_list())


# --- In the browser


def post_file(client: Client, organisation: Organisation, content: bytes) -> Any:
    url = reverse("import_upload", args=[organisation.slug])
    return client.post(url, {"file": SimpleUploadedFile("registre.csv", content)}, follow=True)


def test_the_walk_from_the_file_to_the_register(cast: Cast) -> None:
    client, organisation = cast.secretary.client, cast.organisation
    response = post_file(client, organisation, register_csv([person("N1"), COMPANY]))
    page = response.content.decode()
    assert response.resolver_match.url_name == "import_mapping"
    assert "Premières valeurs" in page
    selects = re.findall(r'name="(column-\d+)"', page)
    chosen = re.findall(r'<option value="(\w+)" selected', page)
    assert len(chosen) == len(HEADINGS)
    response = client.post(
        response.request["PATH_INFO"], dict(zip(selects, chosen, strict=True)), follow=True
    )
    assert response.resolver_match.url_name == "import_preview"
    page = response.content.decode()
    assert "Coopérative L’Œillet" in page
    assert not organisation.members.filter(number="N1").exists()
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert fingerprint
    pk = response.resolver_match.kwargs["import_id"]
    done = client.post(
        reverse("import_apply", args=[organisation.slug, pk]),
        {"fingerprint": fingerprint[1]},
        follow=True,
    )
    assert done.resolver_match.url_name == "import_done"
    added = organisation.members.get(number="N1")
    assert (added.last_name, added.paid_cents, added.college) == (
        "Vandenbroucke",
        125_000,
        organisation.colleges.get(code="particuliers"),
    )
    assert added.admitted_on == dt.date(2021, 12, 31)
    assert added.postal_code == "01000"
    assert organisation.members.get(number="N0002").siren == "552100554"


def test_the_preview_shows_each_fault_on_its_line(cast: Cast) -> None:
    preview = preview_of(upload(cast, faulty_register()))
    found = {
        line.number: {finding.code for finding in line.findings}
        for line in preview.lines
        if line.findings
    }
    assert found == FAULTS
    assert preview.counts == {"new": 2, "changed": 0, "unchanged": 0, "warning": 1, "error": 14}


def test_the_preview_page_names_the_line_the_column_and_what_to_do(cast: Cast) -> None:
    register_import = upload(cast, faulty_register())
    url = reverse("import_preview", args=[cast.organisation.slug, register_import.pk])
    page = text_of(cast.secretary.client.get(url, {"voir": "error"}))
    assert "« pas-une-adresse » n’est pas une adresse électronique" in page
    assert "Créez-le dans Réglages" in page
    assert "14 lignes sont en erreur" in page
    assert 'name="fingerprint"' not in page
    assert "F0001" not in page


def test_the_preview_filters_and_pages(cast: Cast) -> None:
    register_import = upload(cast, register_csv(person(f"N{n}") for n in range(120)))
    url = reverse("import_preview", args=[cast.organisation.slug, register_import.pk])
    client = cast.secretary.client
    assert client.get(url).context["page"].paginator.num_pages == 3
    assert len(client.get(url, {"page": 3}).context["lines"]) == 20
    assert len(client.get(url, {"voir": "unchanged"}).context["lines"]) == 0
    assert len(client.get(url, {"voir": "nonsense", "page": "x"}).context["lines"]) == 50


def test_columns_can_be_corrected(cast: Cast) -> None:
    text = register_text([person("N1")]).replace("Nom;", "Patronyme;")
    response = post_file(cast.secretary.client, cast.organisation, text.encode())
    url = response.request["PATH_INFO"]
    refused = cast.secretary.client.post(url, {"column-0": "number"})
    assert "Il manque une colonne pour" in refused.content.decode()
    twice = cast.secretary.client.post(
        url, {"column-0": "number", "column-3": "last_name", "column-4": "last_name"}
    )
    assert "est déjà rempli par la colonne" in twice.content.decode()
    corrected = cast.secretary.client.post(
        url, {"column-0": "number", "column-3": "last_name", "column-12": "city"}, follow=True
    )
    assert corrected.resolver_match.url_name == "import_preview"
    line = corrected.context["lines"][0]
    assert line.label == "N1 Vandenbroucke"


@pytest.mark.parametrize(
    "page", ["import_mapping", "import_preview", "import_done", "import_apply", "import_discard"]
)
def test_an_import_of_another_cooperative_is_not_found(cast: Cast, page: str) -> None:
    register_import = upload(cast, register_csv([person("N1")]))
    url = reverse(page, args=[cast.elsewhere.slug, register_import.pk])
    assert cast.stranger.client.post(url).status_code == 404
    if page not in ("import_apply", "import_discard"):
        assert cast.stranger.client.get(url).status_code == 404


def test_an_import_given_up_writes_nothing_and_forgets_the_file(cast: Cast) -> None:
    register_import = upload(cast, register_csv([person("N1")]))
    slug = cast.organisation.slug
    url = reverse("import_discard", args=[slug, register_import.pk])
    page = cast.secretary.client.post(url, follow=True).content.decode()
    assert "rien n’a été écrit" in page
    register_import.refresh_from_db()
    assert register_import.state == RegisterImport.State.DISCARDED
    assert bytes(register_import.content) == b""
    done = cast.secretary.client.get(
        reverse("import_preview", args=[slug, register_import.pk]), follow=True
    )
    assert "Import abandonné" in done.content.decode()


# --- All or nothing, once


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    content = register_csv([*(person(f"N{n}") for n in range(30)), COMPANY])
    apply(cast, upload(cast, content))
    before = register(cast.organisation)
    again = upload(cast, content)
    preview = preview_of(again)
    assert (preview.counts["unchanged"], preview.counts["new"]) == (31, 0)
    apply(cast, again)
    assert register(cast.organisation) == before


def test_what_changed_is_changed_and_nothing_else(cast: Cast) -> None:
    apply(cast, upload(cast, register_csv([person("N1"), person("N2")])))
    untouched = Member.objects.get(number="N2")
    apply(cast, upload(cast, register_csv([person("N1", Ville="Lens", Parts="12"), person("N2")])))
    changed = Member.objects.get(number="N1")
    assert (changed.city, changed.shares, changed.last_name) == ("Lens", 12, "Vandenbroucke")
    assert "lens" in changed.search_key
    assert Member.objects.get(number="N2").updated_at == untouched.updated_at


def test_a_member_absent_from_the_file_is_left_alone(cast: Cast) -> None:
    apply(cast, upload(cast, register_csv([person("N1")])))
    assert cast.organisation.members.filter(exited_on=None).count() == 13


def test_a_line_in_error_keeps_the_whole_file_out(cast: Cast) -> None:
    before = register(cast.organisation)
    register_import = upload(cast, faulty_register())
    with pytest.raises(Refused) as refused:
        apply(cast, register_import)
    assert refused.value.code == "lines_in_error"
    assert register(cast.organisation) == before
    register_import.refresh_from_db()
    assert register_import.state == RegisterImport.State.PREVIEW


def test_an_import_is_applied_once(cast: Cast) -> None:
    register_import = upload(cast, register_csv([person("N1")]))
    fingerprint = preview_of(register_import).fingerprint
    apply(cast, register_import)
    entries = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        imports.import_apply(
            actor=cast.secretary.actor, register_import=register_import, fingerprint=fingerprint
        )
    assert refused.value.code == "import_settled"
    assert JournalEntry.objects.count() == entries


def test_a_register_that_changed_since_the_preview_refuses_it(cast: Cast) -> None:
    register_import = upload(cast, register_csv([person("N1"), person("S0004", Nom="Legoff")]))
    fingerprint = preview_of(register_import).fingerprint
    member = cast.organisation.members.get(number="S0004")
    member.city = "Douai"
    member.save()
    with pytest.raises(Refused, match="ont changé depuis cet aperçu") as refused:
        imports.import_apply(
            actor=cast.secretary.actor, register_import=register_import, fingerprint=fingerprint
        )
    assert refused.value.code == "register_changed"
    assert not cast.organisation.members.filter(number="N1").exists()


def test_a_change_elsewhere_in_the_register_does_not_refuse_the_preview(cast: Cast) -> None:
    register_import = upload(cast, register_csv([person("N1")]))
    fingerprint = preview_of(register_import).fingerprint
    make_member(cast.organisation, number="Z9", last_name="Autre")
    imports.import_apply(
        actor=cast.secretary.actor, register_import=register_import, fingerprint=fingerprint
    )
    assert cast.organisation.members.filter(number="N1").exists()


def test_two_cooperatives_may_use_the_same_numbers(cast: Cast) -> None:
    apply(cast, upload(cast, register_csv([person("N1")])))
    other = make_organisation()
    make_member(other, number="N1", last_name="Ailleurs")
    apply(cast, upload(cast, register_csv([person("N1", Ville="Lens")])))
    assert other.members.get(number="N1").last_name == "Ailleurs"


def test_the_journal_tells_the_import_with_its_figures(cast: Cast) -> None:
    apply(cast, upload(cast, register_csv([person("N1"), person("N2")])))
    entry = cast.organisation.journal.get(action="register.import")
    assert (entry.details["new"], entry.details["changed"]) == (2, 0)
    assert len(entry.details["sha256"]) == 64


def test_only_the_secretary_and_the_administrator_import(cast: Cast) -> None:
    for person_ in (cast.chair, cast.board_member, cast.auditor, cast.member, cast.stranger):
        with pytest.raises(NotAllowed):
            imports.import_upload(
                actor=person_.actor, organisation=cast.organisation, filename="x", content=b"n"
            )


def test_an_earlier_upload_of_the_same_person_is_forgotten(cast: Cast) -> None:
    first = upload(cast, register_csv([person("N1")]))
    upload(cast, register_csv([person("N2")]))
    first.refresh_from_db()
    assert first.state == RegisterImport.State.DISCARDED


# --- Files as offices have them


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_of_a_french_office_reads_the_same(cast: Cast, encoding: str) -> None:
    lines = [person("N1", Nom="D’Œuvre", Prénom="Maëlle")]
    register_import = upload(cast, register_csv(lines, encoding=encoding))
    (line,) = preview_of(register_import).lines
    assert line.label == "N1 Maëlle D’Œuvre"
    assert line.findings == ()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_delimiter_reads_the_same(cast: Cast, delimiter: str) -> None:
    content = register_text([person("N1"), COMPANY], delimiter=delimiter).encode()
    preview = preview_of(upload(cast, content))
    assert preview.counts["new"] == 2
    assert preview.lines[0].values["paid_cents"] == 125_000


def test_a_workbook_reads_as_the_csv_does(cast: Cast) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    line: list[Any] = [person("N1").get(heading, "") for heading in HEADINGS]
    line[HEADINGS.index("Parts")] = 10
    line[HEADINGS.index("Montant libéré")] = 1250
    line[HEADINGS.index("Date d'admission")] = dt.datetime(2021, 12, 31)  # noqa: DTZ001 - a cell
    sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    workbook = preview_of(upload(cast, out.getvalue(), "registre.xlsx")).lines
    text = preview_of(upload(cast, register_csv([person("N1")]))).lines
    assert workbook[0].values == text[0].values


def test_galette_and_odoo_exports_are_recognised(cast: Cast) -> None:
    galette = (
        "id_adh,nom_adh,prenom_adh,societe_adh,email_adh,adresse_adh,cp_adh,ville_adh,"
        "date_crea_adh,activite_adh\n"
        "1,Mairie de Lens,,Mairie de Lens,mairie@example.org,1 place,62300,Lens,2014-03-04,1\n"
        "2,Legoff,Yann,,yann@example.org,2 rue,62800,Liévin,2021-08-09,1\n"
    )
    company, yann = preview_of(upload(cast, galette.encode())).lines
    assert (company.values["kind"], company.label) == ("legal", "1 Mairie de Lens")
    assert yann.values["admitted_on"] == dt.date(2021, 8, 9)
    odoo = (
        "cooperator_register_number,name,firstname,lastname,is_company,email,street,zip,city,"
        "number_of_share,effective_date\n"
        "A1,Mairie d’Arras,,,True,arras@example.org,1 rue,62000,Arras,50,2014-03-04\n"
        "A2,Yann Legoff,Yann,Legoff,False,yl@example.org,2 rue,62800,Liévin,1,2021-08-09\n"
    )
    company, yann = preview_of(upload(cast, odoo.encode())).lines
    assert (company.values["company_name"], company.values["shares"]) == ("Mairie d’Arras", 50)
    assert (yann.values["first_name"], yann.values["kind"]) == ("Yann", "natural")


# --- Accounts


def test_importing_a_verified_address_opens_the_membership_to_its_account(cast: Cast) -> None:
    user = make_user("anais@example.org")
    apply(cast, upload(cast, register_csv([person("N1", Courriel="Anais@example.org")])))
    assert cast.organisation.members.get(number="N1").user == user


def test_importing_another_address_closes_it_to_the_first_account(cast: Cast) -> None:
    assert cast.member.member is not None
    lines = [person(cast.member.member.number, Nom="Legoff", Courriel="autre@example.org")]
    apply(cast, upload(cast, register_csv(lines)))
    assert cast.organisation.members.get(number=cast.member.member.number).user is None


def test_two_members_of_one_address_are_both_of_its_account(cast: Cast) -> None:
    user = make_user("couple@example.org")
    lines = [
        person("N1", Courriel="couple@example.org"),
        person("N2", Courriel="couple@example.org"),
    ]
    apply(cast, upload(cast, register_csv(lines)))
    assert cast.organisation.members.filter(user=user).count() == 2


# --- Size


def test_a_thousand_lines_take_few_statements(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    content = register_csv(person(f"N{n}") for n in range(1_200))
    register_import = upload(cast, content)
    with django_assert_max_num_queries(6):
        fingerprint = preview_of(register_import).fingerprint
    with django_assert_max_num_queries(60):  # SQLite takes some thirty rows per statement
        imports.import_apply(
            actor=cast.secretary.actor, register_import=register_import, fingerprint=fingerprint
        )
    assert cast.organisation.members.filter(number__startswith="N").count() == 1_200


def test_a_member_changed_by_hand_meanwhile_is_not_overwritten(cast: Cast) -> None:
    register_import = upload(cast, register_csv([person("S0004", Nom="Legoff", Prénom="Théo")]))
    fingerprint = preview_of(register_import).fingerprint
    member = cast.organisation.members.get(number="S0004")
    members.member_update(
        actor=cast.secretary.actor,
        member=member,
        facts=MemberFacts("S0004", "natural", last_name="Legoff", city="Paris"),
    )
    with pytest.raises(Refused):
        imports.import_apply(
            actor=cast.secretary.actor, register_import=register_import, fingerprint=fingerprint
        )
    assert cast.organisation.members.get(number="S0004").city == "Paris"
