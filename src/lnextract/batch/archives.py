"""ZIP archives of reports: which files are in them."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from lnextract.batch.origins import DAMAGED
from lnextract.errors import LnextractError, TooLargeError, UnreadableInputError, UnsupportedInputError

ENDING = ".zip"
MOST_MEMBERS = 200_000
"""Ten times a country's reports of twenty years; an archive with more is a bomb."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    name: str
    """As the archive calls it."""
    path: str
    """The same as a relative path with `/` that leads nowhere else."""


def members_of(archive: Path) -> list[Member]:
    """The files in it, by path, each path once; none where it is no archive that can be read.

    Of two members with one path the later counts, as for every program that unpacks.
    """
    try:
        names = _names(archive)
    except (*DAMAGED, OSError):
        return []
    found = {path: Member(name, path) for name in names if (path := _safe(name))}
    return [found[path] for path in sorted(found)] if len(names) <= MOST_MEMBERS else []


def refusal(archive: Path) -> LnextractError:
    """Why an archive gives no inputs."""
    try:
        count = len(_names(archive))
    except DAMAGED:
        return UnreadableInputError("This is no ZIP archive that can be read.", "Fetch it again.")
    if count > MOST_MEMBERS:
        return TooLargeError(f"The archive holds {count} files.", "Unpack the reports that you want.")
    return UnsupportedInputError(
        "The archive holds no PDF and no text dump.", "Unpack archives inside archives."
    )


def _names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as packed:
        return [each.filename for each in packed.infolist() if not each.is_dir()]


def _safe(name: str) -> str:
    steps = name.replace("\\", "/").split("/")
    return "/".join(step for step in steps if step not in ("", ".", ".."))
