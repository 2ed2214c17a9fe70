"""One assembly of a new cooperative, from the opening of an account to the sealed minutes.

Everything is done in the browser, with JavaScript turned off.
"""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from organisations.models import User
from tala.lib.dates import PARIS
from tests.browser import convening, founding, sitting
from tests.browser.surf import PHONE, Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = dt.datetime(2026, 6, 20, 18, tzinfo=PARIS)
"""Saturday 20 June 2026 at 18:00."""


def test_an_assembly_from_end_to_end(
    site: Site, it_is: Callable[[dt.datetime], None], tmp_path: Path
) -> None:
    it_is(DAY - dt.timedelta(days=45))
    office = site.visitor(javascript=False)
    founding.opens_an_account(office, "ines@jardins.example")
    founding.creates_the_cooperative(office)
    founding.sets_the_colleges(office)
    founding.adopts_the_statutes(office)
    founding.imports_the_register(office)
    founding.gives_the_roles(office)
    secretary, chair, board = (User.objects.get(email=who[0]) for who in founding.OFFICERS)

    office.be(board)
    office.go("/a-faire/")
    convening.prepares_the_draft(office)
    office.be(secretary)
    convening.sees_the_calendar(office)
    convening.convenes(office)
    convening.sees_them_leave(office)

    it_is(DAY - dt.timedelta(days=12))
    phone = site.visitor(width=PHONE, javascript=False)
    links = [convening.personal_link(site, f"n000{number}@example.org") for number in range(1, 8)]
    receipt = sitting.votes_from_home(phone, links[0])
    assert re.fullmatch("[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", receipt)
    sitting.gives_a_proxy(phone, links[2], "Éluard")

    it_is(DAY)
    sitting.notes_who_is_here(office, "Anaïs Bœuf", "Anaïs Éluard", "Anaïs Fèvre", "Anaïs Garçon")
    office.be(chair)
    sitting.opens_the_sitting(office)
    for _resolution in convening.RESOLUTIONS:
        sitting.puts_to_the_vote(office)
        sitting.votes_in_the_room(phone, links[4], voices=2)
        sitting.counts_and_declares(office)
        office.sees("Adoptée")
    result = sitting.recounted(office, tmp_path)
    assert (result["verdict"], result["share"]) == ("adopted", "7/8")
    sitting.ends_the_sitting(office)
    office.be(secretary)
    assert sitting.writes_and_seals_the_minutes(office).startswith(b"%PDF-")
    sitting.verifies_the_journal(office)
    assert site.complaints == []
