"""The addresses of the mandates app."""

from django.urls import path

from mandates.views.proxies import proxy_list, proxy_record, proxy_record_withdraw

MEETING = "c/<slug:slug>/reunions/<int:meeting_id>/"

urlpatterns = [
    path(f"{MEETING}pouvoirs/", proxy_list, name="proxy_list"),
    path(f"{MEETING}pouvoirs/saisir/", proxy_record, name="proxy_record"),
    path(
        f"{MEETING}pouvoirs/<int:proxy_id>/retirer/",
        proxy_record_withdraw,
        name="proxy_record_withdraw",
    ),
]
