"""The mandates app."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """Mandates."""

    name = "mandates"

    def ready(self) -> None:
        """Register mails, sentences of the journal, and what a second convocation carries over."""
        from mandates.render import journal  # noqa: PLC0415 - needs models
        from mandates.render.notices import (  # noqa: PLC0415
            proxy_carried_mail,
            proxy_given_mail,
            proxy_withdrawn_mail,
        )
        from mandates.services.second_call import proxies_carry  # noqa: PLC0415 - needs models
        from meetings.services.convene import AFTER_CONVENE  # noqa: PLC0415 - needs models
        from organisations.render import journal as organisation_journal  # noqa: PLC0415
        from organisations.services.outbox import RENDERERS  # noqa: PLC0415

        organisation_journal.ACTION_SENTENCES.update(journal.SENTENCES)
        RENDERERS["mandates.proxy_given"] = proxy_given_mail
        RENDERERS["mandates.proxy_withdrawn"] = proxy_withdrawn_mail
        RENDERERS["mandates.proxy_carried"] = proxy_carried_mail
        AFTER_CONVENE.append(proxies_carry)
