"""The documents app: what stays of a meeting."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents; gives the worker its handlers."""

    name = "documents"

    def ready(self) -> None:
        """Register the handlers of the minutes' jobs."""
        from documents.services.files import draft_handler, seal_handler  # noqa: PLC0415 - models are loaded only now
        from organisations.services.jobs import HANDLERS  # noqa: PLC0415

        HANDLERS["minutes.seal"] = seal_handler
        HANDLERS["minutes.draft"] = draft_handler
