"""The voting app."""

from django.apps import AppConfig


class VotingConfig(AppConfig):
    """Voting."""

    name = "voting"
