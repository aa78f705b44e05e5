"""Which files an INPUT stands for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lnextract.batch.archives import ENDING as ARCHIVE_ENDING
from lnextract.batch.archives import members_of
from lnextract.batch.origins import LocalFile, Origin, ZipMember
from lnextract.batch.walking import walk

REPORT_ENDINGS = frozenset({".pdf", ".txt"})
"""What a folder is searched for. A file named by itself is an input whatever its ending."""
PDF_HEADER = b"%PDF-"
"""A file in a folder that begins so is an input, whatever its ending."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that an INPUT stands for."""

    origin: Origin
    file: str
    """Relative to INPUT, with `/`; the name alone where the file itself is the INPUT. A member of an
    archive stands below it as in a folder."""
    given: str
    """The INPUT as the user wrote it."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything found, each file once, sorted by `file`."""

    files: tuple[Found, ...]
    ignored: int
    """Files in folders and archives that are no reports, and hidden ones."""

    @property
    def paths(self) -> list[Path]:
        """Of those that are files of their own."""
        return [each.origin.path for each in self.files if isinstance(each.origin, LocalFile)]


def find_inputs(
    given: Sequence[Path | str], out: Path | None = None, on_look: Callable[[], None] = lambda: None
) -> Inputs:
    """Follow files, folders (recursively, links too) and ZIP archives.

    Args:
        given: existing files and folders; a URL is a `str`.
        out: the output folder; what lies in it is not read again.
        on_look: called again and again; what it raises ends the search.

    Returns:
        Each file once, under the first INPUT that leads to it.
    """
    search = _Search()
    for path in given:
        if isinstance(path, str):
            search.take_remote(path)
            continue
        if not path.is_dir():
            search.take(path, printable(path.name), str(path), named=True)
            continue
        for file in walk(path, _own_folders(path, out)):
            on_look()
            search.take(file, printable(file.relative_to(path).as_posix()), str(path), named=False)
    return search.result()


def printable(name: str) -> str:
    """The name as UTF-8 can write it; bytes that are no UTF-8 (old archives) become `\\xf6`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


@dataclass(slots=True)
class _Search:
    found: dict[str, Found] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)

    def take(self, path: Path, file: str, given: str, *, named: bool) -> None:
        """Sort in one file, or what it holds. `named`: the user named it himself."""
        key = os.path.realpath(path)
        if path.is_dir():  # a folder that can't be listed
            self.found.setdefault(key, Found(LocalFile(path.absolute()), file, given))
        elif path.suffix.lower() == ARCHIVE_ENDING and path.is_file() and not _is_hidden(path.name):
            self._take_archive(path, key, file, given)
        elif named or _is_report(path):
            self.found.setdefault(key, Found(LocalFile(path.absolute()), file, given))
        else:
            self.ignored.add(key)

    def take_remote(self, url: str) -> None:
        """Sort in what lies at a URL."""
        from lnextract.batch.remote import remote_files

        for file, origin in remote_files(url):
            if _has_report_ending(file) or origin.url == url:
                self.found.setdefault(origin.url, Found(origin, file, url))
            else:
                self.ignored.add(origin.url)

    def _take_archive(self, path: Path, key: str, file: str, given: str) -> None:
        members = members_of(path)
        reports = [each for each in members if _has_report_ending(each.path)]
        if not reports:
            # Whoever reads it is told why nothing comes of it.
            self.found.setdefault(key, Found(LocalFile(path.absolute()), file, given))
            return
        for member in reports:
            name = f"{file}/{printable(member.path)}"
            self.found.setdefault(
                f"{key}\0{member.path}", Found(ZipMember(path.absolute(), member.name), name, given)
            )
        self.ignored.update(f"{key}\0{each.path}" for each in members)

    def result(self) -> Inputs:
        files = sorted(self.found.values(), key=lambda each: (each.file, each.given))
        return Inputs(tuple(files), len(self.ignored - self.found.keys()))


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _has_report_ending(path: str) -> bool:
    name = path.rpartition("/")[2]
    return not _is_hidden(name) and os.path.splitext(name)[1].lower() in REPORT_ENDINGS  # noqa: PTH122


def _is_report(path: Path) -> bool:
    return _has_report_ending(path.name) or (not _is_hidden(path.name) and _begins_as_pdf(path))


def _begins_as_pdf(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(PDF_HEADER)) == PDF_HEADER
    except OSError:
        return False


def _own_folders(folder: Path, out: Path | None) -> frozenset[str]:
    """The folders of earlier results, which are no inputs."""
    if out is None:
        return frozenset()
    own, root = os.path.realpath(out), os.path.realpath(folder)
    # Where the results lie beside the inputs, only what we write there is ours.
    return frozenset({os.path.join(own, "reports")} | ({own} if own != root else set()))  # noqa: PTH118
