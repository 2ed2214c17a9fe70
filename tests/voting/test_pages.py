"""The pages of the day: the cockpit, the desk, the count, the results."""

import csv
import io
import json
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Meeting, RollEntry
from organisations.models import RoleName
from organisations.policies import Actor
from tala.lib import clock
from tests.cast import make_member, make_role
from tests.voting.assembly import DAY, NO_QUORUM, Assembly, kept, make_assembly, quorum_of
from voting.models import Ballot, Paper
from voting.render.count_file import count_file_bytes
from voting.selectors.todo import session_cards
from voting.services.ballot import ballot_close, ballot_open
from voting.services.declare import ballot_declare

Mode = RollEntry.Mode
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def the_day() -> Any:
    """The clock stands at six in the evening on the day of the assembly."""
    with time_machine.travel(DAY, tick=False):
        yield


@pytest.fixture
def assembly(db: None) -> Assembly:
    """Two colleges of thirty, three resolutions, a weighted quorum of one fifth."""
    return make_assembly(
        {"a": (30, 60), "b": (30, 40)}, resolutions=3, statutes=quorum_of("1/5", "weighted")
    )


def client_of(assembly: Assembly, role: str) -> Client:
    """Return a client signed in as the chair, the secretary or a new holder of a role."""
    user = {"chair": assembly.chair.user, "secretary": assembly.secretary.user}.get(role)
    client = Client()
    client.force_login(user or make_role(assembly.meeting.organisation, RoleName(role)).user)
    return client


def url(assembly: Assembly, name: str, *args: int) -> str:
    """Return the address of a page of the meeting."""
    return reverse(name, args=[assembly.meeting.organisation.slug, assembly.meeting.pk, *args])


def page(assembly: Assembly, role: str, name: str, *args: int, **query: str) -> str:
    """Return a page as this person sees it."""
    response = client_of(assembly, role).get(url(assembly, name, *args), query)
    assert response.status_code == 200
    return response.content.decode()


def post(assembly: Assembly, role: str, name: str, *args: int, **data: Any) -> str:
    """Post a form and return the page it leads to."""
    response = client_of(assembly, role).post(url(assembly, name, *args), data, follow=True)
    return response.content.decode()


def in_session(assembly: Assembly) -> None:
    """Open the sitting, straight in the rows."""
    Meeting.objects.filter(pk=assembly.meeting.pk).update(
        state=Meeting.State.IN_SESSION, opened_at=DAY, chair_name="Claire", secretary_name="Joël"
    )


def test_the_chair_walks_from_the_opening_to_the_declaration(assembly: Assembly) -> None:
    ballot = assembly.ballot().pk
    text = post(
        assembly, "chair", "session_open_act", chair_name="Claire Martin", secretary_name="Joël"
    )
    assert "La séance est ouverte" in text
    assert "Claire Martin" in text
    for entry in assembly.colleges["a"][:12]:
        post(assembly, "secretary", "attendance_arrive", entry.pk)
    assert "Quorum atteint\u00a0: 24\u202f% pour 20\u202f%." in page(
        assembly, "chair", "session_page"
    )
    assert "est ouvert" in post(assembly, "chair", "ballot_open_act", ballot)
    assembly.vote("a", "YYYY")
    text = post(assembly, "chair", "ballot_close_act", ballot)
    assert "Les votes de la salle" in text
    text = post(
        assembly,
        "secretary",
        "ballot_count",
        ballot,
        **{"c0-votes_against": "1", "rest_for": "on"},
    )
    assert "Le décompte de la salle est enregistré" in text
    text = post(assembly, "chair", "ballot_declare_act", ballot)
    assert "Adoptée\u00a0: 55\u202f% des voix pondérées" in text
    assert kept(assembly.ballot().result)["counts"]["for"] == 4 + 7
    assert kept(assembly.ballot().result)["counts"]["against"] == 1
    assert "Recompté à l’instant" in text


