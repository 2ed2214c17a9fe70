"""The mandates app."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """Mandates."""

    name = "mandates"

    def ready(self) -> None:
        """Register the mails of this app with the outbox."""
        from mandates.render.notices import proxy_given_mail, proxy_withdrawn_mail  # noqa: PLC0415
        from organisations.services.outbox import RENDERERS  # noqa: PLC0415

        RENDERERS["mandates.proxy_given"] = proxy_given_mail
        RENDERERS["mandates.proxy_withdrawn"] = proxy_withdrawn_mail
