"""What one input may cost, and how the system is made to hold it.

Memory is what the worker has resident, as the kernel counts it; the pool looks many times a second.
Between two looks the address space is bounded as well, so that one huge request fails at once instead
of filling the machine. Both need Linux; on other systems `memory_mb` binds nothing.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_S = 120.0
"""A real report takes seconds; a bundle of hundreds of pages through the dearest engine about a minute."""
MEMORY_MB = 2048
"""A real report takes under 150 MB; OCR and fallback engines a few times that."""
GRACE_S = 10.0
"""So long after its time a worker ends itself, in case that nobody is left to end it."""
PR_SET_PDEATHSIG = 1
"""Of `prctl`, see its manual page."""

_BYTES_A_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """For one input."""

    timeout_s: float = TIMEOUT_S
    """From when a worker is given the input; its start is not counted."""
    memory_mb: int = MEMORY_MB
    """Of the worker process as a whole. A worker at rest takes some 70 of them."""


def resident_mb(process_id: int) -> float:
    """Memory that a process holds now, in MB; 0 where the system does not tell or the process is gone."""
    return _pages_mb(process_id, 1)


def bound_address_space(memory_mb: int) -> None:
    """Let this process map at most so many MB beyond what it has mapped; a request for more fails."""
    if sys.platform != "linux":
        return
    import resource

    allowed = int((_pages_mb(os.getpid(), 0) + memory_mb) * _BYTES_A_MB)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    # A bound that the user's shell has set is kept where it is tighter.
    if hard == resource.RLIM_INFINITY or allowed < hard:
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def end_with_parent() -> None:
    """Let the kernel end this process at once when the one that started it has ended, however it ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


@contextmanager
def last_resort(timeout_s: float) -> Iterator[None]:
    """Let the kernel end this process when the time has long passed.

    The pool ends a worker that hangs. Should the pool itself have been killed, nothing else would.
    """
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, timeout_s + GRACE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _pages_mb(process_id: int, field: int) -> float:
    """Field of `/proc/…/statm`: 0 mapped, 1 resident."""
    try:
        text = Path(f"/proc/{process_id}/statm").read_text(encoding="ascii")
    except OSError:
        return 0.0
    fields = text.split()
    # A process that has ended but was not waited for has an empty or zero record.
    return int(fields[field]) * os.sysconf("SC_PAGE_SIZE") / _BYTES_A_MB if fields else 0.0
