"""The addresses of the members' own pages, below `/v/<token>/`.

The site's list names them first: hundreds of votes in a second must not try every other address.
"""

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
from voting.views.member_rules import member_rule
from voting.views.member_vote import member_vote, member_vote_cast, member_vote_review

urlpatterns = [
    path("", member_home, name="member_home"),
    path("presence/", member_attend, name="member_attend"),
    path("connexion/", member_connect, name="member_connect"),
    path("reunion.ics", member_calendar, name="member_calendar"),
    path("pieces/<int:attachment_id>/", member_attachment, name="member_attachment"),
    path("pouvoir/", proxy_give, name="proxy_give"),
    path("pouvoir/retirer/", proxy_withdraw, name="proxy_withdraw"),
    path("vote/", member_vote, name="member_vote"),
    path("vote/relire/", member_vote_review, name="member_vote_review"),
    path("vote/deposer/", member_vote_cast, name="member_vote_cast"),
    path("recu/", member_receipt, name="member_receipt"),
    path("seance/", member_room, name="member_room"),
    path("seance/etat/", member_room_state, name="member_room_state"),
    path("seance/vote/", member_room_cast, name="member_room_cast"),
    path("regles/<slug:code>/", member_rule, name="member_rule"),
]