def test_the_sentence_comes_before_the_table_and_says_what_is_missing(
    assembly: Assembly,
) -> None:
    in_session(assembly)
    assembly.arrive("a", 2)
    text = page(assembly, "chair", "session_page")
    assert "Quorum non atteint\u00a0: 4\u202f% pour 20\u202f%." in text
    assert text.index("Quorum non atteint") < text.index("<table")


def test_opening_without_quorum_says_the_figures_and_the_way_out(assembly: Assembly) -> None:
    in_session(assembly)
    text = post(assembly, "chair", "ballot_open_act", assembly.ballot().pk)
    assert "Quorum non atteint\u00a0: 0\u202f% pour 20\u202f%." in text
    assert "seconde assemblée" in text


def test_the_live_fragment_is_the_page_s_own_part(assembly: Assembly) -> None:
    in_session(assembly)
    assembly.arrive("a", 12)
    text = page(assembly, "secretary", "session_live")
    assert "Quorum atteint" in text
    assert "<html" not in text


def test_a_page_left_open_reloads_when_the_chair_acts(assembly: Assembly) -> None:
    in_session(assembly)
    assembly.arrive("a", 12)
    client = client_of(assembly, "secretary")
    address = url(assembly, "session_live")
    assert "Quorum" in client.get(address, {"seen": "in_session-p-p-p-1"}).content.decode()
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assert client.get(address, {"seen": "in_session-p-p-p-1"})["HX-Refresh"] == "true"


@pytest.mark.parametrize("state", ["convened", "in_session", "closed"])
def test_the_secretary_sees_every_state_without_the_chair_s_buttons(
    assembly: Assembly, state: str
) -> None:
    Meeting.objects.update(state=state, opened_at=DAY, closed_at=DAY)
    text = page(assembly, "secretary", "session_page")
    assert "Ouvrir le scrutin" not in text
    assert "Lever la séance" not in text


def test_a_draft_leads_to_the_convocation(assembly: Assembly) -> None:
    Meeting.objects.update(state="draft")
    assert "Aller à la convocation" in page(assembly, "secretary", "session_page")
    assert "Aller à la convocation" in page(assembly, "secretary", "attendance_page")


def test_opening_early_shows_a_box_to_tick(assembly: Assembly) -> None:
    with time_machine.travel("2026-06-01T10:00:00Z", tick=False):
        assert "J’ouvre la séance avant le jour" in page(assembly, "chair", "session_page")
        bureau = {"chair_name": "A", "secretary_name": "B"}
        assert "convoquée pour le" in post(assembly, "chair", "session_open_act", **bureau)
        post(assembly, "chair", "session_open_act", **bureau, early="on")
    assert Meeting.objects.get().state == Meeting.State.IN_SESSION


def test_a_bureau_without_a_name_comes_back_with_the_field(assembly: Assembly) -> None:
    text = post(assembly, "chair", "session_open_act", chair_name="", secretary_name="B")
    assert "Il reste quelque chose à corriger" in text
    assert Meeting.objects.get().state == Meeting.State.CONVENED


def test_closing_the_sitting_names_what_was_not_voted(assembly: Assembly) -> None:
    in_session(assembly)
    text = page(assembly, "chair", "session_close_page")
    assert "3 résolutions n’ont pas été mises aux voix" in text
    assert "La séance est levée" in post(assembly, "chair", "session_close_page")
    assert "non mise aux voix" in page(assembly, "chair", "session_page")


def test_the_home_page_sends_to_the_sitting_on_the_day(assembly: Assembly) -> None:
    organisation = assembly.meeting.organisation

    def cards() -> list[str]:
        found = session_cards(organisation, assembly.secretary, clock.today())
        return [card.text for card in found]

    assert len(cards()) == 1
    with time_machine.travel("2026-06-01T10:00:00Z", tick=False):
        assert cards() == []
    in_session(assembly)
    assert cards() == ["La séance est ouverte."]
    Ballot.objects.filter(pk=assembly.ballot().pk).update(state=Ballot.State.CLOSED)
    assert cards() == ["La séance est ouverte, un scrutin clos attend d’être proclamé."]
    (card,) = session_cards(organisation, Actor.command("x"), clock.today())
    assert card.url == url(assembly, "session_page")
    Meeting.objects.update(state=Meeting.State.CLOSED, opened_at=DAY, closed_at=DAY)
    assert cards() == []


