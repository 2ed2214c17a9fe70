"""The meetings app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings: agenda, legal calendar, convocation with its proof, attendance, sitting."""

    name = "meetings"

    def ready(self) -> None:
        """Register the mails, the jobs, the cards and the journal of this app."""
        from meetings.render import convocation, journal, notices  # noqa: PLC0415 - needs models
        from meetings.selectors.todo import meeting_cards  # noqa: PLC0415 - needs models
        from meetings.services import letters  # noqa: PLC0415 - needs models
        from organisations.render import journal as organisation_journal  # noqa: PLC0415
        from organisations.selectors.todo import TODO_PROVIDERS  # noqa: PLC0415 - needs models
        from organisations.services.jobs import HANDLERS  # noqa: PLC0415 - needs models
        from organisations.services.outbox import RENDERERS  # noqa: PLC0415 - needs models

        organisation_journal.ACTION_SENTENCES.update(journal.SENTENCES)
        organisation_journal.FIGURES.update(journal.FIGURES)
        RENDERERS[convocation.KIND] = convocation.convocation_mail
        RENDERERS[convocation.TRIAL_KIND] = convocation.trial_mail
        RENDERERS[notices.LINK_KIND] = notices.link_mail
        RENDERERS[notices.CANCEL_KIND] = notices.cancellation_mail
        HANDLERS["meeting.letters"] = letters.letters_job
        HANDLERS["meeting.letter"] = letters.letter_job
        HANDLERS["meeting.cancellation_letters"] = letters.cancellation_letters_job
        TODO_PROVIDERS.append(meeting_cards)
