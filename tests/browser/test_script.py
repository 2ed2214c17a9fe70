"""What JavaScript adds: dragging, questions before an act, pages that follow the sitting."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Position, expect

from meetings.services.attendance import attendance_check_in
from tests.browser.living import Show, convene, draft_of, first_ballot, open_sitting
from tests.browser.surf import PHONE, Site, Visitor
from tests.cast import Cast
from tests.permissions.place import Place
from voting.services.ballot import ballot_open

pytestmark = pytest.mark.browser


def titles(visitor: Visitor) -> list[str]:
    """Return the points of the agenda as the page shows them."""
    return [text.split(". ", 1)[1] for text in visitor.page.locator(".agenda h3").all_inner_texts()]


def drag_under(visitor: Visitor, item: Locator, other: Locator) -> None:
    """Drag an item by its title below another and wait for the page to come back."""
    other.scroll_into_view_if_needed()
    box = other.bounding_box()
    assert box is not None
    low = Position(x=box["width"] / 2, y=box["height"] - 4)
    with visitor.page.expect_navigation():
        item.locator("h3").drag_to(other, target_position=low)


def test_the_agenda_is_dragged_and_asks_before_it_forgets(
    cast: Cast, place: Place, site: Site
) -> None:
    visitor = site.visitor(client=cast.chair.client)
    visitor.go(reverse("meeting_detail", args=[place.draft["slug"], place.draft["meeting_id"]]))
    first, second, *others = titles(visitor)
    items = visitor.page.locator(".agenda > li")
    drag_under(visitor, items.nth(0), items.nth(1))
    assert titles(visitor) == [second, first, *others]
    visitor.press(f"Monter « {first} »")
    expect(visitor.page.locator(".agenda h3").first).to_contain_text(first)
    assert titles(visitor) == [first, second, *others]

    dialog = visitor.page.get_by_role("dialog")
    visitor.press("Supprimer")
    expect(dialog).to_contain_text("Supprimer ce projet de réunion")
    visitor.press("Annuler", within="dialog")
    visitor.press("Supprimer")
    visitor.press("Supprimer", within="dialog")
    visitor.sees("1 réunion")
    assert site.complaints == []


def test_pages_follow_the_sitting_by_themselves(
    cast: Cast, place: Place, site: Site, it_is: Show
) -> None:
    meeting, actor = draft_of(place), cast.chair.actor
    *here, late = convene(meeting, cast.secretary.actor, it_is)
    open_sitting(meeting, actor, here, it_is)
    chair = site.visitor(client=cast.chair.client)
    member, waiting = site.visitor(width=PHONE), site.visitor(width=PHONE)
    for visitor in (chair, member, waiting):
        visitor.page.clock.install()
    chair.go(reverse("session_page", args=[place.draft["slug"], meeting.pk]))
    member.go(reverse("member_room", args=[here[0].link_token]))
    waiting.go(reverse("member_room", args=[late.link_token]))
    chair.sees("Soutiens, pèse 10 % 0 sur 2")
    member.sees("Aucun scrutin n’est ouvert")
    waiting.sees("faites-vous inscrire à l’accueil")

    attendance_check_in(entry=late, actor=cast.secretary.actor)
    ballot_open(ballot=first_ballot(meeting), actor=actor)
    for visitor in (chair, member, waiting):
        visitor.page.clock.fast_forward(16_000)
    chair.sees("Soutiens, pèse 10 % 1 sur 2")
    member.sees("le scrutin est ouvert")
    waiting.sees("le scrutin est ouvert")
    assert site.complaints == []
