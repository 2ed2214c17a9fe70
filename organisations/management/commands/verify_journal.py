"""Verifies the chain of the journals: nothing changed, removed or inserted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisations.models import Organisation
from organisations.selectors.journal import chain_state


class Command(BaseCommand):
    """Prints "intact" or names the first broken entry; exits with 1 when any chain is broken."""

    help = "Verify the journal of every organisation, or of one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take an optional organisation."""
        parser.add_argument("--organisation", metavar="SLUG", help="only this one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and report, one line per organisation."""
        organisations = Organisation.objects.order_by("slug")
        if slug := options["organisation"]:
            organisations = organisations.filter(slug=slug)
            if not organisations:
                raise CommandError(f"no organisation has the slug {slug}")
        broken = [self._verify(organisation) for organisation in organisations].count(False)
        if broken:
            raise CommandError(f"{broken} journal(s) broken")

    def _verify(self, organisation: Organisation) -> bool:
        state = chain_state(organisation)
        if state.broken is None:
            self.stdout.write(f"{organisation.slug}: intact: {state.entries} entries")
            return True
        self.stdout.write(f"{organisation.slug}: broken at entry {state.broken}")
        return False
