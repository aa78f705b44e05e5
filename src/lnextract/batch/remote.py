"""Inputs and OUT at a URL (`s3://…`, `sftp://…`), through fsspec. Only loaded where a URL was given.

How to get there (keys, an endpoint) is fsspec's to know: from its configuration files or from the
environment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from time import monotonic, time_ns
from typing import Any

import fsspec
from fsspec.core import url_to_fs

from lnextract.batch.digest import unreadable
from lnextract.batch.signs import SignOfLife
from lnextract.batch.stores import REPORTS
from lnextract.batch.writing import process_name
from lnextract.errors import LnextractError

WHOLE_OBJECTS = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "memory"})
"""Stores in which an object appears whole; elsewhere it is written under another name and moved."""
SEGMENT_S = 10.0
"""Objects can't be added to: what is appended waits so long at most and becomes an object beside the
first."""
MARKS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "modified", "created")
"""What file systems call that which changes when a file is written; the first that is there is taken."""


class UrlError(LnextractError):
    """A URL of a kind that nothing here can open."""

    exit_code = 2
    kind = "url"


class RemoteFile:
    """An input at a URL.

    Args:
        url: of the file.
        mark: it changes with the file.
        bytes_: of the file, where the server tells.
    """

    def __init__(self, url: str, mark: str | None, bytes_: int = 0) -> None:
        self.url, self.mark, self._bytes = url, mark, bytes_

    def stamp(self) -> str | None:
        """As found when the folder was listed."""
        return self.mark

    def is_settled(self) -> bool:
        """What the server says of an object does not hang on a clock's tick."""
        return True

    def size(self) -> int:
        """As found when the folder was listed."""
        return self._bytes

    @contextmanager
    def local(self, passwords: Sequence[str] = ()) -> Iterator[Path]:
        """A passing copy."""
        files, path = _opened(self.url)
        with TemporaryDirectory(prefix="fetched-") as folder:
            copy = Path(folder, "fetched" + PurePosixPath(path).suffix)
            with copy.open("wb") as file:
                try:
                    content = files.cat_file(path)
                except OSError as error:
                    raise unreadable(error) from error
                file.write(content)
            yield copy


def remote_files(url: str) -> list[tuple[str, RemoteFile]]:
    """Every file at or below the URL, with its path relative to it (its name, if the URL is a file).

    Raises:
        UrlError: there is nothing, or nothing here can open it.
    """
    files, root = _opened(url)
    try:
        found = files.find(root, detail=True)
    except OSError as error:
        raise UrlError(f"{url} can't be listed: {error}.", "Check the URL and your rights there.") from error
    if not found:
        raise UrlError(f"There is nothing at {url}.", "Check the URL.")
    base = PurePosixPath(root)
    return [
        (
            PurePosixPath(path).name if path == root else str(PurePosixPath(path).relative_to(base)),
            RemoteFile(files.unstrip_protocol(path), _mark(about), about.get("size") or 0),
        )
        for path, about in sorted(found.items())
    ]


class RemoteStore:
    """OUT at a URL. It has no lock but a sign of life: two runs that began in the same moment would do the
    same work twice, and write the same bytes.

    Args:
        url: of the folder.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._files, self._root = _opened(self.url)
        self._listed: dict[str, str | None] = {}
        self._waiting: dict[str, list[str]] = {}
        self._segments: dict[str, list[str]] = {}
        self._flushed = monotonic()
        self._sign = SignOfLife(self)

    def __str__(self) -> str:
        return self.url

    def __reduce__(self) -> tuple[type[RemoteStore], tuple[str]]:
        # Another process has its own connection, and nothing of what waits here.
        return RemoteStore, (self.url,)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Give a sign, and list what is there, so that an earlier run's reports need not be asked for one by
        one."""
        self._sign.give()
        self._files.makedirs(self._path(REPORTS), exist_ok=True)
        for about in self._list(REPORTS):
            name = f"{REPORTS}/{PurePosixPath(about['name']).name}"
            self._listed[name] = _mark(about)
        try:
            yield
            self.flush()
        finally:
            self._write_waiting()
            self._sign.take_back()

    def read(self, name: str) -> bytes:
        """As of any store."""
        return self._content(self._path(name))

    def read_log(self, name: str) -> bytes:
        """The file and what was appended to it, in order."""
        start = self._path(name) + "+"
        folder = str(PurePosixPath(name).parent)
        parts = sorted(about["name"] for about in self._list(folder) if about["name"].startswith(start))
        self._segments[name] = parts
        return b"".join(map(self._content, (self._path(name), *parts)))

    def write(self, name: str, content: str | bytes) -> None:
        """Put it there whole, in the place of what was appended to it, too."""
        self._put(self._path(name), content.encode() if isinstance(content, str) else content)
        self._waiting.pop(name, None)
        for path in self._segments.pop(name, ()):
            self._files.rm_file(path)

    def append(self, name: str, text: str) -> None:
        """Wait for more, some seconds at most."""
        self._waiting.setdefault(name, []).append(text)
        if monotonic() - self._flushed > SEGMENT_S:
            self.flush()

    def flush(self) -> None:
        """Write what waits, and say that this run is at work."""
        self._write_waiting()
        self._sign.give()

    def _write_waiting(self) -> None:
        for name, texts in self._waiting.items():
            path = f"{self._path(name)}+{time_ns():020}"
            self._put(path, "".join(texts).encode())
            self._segments.setdefault(name, []).append(path)
        self._waiting.clear()
        self._flushed = monotonic()

    def remove(self, name: str) -> None:
        """As of any store."""
        try:
            self._files.rm_file(self._path(name))
        except FileNotFoundError:
            return

    def names(self, folder: str) -> set[str]:
        """As of any store."""
        found = {PurePosixPath(about["name"]).name for about in self._list(folder) if about["type"] == "file"}
        return {name for name in found if not name.startswith(".")}

    def stamp(self, name: str) -> str | None:
        """As listed when the run began, else as asked for now."""
        if name in self._listed:
            return self._listed[name]
        try:
            return _mark(self._files.info(self._path(name), refresh=True))
        except FileNotFoundError:
            return None

    def abandon(self, process_id: int) -> None:
        """Nothing: an object is there or not."""

    @property
    def scratch(self) -> Path | None:
        """None."""
        return None

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _content(self, path: str) -> bytes:
        try:
            found: bytes = self._files.cat_file(path)
        except FileNotFoundError:
            return b""
        return found

    def _list(self, folder: str) -> list[dict[str, Any]]:
        try:
            found: list[dict[str, Any]] = self._files.ls(self._path(folder), detail=True, refresh=True)
        except FileNotFoundError:
            return []
        return found

    def _put(self, path: str, data: bytes) -> None:
        protocol = self._files.protocol
        if not WHOLE_OBJECTS.isdisjoint((protocol,) if isinstance(protocol, str) else protocol):
            self._files.pipe_file(path, data)
            return
        place = PurePosixPath(path)
        self._files.makedirs(str(place.parent), exist_ok=True)
        part = str(place.with_name(f".{process_name()}.part"))
        self._files.pipe_file(part, data)
        self._files.mv(part, path)


def _opened(url: str) -> tuple[fsspec.AbstractFileSystem, str]:
    try:
        return url_to_fs(url)  # type: ignore[no-any-return]
    except (ImportError, ValueError) as error:
        raise UrlError(f"{url} can't be opened: {error}.", "Install what fsspec needs for it.") from error


def _mark(about: Mapping[str, Any]) -> str | None:
    return next((f"{about.get('size')}:{about[key]}" for key in MARKS if about.get(key)), None)
