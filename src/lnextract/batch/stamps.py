"""A cheap mark of a file, which changes whenever the file is written."""

from __future__ import annotations

from pathlib import Path
from time import time_ns

YOUNG_NS = 2_000_000_000
"""The clocks of file systems tick at most so slowly (FAT): a file written twice within a tick can't be told
apart."""


def stamp_of(path: Path) -> str | None:
    """Size, times and number of the file; None where it can't be looked at.

    The time of change (`st_ctime`) can't be set back by a program, so a stamp that is the same means the
    same bytes.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def is_settled(path: Path) -> bool:
    """Whether the file was written long enough ago that another writing would change its stamp."""
    try:
        found = path.stat()
    except OSError:
        return False
    return time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > YOUNG_NS