# The desk


def test_the_desk_finds_names_without_accents_or_numbers(assembly: Assembly) -> None:
    member = make_member(
        assembly.meeting.organisation, last_name="Lefèvre", first_name="Joël", number="Z0042"
    )
    entry = assembly.entry("a")
    RollEntry.objects.filter(pk=entry.pk).update(
        name=member.display_name, search_key=member.search_key, number="Z0042"
    )
    for search in ("lefevre", "LEFEVRE joel", "joël", "z0042"):
        text = page(assembly, "secretary", "attendance_page", q=search)
        assert text.count('<tr id="v') == 1, search
        assert "Joël Lefèvre" in text
    assert "Aucune voix ne correspond" in page(
        assembly, "secretary", "attendance_page", q="inconnu"
    )


def test_an_act_comes_back_to_the_same_search(assembly: Assembly) -> None:
    entry = assembly.entry("a")
    response = client_of(assembly, "secretary").post(
        url(assembly, "attendance_arrive", entry.pk) + f"?q={entry.number}&part="
    )
    assert response["Location"].endswith(f"/presence/?q={entry.number}&part=")
    assert assembly.entry("a").mode == Mode.PRESENT


def test_the_desk_notes_departures_returns_and_mistakes(assembly: Assembly) -> None:
    entry = assembly.entry("a")
    post(assembly, "secretary", "attendance_apologise", entry.pk)
    post(assembly, "secretary", "attendance_arrive", entry.pk, remote="1")
    assert assembly.entry("a").mode == Mode.REMOTE
    post(assembly, "secretary", "attendance_arrive", entry.pk)
    post(assembly, "secretary", "attendance_leave", entry.pk)
    assert "parti" in page(assembly, "secretary", "attendance_page", q=entry.number)
    post(assembly, "secretary", "attendance_arrive", entry.pk)
    post(assembly, "secretary", "attendance_take_back", entry.pk)
    assert assembly.entry("a").mode == Mode.NONE


def test_a_represented_member_who_comes_takes_the_proxy_back(assembly: Assembly) -> None:
    giver, holder = assembly.entry("a", 0), assembly.entry("a", 1)
    proxy = assembly.represent(giver, holder)
    RollEntry.objects.filter(pk=holder.pk).update(proxies_held=1)
    text = page(assembly, "secretary", "attendance_page", q=giver.number)
    assert f"par {holder.name}" in text
    assert "Retirer le pouvoir, présent" in text
    text = post(assembly, "secretary", "attendance_arrive_represented", giver.pk)
    assert "pouvoir retiré, présent" in text
    proxy.refresh_from_db()
    assert (proxy.state, assembly.entry("a", 0).mode) == ("withdrawn", Mode.PRESENT)
    assert assembly.entry("a", 1).proxies_held == 0
    assert "n’est plus représenté" in post(
        assembly, "secretary", "attendance_arrive_represented", giver.pk
    )


def test_a_proxy_already_used_is_not_taken_back(assembly: Assembly) -> None:
    giver, holder = assembly.entry("a", 0), assembly.entry("a", 1)
    assembly.represent(giver, holder)
    assembly.vote("a", "Y")
    assert "a déjà servi à voter" in page(assembly, "secretary", "attendance_page", q=giver.number)
    text = post(assembly, "secretary", "attendance_arrive_represented", giver.pk)
    assert "a déjà servi à voter" in text
    assert assembly.entry("a", 0).mode == Mode.REPRESENTED


