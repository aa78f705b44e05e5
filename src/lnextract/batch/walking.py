"""All files of a folder, linked folders too, each folder once."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path


def walk(root: Path, skipped: Collection[str] = ()) -> Iterator[Path]:
    """Files below `root` in a fixed order, and, in the place of a folder that can't be listed, the folder
    itself.

    A link to a folder is followed after all that is reached without one, and only where it leads to a
    folder not seen before. One that leads to a folder around `root` is a loop, and is not followed.

    Args:
        skipped: real paths of folders to leave out.
    """
    around = _with_parents(os.path.realpath(root))
    seen = {*skipped}
    waiting = [root]
    while waiting:
        links: list[Path] = []
        for start in waiting:
            yield from _files_below(start, seen, links)
        waiting = [link for link in sorted(links) if os.path.realpath(link) not in around]


def _files_below(start: Path, seen: set[str], links: list[Path]) -> Iterator[Path]:
    closed: list[Path] = []

    def note(error: OSError) -> None:
        closed.append(Path(os.fsdecode(error.filename)))

    for place, folders, files in os.walk(start, onerror=note):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        open_folders = sorted(name for name in folders if not name.startswith("."))
        linked = {name for name in open_folders if Path(place, name).is_symlink()}
        links.extend(Path(place, name) for name in open_folders if name in linked)
        folders[:] = [name for name in open_folders if name not in linked]
        yield from (Path(place, name) for name in sorted(files))
    yield from closed


def _with_parents(real: str) -> frozenset[str]:
    path = Path(real)
    return frozenset(map(str, (path, *path.parents)))
