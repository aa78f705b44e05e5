"""Which files an INPUT stands for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

REPORT_ENDINGS = frozenset({".pdf", ".txt"})
"""What a folder is searched for. A file named by itself is an input whatever its ending."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that an INPUT stands for."""

    path: Path
    file: str
    """Relative to INPUT, with `/`; the name alone where the file itself is the INPUT."""
    given: str
    """The INPUT as the user wrote it."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything found, each file once, sorted by `file`."""

    files: tuple[Found, ...]
    ignored: int
    """Files in folders that are no reports by their ending, and hidden ones."""


def find_inputs(given: Sequence[Path], out: Path | None = None) -> Inputs:
    """Follow files and folders (recursively; linked folders are not entered).

    Args:
        given: existing files and folders.
        out: the output folder; what lies in it is not read again.

    Returns:
        Each file once, under the first INPUT that leads to it.
    """
    found: dict[str, Found] = {}
    ignored: set[str] = set()
    for path in given:
        if not path.is_dir():
            _add(found, Found(path, printable(path.name), str(path)))
            continue
        for file in _walk(path, _own_folders(path, out)):
            if _is_report(file):
                _add(found, Found(file, printable(file.relative_to(path).as_posix()), str(path)))
            else:
                ignored.add(os.path.realpath(file))
    files = sorted(found.values(), key=lambda each: (each.file, each.given))
    return Inputs(tuple(files), len(ignored - found.keys()))


def printable(name: str) -> str:
    """The name as UTF-8 can write it; bytes that are no UTF-8 (old archives) become `\\xf6`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _add(found: dict[str, Found], file: Found) -> None:
    found.setdefault(os.path.realpath(file.path), file)


def _is_report(path: Path) -> bool:
    return not path.name.startswith(".") and path.suffix.lower() in REPORT_ENDINGS


def _own_folders(folder: Path, out: Path | None) -> frozenset[str]:
    """The folders of earlier results, which are no inputs."""
    if out is None:
        return frozenset()
    own, root = os.path.realpath(out), os.path.realpath(folder)
    # Where the results lie beside the inputs, only what we write there is ours.
    return frozenset({os.path.join(own, "reports")} | ({own} if own != root else set()))  # noqa: PTH118


def _walk(folder: Path, skipped: Iterable[str]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(Path(root, name)) not in skipped
        )
        yield from (Path(root, name) for name in sorted(files))
