"""PDFs protected by a password, opened once and read from a copy without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

BAD_PASSWORD = 4
"""PDFium's number for it."""


@contextmanager
def unlocked(path: Path, passwords: Sequence[str]) -> Iterator[Path]:
    """The file itself, or, where one of the passwords opens it, a passing copy that needs none.

    So every engine that opens the file by itself can read it. What no password opens is left to the reader,
    which says what is wrong.
    """
    document = _first_opened(path, passwords) if passwords and not _opens_without(path) else None
    if document is None:
        yield path
        return
    import pypdfium2.raw as raw

    with TemporaryDirectory(prefix="unlocked-") as folder:
        copy = Path(folder, path.name)
        try:
            document.save(copy, flags=raw.FPDF_REMOVE_SECURITY)
        finally:
            document.close()
        yield copy


def _opens_without(path: Path) -> bool:
    document = _opened(path, None)
    if document is not None:
        document.close()
    return document is not None


def _first_opened(path: Path, passwords: Sequence[str]) -> Any:
    return next((opened for word in passwords if (opened := _opened(path, word)) is not None), None)


def _opened(path: Path, password: str | None) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError:
        return None
