"""Plays one whole ordinary assembly headless and leaves its papers in a folder.

It runs in a database of its own, in a temporary folder: nothing of the installation is touched.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demonstration.register import COLLEGES, excel_fr_csv
from demonstration.services.cooperative import FACTS, cooperative_make, officers
from demonstration.services.load import register_load
from demonstration.services.outcome import outcome_write
from demonstration.services.play import Play
from demonstration.services.survey import colleges_of
from organisations.refusals import Refused
from organisations.rules.weights import parse_share
from tala.lib.refusals import InputError

INSIDE = "TALA_PLAYING"
"""Set in the process that plays: its data folder is the temporary one."""


class Command(BaseCommand):
    """Makes the temporary installation, then plays inside it."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the register, its weights and the folder to fill."""
        parser.add_argument("--register", type=Path, help="CSV or XLSX (default: the invented one)")
        parser.add_argument("--out", type=Path, required=True, help="folder to fill")
        parser.add_argument("--weights", default="", help="one per college: 40,25,25,10 or 2/5,...")
        parser.add_argument("--name", default=FACTS.name, help="name of the cooperative")

    def handle(self, **options: Any) -> None:
        """Play inside the temporary installation, or make it."""
        if os.environ.get(INSIDE) != str(settings.DATA_DIR):
            self._elsewhere()
            return
        call_command("migrate", interactive=False, verbosity=0)
        try:
            summary = self._play(options)
        except (Refused, InputError) as error:
            raise CommandError(str(error)) from error
        for resolution in summary["resolutions"]:
            self.stdout.write(f"{resolution['verdict']:>10}  {resolution['title']}")
        self.stdout.write(f"Papers in {options['out']}")

    def _elsewhere(self) -> None:
        with tempfile.TemporaryDirectory(prefix="tala-play-") as folder:
            outside = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "TALA_DEMO"}
            environment = {k: v for k, v in os.environ.items() if k not in outside}
            environment |= {"TALA_DATA": folder, INSIDE: folder}
            done = subprocess.run([sys.executable, *sys.argv], env=environment, check=False)  # noqa: S603 - this very command again
        if done.returncode:
            sys.exit(done.returncode)

    def _play(self, options: dict[str, Any]) -> dict[str, Any]:
        path: Path | None = options["register"]
        content = path.read_bytes() if path else excel_fr_csv()
        filename = path.name if path else "registre.csv"
        weights = [parse_share(text) for text in options["weights"].split(",") if text.strip()]
        colleges = colleges_of(content, filename, weights) if path or weights else list(COLLEGES)
        organisation = cooperative_make(replace(FACTS, name=options["name"]), colleges)
        register_load(organisation, officers().secretary, filename, content)
        return outcome_write(Play(organisation).run(), options["out"])