def test_who_voted_from_home_may_attend_without_voting_again(assembly: Assembly) -> None:
    entry = assembly.entry("a")
    RollEntry.objects.filter(pk=entry.pk).update(mode=Mode.POSTAL)
    text = page(assembly, "secretary", "attendance_page", q=entry.number)
    assert "peut assister, sans revoter" in text
    assert "R225-85" in post(assembly, "secretary", "attendance_arrive", entry.pk)


def test_the_desk_shows_fifty_a_page_and_filters(assembly: Assembly) -> None:
    assembly.arrive("a", 3)
    text = page(assembly, "secretary", "attendance_page")
    assert text.count('<tr id="v') == 50
    assert page(assembly, "secretary", "attendance_page", page="2").count('<tr id="v') == 10
    assert page(assembly, "secretary", "attendance_page", part="ici").count('<tr id="v') == 3
    assert page(assembly, "secretary", "attendance_page", part="x").count('<tr id="v') == 50


def test_an_auditor_reads_the_sheet_without_buttons(assembly: Assembly) -> None:
    text = page(assembly, "auditor", "attendance_page")
    assert "attendance_arrive" not in text
    assert "/arrivee/" not in text


# The count of the room


def closed_ballot(assembly: Assembly, letters: str = "YYN", college: str = "a") -> Ballot:
    """Close the first ballot with these votes of a college, twelve more voices being there."""
    in_session(assembly)
    assembly.arrive(college, len(letters) + 12)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    assembly.vote(college, letters)
    ballot_close(ballot=assembly.ballot(), actor=assembly.chair)
    return assembly.ballot()


def test_too_many_voices_come_back_with_what_was_typed(assembly: Assembly) -> None:
    ballot = closed_ballot(assembly)
    response = client_of(assembly, "secretary").post(
        url(assembly, "ballot_count", ballot.pk), {"c0-votes_for": "13"}
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "vous indiquez 13 voix" in text
    assert 'value="13"' in text


def test_the_choices_stay_hidden_until_the_declaration(assembly: Assembly) -> None:
    ballot = closed_ballot(assembly)
    text = page(assembly, "chair", "ballot_count", ballot.pk)
    assert "Les choix restent cachés" in text
    for name in ("result_page", "count_file_download", "votes_read", "votes_read_csv"):
        response = client_of(assembly, "chair").get(url(assembly, name, ballot.pk))
        assert response.status_code == 404, name


def test_the_casting_vote_is_asked_where_the_rule_gives_one(db: None) -> None:
    assembly = make_assembly(30, statutes={**NO_QUORUM, "tie_rule": "casting_vote"})
    ballot = closed_ballot(assembly, "YN", college="")
    assert "Voix prépondérante" not in page(assembly, "chair", "ballot_count", ballot.pk)
    text = post(assembly, "chair", "ballot_declare_act", ballot.pk)
    assert "Dites s’il vote pour ou contre" in text
    post(assembly, "chair", "ballot_declare_act", ballot.pk, casting_vote="for")
    assert assembly.ballot().state == Ballot.State.DECLARED


# The results


def declared(assembly: Assembly, letters: str = "YYN") -> Ballot:
    """Declare the first ballot with these votes of college a."""
    ballot_declare(ballot=closed_ballot(assembly, letters), actor=assembly.chair)
    return assembly.ballot()


def a_member(assembly: Assembly) -> Client:
    """Return the client of a plain member of the cooperative."""
    user = make_role(assembly.meeting.organisation, RoleName.AUDITOR).user
    user.role_set.all().delete() if hasattr(user, "role_set") else user.roles.all().delete()
    make_member(assembly.meeting.organisation, user=user)
    client = Client()
    client.force_login(user)
    return client


def test_a_member_reads_the_result_but_not_who_voted_what(assembly: Assembly) -> None:
    ballot = declared(assembly)
    client = a_member(assembly)
    text = client.get(url(assembly, "result_page", ballot.pk)).content.decode()
    assert "Adoptée" not in text or "Rejetée" not in text
    assert "Comment ce résultat a été compté" in text
    assert "Qui a voté quoi" not in text
    assert client.get(url(assembly, "votes_read", ballot.pk)).status_code == 403
    listed = client.get(url(assembly, "results_overview")).content.decode()
    assert f"/resultats/{ballot.pk}/" in listed
    assert listed.count("à ouvrir") == 2


def test_the_count_file_is_downloaded_as_it_was_frozen(assembly: Assembly) -> None:
    ballot = declared(assembly)
    response = a_member(assembly).get(url(assembly, "count_file_download", ballot.pk))
    assert response.content == count_file_bytes(ballot)
    assert json.loads(response.content)["format"] == "tala-count/1"
    assert response["Content-Disposition"] == 'attachment; filename="decompte-2026-06-20-01.json"'


def test_named_votes_are_listed_and_the_csv_runs_nothing(assembly: Assembly) -> None:
    entry = assembly.entry("a")
    RollEntry.objects.filter(pk=entry.pk).update(name="=CMD()", sort_key="0")
    ballot = declared(assembly, "YAN")
    text = page(assembly, "auditor", "votes_read", ballot.pk)
    assert text.count("abstention") == 1
    response = client_of(assembly, "auditor").get(url(assembly, "votes_read_csv", ballot.pk))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][1] == "'=CMD()"
    assert [row[3] for row in rows[1:]] == ["pour", "abstention", "contre"]


