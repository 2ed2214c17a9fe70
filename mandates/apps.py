"""The mandates app."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """Mandates."""

    name = "mandates"
