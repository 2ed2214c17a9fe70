"""Named points where a fault test makes the process kill itself; inert without TALA_FAILPOINT."""

import os
import signal
from collections import Counter

from django.conf import settings

_passes: Counter[str] = Counter()


def reach(name: str) -> None:
    """Kill this process at the n-th pass of point `name` when TALA_FAILPOINT is "name:n"."""
    wanted = settings.FAILPOINT
    if not wanted:
        return
    point, _colon, nth = wanted.partition(":")
    if point != name:
        return
    _passes[name] += 1
    if _passes[name] >= int(nth or 1):
        os.kill(os.getpid(), signal.SIGKILL)
