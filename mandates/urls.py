"""The addresses of the mandates app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
