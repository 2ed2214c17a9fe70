"""The README says what is true: every setting is in its table, every path it names exists."""

import re
from pathlib import Path

from tala import settings
from tala.lib import env

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_table() -> None:
    assert settings.DATA_DIR  # the settings have been read
    table = README.split("## Settings")[1].split("## Develop")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")]
    named = set(re.findall(r"`([A-Z_]+)`", " ".join(rows)))
    assert named == set(env.KNOWN)


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", README)
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert missing == []
