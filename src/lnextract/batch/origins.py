"""Where the bytes of an input lie: a file here, a member of a ZIP archive; at a URL, see `remote`."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Protocol

from lnextract.batch.digest import unreadable
from lnextract.batch.stamps import is_settled, stamp_of
from lnextract.errors import TooLargeError, UnreadableInputError

MEMBER_BYTES = 500_000_000
"""A scanned bundle of a thousand pages has 200 MB; a member that unpacks to more is no report."""
CHUNK_BYTES = 1 << 20
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, IndexError)
"""What `zipfile` says of archives that are damaged, or packed in a way that it does not know."""


class Origin(Protocol):
    """Where an input's bytes lie."""

    def stamp(self) -> str | None:
        """A mark that changes whenever the bytes do; None where none can be had."""

    def is_settled(self) -> bool:
        """Whether the bytes are old enough that another writing would change the stamp."""

    def size(self) -> int:
        """Bytes, as far as they can be told without reading: how long the input may take."""

    def local(self, passwords: Sequence[str] = ()) -> AbstractContextManager[Path]:
        """The bytes as a file with the input's own ending, as long as the `with` lasts.

        Raises:
            LnextractError: they can't be had.
            OSError: there is no room for a copy.
        """


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of its own."""

    path: Path

    def stamp(self) -> str | None:
        """Of the file."""
        return stamp_of(self.path)

    def is_settled(self) -> bool:
        """Of the file."""
        return is_settled(self.path)

    def size(self) -> int:
        """Of the file."""
        return _size_of(self.path)

    @contextmanager
    def local(self, passwords: Sequence[str] = ()) -> Iterator[Path]:
        """The file itself: it is only read."""
        yield self.path


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file packed into a ZIP archive."""

    archive: Path
    member: str
    """As the archive calls it."""

    def stamp(self) -> str | None:
        """Of the archive."""
        return stamp_of(self.archive)

    def is_settled(self) -> bool:
        """Of the archive."""
        return is_settled(self.archive)

    def size(self) -> int:
        """Of the archive."""
        return _size_of(self.archive)

    @contextmanager
    def local(self, passwords: Sequence[str] = ()) -> Iterator[Path]:
        """The member, unpacked into a passing folder under a name of ours: its own could lead elsewhere."""
        with TemporaryDirectory(prefix="member-") as folder:
            copy = Path(folder, "member" + PurePosixPath(self.member).suffix)
            _unpack(self, copy, passwords)
            yield copy


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unpack(member: ZipMember, copy: Path, passwords: Sequence[str]) -> None:
    """Try without a password first, then with each."""
    locked: RuntimeError | None = None
    for password in (None, *(word.encode() for word in passwords)):
        try:
            with copy.open("wb") as file:
                for chunk in _chunks(member, password):
                    file.write(chunk)
            return
        except RuntimeError as error:  # of `zipfile`: no password, or not the right one
            locked = error
    step = "Give the right one." if passwords else "Give its --password."
    raise UnreadableInputError("The member is protected by a password.", step) from locked


def _chunks(member: ZipMember, password: bytes | None) -> Iterator[bytes]:
    """What is packed, up to the limit: the archive can lie about the size."""
    try:
        with zipfile.ZipFile(member.archive) as archive, archive.open(member.member, pwd=password) as packed:
            left = MEMBER_BYTES
            while chunk := packed.read(min(CHUNK_BYTES, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise TooLargeError(
                        f"The member unpacks to more than any report has ({MEMBER_BYTES // 1_000_000} MB).",
                        "Unpack it yourself, if it is one.",
                    )
                yield chunk
    except DAMAGED as error:
        raise UnreadableInputError("The archive is damaged at this member.", "Fetch it again.") from error
    except KeyError as error:
        raise UnreadableInputError("The archive has no such member any more.", "Convert it again.") from error
    except OSError as error:
        raise unreadable(error) from error
