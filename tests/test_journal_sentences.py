"""Every act that the code writes in the journal has a sentence for the person who reads it."""

import re
from pathlib import Path

from organisations.render.journal import ACTION_SENTENCES

ROOT = Path(__file__).resolve().parent.parent
APPS = ("organisations", "meetings", "mandates", "voting", "documents")
ACT = re.compile(r"""(?:action=|_journal\(\s*[\w.]+,\s*[\w.]+,\s*)"([a-z_]+\.[a-z_]+)\"""")


def written() -> set[str]:
    """Return the actions named where services write the journal."""
    services = [path for app in APPS for path in (ROOT / app / "services").rglob("*.py")]
    return {action for path in services for action in ACT.findall(path.read_text("utf-8"))}


def test_the_acts_are_found() -> None:
    assert {"meeting.convene", "paper.cast", "proxy.give", "minutes.seal"} <= written()


def test_every_act_has_a_sentence() -> None:
    assert written() - set(ACTION_SENTENCES) == set()
