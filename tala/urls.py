"""The addresses of the whole site; each app owns its own list."""

from django.urls import include, path

from organisations.views.front import front

urlpatterns = [
    path("v/<str:token>/", include("voting.urls_member")),
    path("", front, name="front"),
    path("", include("organisations.urls")),
    path("", include("meetings.urls")),
    path("", include("mandates.urls")),
    path("", include("voting.urls")),
    path("", include("documents.urls")),
    path("", include("demonstration.urls")),
    path("compte/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
