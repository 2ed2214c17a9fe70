"""The addresses of the voting app: the vote from home, the day of the assembly, the results."""

from django.urls import path

from voting.views import attendance, ballots, polls, postal, results, second_call, session

MEETING = "c/<slug:slug>/reunions/<int:meeting_id>"
DESK = f"{MEETING}/presence/<int:entry_id>"
BALLOT = f"{MEETING}/scrutins/<int:ballot_id>"
RESULT = f"{MEETING}/resultats/<int:ballot_id>"

urlpatterns = [
    path(f"{MEETING}/vote/", polls.poll_overview, name="poll_overview"),
    path(f"{MEETING}/vote/correspondance/", postal.postal_vote, name="postal_vote"),
    # The sitting
    path(f"{MEETING}/seance/", session.session_page, name="session_page"),
    path(f"{MEETING}/seance/en-direct/", session.session_live, name="session_live"),
    path(f"{MEETING}/seance/ouvrir/", session.session_open_act, name="session_open_act"),
    path(f"{MEETING}/seance/bureau/", session.session_bureau_act, name="session_bureau_act"),
    path(
        f"{MEETING}/seance/quorum-non-atteint/",
        session.part_no_quorum_act,
        name="part_no_quorum_act",
    ),
    path(f"{MEETING}/seance/lever/", session.session_close_page, name="session_close_page"),
    path(
        f"{MEETING}/seance/seconde-convocation/",
        second_call.second_call_act,
        name="second_call_act",
    ),
    # The desk
    path(f"{MEETING}/presence/", attendance.attendance_page, name="attendance_page"),
    path(f"{DESK}/arrivee/", attendance.attendance_arrive, name="attendance_arrive"),
    path(
        f"{DESK}/arrivee-sans-pouvoir/",
        attendance.attendance_arrive_represented,
        name="attendance_arrive_represented",
    ),
    path(f"{DESK}/depart/", attendance.attendance_leave, name="attendance_leave"),
    path(f"{DESK}/excuse/", attendance.attendance_apologise, name="attendance_apologise"),
    path(f"{DESK}/annuler/", attendance.attendance_take_back, name="attendance_take_back"),
    # The ballots
    path(f"{BALLOT}/ouvrir/", ballots.ballot_open_act, name="ballot_open_act"),
    path(f"{BALLOT}/clore/", ballots.ballot_close_act, name="ballot_close_act"),
    path(f"{BALLOT}/depouiller/", ballots.ballot_count, name="ballot_count"),
    path(f"{BALLOT}/proclamer/", ballots.ballot_declare_act, name="ballot_declare_act"),
    # The results
    path(f"{MEETING}/resultats/", results.results_overview, name="results_overview"),
    path(f"{RESULT}/", results.result_page, name="result_page"),
    path(f"{RESULT}/decompte.json", results.count_file_download, name="count_file_download"),
    path(f"{RESULT}/votes/", results.votes_read, name="votes_read"),
    path(f"{RESULT}/votes.csv", results.votes_read_csv, name="votes_read_csv"),
]
