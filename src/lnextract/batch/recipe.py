"""What decides, besides an input's bytes, what becomes of it. Where this changes, the input is converted
anew."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from json import dumps
from pathlib import Path

import lnextract

READERS = ("pypdfium2", "pdfplumber", "camelot-py", "simplemma")
"""Libraries whose version shows in the reports."""
OWN_FILES = frozenset({".py", ".yaml"})


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that an input's reports hang on but its own bytes and name. A new option goes here.

    The password is none of it: it opens a file or does not. Nor are the limits: they end the work on an
    input, and what was quarantined is tried again by every run.
    """

    vocabulary: str | None
    """SHA-256 of the user's own vocabulary."""

    def fingerprint(self) -> str:
        """One word for all of it, this version of lnextract included."""
        parts = {"version": lnextract.__version__, "code": _own_code(), "readers": _readers(), **asdict(self)}
        return sha256(dumps(parts, sort_keys=True).encode()).hexdigest()


def recipe(vocabulary: Path | None) -> Recipe:
    """The recipe of a run.

    Raises:
        OSError: a file of the user's can't be read.
    """
    return Recipe(vocabulary=_sha256(vocabulary))


def _sha256(path: Path | None) -> str | None:
    return None if path is None else sha256(path.read_bytes()).hexdigest()


@cache
def _own_code() -> str:
    """Of the package as it lies on the disk: it is edited in place, above all its vocabulary, without a new
    version."""
    root = Path(lnextract.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in OWN_FILES)
    digest = sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@cache
def _readers() -> dict[str, str]:
    return {name: version(name) for name in READERS}
