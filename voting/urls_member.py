"""The addresses of the members' own pages, behind the personal link."""

from django.urls import path

from voting.views.member import (
    member_attachment,
    member_attend,
    member_calendar,
    member_connect,
    member_home,
    member_receipt,
)
from voting.views.member_proxy import proxy_give, proxy_withdraw
from voting.views.member_room import member_room, member_room_cast, member_room_state
from voting.views.member_vote import member_vote, member_vote_cast, member_vote_review

LINK = "v/<str:token>/"

urlpatterns = [
    path(LINK, member_home, name="member_home"),
    path(f"{LINK}presence/", member_attend, name="member_attend"),
    path(f"{LINK}connexion/", member_connect, name="member_connect"),
    path(f"{LINK}reunion.ics", member_calendar, name="member_calendar"),
    path(f"{LINK}pieces/<int:attachment_id>/", member_attachment, name="member_attachment"),
    path(f"{LINK}pouvoir/", proxy_give, name="proxy_give"),
    path(f"{LINK}pouvoir/retirer/", proxy_withdraw, name="proxy_withdraw"),
    path(f"{LINK}vote/", member_vote, name="member_vote"),
    path(f"{LINK}vote/relire/", member_vote_review, name="member_vote_review"),
    path(f"{LINK}vote/deposer/", member_vote_cast, name="member_vote_cast"),
    path(f"{LINK}recu/", member_receipt, name="member_receipt"),
    path(f"{LINK}seance/", member_room, name="member_room"),
    path(f"{LINK}seance/etat/", member_room_state, name="member_room_state"),
    path(f"{LINK}seance/vote/", member_room_cast, name="member_room_cast"),
]
