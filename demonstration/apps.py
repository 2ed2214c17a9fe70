"""The demonstration: an invented cooperative, its open doors, a whole assembly played headless."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Demonstration; its doors open only under TALA_DEMO."""

    name = "demonstration"
