"""The documents app: what stays of a meeting."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "documents"
