"""Which processes still run."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

LONG_S = 30.0
"""Nothing takes that long here, not even on a machine that does other things too."""


def processes_of(session: int) -> int:
    """How many processes of a session still run."""
    running = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, its_session = stat.read_text().rpartition(")")[2].split()[:4]
            running += its_session == str(session) and state != "Z"
    return running


def soon_none_of(session: int) -> bool:
    """Whether they end by themselves."""
    deadline = monotonic() + LONG_S
    while processes_of(session) and monotonic() < deadline:
        sleep(0.05)
    return processes_of(session) == 0
