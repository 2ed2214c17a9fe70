"""The addresses of the whole site; each app owns its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("organisations.urls")),
    path("", include("meetings.urls")),
    path("", include("mandates.urls")),
    path("", include("voting.urls")),
    path("", include("documents.urls")),
    path("compte/", include("allauth.urls")),
]
