"""The documents app: what stays of a meeting."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents; gives the worker its handlers and the journal its sentences."""

    name = "documents"

    def ready(self) -> None:
        """Register the handlers of the minutes' jobs and the sentences of their acts."""
        from documents.render import journal  # noqa: PLC0415 - models are loaded only now
        from documents.services.files import draft_handler, seal_handler  # noqa: PLC0415 - models are loaded only now
        from organisations.render import journal as organisation_journal  # noqa: PLC0415
        from organisations.services.jobs import HANDLERS  # noqa: PLC0415

        organisation_journal.ACTION_SENTENCES.update(journal.SENTENCES)
        HANDLERS["minutes.seal"] = seal_handler
        HANDLERS["minutes.draft"] = draft_handler
