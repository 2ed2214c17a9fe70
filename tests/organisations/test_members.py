"""The register: found whatever the accents, one page at a time, kept, exported."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse

from organisations.models import JournalEntry, Member
from organisations.refusals import NotAllowed, Refused
from organisations.selectors.imports import preview_of
from organisations.selectors.register import PAGE, RegisterFilter, member_page
from organisations.services import imports
from organisations.services.members import (
    MemberFacts,
    member_add,
    member_exit,
    member_return,
    member_update,
)
from tala.lib import clock
from tala.lib.csvfile import read_table
from tests.cast import Cast, make_member, make_organisation
from tests.pages import text_of


def found(cast: Cast, **wanted: Any) -> list[str]:
    page = member_page(cast.organisation, RegisterFilter(**wanted))
    return [member.number for member in page.members]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("lefevre", ["S0002"]),
        ("LEFÈVRE joel", ["S0002"]),
        ("d'oeuvre", ["S0012"]),
        ("nguyen", ["S0006"]),
        ("S0008", ["S0008"]),
        ("s0008@example.org", ["S0008"]),
        ("vandenbroucke & fils", ["S0008"]),
        ("personne", []),
        ("50% _", []),
        ("claire lefevre", []),
    ],
)
def test_a_member_is_found_by_name_number_or_address(
    cast: Cast, words: str, numbers: list[str]
) -> None:
    assert found(cast, words=words) == numbers


def test_the_register_is_filed_as_a_french_index(cast: Cast) -> None:
    names = [m.sorted_name for m in member_page(cast.organisation, RegisterFilter()).members]
    assert names[:5] == [
        "Carlier Gaëlle",
        "Coopérative Pruvost",
        "D’Œuvre Anaïs",
        "Garçon Jean-Noël",
        "Hénin Karima",
    ]


def test_filters_narrow_the_list(cast: Cast) -> None:
    assert found(cast, college="soutiens") == ["S0011", "S0012"]
    assert found(cast, category="collectivite") == ["S0010"]
    assert found(cast, state="exited") == ["S0013"]
    assert len(found(cast, state="all")) == 13
    assert found(cast, college="nowhere") == []
    assert found(cast, college="soutiens", words="gaelle") == ["S0011"]
    make_member(cast.organisation, number="Z1", last_name="Sans", college=None)
    assert found(cast, college="-") == ["Z1"]


def test_another_cooperative_is_never_in_the_list(cast: Cast) -> None:
    make_member(make_organisation(), last_name="Lefèvre")
    assert found(cast, words="lefevre") == ["S0002"]


def test_pages_follow_each_other_both_ways_and_leave_nobody_out(cast: Cast) -> None:
    organisation = make_organisation()
    rows = [
        Member(organisation=organisation, number=f"N{n:03}", last_name="Martin", first_name="Al")
        for n in range(2 * PAGE + 20)
    ]
    for row in rows:
        row.refresh_keys()
    Member.objects.bulk_create(rows)
    wanted = RegisterFilter()
    first = member_page(organisation, wanted)
    second = member_page(organisation, wanted, after=first.next)
    third = member_page(organisation, wanted, after=second.next)
    assert [len(page.members) for page in (first, second, third)] == [PAGE, PAGE, 20]
    assert (first.previous, third.next) == (None, None)
    seen = [m.number for page in (first, second, third) for m in page.members]
    assert seen == sorted(seen)
    assert len(set(seen)) == 2 * PAGE + 20
    back = member_page(organisation, wanted, before=third.previous)
    assert [m.pk for m in back.members] == [m.pk for m in second.members]
    assert member_page(organisation, wanted, before=second.previous).previous is None
    assert (first.total, first.counted) == (2 * PAGE + 20, True)


def test_a_search_that_finds_too_many_is_not_counted(cast: Cast) -> None:
    organisation = make_organisation()
    rows = [
        Member(organisation=organisation, number=f"N{n:03}", last_name="Martin") for n in range(520)
    ]
    for row in rows:
        row.refresh_keys()
    Member.objects.bulk_create(rows)
    page = member_page(organisation, RegisterFilter(words="martin"))
    assert (page.total, page.counted) == (500, False)
    assert len(page.members) == PAGE
    assert page.next is not None


def test_what_was_chosen_stays_in_the_address(cast: Cast) -> None:
    url = reverse("member_list", args=[cast.organisation.slug])
    page = text_of(
        cast.auditor.client.get(url, {"q": "gaëlle", "college": "soutiens", "etat": "active"})
    )
    assert 'value="gaëlle"' in page
    assert '<option value="soutiens" selected>' in page
    assert "Carlier Gaëlle" in page
    assert "Importer un fichier" not in page
    nothing = text_of(cast.auditor.client.get(url, {"q": "<script>"}))
    assert "Aucun membre ne correspond" in nothing
    assert "<script>" not in nothing.replace("<script src", "")


@pytest.mark.parametrize("parameters", [{"apres": "x"}, {"avant": "9" * 30}, {"etat": "?"}])
def test_a_damaged_address_still_shows_the_list(cast: Cast, parameters: dict[str, str]) -> None:
    url = reverse("member_list", args=[cast.organisation.slug])
    assert "Carlier Gaëlle" in text_of(cast.auditor.client.get(url, parameters))


# --- One member


FACTS = MemberFacts(number="A1", kind="natural", last_name="Roux", first_name="Léa")


def test_a_number_belongs_to_one_member(cast: Cast) -> None:
    with pytest.raises(Refused, match="déjà celui de Gaëlle Carlier") as refused:
        member_add(
            actor=cast.secretary.actor,
            organisation=cast.organisation,
            facts=MemberFacts("s0011", "natural", last_name="X"),
        )
    assert refused.value.code == "number_taken"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (MemberFacts("A1", "natural", last_name="=1+1"), "formula"),
        (MemberFacts("A1", "natural", last_name=" "), "name_missing"),
        (MemberFacts("A1", "legal", last_name="Roux"), "name_missing"),
        (MemberFacts("A1", "legal", company_name="X", siren="123456789"), "bad_siren"),
    ],
)
def test_a_fact_that_does_not_hold_is_refused(cast: Cast, facts: MemberFacts, code: str) -> None:
    with pytest.raises(Refused) as refused:
        member_add(actor=cast.secretary.actor, organisation=cast.organisation, facts=facts)
    assert refused.value.code == code
    assert not JournalEntry.objects.exists()


def test_the_college_follows_the_category_unless_chosen(cast: Cast) -> None:
    organisation = cast.organisation
    categories = {category.code: category for category in organisation.categories.all()}
    member = member_add(
        actor=cast.secretary.actor,
        organisation=organisation,
        facts=MemberFacts("A1", "natural", last_name="Roux", category=categories["soutien"]),
    )
    assert member.college == organisation.colleges.get(code="soutiens")
    moved = member_update(
        actor=cast.secretary.actor,
        member=member,
        facts=MemberFacts(
            "A1",
            "natural",
            last_name="Roux",
            category=categories["salarie"],
            college=member.college,
        ),
    )
    assert moved.college == organisation.colleges.get(code="equipe")
    chosen = member_update(
        actor=cast.secretary.actor,
        member=member,
        facts=MemberFacts(
            "A1",
            "natural",
            last_name="Roux",
            category=categories["salarie"],
            college=organisation.colleges.get(code="particuliers"),
        ),
    )
    assert chosen.college == organisation.colleges.get(code="particuliers")


def test_a_consent_is_kept_with_its_day(cast: Cast) -> None:
    member = make_member(
        cast.organisation, number="A1", email_consent="unknown", email_consent_on=None
    )
    with clock.played(dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)):
        said = member_update(
            actor=cast.secretary.actor,
            member=member,
            facts=MemberFacts("A1", "natural", last_name="Durand", email_consent="yes"),
        )
    assert said.email_consent_on == dt.date(2026, 3, 2)
    entry = cast.organisation.journal.get(action="member.update")
    assert entry.details["email_consent"] == "yes"
    dated = member_update(
        actor=cast.secretary.actor,
        member=said,
        facts=MemberFacts(
            "A1",
            "natural",
            last_name="Durand",
            email_consent="no",
            email_consent_on=dt.date(2026, 4, 5),
        ),
    )
    assert dated.email_consent_on == dt.date(2026, 4, 5)


def test_a_company_is_filed_under_its_own_name_alone(cast: Cast) -> None:
    member = member_add(
        actor=cast.secretary.actor,
        organisation=cast.organisation,
        facts=MemberFacts("A1", "legal", last_name="Roux", company_name="Coop du Port"),
    )
    assert (member.last_name, member.sorted_name) == ("", "Coop du Port")
    assert found(cast, words="coop port") == ["A1"]


def test_saving_an_unchanged_member_is_not_an_act(cast: Cast) -> None:
    member = member_add(actor=cast.secretary.actor, organisation=cast.organisation, facts=FACTS)
    member_update(actor=cast.secretary.actor, member=member, facts=FACTS)
    assert cast.organisation.journal.count() == 1


def test_the_journal_names_the_fields_not_what_they_held(cast: Cast) -> None:
    member = member_add(actor=cast.secretary.actor, organisation=cast.organisation, facts=FACTS)
    facts = MemberFacts("A1", "natural", last_name="Roux", first_name="Léa", phone="0612345678")
    member_update(actor=cast.secretary.actor, member=member, facts=facts)
    entry = cast.organisation.journal.get(action="member.update")
    assert entry.details == {"number": "A1", "fields": ["phone"]}


def test_a_member_leaves_once_and_may_come_back(cast: Cast) -> None:
    member = cast.organisation.members.get(number="S0011")
    actor = cast.secretary.actor
    with pytest.raises(Refused) as early:
        member_exit(actor=actor, member=member, on=dt.date(2001, 1, 1))
    assert early.value.code == "exit_before_admission"
    member_exit(actor=actor, member=member, on=dt.date(2026, 1, 31))
    assert "S0011" not in found(cast)
    with pytest.raises(Refused) as twice:
        member_exit(actor=actor, member=member, on=dt.date(2026, 2, 1))
    assert twice.value.code == "already_exited"
    member_return(actor=actor, member=member)
    assert "S0011" in found(cast)
    with pytest.raises(Refused) as never:
        member_return(actor=actor, member=member)
    assert never.value.code == "not_exited"


def test_only_those_who_keep_the_register_change_it(cast: Cast) -> None:
    member = cast.organisation.members.get(number="S0011")
    for person in (cast.chair, cast.board_member, cast.auditor, cast.member, cast.stranger):
        with pytest.raises(NotAllowed):
            member_exit(actor=person.actor, member=member, on=dt.date(2026, 1, 1))


def test_the_pages_add_correct_close_and_reopen(cast: Cast) -> None:
    client, slug = cast.secretary.client, cast.organisation.slug
    typed = {
        "number": "A1",
        "kind": "natural",
        "last_name": "Roux",
        "first_name": "Léa",
        "shares": "2",
        "paid": "1 250,50",
        "email_consent": "unknown",
        "category": cast.organisation.categories.get(code="soutien").pk,
    }
    response = client.post(reverse("member_add", args=[slug]), typed, follow=True)
    assert response.resolver_match.url_name == "member_detail"
    assert "1 250,50 €" in text_of(response)
    member = Member.objects.get(number="A1")
    edit = reverse("member_edit", args=[slug, member.pk])
    shown = client.get(edit).context["form"]
    assert shown["paid"].value() == "1\u202f250,50\u202f€"
    again = {**typed, "paid": shown["paid"].value(), "city": "Lens"}
    assert "Lens" in text_of(client.post(edit, again, follow=True))
    member.refresh_from_db()
    assert (member.paid_cents, member.city) == (125_050, "Lens")
    url = reverse("member_exit", args=[slug, member.pk])
    assert "Sorti le" in text_of(client.post(url, {"on": "2026-05-01"}, follow=True))
    url = reverse("member_return", args=[slug, member.pk])
    assert "est de nouveau membre" in text_of(client.post(url, follow=True))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("paid", "beaucoup", "n’est pas un montant"),
        ("paid", "-5", "0 ou plus"),
        ("siren", "12", "Ce n’est pas un SIREN"),
        ("last_name", "", "Écrivez le nom"),
        ("number", "s0011", "déjà celui de"),
        ("email", "x", "adresse"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_saved(
    cast: Cast, field: str, typed: str, sentence: str
) -> None:
    data = {
        "number": "A1",
        "kind": "natural",
        "last_name": "Roux",
        "shares": "1",
        "email_consent": "unknown",
        field: typed,
    }
    response = cast.secretary.client.post(
        reverse("member_add", args=[cast.organisation.slug]), data
    )
    assert response.status_code == 200
    assert sentence in text_of(response)
    assert cast.organisation.members.count() == 13


# --- Exports


def export(cast: Cast, extension: str, **parameters: str) -> bytes:
    url = reverse("register_export", args=[cast.organisation.slug, extension])
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    response = cast.auditor.client.post(f"{url}?{query}")
    assert response.status_code == 200
    assert f".{extension}" in response["Content-Disposition"]
    return bytes(response.content)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_an_export_comes_back_as_unchanged(cast: Cast, extension: str) -> None:
    Member.objects.filter(number="S0011").update(
        paid_cents=125_050, phone="+33 6 12", street="- bât. B", email_consent="no"
    )
    content = export(cast, extension, etat="all")
    uploaded = imports.import_upload(
        actor=cast.secretary.actor,
        organisation=cast.organisation,
        filename=f"registre.{extension}",
        content=content,
    )
    preview = preview_of(uploaded)
    assert [(line.label, line.changes) for line in preview.lines if line.changes] == []
    assert preview.counts["unchanged"] == 13
    assert preview.counts["error"] == 0


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_cell_of_an_export_can_be_run(cast: Cast, text: str) -> None:
    Member.objects.filter(number="S0011").update(city=text, street=text)
    lines = export(cast, "csv").decode("utf-8-sig")
    assert f";'{text}" in lines.replace('"', "")
    book = openpyxl.load_workbook(io.BytesIO(export(cast, "xlsx")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == f"'{text}" for cell in cells)


def test_an_export_holds_what_the_list_shows_and_is_written_in_the_journal(cast: Cast) -> None:
    table = read_table(export(cast, "csv", college="soutiens"), "registre.csv")
    assert [row.cells[0] for row in table.rows] == ["S0011", "S0012"]
    entry = cast.organisation.journal.get(action="register.export")
    assert entry.details == {"lines": 2, "kind": "csv"}


def test_an_export_is_for_those_who_may_and_only_as_an_act(cast: Cast) -> None:
    url = reverse("register_export", args=[cast.organisation.slug, "csv"])
    assert cast.chair.client.post(url).status_code == 403
    assert cast.stranger.client.post(url).status_code == 404
    assert cast.auditor.client.get(url).status_code == 405
    odd = reverse("register_export", args=[cast.organisation.slug, "exe"])
    assert cast.auditor.client.post(odd).status_code == 404


def test_on_postgresql_a_search_has_its_index(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads the search index of the model")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = 'member_search_trigrams'")
        assert cursor.fetchone() == (1,)
