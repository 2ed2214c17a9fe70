"""The addresses of the organisations app."""

from django.urls import path

from organisations.views.styleguide import styleguide

urlpatterns = [
    path("charte/", styleguide, name="styleguide"),
]
