"""Makes an assembly of thirty resolutions and its voters by personal link.

python -m bench.inside.voters COUNT FILE writes one line per voter to FILE: path, cookie, body;
the path is that of the vote's last form, the body what its review page would send.
"""

import sys
from pathlib import Path

from django.core.management import call_command
from django.urls import reverse

from bench import data
from bench.inside import CSRF
from meetings.models import RollEntry

CHOICES = "YNA" * 10


def main(count: int, file: Path) -> None:
    """Migrate the database of the environment, fill it, and write what each voter posts."""
    call_command("migrate", verbosity=0)
    organisation = data.make_organisation()
    data.make_members(organisation, count)
    assembly = data.make_assembly(organisation, resolutions=len(CHOICES))
    with file.open("w", encoding="ascii") as lines:
        for entry in RollEntry.objects.filter(meeting=assembly.meeting).order_by("pk").iterator():
            path = reverse("member_vote_cast", args=[entry.link_token])
            body = f"csrfmiddlewaretoken={CSRF}&key=bench-{entry.pk:018}&v{entry.pk}={CHOICES}"
            lines.write(f"{path}\tcsrftoken={CSRF}\t{body}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