# The vote from home


def test_the_vote_from_home_shows_who_voted_never_what(assembly: Assembly) -> None:
    assembly.vote("a", "NN", channel=Paper.Channel.REMOTE)
    with time_machine.travel("2026-06-18T10:00:00Z", tick=False):
        text = page(assembly, "secretary", "poll_overview")
    assert "Ouvert jusqu’au vendredi 19 juin 2026" in text
    assert "2 voix ont voté sur 60, soit 3,33\u202f%." in text
    assert assembly.entry("a").name in text
    assert "contre" not in text.lower()
    assert assembly.poll.fingerprint in text


def test_a_member_sees_the_window_but_no_turnout(assembly: Assembly) -> None:
    assembly.vote("a", "NN", channel=Paper.Channel.REMOTE)
    text = a_member(assembly).get(url(assembly, "poll_overview")).content.decode()
    assert "Le vote depuis chez soi est clos" in text
    assert "ont voté sur" not in text
    assert "Qui a déjà voté" not in text


def test_statutes_without_postal_votes_say_so(db: None) -> None:
    assembly = make_assembly(5, statutes={"postal_enabled": False})
    assert "Pas de vote depuis chez soi" in page(assembly, "secretary", "poll_overview")


# The price of a page


def queries_of(client: Client, address: str) -> int:
    """Return how many queries a page costs, the record of sessions (allauth's) apart."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    spent = [query["sql"] for query in queries.captured_queries]
    return sum("SAVEPOINT" not in sql and "usersessions" not in sql for sql in spent)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("chair", "session_page"),
        ("secretary", "session_live"),
        ("secretary", "attendance_page"),
        ("secretary", "poll_overview"),
        ("auditor", "results_overview"),
    ],
)
def test_a_page_costs_twelve_queries_at_most(assembly: Assembly, role: str, name: str) -> None:
    in_session(assembly)
    assembly.arrive("a", 20)
    for place in range(20, 30):
        assembly.represent(assembly.entry("a", place), assembly.entry("a", 0))
    assembly.vote("b", "YN" * 15, channel=Paper.Channel.REMOTE)
    ballot_open(ballot=assembly.ballot(), actor=assembly.chair)
    client = client_of(assembly, role)
    assert queries_of(client, url(assembly, name)) <= MOST_QUERIES


@pytest.mark.parametrize("name", ["result_page", "votes_read"])
def test_a_result_costs_twelve_queries_at_most(assembly: Assembly, name: str) -> None:
    ballot = declared(assembly, "Y" * 18)
    client = client_of(assembly, "auditor")
    assert queries_of(client, url(assembly, name, ballot.pk)) <= MOST_QUERIES
