"""The addresses of the documents app."""

from django.urls import path

from documents.views import archive, minutes

_MEETING = "c/<slug:slug>/reunions/<int:meeting_id>/"

urlpatterns = [
    path("c/<slug:slug>/proces-verbaux/", minutes.minutes_register, name="minutes_register"),
    path(f"{_MEETING}proces-verbal/", minutes.minutes_edit, name="minutes_edit"),
    path(f"{_MEETING}proces-verbal/projet/", minutes.minutes_draft, name="minutes_draft"),
    path(
        f"{_MEETING}proces-verbal/projet.pdf",
        minutes.minutes_draft_download,
        name="minutes_draft_download",
    ),
    path(f"{_MEETING}proces-verbal/inscrire/", minutes.minutes_seal_page, name="minutes_seal_page"),
    path(f"{_MEETING}proces-verbal.pdf", minutes.minutes_download, name="minutes_download"),
    path(f"{_MEETING}archive/", archive.meeting_archive, name="meeting_archive"),
    path(f"{_MEETING}feuille-de-presence.pdf", archive.attendance_sheet, name="attendance_sheet"),
]
