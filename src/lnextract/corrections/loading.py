"""The corrections file: where it lies, and what it says."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from lnextract.errors import CorrectionsError
from lnextract.knowledge.marked_yaml import read_marked
from lnextract.model.corrections import Corrections

FILE_NAME = "corrections.yml"
_SHAPE = TypeAdapter(Corrections)


def corrections_file(out: Path) -> Path | None:
    """The corrections that belong to an OUT folder: in it, else beside it; None where there are none.

    Raises:
        CorrectionsError: there is one in both places.
    """
    folder = out.resolve()
    found = [path for path in (folder / FILE_NAME, folder.parent / FILE_NAME) if path.is_file()]
    if len(found) > 1:
        raise CorrectionsError(
            f"There are two corrections files, {found[0]} and {found[1]}.",
            "Keep one, or name it with --corrections.",
        )
    return found[0] if found else None


def load_corrections(path: Path) -> Corrections:
    """All corrections of a file.

    Raises:
        CorrectionsError: it can't be read or has a mistake; the message names file and line.
    """
    try:
        stat = path.stat()
    except OSError:
        return _load(path, 0, 0)  # says what is wrong
    return _load(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _load(path: Path, _changed_ns: int, _size: int) -> Corrections:
    """Once for each state of the file: a run asks for it at every input."""
    return read_marked(path, _SHAPE, [], CorrectionsError, as_text=True)
