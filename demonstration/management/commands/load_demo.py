"""Loads the demonstration cooperative into an empty database."""

from typing import Any

from django.core.management.base import BaseCommand

from demonstration.services.load import demonstration_load


class Command(BaseCommand):
    """Runs once; a database that holds an organisation is left alone."""

    help = __doc__

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, and say so."""
        organisation = demonstration_load()
        if organisation is not None and options["verbosity"]:
            self.stdout.write(f"Demonstration loaded: {organisation}")
