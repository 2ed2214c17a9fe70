"""The mandates app."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """Mandates."""

    name = "mandates"

    def ready(self) -> None:
        """Register the mails of this app with the outbox, its sentences with the journal."""
        from mandates.render import journal  # noqa: PLC0415 - needs models
        from mandates.render.notices import proxy_given_mail, proxy_withdrawn_mail  # noqa: PLC0415
        from organisations.render import journal as organisation_journal  # noqa: PLC0415
        from organisations.services.outbox import RENDERERS  # noqa: PLC0415

        organisation_journal.ACTION_SENTENCES.update(journal.SENTENCES)
        RENDERERS["mandates.proxy_given"] = proxy_given_mail
        RENDERERS["mandates.proxy_withdrawn"] = proxy_withdrawn_mail
