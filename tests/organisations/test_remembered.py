"""A page shows a count again only while nobody has acted in the cooperative."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction

from organisations.models import Organisation
from organisations.policies import Actor
from organisations.selectors.remembered import remembered
from organisations.services.journal import journal_write
from tests.cast import make_organisation


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


def _as_a_page_reads_it(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_related("journal_head").get(pk=organisation.pk)


def _act(organisation: Organisation) -> None:
    with transaction.atomic():
        journal_write(organisation=organisation, actor=Actor.command("essai"), action="essai.fait")


@pytest.mark.django_db
def test_a_count_is_made_again_after_each_act() -> None:
    organisation = make_organisation()
    _act(organisation)
    counts = iter([1, 2])
    for expected in (1, 1):
        read = _as_a_page_reads_it(organisation)
        assert remembered(read, "voices", lambda: next(counts)) == expected
    _act(organisation)
    assert remembered(_as_a_page_reads_it(organisation), "voices", lambda: next(counts)) == 2


@pytest.mark.django_db
def test_two_cooperatives_and_two_counts_do_not_mix() -> None:
    first, second = make_organisation(), make_organisation()
    for organisation in (first, second):
        _act(organisation)
    first, second = _as_a_page_reads_it(first), _as_a_page_reads_it(second)
    assert remembered(first, "voices", lambda: "first") == "first"
    assert remembered(second, "voices", lambda: "second") == "second"
    assert remembered(first, "papers", lambda: "papers") == "papers"


@pytest.mark.django_db
def test_before_the_first_act_nothing_is_kept() -> None:
    organisation = make_organisation()
    counts = iter([1, 2])
    for expected in (1, 2):
        assert remembered(organisation, "voices", lambda: next(counts)) == expected


@pytest.mark.django_db
def test_an_empty_count_is_remembered_too() -> None:
    organisation = make_organisation()
    _act(organisation)
    read = _as_a_page_reads_it(organisation)
    counts: Iterator[dict[str, int]] = iter([{}])
    assert remembered(read, "voices", lambda: next(counts)) == {}
    assert remembered(read, "voices", lambda: next(counts)) == {}
