"""OUT: a folder of files, each of which appears whole or not at all. At a URL, see `remote`."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from lnextract.batch.stamps import stamp_of
from lnextract.batch.writing import PART, process_name, remove_part, write_whole
from lnextract.errors import LnextractError

REPORTS = "reports"
MANIFEST = "manifest.jsonl"
OWN = ".lnextract"
"""Folder in OUT for what only lnextract needs: the journal, the lock, passing files."""
LOCK = f"{OWN}/lock"
HOLDER = f"{OWN}/holder"
"""Says who has the lock."""
SCRATCH = f"{OWN}/scratch"


class OutInUseError(LnextractError):
    """Another run writes to this OUT."""

    exit_code = 2
    kind = "in_use"


class Store(Protocol):
    """A folder of files that are named by relative paths with `/`."""

    def held(self) -> AbstractContextManager[None]:
        """Make it ready to be written to, by this run alone.

        Raises:
            OutInUseError: another run has it.
            OSError: it can't be written to.
        """

    def read(self, name: str) -> bytes:
        """A file's bytes; empty where there is none."""

    def read_log(self, name: str) -> bytes:
        """A file's bytes with all that was appended to it."""

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file there in one step."""

    def append(self, name: str, text: str) -> None:
        """Add whole lines to a file, so that no killed process takes them back."""

    def flush(self) -> None:
        """Let nothing wait that was appended."""

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""

    def names(self, folder: str) -> set[str]:
        """Names of the files in a folder, without those that are only passing."""

    def stamp(self, name: str) -> str | None:
        """A mark of a file that changes whenever it is written."""

    def abandon(self, process_id: int) -> None:
        """Remove what a process of this machine left half written when it was killed."""

    @property
    def scratch(self) -> Path | None:
        """A folder for passing files, where there is one."""


@dataclass(frozen=True, slots=True)
class LocalStore:
    """A folder here."""

    root: Path

    def __str__(self) -> str:
        return str(self.root)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder and take its lock, which the system gives back when this process ends, however it
        ends."""
        from filelock import FileLock, Timeout

        for folder in (REPORTS, SCRATCH):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.root / LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise OutInUseError(
                f"Another run of lnextract writes to {self.root} ({self._holder()}).",
                "Wait until it has ended, or choose another OUT.",
            ) from error
        try:
            self.write(HOLDER, f"process {os.getpid()} on {platform.node()}")
            self._sweep()
            yield
        finally:
            lock.release()

    def read(self, name: str) -> bytes:
        """As of any store."""
        path = self.root / name
        return path.read_bytes() if path.is_file() else b""

    def read_log(self, name: str) -> bytes:
        """The file: here one can be added to."""
        return self.read(name)

    def write(self, name: str, content: str | bytes) -> None:
        """As of any store."""
        write_whole(self.root / name, content)

    def append(self, name: str, text: str) -> None:
        """As of any store; one write of the system for all of the text."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        handle = os.open(self.root / name, flags, 0o666)
        try:
            data = text.encode()
            while data:
                data = data[os.write(handle, data) :]
        finally:
            os.close(handle)

    def flush(self) -> None:
        """Nothing waits here."""

    def remove(self, name: str) -> None:
        """As of any store."""
        (self.root / name).unlink(missing_ok=True)

    def names(self, folder: str) -> set[str]:
        """As of any store."""
        with os.scandir(self.root / folder) as entries:
            return {entry.name for entry in entries if not entry.name.startswith(".") and entry.is_file()}

    def stamp(self, name: str) -> str | None:
        """As of any store."""
        return stamp_of(self.root / name)

    def abandon(self, process_id: int) -> None:
        """As of any store."""
        remove_part(self.root / REPORTS, process_id)
        shutil.rmtree(self.root / SCRATCH / process_name(process_id), ignore_errors=True)

    @property
    def scratch(self) -> Path | None:
        """In the folder, so that a run leaves nothing anywhere else."""
        return self.root / SCRATCH

    def _holder(self) -> str:
        return self.read(HOLDER).decode("utf-8", "replace") or "unknown process"

    def _sweep(self) -> None:
        """Remove what a killed run left."""
        for folder in (self.root, self.root / REPORTS, self.root / OWN):
            for part in folder.glob(PART):
                part.unlink(missing_ok=True)
        for rest in (self.root / SCRATCH).iterdir():
            shutil.rmtree(rest, ignore_errors=True)


def report_path(name: str) -> str:
    """Where the report file of this name lies in a store."""
    return f"{REPORTS}/{name}"


def sha256_of(content: str | bytes) -> str:
    """In hexadecimal digits; text as UTF-8."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()
