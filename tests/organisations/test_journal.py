"""The journal: readable, and any change made behind its back is named."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse

from organisations.models import JournalEntry, JournalHead, Organisation
from organisations.policies import Actor
from organisations.render.journal import ACTION_SENTENCES, journal_sentence
from organisations.selectors.journal import chain_state
from organisations.services.journal import journal_write
from tests.cast import Cast, make_organisation
from tests.pages import text_of


def write(organisation: Organisation, times: int = 5) -> None:
    for number in range(times):
        with transaction.atomic():
            journal_write(
                organisation=organisation,
                actor=Actor.command("essai"),
                action="member.add",
                subject=f"member:{number}",
                details={"number": f"S{number}", "name": "Anaïs D’Œuvre"},
            )


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def edit(what: str) -> Callable[[Organisation], None]:
    return lambda organisation: sql(
        f"UPDATE organisations_journalentry SET {what}"  # noqa: S608 - our own text
        f" WHERE organisation_id = {organisation.pk} AND sequence = 3"
    )


def delete(number: int) -> Callable[[Organisation], None]:
    return lambda organisation: sql(
        f"DELETE FROM organisations_journalentry WHERE organisation_id = {organisation.pk}"  # noqa: S608
        f" AND sequence = {number}"
    )


def swap(organisation: Organisation) -> None:
    table = "organisations_journalentry"
    where = f"WHERE organisation_id = {organisation.pk} AND sequence ="
    for old, new in ((2, 99), (4, 2), (99, 4)):
        sql(f"UPDATE {table} SET sequence = {new} {where} {old}")  # noqa: S608


def insert(number: int) -> Callable[[Organisation], None]:
    def forge(organisation: Organisation) -> None:
        last = JournalEntry.objects.get(organisation=organisation, sequence=5)
        JournalEntry.objects.bulk_create(
            [
                JournalEntry(
                    organisation=organisation,
                    sequence=number,
                    at=last.at,
                    actor="faux",
                    action="member.add",
                    details={},
                    previous=last.hash,
                    hash="f" * 64,
                )
            ]
        )

    return forge


def insert_between(organisation: Organisation) -> None:
    table = "organisations_journalentry"
    for number in (5, 4, 3):
        sql(
            f"UPDATE {table} SET sequence = {number + 1}"  # noqa: S608
            f" WHERE organisation_id = {organisation.pk} AND sequence = {number}"
        )
    insert_at_three = JournalEntry.objects.get(organisation=organisation, sequence=2)
    insert_at_three.pk = None
    insert_at_three.sequence = 3
    insert_at_three.save(force_insert=True)
    JournalHead.objects.filter(organisation=organisation).update(sequence=6)


TAMPERINGS: dict[str, tuple[Callable[[Organisation], None], int]] = {
    "actor edited": (edit("actor = 'autre'"), 3),
    "action edited": (edit("action = 'member.exit'"), 3),
    "details edited": (edit("details = '{}'"), 3),
    "time edited": (edit("at = '2001-01-01 00:00:00+00:00'"), 3),
    "hash edited": (edit(f"hash = '{'a' * 64}'"), 3),
    "previous edited": (edit(f"previous = '{'a' * 64}'"), 3),
    "first deleted": (delete(1), 1),
    "middle deleted": (delete(3), 3),
    "last deleted": (delete(5), 5),
    "two swapped": (swap, 2),
    "one inserted": (insert_between, 3),
    "one appended": (insert(6), 6),
}


def test_an_untouched_journal_is_intact(cast: Cast) -> None:
    write(cast.organisation)
    write(make_organisation())
    state = chain_state(cast.organisation)
    assert (state.entries, state.broken) == (5, None)


@pytest.mark.parametrize("how", TAMPERINGS)
def test_what_is_changed_by_sql_is_named(cast: Cast, how: str) -> None:
    write(cast.organisation)
    tamper, number = TAMPERINGS[how]
    tamper(cast.organisation)
    assert chain_state(cast.organisation).broken == number


def test_the_whole_journal_removed_is_seen(cast: Cast) -> None:
    write(cast.organisation)
    sql("DELETE FROM organisations_journalentry")
    assert chain_state(cast.organisation).broken == 1


def test_an_entry_cannot_be_deleted_by_the_program(cast: Cast) -> None:
    write(cast.organisation, 1)
    with pytest.raises(TypeError):
        JournalEntry.objects.get().delete()


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("verify_journal", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_intact_for_every_cooperative(cast: Cast) -> None:
    write(cast.organisation)
    assert run().splitlines() == [
        "ailleurs: intact: 0 entries",
        "ateliers-du-bassin: intact: 5 entries",
    ]


def test_the_command_names_the_first_broken_entry_and_fails(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    write(cast.organisation)
    write(cast.elsewhere)
    edit("actor = 'autre'")(cast.organisation)
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("verify_journal", stdout=out)
    assert failed.value.returncode == 1
    assert out.getvalue().splitlines() == [
        "ailleurs: intact: 5 entries",
        "ateliers-du-bassin: broken at entry 3",
    ]
    assert "intact: 5" in run("--organisation", "ailleurs")
    with pytest.raises(CommandError, match="no organisation"):
        run("--organisation", "nowhere")


# --- The page


def test_the_page_tells_acts_in_sentences_newest_first(cast: Cast) -> None:
    write(cast.organisation)
    url = reverse("journal_list", args=[cast.organisation.slug])
    page = text_of(cast.auditor.client.get(url))
    assert "a inscrit le membre n° S4, Anaïs D’Œuvre." in page
    assert page.index("n° S4") < page.index("n° S0")
    assert JournalHead.objects.get(organisation=cast.organisation).hash in page


def test_a_long_journal_is_read_by_pages(cast: Cast) -> None:
    write(cast.organisation, 120)
    url = reverse("journal_list", args=[cast.organisation.slug])
    page = cast.auditor.client.get(url, {"page": "3"})
    assert [item.entry.sequence for item in page.context["entries"]] == list(range(20, 0, -1))


def test_an_entry_missing_from_a_page_is_said(cast: Cast) -> None:
    write(cast.organisation)
    delete(2)(cast.organisation)
    url = reverse("journal_list", args=[cast.organisation.slug])
    assert "1 entrée manque sur cette page" in text_of(cast.auditor.client.get(url))


def test_the_button_verifies_and_says_the_result(cast: Cast) -> None:
    write(cast.organisation)
    url = reverse("journal_verify", args=[cast.organisation.slug])
    page = text_of(cast.auditor.client.post(url, follow=True))
    assert "Journal intact : 5 entrées vérifiées." in page
    edit("actor = 'autre'")(cast.organisation)
    page = text_of(cast.auditor.client.post(url, follow=True))
    assert "l’entrée n° 3 ne correspond plus" in page
    assert cast.board_member.client.post(url).status_code == 403


def test_an_action_without_sentence_is_still_told(cast: Cast) -> None:
    entry = JournalEntry(action="unheard.of", details={})
    assert "unheard.of" in journal_sentence(entry)


@pytest.mark.parametrize("action", ACTION_SENTENCES)
def test_a_sentence_bears_an_entry_that_lacks_its_figures(cast: Cast, action: str) -> None:
    sentence = journal_sentence(JournalEntry(action=action, details={}))
    assert "%(" not in sentence


def test_roles_and_days_are_told_in_french(cast: Cast) -> None:
    details: dict[str, Any] = {"person": "Nina", "role": "secretary"}
    assert "secrétaire" in journal_sentence(JournalEntry(action="role.grant", details=details))
    details = {"number": "S1", "on": "2026-01-31"}
    assert "31/01/2026" in journal_sentence(JournalEntry(action="member.exit", details=details))
