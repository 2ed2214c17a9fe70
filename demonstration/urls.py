"""The addresses of the demonstration; every one is a 404 outside it."""

from django.urls import path

from demonstration.views import doors, mailbox

urlpatterns = [
    path("demo/entrer/<str:email>/", doors.demo_enter, name="demo_enter"),
    path("courrier/", mailbox.mailbox, name="mailbox"),
    path("courrier/<str:name>/", mailbox.mailbox_mail, name="mailbox_mail"),
    path("courrier/<str:name>/html/", mailbox.mailbox_html, name="mailbox_html"),
    path("courrier/<str:name>/invitation.ics", mailbox.mailbox_calendar, name="mailbox_calendar"),
]
